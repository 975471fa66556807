# shellcheck shell=bash
# Installs the Debian packages of one or more purposes; quick when they are all there.

package_list="${root:?}/deploy/debian-packages.txt"

# packages_for PURPOSE...: the packages of these purposes, one a line.
packages_for() {
    awk -v wanted=" $* " '!/^#/ && NF == 2 && index(wanted, " " $1 " ") { print $2 }' "$package_list"
}

# missing_packages PACKAGE...: those that are not installed.
missing_packages() {
    comm -13 \
        <(dpkg-query -W -f='${Package} ${db:Status-Status}\n' "$@" 2>/dev/null |
            awk '$2 == "installed" { print $1 }' | sort -u) \
        <(printf '%s\n' "$@" | sort -u)
}

as_root() {
    if [[ "$(id -u)" == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "needs root (or sudo) for: $*"
    fi
}

apt() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600 -o Acquire::Retries=3 "$@" >&2
}

# Stops where an installation would take something of the machine's owner away, such as another Boost.
refuse_removals() {
    local removed
    removed="$(LC_ALL=C apt-get -s --no-install-recommends install "$@" 2>/dev/null |
        awk '$1 == "Remv" { print $2 }' | tr '\n' ' ')"
    [[ -z "$removed" || -n "${MUSTER_ALLOW_REMOVAL:-}" ]] ||
        fail "installing $* would remove: ${removed}- set MUSTER_ALLOW_REMOVAL=1 to agree"
}

# need PURPOSE...: makes sure that the packages of these purposes are installed.
need() {
    command -v dpkg-query >/dev/null || fail "only Debian is supported; packages are listed in $package_list"
    local wanted missing
    mapfile -t wanted < <(packages_for "$@")
    mapfile -t missing < <(missing_packages "${wanted[@]}")
    [[ ${#missing[@]} -gt 0 ]] || return 0
    [[ -z "${MUSTER_NO_INSTALL:-}" ]] || fail "missing packages: ${missing[*]}"
    say "dev: installing ${missing[*]}"
    apt update
    refuse_removals "${missing[@]}"
    apt install --yes --no-install-recommends "${missing[@]}"
}

# install [PURPOSE...]: only installs (all purposes by default), for images and CI caches.
verb_install() {
    if [[ $# -eq 0 ]]; then set -- build test lint fuzz bench prove package; fi
    need "$@"
}
