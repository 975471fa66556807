#!/usr/bin/env bash
# `muster template check` gives the verdicts of Microsoft's parser of DTDL 2 (@azure/dtdl-parser of npm)
#
# dtdl.sh [--changed N] FILE|FOLDER...
#   FILE, FOLDER  DTDL models; of folders every .json. Each model is handed to both with the models that it needs
#   --changed     random changes to make to each model (3), so that there is something to refuse
#
# Needs node, npm and a registry; the parser is an oracle for this proof alone. What the two judge differently is
# printed by rule, with the first case of each, and the sets go to build/prove/dtdl. Exit code 0: they agree on every
# model as it is; changed ones are counted, since the parser is older than the language owners' present cases.
set -euo pipefail

root="$(dirname "$(dirname "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")")")"
changed=3 paths=()
while [[ $# -gt 0 ]]; do
    case "$1" in
        --changed) changed="${2:?--changed needs a number}" && shift 2 ;;
        --*) echo "dtdl: no option $1" >&2 && exit 2 ;;
        *) paths+=("$1") && shift ;;
    esac
done
[[ ${#paths[@]} -gt 0 ]] || { echo "dtdl: give files or folders of models" >&2 && exit 2; }
command -v node >/dev/null && command -v npm >/dev/null || { echo "dtdl: needs node and npm" >&2 && exit 2; }

"$root/dev" build release muster >&2
work="$root/build/prove/dtdl"
mkdir -p "$work/oracle"
[[ -d "$work/oracle/node_modules/@azure/dtdl-parser" ]] ||
    npm install --silent --no-fund --no-audit --prefix "$work/oracle" @azure/dtdl-parser >&2

here="$root/deploy/prove/dtdl"
python3 "$here/sets.py" --changed "$changed" --out "$work" "${paths[@]}"
failed=0
for kind in models changed; do
    "$root/build/release/muster" template check --ndjson "$work/$kind.ndjson" >"$work/$kind.ours"
    NODE_PATH="$work/oracle/node_modules" node "$here/oracle.js" <"$work/$kind.ndjson" >"$work/$kind.theirs"
    python3 "$here/compare.py" "$work" "$kind" || [[ "$kind" == changed ]] || failed=1
done
exit "$failed"
