"""Records what ruamel.yaml does, for ruamel-cases.test.ts to replay without Python.

    python record-ruamel-cases.py ruamel-cases.json [cases per kind] [seed]

Values are written as JSON with {"f": repr} for floats, {"i": digits} for ints beyond 2^53, {"t": text} for dates and
{"m": [[key, value], ...]} for mappings.
"""
import copy
import datetime
import io
import json
import random
import sys

from ruamel.yaml import YAML

WORDS = (
    "a b train data/raw.csv python src/train.py --epochs 10 true yes no null ~ 1 1.5 1e5 0x1F 010 2020-01-01 "
    "it's \"q\" a:b a: b# #c - -x ? ! & * | > % @ ` [x] {y} x,y = << .inf .nan 1_000 é 日本 😀 \\n d41d8cd98f00b204e9800998ecf8427e "
    "1234567890123456789012345678e012 s3://bucket/some/long/path/to/a/file.parquet ${item.name} && || ; $HOME"
).split()
SPECIALS = ["\n", "\t", "  ", "\x07", "\ufeff", "\x85", "\u2028", "\xa0", "\n\n", " \n", "\n ", ": ", " #", "'", '"', "\\"]


def encode(value):
    if isinstance(value, dict):
        return {"m": [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, (datetime.date, datetime.datetime)):
        return {"t": value.isoformat()}
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, float):
        return {"f": repr(float(value))}
    if isinstance(value, int):
        return int(value) if abs(value) <= 2**53 - 1 else {"i": str(int(value))}
    return str(value)


def dump(value):
    yaml = YAML()
    yaml.default_flow_style = False
    stream = io.StringIO()
    yaml.dump(value, stream)
    return stream.getvalue()


def load(text, typ="rt"):
    return YAML(typ=typ).load(text) or {}


def merge(new, old):
    """DVC's rule for bringing new content into a file that was read with its comments."""
    kinds = (str, dict, (list, tuple), bool)
    same = lambda a, b: any(isinstance(a, kind) and isinstance(b, kind) for kind in kinds)
    deep = lambda a, b: isinstance(a, (dict, list, tuple)) and same(a, b)
    if isinstance(new, dict):
        for key, value in new.items():
            if deep(value, old.get(key)):
                merge(value, old[key])
            elif key not in old or value != old[key]:
                old[key] = value
        for key in set(old) - set(new):
            del old[key]
    elif len(new) != len(old):
        old[:] = new
    else:
        for index, value in enumerate(new):
            if deep(value, old[index]):
                merge(value, old[index])
            elif value != old[index]:
                old[index] = value


def random_text(rng):
    roll = rng.random()
    if roll < 0.35:
        return rng.choice(WORDS)
    count = rng.randint(12, 40) if roll > 0.8 else rng.randint(1, 6)
    parts = [rng.choice(WORDS) for _ in range(count)]
    if rng.random() < 0.3:
        parts.insert(rng.randint(0, len(parts)), rng.choice(SPECIALS))
    return rng.choice([" ", " ", " ", "", "  "]).join(parts)


def random_scalar(rng):
    return rng.choice([
        lambda: random_text(rng), lambda: random_text(rng), lambda: random_text(rng),
        lambda: rng.choice([None, True, False]), lambda: rng.randint(-100, 100000), lambda: rng.choice([2**60, -(2**70), 0]),
        lambda: rng.choice([1.0, -0.0, 1e16, 1e-5, 1.5, 0.1, 1e22, float("inf"), float("-inf"), rng.random() * 10 ** rng.randint(-8, 20)]),
        lambda: datetime.date(2020, 1, rng.randint(1, 28)),
    ])()


def random_key(rng):
    return rng.choice([lambda: rng.choice(WORDS), lambda: rng.choice(WORDS), lambda: random_text(rng)[:60], lambda: rng.randint(0, 9), lambda: rng.choice([True, None, 1.5, "x" * rng.randint(115, 140)])])()


def random_value(rng, depth=0):
    if depth > 3 or rng.random() < 0.3 + depth * 0.15:
        return random_scalar(rng)
    if rng.random() < 0.4:
        return [random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))]
    return {random_key(rng): random_value(rng, depth + 1) for _ in range(rng.randint(0, 4))}


def random_root(rng):
    value = random_value(rng)
    while not isinstance(value, (dict, list)):
        value = random_value(rng)
    return value


