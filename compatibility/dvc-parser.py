"""Prints what DVC's command line takes: {"commands": {NAME: {"options": [...], "words": [...]}}, "aliases": {...}}.

An option or word takes "nothing", "one" value, an "optional" one, "many" (none included) or "at least one".
"""

import argparse
import json

from dvc.cli.parser import get_main_parser, get_parent_parser

EVERYWHERE = {option for action in get_parent_parser()._actions for option in action.option_strings} | {"-h", "--help"}
TAKES = {None: "one", 0: "nothing", "?": "optional", "*": "many", "+": "at least one", "...": "rest"}


def describe(action):
    described = {"names": list(action.option_strings) or [action.dest], "takes": TAKES[action.nargs]}
    if isinstance(action, argparse._AppendAction):
        described["repeats"] = True
    if action.choices:
        described["choices"] = list(action.choices)
    return described


def collect(parser, name, commands, aliases):
    options, words = [], []
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            collect_all(action.choices, name, commands, aliases)
            continue
        if EVERYWHERE.isdisjoint(action.option_strings):
            (options if action.option_strings else words).append(describe(action))
    if not any(isinstance(action, argparse._SubParsersAction) for action in parser._actions):
        commands[name] = {"options": options, "words": words}


def collect_all(choices, above, commands, aliases):
    known = {}
    for word, parser in choices.items():
        name = f"{above} {word}".strip()
        if id(parser) in known:
            aliases[name] = known[id(parser)]
        else:
            known[id(parser)] = name
            collect(parser, name, commands, aliases)


found = {"commands": {}, "aliases": {}}
collect(get_main_parser(), "", found["commands"], found["aliases"])
print(json.dumps(found, indent=1, sort_keys=True))
