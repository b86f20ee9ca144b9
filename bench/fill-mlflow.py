"""Fills a store of MLflow's with the runs of fill-experiments.ts: as many parameters and metrics, with the same values."""

import hashlib
import sys

from mlflow.entities import Metric, Param
from mlflow.tracking import MlflowClient

store, runs, params, metrics = sys.argv[1], *map(int, sys.argv[2:])


def number(run, name):
    return int.from_bytes(hashlib.md5(f"{name} {run}".encode()).digest()[:4], "little") / 2**32


client = MlflowClient(store)
experiment = client.create_experiment("bench")
for run in range(1, runs + 1):
    began = 1_700_000_000_000 + run * 1000
    made = client.create_run(experiment, start_time=began, run_name=f"exp-{run}").info.run_id
    client.log_batch(
        made,
        metrics=[Metric(f"m{i}", number(run, f"m{i}"), began, 0) for i in range(metrics)],
        params=[Param(f"p{i}", str(number(run, f"p{i}"))) for i in range(params)],
    )
    client.set_terminated(made, end_time=began + 500)
print(experiment)
