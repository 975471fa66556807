# shellcheck shell=bash
# Makes what users install.

# package: build/package/muster_VERSION_amd64.deb and the archive beside it.
verb_package() {
    need build package
    build_preset release muster >&2
    bash "${root:?}/deploy/package.sh"
    say "dev: packages are in build/package"
}
