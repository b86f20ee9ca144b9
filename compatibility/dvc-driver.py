"""Runs many DVC commands in one process: what a command imports stays imported, and every command gets a forked child of its own.

Reads one JSON object a line: {"words": [...], "directory": "...", "variables": {...}}.
Answers one JSON object a line: {"code": 0, "stdout": "...", "stderr": "..."}.
"""

import gc
import importlib
import json
import os
import sys
import tempfile

import dvc.cli


def remember(modules):
    """Imports what a child had to import, so that the next one finds it there."""
    for name in modules:
        try:
            importlib.import_module(name)
        except Exception:
            pass
    gc.freeze()


def run(request):
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
    heard, report = os.pipe()
    before = set(sys.modules)
    child = os.fork()
    if child == 0:
        os.chdir(request["directory"])
        os.environ.clear()
        os.environ.update(request["variables"])
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        sys.argv = ["dvc", *request["words"]]
        code = 255
        try:
            code = dvc.cli.main(request["words"])
        except SystemExit as exit:
            code = exit.code or 0
        sys.stdout.flush()
        sys.stderr.flush()
        with os.fdopen(report, "w") as pipe:
            pipe.write("\n".join(sys.modules.keys() - before))
        os._exit(code)
    os.close(report)
    with os.fdopen(heard) as pipe:
        remember(pipe.read().split())
    _, status = os.waitpid(child, 0)
    out.seek(0)
    err.seek(0)
    return {"code": os.waitstatus_to_exitcode(status), "stdout": out.read().decode("utf-8", "replace"), "stderr": err.read().decode("utf-8", "replace")}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
