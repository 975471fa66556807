"""Checks scenarios against the JSON Schema as an editor does.

schema_check.py SCHEMA FILE...   prints `FILE: PLACE: what is wrong`; exit code 1 where anything is

An editor reads YAML by the core schema of YAML 1.2, not by the 1.1 rules of this library.
"""
import json
import re
import sys

import jsonschema
import yaml


class core_loader(yaml.SafeLoader):
    yaml_implicit_resolvers = {}


for tag, pattern, first in (
    ("bool", r"true|false", "tf"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?[0-9]+\.[0-9]+", "-+0123456789"),
):
    core_loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
core_loader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: int(node.value))


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        validator = jsonschema.Draft7Validator(json.load(file))
    wrong = False
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            scenario = yaml.load(file, Loader=core_loader)
        for error in validator.iter_errors(scenario):
            wrong = True
            place = ".".join(str(word) for word in error.absolute_path)
            print(f"{path}: {place}: {error.message[:200]}")
    sys.exit(1 if wrong else 0)


main()
