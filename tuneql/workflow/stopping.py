"""Taking back what a run made that somebody stopped, and whose own clean-up therefore never came."""

from collections.abc import Callable, Iterator

from tuneql.errors import InvalidInput
from tuneql.workflow.cleanup import World, clean_up
from tuneql.workflow.run import Run

# Stopping an execution does not stop the function that is at work just then. Those that make things in Bedrock or
# SageMaker may take 60 seconds (stacks/constructs/stages.py).
LAST_WORK_SECONDS = 75.0


def take_back(
    run: Run, world: World, *, settle_seconds: float, looks: Iterator[float], tell: Callable[[str], None]
) -> tuple[str, ...]:
    """Clean up as the workflow does after a failure, look for look; returns the steps that are not done at the end.

    Args:
        run: the stopped one.
        world: where its traces are.
        settle_seconds: how long something may still be made.
        looks: seconds since the execution was stopped, again and again, until time is up.
        tell: what is being waited for.

    Raises:
        InvalidInput: its model serves users, could be rolled back to, or is tried beside the champion.
    """
    _is_not_in_use(run, world)
    left: tuple[str, ...] = ()
    for seconds in looks:
        left = clean_up(run, world)
        if not left and seconds >= settle_seconds:
            return ()
        tell(f"still to do: {', '.join(left)}" if left else "whether a function that was at work makes anything more")
    return left


def _is_not_in_use(run: Run, world: World) -> None:
    champion = world.pointer.read()
    if champion is None:
        return
    found = world.models.find(run.names.model)
    tried = champion.challenger.run if champion.challenger else None
    is_behind = found is not None and found.arn is not None and found.arn == champion.previous_model_arn
    if run.id in {champion.run, tried} or is_behind:
        rule = "has a model that serves users, is tried beside the champion, or could be rolled back to"
        remedy = "end the trial or promote other models first (`tuneql release`)"
        raise InvalidInput(field="execution", value=run.id, rule=rule, remedy=remedy)
