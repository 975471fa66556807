"""Writes one set of models a line: models.ndjson as they are, changed.ndjson with random changes."""
import argparse
import copy
import json
import pathlib
import random

WORDS = ['double', 'Telemetry', 'Array', 'point', 'degreeCelsius', 'dtmi:x:y;1', '', 'name_', 'a' * 65, 'a' * 513,
         None, True, 5, 5.5, -1, [], {}, ['double'], {'@value': 5}, {'@type': 'Enum'}, {'en': 'x'}, {'xx-YY-1': 'x'},
         'Temperature', 'State', 'geopoint', 'Long', 'dtmi:a', 'dtmi:dtdl:a;1']
KEYS = ['unit', 'comment', 'displayName', 'foo', 'writable', 'schema', 'name', '@id', '@type', '@context',
        'enumValues', 'fields', 'target', 'maxMultiplicity', 'minMultiplicity', 'request', 'elementSchema']


def as_list(value):
    return value if isinstance(value, list) else [value]


def read(paths):
    for path in map(pathlib.Path, paths):
        for file in sorted(path.rglob('*.json')) if path.is_dir() else [path]:
            yield from (m for m in as_list(json.loads(file.read_text('utf-8-sig'))) if isinstance(m, dict))


def needs(model):
    for base in as_list(model.get('extends', [])):
        if isinstance(base, str):
            yield base
    for item in as_list(model.get('contents', [])):
        if isinstance(item, dict) and 'Component' in as_list(item.get('@type')) and isinstance(item.get('schema'), str):
            yield item['schema']


def with_needed(model, by_id):
    found = [model]
    for each in found:
        for other in needs(each):
            if other in by_id and by_id[other] not in found:
                found.append(by_id[other])
    return found


def nodes(value):
    if isinstance(value, (dict, list)) and value:
        yield value
        for item in value.values() if isinstance(value, dict) else value:
            yield from nodes(item)


def change(models, dice):
    node = dice.choice(list(nodes(models))[1:] or [models])
    word, what = copy.deepcopy(dice.choice(WORDS)), dice.random()
    if isinstance(node, dict):
        key = dice.choice(list(node))
        if what < 0.3:
            del node[key]
        else:
            node[key if what < 0.65 else dice.choice(KEYS)] = word
    else:
        index = dice.randrange(len(node))
        if what < 0.3:
            del node[index]
        elif what < 0.6:
            node.append(copy.deepcopy(node[index]))
        else:
            node[index] = word


def main():
    options = argparse.ArgumentParser()
    options.add_argument('--changed', type=int, required=True)
    options.add_argument('--out', type=pathlib.Path, required=True)
    options.add_argument('paths', nargs='+')
    given = options.parse_args()
    models, dice = list(read(given.paths)), random.Random(1)
    by_id = {m['@id']: m for m in models if isinstance(m.get('@id'), str)}
    with open(given.out / 'models.ndjson', 'w') as plain, open(given.out / 'changed.ndjson', 'w') as changed:
        for model in models:
            models_here = with_needed(model, by_id)
            plain.write(json.dumps(models_here) + '\n')
            for _ in range(given.changed):
                other = copy.deepcopy(models_here)
                change(other, dice)
                changed.write(json.dumps(other) + '\n')


main()
