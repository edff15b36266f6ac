"""Preflight: refuse what Bedrock would refuse, and what would cost too much, before the job is started."""

from functools import partial
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.training_jobs import ServiceQuotas
from tuneql.workflow.preflight import preflight
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset}` in; `{estimate_usd}` out."""
    estimate = preflight(
        Run.model_validate(event["run"]),
        event["dataset"],
        objects=S3Objects(patient_client("s3")),
        quotas=ServiceQuotas(partial(patient_client, "service-quotas")),
    )
    return {"estimate_usd": estimate.total_usd}
