#!/usr/bin/env bash
# on a newly made minimal Debian 12 with only git in it, both commands of the README work from a clone
#
# fresh.sh [--root-only] [--keep] [COMMAND...]
#   --root-only   stop when the root exists and `apt-get update` works inside
#   --keep        leave the root where it is, and say where
#   COMMAND       run in the clone instead of the README's two
#
# Clones what is committed.
set -euo pipefail

root="$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")"
proof=fresh
# shellcheck source=/dev/null
source "$root/deploy/bare-debian.sh"
as_superuser "$@"
root_only=''
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

"$root/dev" install build prove
begin_proof

clone() {
    git -C "$root" -c safe.directory='*' bundle create --quiet "$target/muster.bundle" HEAD
    inside 'git clone --quiet -c advice.detachedHead=false /muster.bundle ~/muster && rm /muster.bundle && git -C ~/muster log -1 --format="%h %s"'
}

timed "debootstrap $release, minbase and git" make_root git
configure_root
timed "apt-get update inside" inside 'apt-get -qq -o APT::Update::Error-Mode=any update'
[[ -z "$root_only" ]] || exit 0
timed "git clone inside" clone
for command in "${commands[@]}"; do
    timed "$command" inside "cd ~/muster && $command"
done
