"""What the `tuneql release` commands did, each in a process of its own."""

from collections.abc import Mapping
from dataclasses import dataclass

from tests.end_to_end.command import Ran, run_tuneql
from tests.end_to_end.house import House
from tests.end_to_end.seen import Champion


@dataclass(frozen=True, kw_only=True)
class Releases:
    """Releases after the second run, in this order, with the champion after some of them.

    Attributes:
        rollback: to the model of the first run.
        failed: promotions of the second run's model in which something goes wrong, by the name of the fault.
        promotion: of the second run's model, which ends where it began.
        refused: promotions of what cannot be promoted, by the name that was given.
        listed: as JSON, at the end.
    """

    rollback: Ran
    rolled_back: Champion
    failed: Mapping[str, tuple[Ran, Champion]]
    promotion: Ran
    promoted: Champion
    refused: Mapping[str, Ran]
    listed: Ran


@dataclass(frozen=True, kw_only=True)
class Approval:
    """A person's promotion of a run that awaited it, and the way back."""

    promotion: Ran
    promoted: Champion
    rollback: Ran
    rolled_back: Champion


def tuneql(house: House, *arguments: str) -> Ran:
    """Run the command line with the account's environment and no other."""
    return run_tuneql(*arguments, environment=house.environment)


def make_releases(house: House, run: str) -> Releases:
    """Go back to the model before the champion's, and forward to the champion's, which is that of `run`."""
    rollback, rolled_back = _release(house, "rollback"), house.champion()
    failed = {fault: _failing(house, fault, run) for fault in ("failed-promotion", "bad-champion")}
    promotion, promoted = _release(house, "promote", run, "--json"), house.champion()
    return Releases(
        rollback=rollback,
        rolled_back=rolled_back,
        failed=failed,
        promotion=promotion,
        promoted=promoted,
        refused={name: _release(house, "promote", name) for name in (run, "nobody")},
        listed=tuneql(house, "release", "list", "--json"),
    )


def make_approval(house: House, run: str) -> Approval:
    """Promote a run that awaits it, go back, and delete its imported model."""
    promotion, promoted = _release(house, "promote", run), house.champion()
    rollback, rolled_back = _release(house, "rollback"), house.champion()
    house.account.client("bedrock").delete_imported_model(modelIdentifier=f"tuneql-{run}")
    return Approval(promotion=promotion, promoted=promoted, rollback=rollback, rolled_back=rolled_back)


def _failing(house: House, fault: str, run: str) -> tuple[Ran, Champion]:
    with house.going_wrong(fault):
        return _release(house, "promote", run), house.champion()


def _release(house: House, command: str, *arguments: str) -> Ran:
    return tuneql(house, "release", command, *arguments, "--every-seconds", "0.2")
