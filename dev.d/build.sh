# shellcheck shell=bash
# Configures and builds the presets of CMakePresets.json under build/PRESET.

# Objects are found again by another clone of this tree, CI's among them.
export CCACHE_BASEDIR="${CCACHE_BASEDIR:-$root}" CCACHE_NOHASHDIR="${CCACHE_NOHASHDIR:-1}"

# Parallel jobs: the cores, but at least 1.5 GiB of free memory each (a CAF translation unit's peak).
jobs_here() {
    local cores by_memory
    cores="$(nproc)"
    by_memory="$(awk '/^MemAvailable:/ { print int($2 / 1572864) }' /proc/meminfo)"
    if ((by_memory < 1)); then by_memory=1; fi
    echo "${MUSTER_JOBS:-$((cores < by_memory ? cores : by_memory))}"
}

# build_preset PRESET [TARGET...]: configures when there is no build folder or the presets are newer.
build_preset() {
    local preset="$1" folder="$root/build/$1"
    shift
    if [[ ! -f "$folder/build.ninja" || "$root/CMakePresets.json" -nt "$folder/build.ninja" ]]; then
        (cd "$root" && cmake --preset "$preset" --log-level=WARNING >/dev/null)
        touch "$folder/build.ninja"
    fi
    # `--quiet` when nothing is to be done, progress otherwise.
    if [[ "$(ninja -C "$folder" -n "$@" | tail -n 1)" == *"no work to do"* ]]; then
        return 0
    fi
    ninja -C "$folder" -j "$(jobs_here)" "$@"
}
