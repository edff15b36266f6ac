"""An execution that ends where its own states cannot clean up leaves nothing behind, and the champion as it was."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import pytest

from tests.end_to_end.cases import NOVA
from tests.end_to_end.command import Ran, run_tuneql
from tests.end_to_end.ends import after, ends_after, for_ever_in, start_changed, stop_in, unclean
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended, Started

WAITS: Final = ("WaitForTraining", "WaitForModel", "WaitForDeployment", "WaitForPromotion")


@pytest.fixture(scope="module")
def aborted_runs(house: House, given: Mapping[str, Any], first_run: Ended) -> Mapping[str, Ended]:
    """Stopped as the console does, by the state in which they waited."""
    started = {
        state: start_changed(house, f"aborted-{state.lower()}", _given(state, given), for_ever_in(state))
        for state in WAITS
    }
    for state, each in started.items():
        stop_in(house, each, state)
    for each in started.values():  # only when all are taken back is the champion as it was before any
        after(house, each)
    return {state: after(house, each) for state, each in started.items()}


def _given(state: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**given, **NOVA} if state == "WaitForModel" else given


@dataclass(frozen=True, kw_only=True)
class Stalled:
    """Runs that train for ever: what the command that stopped one said, that run, and one that timed out."""

    stopping: Ran
    stopped: Ended
    timed_out: Ended


@pytest.fixture(scope="module")
def stalled(house: House, given: Mapping[str, Any], first_run: Ended) -> Stalled:
    """The one that times out has a state machine that does not wait for ever."""
    with house.going_wrong("stalled-stage"):
        slow = start_changed(house, "timed-out", given, for_ever_in("WaitForTraining"), ends_after(15))
        started = start_changed(house, "stopped", given, for_ever_in("WaitForTraining"))
        house.wait_for(started, "WaitForTraining")
        stopping = run_tuneql("stop", started.arn, "--every-seconds", "0.2", "--json", environment=house.environment)
        stopped, timed_out = after(house, started), after(house, slow)
    return Stalled(stopping=stopping, stopped=stopped, timed_out=timed_out)


@pytest.fixture(scope="module")
def unclean_run(house: House, given: Mapping[str, Any], first_run: Ended) -> Ended:
    """Fails, and so does its clean-up."""
    with house.going_wrong("failed-deployment"):
        return after(house, start_changed(house, "unclean", given, unclean))


@pytest.mark.parametrize("state", WAITS)
def test_an_aborted_run_leaves_nothing_wherever_it_was(aborted_runs: Mapping[str, Ended], state: str) -> None:
    run = aborted_runs[state]
    assert (run.status, run.states[-1], run.left) == ("ABORTED", state, ())
    assert run.after == run.before
    assert not run.output["cleanup"]["kept"]


@pytest.mark.parametrize("state", WAITS)
def test_people_are_told_once_of_an_aborted_run(aborted_runs: Mapping[str, Ended], state: str) -> None:
    run = aborted_runs[state]
    told = {"status": "ABORTED", "execution": run.arn, "champion": "unchanged", "left_behind": []}
    assert run.messages == (told,)


def test_a_run_that_times_out_leaves_nothing(stalled: Stalled) -> None:
    run = stalled.timed_out
    assert (run.status, run.left, run.jobs) == ("TIMED_OUT", (), 1)
    assert run.after == run.before
    assert [message["status"] for message in run.messages] == ["TIMED_OUT"]


def test_a_run_whose_own_clean_up_failed_leaves_nothing_either(unclean_run: Ended) -> None:
    assert (unclean_run.status, unclean_run.error, unclean_run.left) == ("FAILED", "CleanUpFailed", ())
    assert [message["status"] for message in unclean_run.messages] == ["FAILED"]


def test_a_failed_run_that_cleaned_up_itself_is_left_alone(house: House, failed_first_run: Ended) -> None:
    followed = after(house, Started(name="failed-first", arn=failed_first_run.arn, before=failed_first_run.before))
    assert followed.output["ended"] == {"status": "FAILED", "needed": False, "settle_seconds": 1}
    assert len(followed.messages) == 1


def test_stopping_leaves_nothing_and_the_champion_as_it_was(stalled: Stalled) -> None:
    ran, run = stalled.stopping, stalled.stopped
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {"execution": run.arn, "status": "ABORTED", "run": run.run, "kept": False}
    assert (run.status, run.jobs, run.left) == ("ABORTED", 1, ())
    assert run.after == run.before


def test_it_may_be_taken_back_twice_at_once_and_people_are_told_once(stalled: Stalled) -> None:
    assert [message["status"] for message in stalled.stopped.messages] == ["ABORTED"]


def test_stopping_again_finds_nothing_to_do(house: House, stalled: Stalled) -> None:
    ran = run_tuneql("stop", stalled.stopped.arn, "--every-seconds", "0.2", environment=house.environment)
    assert (ran.code, ran.out) == (0, f"ABORTED: {stalled.stopped.run} has left nothing\n")


def test_a_run_that_has_succeeded_is_not_taken_back(house: House, first_run: Ended) -> None:
    ran = run_tuneql("stop", first_run.arn, environment=house.environment)
    assert ran.code == 2
    assert ran.err.endswith("has succeeded; take a promotion back with tuneql release rollback\n")
    assert house.champion() is not None
