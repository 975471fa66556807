#!/usr/bin/env bash
# package.sh: build/package/muster_VERSION_amd64.deb and muster-VERSION-linux-x86_64.tar.gz from build/release/muster.
# Called by `./dev package`, which builds the program first.
#
# Both hold the program, the shipped scenarios, the manual page and the completions of bash, zsh and fish. The .deb
# depends on Debian's libraries; the archive brings along those that a minimal Debian 12 lacks, found by $ORIGIN, with
# their copyright notices. Made twice from one commit, both are the same to the byte.
set -euo pipefail
umask 022

root="$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")"
program="$root/build/release/muster"
out="$root/build/package"
version="$("$program" --version | awk '{ print $2 }')"
SOURCE_DATE_EPOCH="$(git -C "$root" log -1 --format=%ct)"
export SOURCE_DATE_EPOCH LC_ALL=C
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# What even a minimal Debian 12 has: glibc, and the C++ runtime that apt itself needs.
everywhere='^(linux-vdso|ld-linux-x86-64|libc|libm|libpthread|libdl|librt|libstdc\+\+|libgcc_s)\.so'
# Libraries of which only headers are compiled in, so that no shared object speaks for them. Boost's licence asks for no
# notice in what a compiler makes.
headers_only=(libcli11-dev)

# libraries: SONAME and path of each shared object that the archive has to bring along.
libraries() {
    ldd "$program" | awk '$3 ~ /^\// { print $1, $3 }' | grep -Ev "$everywhere" | sort
}

# package_of FILE: the Debian package that a file is from.
package_of() {
    dpkg-query -S "$(readlink -f "$1")" | sed 's/:.*//' | head -n 1
}

# put FOLDER: the program and all that is not a library, under FOLDER as a prefix such as /usr.
put() {
    install -D -m 755 "$program" "$1/bin/muster"
    # The identity of the build goes too: it would tell one folder of sources from another.
    strip --strip-all --remove-section=.note.gnu.build-id --remove-section=.comment "$1/bin/muster"
    git -C "$root" ls-files -z -- scenarios | while IFS= read -r -d '' file; do
        case "$file" in
            *.cpp | *.hpp | */CMakeLists.txt | */README.md) ;;
            *) install -D -m 644 "$root/$file" "$1/share/muster/$file" ;;
        esac
    done
    "$program" man | gzip -9n | install -D -m 644 /dev/stdin "$1/share/man/man1/muster.1.gz"
    "$program" completion bash | install -D -m 644 /dev/stdin "$1/share/bash-completion/completions/muster"
    "$program" completion zsh | install -D -m 644 /dev/stdin "$1/share/zsh/vendor-completions/_muster"
    "$program" completion fish | install -D -m 644 /dev/stdin "$1/share/fish/vendor_completions.d/muster.fish"
    install -D -m 644 "$root/CHANGELOG.md" "$1/share/doc/muster/CHANGELOG.md"
}

# notices FILE PACKAGE...: the copyright notices of these packages, one after the other.
notices() {
    local file="$1" package
    shift
    {
        echo 'Muster. Parts of the libraries below are in this package.'
        for package in "$@"; do
            printf '\n\n== %s %s, whose notice follows\n\n' "$package" \
                "$(dpkg-query -W -f '${Version}' "$package")"
            cat "/usr/share/doc/$package/copyright"
        done
    } | install -D -m 644 /dev/stdin "$file"
}

# same_age FOLDER: gives everything in it the time of the commit.
same_age() {
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

make_deb() {
    local tree="$work/deb/debian/muster" depends
    install -d "$tree/DEBIAN"
    put "$tree/usr"
    notices "$tree/usr/share/doc/muster/copyright" "${headers_only[@]}"
    printf 'Source: muster\n\nPackage: muster\nArchitecture: amd64\n' >"$work/deb/debian/control"
    depends="$(cd "$work/deb" && dpkg-shlibdeps -O "$tree/usr/bin/muster" |
        sed -n 's/^shlibs:Depends=//p')"
    cat >"$tree/DEBIAN/control" <<CONTROL
Package: muster
Version: $version
Architecture: amd64
Maintainer: The Muster authors <muster@localhost>
Installed-Size: $(du -sk "$tree/usr" | cut -f1)
Depends: $depends, tzdata
Section: utils
Priority: optional
Description: rehearse a fleet of devices before you touch it
 Muster runs a whole fleet of simulated devices, described in one YAML file, in
 virtual time, and ends with a report and an exit code: a rollout plan can be
 tried in CI before it touches a real device.
CONTROL
    (cd "$tree" && find usr -type f -print0 | sort -z | xargs -0 md5sum) >"$tree/DEBIAN/md5sums"
    same_age "$tree"
    dpkg-deb --root-owner-group -Zxz --build "$tree" "$out/muster_${version}_amd64.deb" >/dev/null
}

make_archive() {
    local name="muster-$version-linux-x86_64" tree soname path packages=()
    tree="$work/$name"
    put "$tree"
    while read -r soname path; do
        install -D -m 644 "$(readlink -f "$path")" "$tree/lib/muster/$soname"
        packages+=("$(package_of "$path")")
    done < <(libraries)
    patchelf --set-rpath "\$ORIGIN/../lib/muster" "$tree/bin/muster"
    notices "$tree/share/doc/muster/copyright" "${headers_only[@]}" "${packages[@]}"
    same_age "$tree"
    tar --create --format=gnu --sort=name --owner=0 --group=0 --numeric-owner \
        --directory "$work" "$name" | gzip -9n >"$out/$name.tar.gz"
}

rm -rf "$out"
mkdir -p "$out"
make_deb
make_archive
(cd "$out" && sha256sum -- * | tee SHA256SUMS)
