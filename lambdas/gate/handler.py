"""Gate: whether the candidate may take the champion's place."""

import json
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.evaluation.metrics import Metrics
from tuneql.release.gate import decide
from tuneql.release.paired import Paired
from tuneql.workflow.approval import await_approval
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, evaluation}` in; the decision out, which is written to `evaluation/decision.json` as well."""
    run = Run.model_validate(event["run"])
    objects = S3Objects(patient_client("s3"))
    found = json.loads(objects.read(run.location("evaluation/metrics.json")))
    scores = {name: Metrics.model_validate(metrics) for name, metrics in found.items()}
    paired = json.loads(objects.read(run.location("evaluation/paired.json")))
    compared = None if paired is None else Paired.model_validate(paired)
    decision = await_approval(decide(scores, run.thresholds, promote=run.promote, paired=compared), run)
    body = decision.model_dump_json(indent=2).encode()
    objects.write(run.location("evaluation/decision.json"), body, content_type="application/json")
    return decision.model_dump(mode="json")
