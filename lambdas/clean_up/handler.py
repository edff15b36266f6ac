"""CleanUp: undo what a run made, and only that. Called until there is nothing left to do.

After a failure the workflow calls it, and it restores everything. After any other end `TakingBack` calls it, and it
leaves what serves users by then.
"""

import os
from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.objects import S3Objects
from tuneql.aws.pointer import SsmPointer
from tuneql.aws.trainers import models_of, trainer_of
from tuneql.workflow.cleanup import STEPS, CleanupPorts, clean_up
from tuneql.workflow.run import Run
from tuneql.workflow.stopping import steps_after

# Two hours with the default poll of a minute: a deployment cannot be deleted while it is being created.
MOST_ATTEMPTS = 120


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{state}` in; `{status, left, kept, attempts}` out.

    Done when nothing is left, or after too many attempts. `kept` says that the run's model is in use and stays.
    """
    state = event["state"]
    attempts = state.get("cleanup", {}).get("attempts", 0) + 1
    if "run" not in state:
        return {"status": "Done", "left": [], "kept": False, "attempts": attempts}
    run = Run.model_validate(state["run"])
    ports = _ports(run)
    steps = steps_after(run, ports) if "ended" in state else STEPS
    left = clean_up(run, ports, steps)
    over = not left or attempts >= MOST_ATTEMPTS
    status = "Done" if over else "Pending"
    return {"status": status, "left": list(left), "kept": steps is not STEPS, "attempts": attempts}


def _ports(run: Run) -> CleanupPorts:
    bedrock = patient_client("bedrock")
    objects = S3Objects(patient_client("s3"))
    return CleanupPorts(
        objects=objects,
        trainer=trainer_of(run.method, objects),
        models=models_of(run.method, bedrock),
        deployments=BedrockDeployments(bedrock),
        pointer=SsmPointer(patient_client("ssm"), os.environ["CHAMPION_PARAMETER"]),
    )
