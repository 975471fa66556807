#!/usr/bin/env bash
# on a newly made minimal Debian 12 the packages of `./dev package` install and run, without a compiler
#
# package.sh [--keep]
#   --keep   leave the root where it is, and say where
#
# Installs the .deb with apt and runs a shipped scenario by its name: the seconds from the start of the installation to
# the end of the first summary are printed, and at most 30 prove it. Then removes it with everything it brought along,
# and runs the same scenario from the archive. Both have to give the digest that the program gives here.
set -euo pipefail

root="$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")"
proof=package
# shellcheck source=/dev/null
source "$root/deploy/bare-debian.sh"
as_superuser "$@"
case "${1:-}" in
    '') ;;
    --keep) keep=1 ;;
    *) echo "package: no option $1" >&2 && exit 2 ;;
esac
seconds_most=30

"$root/dev" install build prove
"$root/dev" package
begin_proof

deb="$(cd "$root/build/package" && echo muster_*_amd64.deb)"
archive="$(cd "$root/build/package" && echo muster-*-linux-x86_64.tar.gz)"

# digest_in FILE: of a summary.
digest_in() { awk '$1 == "digest" { print $2 }' "$1"; }

from_deb() {
    inside "apt-get -qq install --yes --no-install-recommends /$deb >/dev/null" && inside 'muster run first-fleet' | tee "$target/deb.txt"
}

from_archive() {
    inside "cd /root && tar -xzf /$archive && ${archive%.tar.gz}/bin/muster run first-fleet" | tee "$target/archive.txt"
}

# Nothing of the .deb may help the archive.
remove_deb() { inside 'apt-get -qq purge --yes --autoremove muster >/dev/null && ! command -v muster'; }

# What a newcomer finds beside the program.
look_around() {
    inside "test -f /usr/share/doc/muster/copyright && test -f /usr/share/bash-completion/completions/muster &&
        gzip -t /usr/share/man/man1/muster.1.gz && ! command -v gcc g++ cc &&
        bash -c 'source /usr/share/bash-completion/completions/muster && complete -p muster'"
}

timed "debootstrap $release, minbase" make_root
configure_root
timed "apt-get update inside" inside 'apt-get -qq -o APT::Update::Error-Mode=any update'
cp "$root/build/package/$deb" "$root/build/package/$archive" "$target/"
begin=$SECONDS
timed "install the .deb, run first-fleet" from_deb
taken=$((SECONDS - begin))
timed "look around" look_around
timed "remove the .deb" remove_deb
timed "unpack the archive, run first-fleet" from_archive
here="$("$root/build/release/muster" run "$root/scenarios/first-fleet.yaml" --quiet | sed 's/.*digest //')"
for text in deb archive; do
    there="$(digest_in "$target/$text.txt")"
    [[ "$there" == "$here" ]] || { say "the $text gives the digest $there, not $here" && exit 1; }
done
say "from the start of the installation to the first summary: $taken s (at most $seconds_most)"
((taken <= seconds_most))
