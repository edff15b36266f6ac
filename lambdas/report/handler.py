"""Report: the metrics of every model that was asked, and the page that people read."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.reporting import report
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset, candidate}` in; the keys of what was written, and the main scores, out."""
    return report(
        Run.model_validate(event["run"]),
        questions=event["dataset"]["questions"],
        candidate=parse_as(Served, event["candidate"]),
        objects=S3Objects(patient_client("s3")),
        now=datetime.now(UTC),
        # Set only outside AWS: it points the SDK to what stands in for AWS.
        stand_in="AWS_ENDPOINT_URL" in os.environ,
    )
