"""Plan: validate the input, name everything, estimate the cost, and refuse what is over budget before it is spent."""

import json
import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.parsing import parse_as
from tuneql.workflow.planning import plan
from tuneql.workflow.run import Defaults


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{input, execution_id, started_at}` in; `{run, estimate, shards}` out."""
    return plan(
        event["input"],
        defaults=parse_as(Defaults, json.loads(os.environ["SETTINGS"]), inside="SETTINGS"),
        bucket=os.environ["RUNS_BUCKET"],
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
        objects=S3Objects(patient_client("s3")),
        execution_id=event["execution_id"],
        started_at=event["started_at"],
    )
