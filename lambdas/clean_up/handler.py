"""CleanUp: after a failure, undo what the run made, and only that. Called until there is nothing left to do."""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.aws.trainers import models_of, trainer_of
from tuneql.workflow.cleanup import World, clean_up
from tuneql.workflow.run import Run

# With the default poll of a minute, two hours: a deployment that is being created cannot be deleted before it is there.
MOST_ATTEMPTS = 120


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{state}` in; `{status, left, attempts}` out: Done when nothing is left, or when trying on is of no use."""
    state = event["state"]
    attempts = state.get("cleanup", {}).get("attempts", 0) + 1
    if "run" not in state:
        return {"status": "Done", "left": [], "attempts": attempts}
    run = Run.model_validate(state["run"])
    bedrock = patient_client("bedrock")
    objects = S3Objects(patient_client("s3"))
    world = World(
        objects=objects,
        trainer=trainer_of(run.method, objects),
        models=models_of(run.method, bedrock),
        deployments=BedrockDeployments(bedrock),
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
    )
    left = clean_up(run, world)
    over = not left or attempts >= MOST_ATTEMPTS
    return {"status": "Done" if over else "Pending", "left": list(left), "attempts": attempts}
