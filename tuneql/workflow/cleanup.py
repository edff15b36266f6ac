"""Undoes what a failed run made, and nothing else, so that users notice nothing.

Every step looks at the present state, takes the next action towards a clean one, and tells whether that is reached. So
the clean-up can be repeated until it is done, from any state, even twice at once.
"""

import itertools
from collections.abc import Callable
from dataclasses import dataclass

from tuneql.errors import StillPending
from tuneql.ports import CustomModels, Deployments, Objects, Pointer
from tuneql.workflow.deployment import ensure_gone
from tuneql.workflow.promotion import ensure_taken_back, find_release
from tuneql.workflow.run import Run
from tuneql.workflow.trainers import Trainer


@dataclass(frozen=True, kw_only=True)
class CleanupPorts:
    """Where a run leaves something."""

    objects: Objects
    trainer: Trainer
    models: CustomModels
    deployments: Deployments
    pointer: Pointer


Step = Callable[[Run, CleanupPorts], bool]


def clean_up(run: Run, ports: CleanupPorts, steps: tuple[Step, ...] | None = None) -> tuple[str, ...]:
    """Run each step (by default all) once; returns the names of those that are not done yet, in order.

    A step waits for the ones before it: a model cannot be deleted while a deployment or a job still uses it.
    """
    steps = STEPS if steps is None else steps
    left = itertools.dropwhile(lambda step: _is_done(step, run, ports), steps)
    return tuple(step.__name__ for step in left)


def _is_done(step: Step, run: Run, ports: CleanupPorts) -> bool:
    try:
        return step(run, ports)
    except StillPending:
        return False


def restore_champion(run: Run, ports: CleanupPorts) -> bool:
    """Put the previous model behind the champion again; delete a champion that the run created."""
    release = find_release(run, ports.objects)
    return release is None or ensure_taken_back(release, deployments=ports.deployments, pointer=ports.pointer)


def stop_job(run: Run, ports: CleanupPorts) -> bool:
    """Stop the training, if it still runs."""
    return ports.trainer.stop(run)


def delete_candidate(run: Run, ports: CleanupPorts) -> bool:
    """Delete the candidate deployment."""
    return ensure_gone(run.names.candidate, ports.deployments)


def delete_model(run: Run, ports: CleanupPorts) -> bool:
    """Delete the model, whose storage would cost money every month."""
    found = ports.models.find(run.names.model)
    if found is None or (found.arn is None and found.status == "Failed"):
        return True
    if found.arn is not None and found.status != "Creating":
        ports.models.delete(found.arn)
    return False


STEPS: tuple[Step, ...] = (restore_champion, stop_job, delete_candidate, delete_model)
