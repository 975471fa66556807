#!/usr/bin/env bash
# on a newly made minimal Debian 12 with only git in it, both commands of the README work from a clone
#
# fresh.sh [--root-only] [--keep] [COMMAND...]
#   --root-only   stop when the root exists and `apt-get update` works inside
#   --keep        leave the root where it is, and say where
#   COMMAND       run in the clone instead of the README's two
#
# Clones what is committed. The mirror, proxies, resolver and certificates are those of this machine, read now and
# written only into the new root. Mounts live in mount namespaces of their own, so none can outlive its command.
set -euo pipefail

root="$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")"
release=bookworm
root_only='' keep=''
while [[ "${1:-}" == --* ]]; do
    case "$1" in
        --root-only) root_only=1 ;;
        --keep) keep=1 ;;
        *) echo "fresh: no option $1" >&2 && exit 2 ;;
    esac
    shift
done
commands=("$@")
[[ ${#commands[@]} -gt 0 ]] || commands=('./dev run scenarios/first-fleet.yaml' './dev test')

[[ "$(id -u)" == 0 ]] || exec sudo --preserve-env=http_proxy,https_proxy,TMPDIR bash "${BASH_SOURCE[0]}" \
    ${root_only:+--root-only} ${keep:+--keep} "$@"
"$root/dev" install build prove

say() { printf 'fresh: %s\n' "$*"; }

# The package indexes this machine uses of that release: SITE SUITE COMPONENT, one a line.
indexes() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v release="$release" 'index($2, release) == 1' | sort -u
}

# Inside TARGET, seen from outside. `--one-file-system`: a mount that should not be there is never emptied.
target="$(mktemp -d "${TMPDIR:-/tmp}/muster-fresh.XXXXXX")"
chmod 755 "$target" # apt downloads as another user
report=()
finish() {
    local code=$?
    printf '%s\n' "${report[@]}"
    if [[ -n "$keep" ]]; then say "kept: $target"; else rm -rf --one-file-system "$target"; fi
    if [[ $code == 0 ]]; then say "proved"; else say "NOT proved (exit code $code)"; fi
}
trap finish EXIT

# timed WHAT COMMAND...: runs it and notes how long it took and how it ended.
timed() {
    local what="$1" begin=$SECONDS code=0
    shift
    say "$what"
    "$@" || code=$?
    report+=("$(printf 'fresh: %-45s %5d s   exit code %d' "$what" $((SECONDS - begin)) "$code")")
    return "$code"
}

own_mounts() { unshare --mount --propagation private "$@"; }

make_root() {
    local mirror include=git
    mirror="$(indexes | awk -v release="$release" '$2 == release { print $1; exit }')"
    [[ -n "$mirror" ]] || { say "apt knows no $release here" && return 1; }
    if indexes | grep -q '^https'; then include+=,ca-certificates; fi
    own_mounts debootstrap --variant=minbase --include="$include" "$release" "$target" "$mirror" >"$target.log" 2>&1 || {
        tail -n 20 "$target.log"
        return 1
    }
    rm -f "$target.log"
}

configure_root() {
    indexes | awk '{ print "deb", $1, $2, $3 }' >"$target/etc/apt/sources.list"
    apt-config dump | grep -E '^Acquire::(http|https|Check-|Max-|Retries|AllowReleaseInfoChange)' \
        >"$target/etc/apt/apt.conf.d/99machine" || true
    cp --dereference /etc/resolv.conf "$target/etc/resolv.conf"
    if [[ -x "$target/usr/sbin/update-ca-certificates" ]]; then
        find /usr/local/share/ca-certificates -name '*.crt' -exec cp -t "$target/usr/local/share/ca-certificates" {} +
        inside update-ca-certificates >/dev/null
    fi
}

# inside COMMAND: a login-like shell line in the new root, with /proc, /dev and nothing of this machine's environment.
inside() {
    # shellcheck disable=SC2016
    own_mounts bash -c '
        set -e
        mount -t proc proc "$0/proc"
        mount --rbind /dev "$0/dev"
        exec env -i ${http_proxy:+"http_proxy=$http_proxy"} ${https_proxy:+"https_proxy=$https_proxy"} \
            HOME=/root TERM=dumb LANG=C.UTF-8 PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
            chroot "$0" /bin/bash -c "$1"' "$target" "$1" </dev/null
}

clone() {
    git -C "$root" -c safe.directory='*' bundle create --quiet "$target/muster.bundle" HEAD
    inside 'git clone --quiet -c advice.detachedHead=false /muster.bundle ~/muster && rm /muster.bundle && git -C ~/muster log -1 --format="%h %s"'
}

timed "debootstrap $release, minbase and git" make_root
configure_root
timed "apt-get update inside" inside 'apt-get -qq -o APT::Update::Error-Mode=any update'
[[ -z "$root_only" ]] || exit 0
timed "git clone inside" clone
for command in "${commands[@]}"; do
    timed "$command" inside "cd ~/muster && $command"
done
