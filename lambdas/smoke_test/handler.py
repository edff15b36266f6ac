"""SmokeTest: the new champion must answer, and is then recorded."""

import os
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.aws.runtime import model_of
from tuneql.parsing import parse_as
from tuneql.release.champion import Served
from tuneql.workflow.promotion import read_release
from tuneql.workflow.recording import new_champion, record
from tuneql.workflow.run import Run
from tuneql.workflow.smoke import smoke_test


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, champion}` in; `{questions, champion, replaced, challenger}` out.

    `replaced` is the model that rolling back led to before this promotion, `challenger` the old champion's.
    """
    run = Run.model_validate(event["run"])
    objects = S3Objects(patient_client("s3"))
    served = parse_as(Served, event["champion"])
    model = model_of(patient_client("bedrock-runtime"), served, max_tokens=run.max_tokens)
    asked = smoke_test(run, model=model, prompt_version=run.prompt_version, objects=objects)
    pointer = SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"])
    release = read_release(run, objects)
    made = new_champion(run, release, served, prompt_version=run.prompt_version, now=datetime.now(UTC))
    champion = record(release, made, pointer=pointer)
    return {
        "questions": asked,
        "champion": asdict(champion),
        "replaced": release.replaced_model_arn,
        "challenger": asdict(release.ended) if release.ended else None,
    }
