"""`tuneql stop`: an execution that somebody ends leaves nothing behind, and the champion as it was."""

import json
from collections.abc import Mapping
from typing import Any

import pytest

from tests.end_to_end.command import Ran, run_tuneql
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended


@pytest.fixture(scope="module")
def stopped(house: House, given: Mapping[str, Any], first_run: Ended) -> tuple[Ran, Ended]:
    """Stopped by hand while it trains, and then by the command; its job would go on for ever."""
    with house.going_wrong("stalled-stage"), house.settings(stall_seconds=3_600, training_deadline_seconds=7_200):
        started = house.start("stopped", given)
        house.wait_for(started, "CheckTraining")
        options = ("--settle-seconds", "1", "--every-seconds", "0.2", "--json")
        ran = run_tuneql("stop", started.arn, *options, environment=house.environment)
        return ran, house.end(started)


def test_it_leaves_nothing_and_the_champion_as_it_was(stopped: tuple[Ran, Ended]) -> None:
    ran, run = stopped
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {"execution": run.arn, "status": "ABORTED", "run": run.run}
    assert (run.status, run.jobs, run.left) == ("ABORTED", 1, ())
    assert run.after == run.before


def test_stopping_again_finds_nothing_to_do(house: House, stopped: tuple[Ran, Ended]) -> None:
    ran = run_tuneql("stop", stopped[1].arn, "--every-seconds", "0.2", environment=house.environment)
    assert (ran.code, ran.out) == (0, f"ABORTED: {stopped[1].run} has left nothing\n")


def test_a_run_that_has_succeeded_is_not_taken_back(house: House, first_run: Ended) -> None:
    ran = run_tuneql("stop", first_run.arn, environment=house.environment)
    assert ran.code == 2
    assert ran.err.endswith("has succeeded; take a promotion back with tuneql release rollback\n")
    assert house.champion() is not None