SCALARS = [
    "1", "0x1F", "0o17", "010", "1.50", "1e5", "1E-4", "-1", "+1", "1_000", ".5", "-.5", "1.", "true", "False", "null", "~", "", "abc",
    "'single'", '"double"', "'it''s'", '"tab\\tx"', "a b c", "2020-01-01", "python train.py --epochs 10 --lr 0.1 --seed 1234 --out models/very/long/path/model.pkl && echo done",
    "'x: y'", "yes", "d41d8cd98f00b204e9800998ecf8427e", "[]", "{}", "[a, b]", "[o,  p, 1.50]", "{x: 1, y: ~}", "{a: [1, {b: c}]}",
    "[train.csv, 'test.csv', \"x y\"]",
]
BLOCKS = ["|\n{i}line 1\n{i}  line 2\n", "|-\n{i}line 1\n{i}line 2\n", ">\n{i}folded text\n{i}over lines\n\n{i}and more\n", ">-\n{i}one\n{i}two\n", "|+\n{i}kept\n\n"]
COMMENTS = ["# comment", "#tight", "# 日本", "#"]


def eol(rng):
    return rng.choice(["", "", "", " ", "   "]) if rng.random() < 0.75 else rng.choice([" ", "  ", "       "]) + rng.choice(COMMENTS)


def between(rng, indent):
    """Blank lines and comment lines, sometimes."""
    if rng.random() < 0.65:
        return ""
    lines = []
    for _ in range(rng.randint(1, 3)):
        lines.append("" if rng.random() < 0.5 else " " * rng.choice([indent, indent, indent, 0, indent + 2]) + rng.choice(COMMENTS))
    return "".join(line + "\n" for line in lines)


def written_scalar(rng, indent, block_allowed=True):
    if block_allowed and rng.random() < 0.06:
        return rng.choice(BLOCKS).replace("{i}", " " * (indent + 2))
    return rng.choice(SCALARS) + eol(rng) + "\n"


def written_mapping(rng, indent, depth, first_prefix=""):
    keys = rng.sample(["stages", "train", "cmd", "deps", "outs", "params", "a", "b", "meta", "'quoted'", "x y"], rng.randint(1, 4))
    text = ""
    for index, key in enumerate(keys):
        lead = first_prefix if index == 0 else between(rng, indent) + " " * indent
        text += lead + key + ":" + written_value(rng, indent, depth)
    return text


def written_sequence(rng, indent, depth, first_prefix=""):
    text = ""
    for index in range(rng.randint(1, 4)):
        text += (first_prefix if index == 0 else between(rng, indent) + " " * indent) + "-"
        roll = rng.random()
        if depth > 3 or roll < 0.6:
            text += " " + written_scalar(rng, indent)
        elif roll < 0.9:
            text += " " + written_mapping(rng, indent + 2, depth + 1, "")
        else:
            text += " " + written_sequence(rng, indent + 2, depth + 1, "")
    return text


def written_value(rng, indent, depth):
    roll = rng.random()
    if depth > 3 or roll < 0.5:
        return " " + written_scalar(rng, indent)
    start = eol(rng).rstrip(" ") + "\n" + between(rng, indent + 2)
    if roll < 0.8:
        step = rng.choice([2, 2, 2, 4])
        return start + written_mapping(rng, indent + step, depth + 1, " " * (indent + step))
    step = rng.choice([0, 0, 2])
    return start + written_sequence(rng, indent + step, depth + 1, " " * (indent + step))


def written_document(rng):
    head = rng.choice(["", "", "# top\n", "# top\n\n# more\n"])
    return head + written_mapping(rng, 0, 0) + between(rng, 0)


def plain(value):
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value


def changed(rng, value):
    if isinstance(value, dict):
        result = {}
        for key, item in value.items():
            roll = rng.random()
            if roll < 0.12:
                continue
            result[key] = changed(rng, item) if roll < 0.85 else item
        if rng.random() < 0.2:
            result["new"] = rng.choice([1, "x", {"k": [1, 2]}, ["a", "b"], 1.5])
        return result
    if isinstance(value, list):
        items = [changed(rng, item) for item in value]
        if rng.random() < 0.2:
            items.append("added")
        return items
    return value if rng.random() < 0.75 else rng.choice(["changed", 7, 2.5, None, True, "a: b", ["l"], {"m": 1}])


def edited(old, new):
    data = load(old)
    merge(copy.deepcopy(new), data)
    return dump(data)


def record_renders(rng, count):
    for _ in range(count):
        value = random_root(rng)
        yield {"value": encode(value), "text": dump(value)}


def is_usable(old, content, new, text):
    """Leaves out what ruamel.yaml writes so that it cannot be read again, and documents in which it loses comments."""
    return plain(load(text, "safe")) == new and edited(old, content).count("#") >= old.count("#")


