# shellcheck shell=bash
# A minimal Debian 12 in a folder of its own, for proofs; sourced. The mirror, proxies, resolver and certificates are
# those of this machine, read now and written only into the new root. Mounts live in mount namespaces of their own, so
# none can outlive its command. The caller names itself in `proof`, and sets `keep` to leave the root where it is.

release=bookworm
report=()
keep=''
say() { printf '%s: %s\n' "${proof:?}" "$*"; }

# as_superuser ARGS...: starts the caller again by sudo where it is not root.
as_superuser() {
    [[ "$(id -u)" == 0 ]] || exec sudo --preserve-env=http_proxy,https_proxy,TMPDIR bash "$0" "$@"
}

# The package indexes this machine uses of that release: SITE SUITE COMPONENT, one a line.
indexes() {
    # shellcheck disable=SC2016
    apt-get indextargets --format '$(SITE) $(RELEASE) $(COMPONENT)' 'Created-By: Packages' |
        awk -v release="$release" 'index($2, release) == 1' | sort -u
}

# Makes TARGET, which goes when the caller ends, whatever way it does. Seen from outside. `--one-file-system`: a mount
# that should not be there is never emptied.
begin_proof() {
    target="$(mktemp -d "${TMPDIR:-/tmp}/muster-$proof.XXXXXX")"
    chmod 755 "$target" # apt downloads as another user
    trap finish EXIT
}

finish() {
    local code=$?
    printf '%s\n' "${report[@]}"
    if [[ -n "$keep" ]]; then say "kept: $target"; else rm -rf --one-file-system "$target"; fi
    if [[ $code == 0 ]]; then say "proved"; else say "NOT proved (exit code $code)"; fi
}

# timed WHAT COMMAND...: runs it and notes how long it took and how it ended.
timed() {
    local what="$1" begin=$SECONDS code=0
    shift
    say "$what"
    "$@" || code=$?
    report+=("$(printf '%s: %-45s %5d s   exit code %d' "$proof" "$what" $((SECONDS - begin)) "$code")")
    return "$code"
}

own_mounts() { unshare --mount --propagation private "$@"; }

# make_root [PACKAGE...]: the minimal root, with these packages.
make_root() {
    local mirror include
    include="$(IFS=,; echo "$*")"
    mirror="$(indexes | awk -v release="$release" '$2 == release { print $1; exit }')"
    [[ -n "$mirror" ]] || { say "apt knows no $release here" && return 1; }
    if indexes | grep -q '^https'; then include+="${include:+,}ca-certificates"; fi
    own_mounts debootstrap --variant=minbase ${include:+"--include=$include"} "$release" "$target" "$mirror" >"$target.log" 2>&1 || {
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
