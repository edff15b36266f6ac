"""EvaluateShard: ask one model a slice of the held-out questions, and score its answers."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.runtime import model_of
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.evaluating import evaluate, served
from tuneql.workflow.run import Run
from tuneql.workflow.shard_errors import left_in_s3
from tuneql.workflow.sharding import Slice

# A judge reasons in a few sentences before it gives its mark.
JUDGE_TOKENS = 600


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, candidate, shard}` in; `{questions}`, how many were asked, out."""
    run, piece = Run.model_validate(event["run"]), Slice.model_validate(event["shard"])
    objects = S3Objects(patient_client("s3"))
    asked = served(run, parse_as(Served, event["candidate"]), piece.model)
    runtime = patient_client("bedrock-runtime")
    model = model_of(runtime, asked, max_tokens=run.max_tokens)
    judge = None
    if run.judge_model_id is not None:
        judge = model_of(runtime, Served(model_id=run.judge_model_id), max_tokens=JUDGE_TOKENS)
    with left_in_s3(run, f"evaluate-{piece.index:05}", objects):
        return {"questions": evaluate(run, piece, model=model, objects=objects, judge=judge)}
