"""The history of what served users, read from the versions of the champion parameter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tuneql.errors import NoModelYet, RunFailed
from tuneql.release.champion import Champion


@dataclass(frozen=True, kw_only=True)
class Version:
    """One version of the champion's record.

    Attributes:
        number: the parameter's version, from 1.
        at: when it was written.
        by: the ARN of the writer: a function of the workflow, or a person.
        champion: what served users from then on; None for nothing.
    """

    number: int
    at: datetime
    by: str
    champion: Champion | None


def previous_run(versions: Sequence[Version]) -> str:
    """The run whose model served users before the champion's; going back twice leads to the first one again.

    Raises:
        NoModelYet: nothing serves users.
        RunFailed: there was nothing before, or the history does not reach back to it.
    """
    champion = versions[-1].champion if versions else None
    if champion is None:
        raise NoModelYet("there is no champion: nothing has been promoted yet, or the first promotion was taken back")
    wanted = champion.previous_model_arn
    if wanted is None:
        raise RunFailed(f"the champion of the run {champion.run} is the first one: there is no previous model")
    found = (v.champion.run for v in reversed(versions) if v.champion and v.champion.model_arn == wanted)
    run = next(found, None)
    if run is None:
        raise RunFailed(f"no version of the champion's record names the run that made {wanted}; promote a run by name")
    return run
