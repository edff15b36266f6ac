"""Gate: whether the candidate may take the champion's place."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.workflow.gating import gate
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run}` in; the decision out, which is also written to `evaluation/decision.json`."""
    decision = gate(Run.model_validate(event["run"]), S3Objects(patient_client("s3")))
    return decision.model_dump(mode="json")
