"""Promote: put the new model behind the champion's ARN; the first run creates the champion."""

import os
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.workflow.promotion import promote, promote_imported
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, training}` in; `{model_id, interface, model_arn, status, since}` out.

    An imported model has no deployment: it is ready, and becomes champion when it is recorded.
    """
    run, training = Run.model_validate(event["run"]), event["training"]
    model_arn = training["model_arn"]
    pointer = SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"])
    objects = S3Objects(patient_client("s3"))
    champion = {"model_arn": model_arn, "since": datetime.now(UTC).isoformat()}
    if "interface" in training:
        promote_imported(run, model_arn, pointer=pointer, objects=objects)
        return {**champion, "model_id": model_arn, "interface": training["interface"], "status": "Active"}
    deployments = BedrockDeployments(patient_client("bedrock"))
    deployment = promote(run, model_arn, deployments=deployments, pointer=pointer, objects=objects)
    return {**champion, "model_id": deployment, "interface": "converse", "status": "Updating"}
