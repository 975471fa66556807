#!/usr/bin/env bash
# one scenario and seed give one digest: any workers, nodes, pace, steps per visit, and without the CPU's FMA
#
# digest.sh [--devices N] [--seed S] [--for DURATION] [--paced DURATION] [FILE...]
#   FILE       scenarios (scenarios/first-fleet.yaml)
#   --devices, --seed, --for   handed to every run
#   --paced    virtual time of the runs at 1000x, which are compared among themselves (10m: 0.6 s of wall clock)
#
# Exit code 0: all digests of a scenario are equal. The C library's own variants are switched off by its tunables,
# which stands for a CPU that lacks them.
set -euo pipefail

root="$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")"
options=() files=() span='' paced=10m
while [[ $# -gt 0 ]]; do
    case "$1" in
        --devices | --seed) options+=("$1" "${2:?$1 needs a value}") && shift 2 ;;
        --for) span="${2:?--for needs a value}" && shift 2 ;;
        --paced) paced="${2:?--paced needs a value}" && shift 2 ;;
        --*) echo "digest: no option $1" >&2 && exit 2 ;;
        *) files+=("$1") && shift ;;
    esac
done
[[ ${#files[@]} -gt 0 ]] || files=("$root/scenarios/first-fleet.yaml")

"$root/dev" build release muster >&2
out="$(mktemp -d)"
trap 'rm -rf "$out"' EXIT
no_fma='GLIBC_TUNABLES=glibc.cpu.hwcaps=-AVX2_Usable,-FMA_Usable,-FMA4_Usable,-AVX2,-FMA,-FMA4'
failed=0

# digest_of NAME FILE [VARIABLE=VALUE...] -- ARGS: one run; prints its digest, or why there is none.
digest_of() {
    local name="$1" file="$2" variables=() code=0
    shift 2
    while [[ "$1" != -- ]]; do variables+=("$1") && shift; done
    env "${variables[@]}" "$root/build/release/muster" run "$file" "${options[@]}" "${@:2}" \
        --quiet --out "$out/$name" >"$out/$name.log" 2>&1 || code=$?
    # 99 is a verdict on expectations; the run was whole.
    if [[ $code != 0 && $code != 99 ]]; then
        echo "exit code $code: $(tail -n 1 "$out/$name.log")"
        return
    fi
    sed -n 's/^.*"digest"[[:space:]]*:[[:space:]]*"\([^"]*\)".*$/\1/p' "$out/$name/report.json" | head -n 1
}

# compare WHAT FIRST OTHER: says whether two digests are one.
compare() {
    if [[ -n "$2" && "$2" != exit* && "$2" == "$3" ]]; then
        printf '  same       %s\n' "$1"
    else
        printf '  DIFFERENT  %s: %s, not %s\n' "$1" "${3:-no digest}" "${2:-no digest}"
        failed=1
    fi
}

prove() {
    local file="$1" full=() first short
    [[ -z "$span" ]] || full=(--for "$span")
    first="$(digest_of first "$file" -- --workers 1 --speed max "${full[@]}")"
    printf '%s\n  digest     %s\n' "$file" "$first"
    compare 'again' "$first" "$(digest_of again "$file" -- --workers 1 --speed max "${full[@]}")"
    compare '2 workers' "$first" "$(digest_of workers "$file" -- --workers 2 --speed max "${full[@]}")"
    compare '3 nodes' "$first" "$(digest_of nodes "$file" -- --nodes 3 --speed max "${full[@]}")"
    compare 'one step per visit' "$first" \
        "$(digest_of steps "$file" MUSTER_STEPS_PER_VISIT=1 -- --workers 2 --speed max "${full[@]}")"
    compare 'no AVX2, no FMA' "$first" \
        "$(digest_of nofma "$file" "$no_fma" -- --workers 2 --speed max "${full[@]}")"
    short="$(digest_of short "$file" -- --workers 1 --speed max --for "$paced")"
    compare "1000x, $paced" "$short" "$(digest_of paced "$file" -- --workers 2 --speed 1000x --for "$paced")"
}

for file in "${files[@]}"; do
    [[ -e "$file" || ! -e "$root/$file" ]] || file="$root/$file"
    prove "$file"
done
exit "$failed"
