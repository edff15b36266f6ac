"""MeasureLatency: how fast candidate, base and champion answer, and what an answer costs."""

import time
from typing import Any

from tuneql.aws.clients import patient_client, timed_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.runtime import model_of
from tuneql.evaluation.latency import ColdStart
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.evaluating import served
from tuneql.workflow.pace import pace_of
from tuneql.workflow.run import Run
from tuneql.workflow.timing import TIMING_SECONDS, time_models


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate, warm_up}` in; `{measured}`, how many answers of each model were timed, out."""
    run, candidate = Run.model_validate(event["run"]), parse_as(Served, event["candidate"])
    if not run.latency_questions:
        return {"measured": {}}
    client = timed_client("bedrock-runtime")
    asked = {name: served(run, candidate, name) for name in run.models}
    made = time_models(
        run,
        {name: (each, model_of(client, each, max_tokens=run.max_tokens)) for name, each in asked.items()},
        cold=ColdStart.model_validate(event["warm_up"]),
        objects=S3Objects(patient_client("s3")),
        pace=pace_of(TIMING_SECONDS, clock=time.monotonic, sleep=time.sleep),
    )
    return {"measured": {name: found.measured for name, found in made.models.items()}}
