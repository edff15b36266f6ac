"""Promote: put the new model behind the champion's ARN; the first run creates the champion."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.release.champion import Served
from tuneql.workflow.promotion import promote
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{model_id, interface, model_arn, status, since}` out.

    An imported model needs no deployment: it is ready, and becomes champion when it is recorded.
    """
    run, training = Run.model_validate(event["run"]), event["training"]
    model_id = promote(
        run,
        training["model_arn"],
        deployments=BedrockDeployments(patient_client("bedrock")),
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
        objects=S3Objects(patient_client("s3")),
    )
    return {
        "model_id": model_id,
        "interface": training.get("interface", "converse"),
        "model_arn": training["model_arn"],
        "status": "Active" if Served(model_id=model_id).is_imported else "Updating",
        "since": datetime.now(UTC).isoformat(),
    }
