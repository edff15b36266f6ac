"""CompareAnew: the champion has changed since the run began; have the candidate compared with the new one."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.workflow.comparing import compare_anew
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, dataset}` in; the run out, with the new champion; the new manifest has only its slices."""
    run = compare_anew(
        Run.model_validate(event["run"]),
        questions=event["dataset"]["questions"],
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
        objects=S3Objects(patient_client("s3")),
    )
    return run.model_dump(mode="json")
