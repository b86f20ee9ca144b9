"""Records how ruamel.yaml's round-trip dumper, with the settings of DVC, writes many values: python record-yaml-cases.py OUT.json"""

import io
import json
import random
import sys

from ruamel.yaml import YAML

pieces = ["a", "b c", "x: y", "#", " #h", "'", '"', "\\", "\n", "\t", ":", "-", "- ", "?", "[", "]", "{", "}", ",", "&", "*", "!", "|", ">", "%", "@", "`", "é", "😀", "\x07", "=", "<<", "~", "null", "true", "yes", "1", "0x1f", "1e5", "1.5", ".5", "1_0", "2020-01-01", "12:30", "---", "...", "longword" * 3, "path/to/some/file.csv", " ", "  ", "\xa0", "\ufeff"]
random.seed(7)


def text():
    return "".join(random.choice(pieces) for _ in range(random.randint(0, 4)))


def long_text():
    words = [random.choice(["alpha", "be", "gamma-delta", "x", "it's", '"q"', "end:", "#no", "--flag", "a=b", "/path/of/some/length"]) for _ in range(random.randint(8, 40))]
    return " ".join(words)


def scalar():
    kind = random.random()
    if kind < 0.5:
        return text()
    if kind < 0.6:
        return long_text()
    return random.choice([None, True, False, 0, 1, -5, 10**20, 1.5, 1.0, 1e-05, 1e20, -0.0, 0.1, 123456789.125])


def value(depth):
    kind = random.random()
    if depth == 0 or kind < 0.5:
        return scalar()
    if kind < 0.75:
        return [value(depth - 1) for _ in range(random.randint(0, 3))]
    return {key(): value(depth - 1) for _ in range(random.randint(0, 3))}


def key():
    return text().replace("\n", "") or "k"


def dumped(item):
    yaml = YAML()
    yaml.default_flow_style = False
    out = io.StringIO()
    yaml.dump(item, out)
    return out.getvalue()


cases = [{"value": {"k": text()}} for _ in range(500)] + [{"value": {"cmd": long_text()}} for _ in range(200)]
cases += [{"value": {key(): value(3) for _ in range(random.randint(1, 4))}} for _ in range(250)]
for case in cases:
    case["yaml"] = dumped(case["value"])
    case["value"] = json.dumps(case["value"])
with open(sys.argv[1], "w") as out:
    json.dump(cases, out, indent=0)