PIPELINE = """\
# The pipeline
vars:
  - params.yaml   # defaults

stages:
  # first stage
  prepare:
    cmd: python prepare.py   # eol
    deps:
      - data.csv
      - "quoted.csv"

    outs: [o,  p]
  train:
    cmd: >-
      python train.py
      --epochs 10
    params:
      - lr      # learning rate
      - 'epochs'
    metrics:
      - metrics.json:
          cache: false


  evaluate:
    foreach: [a, b]
    do:
      cmd: |
        echo ${item}
        echo done
      outs:
        - ${item}.txt:
            persist: True
# the end
"""
TRACKED = """\
# my data
outs:
- md5: d41d8cd98f00b204e9800998ecf8427e.dir   # hash
  size: 0
  nfiles: 3

  hash: md5
  path: data
desc: "what it is"
meta:
  owner: ~   # nobody
"""
ANCHORED = """\
base: &base
  lr: 0.10
  layers: &layers [1, 2]
train:
  <<: *base
  epochs: 1E1
again: *layers
locked: &id007
  a: 1
copy: *id007
name: &n text
other: *n
"""


def without(value, *path):
    result = copy.deepcopy(value)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]
    return result


def with_value(value, path, item):
    result = copy.deepcopy(value)
    inner = result
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = item
    return result


def written_edits():
    for old in (PIPELINE, TRACKED, ANCHORED):
        yield old, plain(load(old, "safe"))
    pipeline = plain(load(PIPELINE, "safe"))
    yield PIPELINE, with_value(pipeline, ["stages", "new"], {"cmd": "echo x", "deps": ["a"], "outs": [{"b": {"cache": False}}]})
    for stage in ("prepare", "train", "evaluate"):
        yield PIPELINE, without(pipeline, "stages", stage)
        yield PIPELINE, with_value(pipeline, ["stages", stage, "frozen"], True)
    yield PIPELINE, with_value(pipeline, ["stages", "prepare", "deps"], ["data.csv", "more.csv", "x: y"])
    yield PIPELINE, with_value(pipeline, ["stages", "train", "params"], ["lr", "seed"])
    yield PIPELINE, with_value(pipeline, ["stages", "train", "cmd"], "python train.py --epochs 20 " + "--option value " * 8)
    yield PIPELINE, with_value(pipeline, ["stages", "evaluate", "do", "cmd"], "echo changed\n")
    tracked = plain(load(TRACKED, "safe"))
    yield TRACKED, with_value(tracked, ["outs", 0], {"path": "data", "md5": "1234567890123456789012345678e012", "size": 3, "hash": "md5"})
    yield TRACKED, without(tracked, "meta")
    yield TRACKED, with_value(tracked, ["deps"], [{"path": "../x"}])
    anchored = plain(load(ANCHORED, "safe"))
    yield ANCHORED, with_value(anchored, ["train", "epochs"], 20)
    yield ANCHORED, with_value(anchored, ["other"], "changed")


def record_edits(rng, count):
    for old, new in written_edits():
        yield {"old": old, "next": encode(new), "text": edited(old, new)}
    made = 0
    while made < count:
        old = written_document(rng)
        try:
            content = plain(load(old, "safe"))
            new = content if rng.random() < 0.3 else changed(rng, content)
            text = edited(old, new)
            if not new or not is_usable(old, content, new, text):
                continue
        except Exception:
            continue
        made += 1
        yield {"old": old, "next": encode(new), "text": text}


def record_reads(rng, count):
    for _ in range(count):
        text = written_document(rng)
        for _ in range(rng.choice([0, 1, 1, 2])):
            at = rng.randint(0, len(text))
            text = text[:at] + rng.choice([" ", "\n", ":", "- ", "#", "'", '"', "[", "]", "{", "}", ",", "? ", "&a ", "*a", "!!str ", "<<: ", "|", ">", "\t", "---\n", "%", "@", ""]) + text[at + rng.randint(0, 2):]
        try:
            yield {"text": text, "value": encode(plain(load(text, "safe")))}
        except Exception:
            yield {"text": text, "error": True}


def main():
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 60
    rng = random.Random(int(sys.argv[3]) if len(sys.argv) > 3 else 1)
    cases = {"renders": list(record_renders(rng, count)), "edits": list(record_edits(rng, count)), "reads": list(record_reads(rng, count))}
    with open(sys.argv[1], "w", encoding="utf-8") as file:
        json.dump(cases, file, ensure_ascii=False)
        file.write("\n")


main()
