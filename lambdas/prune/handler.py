"""Prune: after a promotion, delete models of earlier runs that nobody needs any more."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.models import BedrockShelf
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.workflow.retention import prune
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, smoke_test}` in; `{deleted}`, the names of models, out."""
    deleted = prune(
        Run.model_validate(event["run"]),
        replaced=event["smoke_test"]["replaced"],
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
        shelf=BedrockShelf(patient_client("bedrock")),
        objects=S3Objects(patient_client("s3")),
    )
    return {"deleted": list(deleted)}
