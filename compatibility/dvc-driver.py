"""Runs many DVC commands in one process: DVC is imported once, and every command gets a forked child of its own.

Reads one JSON object a line: {"words": [...], "directory": "...", "variables": {...}}.
Answers one JSON object a line: {"code": 0, "stdout": "...", "stderr": "..."}.
"""

import json
import os
import sys
import tempfile

import dvc.cli
import dvc.cli.parser
import dvc.commands.status
import dvc.output
import dvc.repo
import dvc.repo.reproduce
import dvc.stage.cache
import dvc.stage.run
import dvc.utils.serialize
import dvc_data.hashfile.db
import dvc_data.index
import dvc_objects.fs.generic

for name in ("add", "checkout", "commit", "dag", "data_sync", "init", "metrics", "params", "remove", "repro", "stage", "remote", "config", "move", "gc"):
    __import__(f"dvc.commands.{name}")


def run(request):
    out, err = tempfile.TemporaryFile(), tempfile.TemporaryFile()
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
        os._exit(code)
    _, status = os.waitpid(child, 0)
    out.seek(0)
    err.seek(0)
    return {"code": os.waitstatus_to_exitcode(status), "stdout": out.read().decode("utf-8", "replace"), "stderr": err.read().decode("utf-8", "replace")}


for line in sys.stdin:
    print(json.dumps(run(json.loads(line))), flush=True)
