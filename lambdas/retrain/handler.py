"""Retrain: start a run when people have corrected enough answers."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Executions, MachineStarter
from tuneql.aws.objects import S3Objects
from tuneql.limits import FEEDBACK_FOLDER, RETRAINING_FOLDER, SCHEMAS_FOLDER
from tuneql.locations import Location
from tuneql.operations.retraining import Places, Retraining, retrain


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Anything in; `{outcome, corrections, new, execution}` out."""
    runs = os.environ["RUNS_BUCKET"]
    places = Places(
        feedback=Location(bucket=runs, key=FEEDBACK_FOLDER),
        schemas=Location(bucket=os.environ["CORPUS_BUCKET"], key=SCHEMAS_FOLDER),
        corpus=Location(bucket=os.environ["CORPUS_BUCKET"], key=os.environ["CORPUS_FOLDER"]),
        started=Location(bucket=runs, key=f"{RETRAINING_FOLDER}started.json"),
    )
    starter = MachineStarter(Executions(patient_client("stepfunctions")), os.environ["STATE_MACHINE_ARN"])
    chosen = Retraining.model_validate_json(os.environ["RETRAINING"])
    return retrain(chosen, places, objects=S3Objects(patient_client("s3")), executions=starter).model_dump()
