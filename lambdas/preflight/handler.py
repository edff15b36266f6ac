"""Preflight: refuse what Bedrock would refuse, or what would cost too much, before the job is started."""

from functools import partial
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.training_jobs import ServiceQuotas
from tuneql.workflow.budget import longest_training
from tuneql.workflow.preflight import preflight
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset}` in; `{estimate_usd, training_seconds}` out: what it costs, how long it may train."""
    run = Run.model_validate(event["run"])
    estimate = preflight(
        run,
        event["dataset"],
        objects=S3Objects(patient_client("s3")),
        quotas=ServiceQuotas(partial(patient_client, "service-quotas")),
    )
    seconds = longest_training(estimate, run).total_seconds()
    return {"estimate_usd": estimate.total_usd, "training_seconds": int(seconds)}
