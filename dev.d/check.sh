# shellcheck shell=bash
# What looks at the sources or at the speed rather than at behaviour: format, lint, sanitize, fuzz, bench.

tracked_sources() { git -C "${root:?}" ls-files -- '*.cpp' '*.hpp'; }

verb_format() {
    need lint
    local mode=(-i)
    if [[ "${1:-}" == --check ]]; then mode=(--dry-run -Werror); fi
    (cd "$root" && tracked_sources | xargs -r -d '\n' -P "$(nproc)" -n 8 clang-format "${mode[@]}")
}

# Sources changed against the upstream branch (or the last commit), committed or not; a header stands for the .cpp
# beside it.
changed_sources() {
    local base
    base="$(git -C "$root" merge-base HEAD '@{upstream}' 2>/dev/null || echo HEAD)"
    { git -C "$root" diff --name-only "$base" -- '*.cpp' '*.hpp'
      git -C "$root" ls-files --others --exclude-standard -- '*.cpp' '*.hpp'; } |
        sed 's/\.hpp$/.cpp/' | sort -u | while read -r file; do
            if [[ -f "$root/$file" ]]; then echo "$file"; fi
        done
}

# Only what the compile commands know: no baselines, no fuzzers, whose flags are of other presets.
known_to_build() {
    grep -F -x -f <(sed -n "s|^ *\"file\": \"$root/\(.*\)\",\{0,1\}\$|\1|p" "$root/build/dev/compile_commands.json") || true
}

verb_lint() {
    need build lint
    local files
    (cd "$root" && cmake --preset dev --log-level=WARNING >/dev/null)
    if [[ "${1:-}" == --all ]]; then
        # Tests are read when they change; all of them would take longer than the product.
        mapfile -t files < <(tracked_sources | grep '\.cpp$' | grep -v '^tests/' | known_to_build)
    else
        mapfile -t files < <(changed_sources | known_to_build)
    fi
    say "dev: clang-tidy over ${#files[@]} files"
    [[ ${#files[@]} -gt 0 ]] || return 0
    (cd "$root" && printf '%s\n' "${files[@]}" |
        xargs -d '\n' -P "$(jobs_here)" -n 1 clang-tidy --quiet -p build/dev 2> >(grep -v 'warnings generated' >&2))
}

# Everything that is quick enough under the address and the undefined-behaviour sanitizer. The simulation tries fewer
# seeds than in a release build, where it looks for other mistakes.
verb_sanitize() {
    need build test
    build_preset asan tests_unit tests_actors tests_sim
    MUSTER_SEEDS="${MUSTER_SEEDS:-100}" ctest --test-dir "$root/build/asan" --output-on-failure --no-tests=error \
        --no-label-summary --parallel "$(jobs_here)" -L '^(unit|actors|sim)$' "$@"
}

# seed_files NAME: what tests/fuzz/seeds.txt names for a fuzzer, copied to where libFuzzer reads whole folders.
seed_files() {
    local folder="$root/build/fuzz/seeds/$1" pattern
    rm -rf "$folder"
    mkdir -p "$folder"
    awk -v name="$1" '$1 == name { print $2 }' "$root/tests/fuzz/seeds.txt" | while read -r pattern; do
        (cd "$root" && compgen -G "$pattern" | xargs -r cp -t "$folder") || true
    done
    echo "$folder"
}

# fuzz_one NAME SECONDS: new inputs are kept under build/fuzz/corpus, findings under build/fuzz/findings.
fuzz_one() {
    local name="$1" seconds="$2" folder="$root/build/fuzz" seeds options=()
    mkdir -p "$folder/corpus/$name" "$folder/findings"
    seeds=("$(seed_files "$name")")
    if [[ -d "$root/tests/fuzz/corpus/$name" ]]; then seeds+=("$root/tests/fuzz/corpus/$name"); fi
    if [[ -f "$root/tests/fuzz/$name.dict" ]]; then options+=("-dict=$root/tests/fuzz/$name.dict"); fi
    say "dev: fuzzing $name for $seconds s"
    "$folder/${name}_fuzz" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 -print_final_stats=1 \
        -verbosity=0 -print_funcs=0 -artifact_prefix="$folder/findings/$name-" "${options[@]}" "$folder/corpus/$name" "${seeds[@]}"
}

verb_fuzz() {
    local name="${1:-all}" seconds="${2:-60}" names
    mapfile -t names < <(cd "$root" && find tests/fuzz -maxdepth 1 -name '*_fuzz.cpp' -printf '%f\n' | sed 's/_fuzz\.cpp$//' | sort)
    if [[ "$name" != all ]]; then
        [[ " ${names[*]} " == *" $name "* ]] || fail "no fuzzer '$name'; there are: ${names[*]}"
        names=("$name")
    fi
    [[ ${#names[@]} -gt 0 ]] || fail "tests/fuzz has no fuzzer"
    need build fuzz
    build_preset fuzz "${names[@]/%/_fuzz}"
    for name in "${names[@]}"; do fuzz_one "$name" "$seconds"; done
}

verb_bench() {
    local name="${1:-}" bench
    need build bench
    build_preset bench benches >&2
    for bench in "$root"/build/bench/bench/*; do
        [[ -x "$bench" && -f "$bench" && "$(basename "$bench")" == *"$name"* ]] || continue
        say "dev: bench $(basename "$bench")"
        "$bench" "${@:2}"
    done
}
