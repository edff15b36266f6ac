"""An execution that ends where its own states cannot clean up leaves nothing behind, and the champion as it was."""

import json
from collections.abc import Mapping
from typing import Any, Final

import pytest

from tests.end_to_end.cases import NOVA
from tests.end_to_end.command import Ran, run_tuneql
from tests.end_to_end.ends import after, ends_after, for_ever_in, start_changed, stop_in, unclean
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended, Started

WAITS: Final = ("WaitForTraining", "WaitForModel", "WaitForDeployment", "WaitForPromotion")


@pytest.fixture(scope="module")
def cut_off_runs(house: House, given: Mapping[str, Any], first_run: Ended) -> Mapping[str, Ended]:
    """Stopped as the console does, by the state in which they waited, and one of a state machine that timed out."""
    slow = start_changed(house, "timed-out", given, for_ever_in("WaitForTraining"), ends_after(15))
    started = {
        state: start_changed(house, f"aborted-{state.lower()}", _given(state, given), for_ever_in(state))
        for state in WAITS
    }
    for state, each in started.items():
        stop_in(house, each, state)
    started["timed-out"] = slow
    for each in started.values():  # only when all are taken back is the champion as it was before any
        after(house, each)
    return {state: after(house, each) for state, each in started.items()}


def _given(state: str, given: Mapping[str, Any]) -> Mapping[str, Any]:
    return {**given, **NOVA} if state == "WaitForModel" else given


@pytest.fixture(scope="module")
def unclean_run(house: House, given: Mapping[str, Any], first_run: Ended) -> Ended:
    """Fails, and so does its clean-up."""
    with house.going_wrong("failed-deployment"):
        return after(house, start_changed(house, "unclean", given, unclean))


@pytest.fixture(scope="module")
def stopped(house: House, given: Mapping[str, Any], first_run: Ended) -> tuple[Ran, Ended]:
    """Stopped by the command while it trains; its job would go on for ever."""
    with house.going_wrong("stalled-stage"):
        started = start_changed(house, "stopped", given, for_ever_in("WaitForTraining"))
        house.wait_for(started, "WaitForTraining")
        ran = run_tuneql("stop", started.arn, "--every-seconds", "0.2", "--json", environment=house.environment)
        return ran, after(house, started)


@pytest.mark.parametrize("state", WAITS)
def test_an_aborted_run_leaves_nothing_wherever_it_was(cut_off_runs: Mapping[str, Ended], state: str) -> None:
    run = cut_off_runs[state]
    assert (run.status, run.states[-1], run.left) == ("ABORTED", state, ())
    assert run.after == run.before
    assert not run.output["cleanup"]["kept"]


@pytest.mark.parametrize("state", WAITS)
def test_people_are_told_once_of_an_aborted_run(cut_off_runs: Mapping[str, Ended], state: str) -> None:
    run = cut_off_runs[state]
    told = {"status": "ABORTED", "execution": run.arn, "champion": "unchanged", "left_behind": []}
    assert run.messages == (told,)


def test_a_run_that_times_out_leaves_nothing(cut_off_runs: Mapping[str, Ended]) -> None:
    run = cut_off_runs["timed-out"]
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


def test_stopping_leaves_nothing_and_the_champion_as_it_was(stopped: tuple[Ran, Ended]) -> None:
    ran, run = stopped
    assert ran.code == 0, ran.err
    assert json.loads(ran.out) == {"execution": run.arn, "status": "ABORTED", "run": run.run, "kept": False}
    assert (run.status, run.jobs, run.left) == ("ABORTED", 1, ())
    assert run.after == run.before


def test_it_may_be_taken_back_twice_at_once_and_people_are_told_once(stopped: tuple[Ran, Ended]) -> None:
    assert [message["status"] for message in stopped[1].messages] == ["ABORTED"]


def test_stopping_again_finds_nothing_to_do(house: House, stopped: tuple[Ran, Ended]) -> None:
    ran = run_tuneql("stop", stopped[1].arn, "--every-seconds", "0.2", environment=house.environment)
    assert (ran.code, ran.out) == (0, f"ABORTED: {stopped[1].run} has left nothing\n")


def test_a_run_that_has_succeeded_is_not_taken_back(house: House, first_run: Ended) -> None:
    ran = run_tuneql("stop", first_run.arn, environment=house.environment)
    assert ran.code == 2
    assert ran.err.endswith("has succeeded; take a promotion back with tuneql release rollback\n")
    assert house.champion() is not None


@pytest.mark.parametrize(
    ("machine", "says"),
    [("StateMachineArn", "is not an execution;"), ("TakingBackArn", "is not an execution of arn:aws:states")],
)
def test_what_is_no_execution_of_the_workflow_is_not_stopped(house: House, machine: str, says: str) -> None:
    arn = house.outputs[machine].replace(":stateMachine:", ":execution:") + ":nobody"
    ran = run_tuneql("stop", arn, environment=house.environment)
    assert (ran.code, len(ran.err.splitlines())) == (2, 1)
    assert says in ran.err
