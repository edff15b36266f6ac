"""`tuneql stop`: an execution is ended, and what its run has made is taken back."""

import time
from collections.abc import Iterator
from typing import Annotated

import typer

from cli.console import say, show, show_json
from cli.deployed import AsJson, Deployed, EverySeconds, find_deployed
from tuneql.aws.clients import patient_client
from tuneql.aws.deployments import BedrockDeployments
from tuneql.aws.executions import Executions
from tuneql.aws.trainers import models_of, trainer_of
from tuneql.errors import InvalidInput, RunFailed
from tuneql.workflow.cleanup import World
from tuneql.workflow.run import Run
from tuneql.workflow.stopping import LAST_WORK_SECONDS, take_back

# A deployment that is being created or a job that is being stopped may take so long.
_SECONDS = 3_600.0


def stop(
    execution: Annotated[str, typer.Argument(help="The execution's ARN, as tuneql run and its messages have it.")],
    settle_seconds: Annotated[
        float, typer.Option(min=0, help="How long a function that was at work may still make something.")
    ] = LAST_WORK_SECONDS,
    every_seconds: EverySeconds = 5.0,
    as_json: AsJson = False,
) -> None:
    """Stop an execution, and take back what its run has made: job, deployment, model.

    The same for one that was stopped before, or whose own clean-up failed. The champion stays, or is as it was.
    """
    executions = Executions(patient_client("stepfunctions"))
    found = find_deployed()
    was = executions.status(execution)
    if was == "SUCCEEDED":
        rule, remedy = "has succeeded", "take a promotion back with tuneql release rollback"
        raise InvalidInput(field="execution", value=execution, rule=rule, remedy=remedy)
    if was == "RUNNING":
        executions.stop(execution)
    planned = executions.output_of(execution, "Plan")
    run = None if planned is None else Run.model_validate(planned["run"])
    if run is not None:
        _take_back(run, found, settle_seconds if was == "RUNNING" else 0, every_seconds=every_seconds)
    told = {"execution": execution, "status": executions.status(execution), "run": run and run.id}
    if as_json:
        show_json(told)
    else:
        show(f"{told['status']}: {run.id} has left nothing" if run else f"{told['status']}: it had made nothing yet")


def _take_back(run: Run, found: Deployed, settle_seconds: float, *, every_seconds: float) -> None:
    bedrock = patient_client("bedrock")
    world = World(
        objects=found.objects,
        trainer=trainer_of(run.method, found.objects),
        models=models_of(run.method, bedrock),
        deployments=BedrockDeployments(bedrock),
        pointer=found.pointer,
    )
    left = take_back(run, world, settle_seconds=settle_seconds, looks=_looks(every_seconds), tell=say)
    if left:
        raise RunFailed(f"not all of {run.id} could be taken back: {', '.join(left)}; try again later")


def _looks(every_seconds: float) -> Iterator[float]:
    began = time.monotonic()
    while (passed := time.monotonic() - began) < _SECONDS:
        yield passed
        time.sleep(every_seconds)
