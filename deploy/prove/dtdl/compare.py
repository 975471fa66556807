"""Says where two parsers judge differently; exit code 1 where they do."""
import collections
import json
import pathlib
import sys


def main():
    folder, kind = pathlib.Path(sys.argv[1]), sys.argv[2]
    ours, theirs = ([json.loads(line) for line in open(folder / f'{kind}.{whose}')] for whose in ('ours', 'theirs'))
    assert len(ours) == len(theirs), 'one of the two has not answered every line'
    different = collections.defaultdict(list)
    for line, (a, b) in enumerate(zip(ours, theirs), 1):
        valid = a['valid'] and not a['unresolved']  # the other parser refuses what it cannot resolve
        if valid != b['valid']:
            rules = sorted({p['rule'] for p in a['problems']}) or sorted(set(b['rules']))
            different[('only we accept: ' if valid else 'only they accept: ') + ', '.join(rules)].append(line)
    valid = sum(b['valid'] for b in theirs)
    wrong = sum(map(len, different.values()))
    print(f'{kind}: {len(theirs)} sets, {valid} valid for the other parser, {wrong} judged differently')
    for what, lines in sorted(different.items(), key=lambda pair: -len(pair[1])):
        print(f'  {len(lines):6} {what} (line {lines[0]})')
    sys.exit(1 if wrong else 0)


main()
