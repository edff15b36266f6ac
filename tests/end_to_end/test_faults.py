"""Whatever goes wrong, a run ends as documented, users notice nothing, and people are told once and why."""

from collections.abc import Mapping

import pytest

from local.faults import FAULTS as KNOWN
from tests.end_to_end.cases import FAULTS, Fault
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended

# A run would wait for minutes; `benchmarks/load.py` shows what the endpoint makes of it.
OF_THE_ENDPOINT = {"hanging"}
FAILING = [fault for fault in FAULTS if fault.error]
PASSING = [fault for fault in FAULTS if not fault.error]


def _name(fault: Fault) -> str:
    return fault.name


def test_every_fault_has_a_run() -> None:
    assert {fault.name for fault in FAULTS} == set(KNOWN) - OF_THE_ENDPOINT


@pytest.mark.parametrize("fault", FAULTS, ids=_name)
def test_the_run_ends_as_documented(faulty_runs: Mapping[str, Ended], fault: Fault) -> None:
    run = faulty_runs[fault.name]
    assert (run.status, run.error) == (fault.status, fault.error)


@pytest.mark.parametrize("fault", FAILING, ids=_name)
def test_the_cause_is_a_sentence_that_says_what_happened(faulty_runs: Mapping[str, Ended], fault: Fault) -> None:
    cause = faulty_runs[fault.name].cause
    assert [text for text in fault.says if text not in cause] == [], cause
    assert len(cause) < 600
    assert "\n" not in cause
    assert not any(text in cause for text in ("Traceback", "errorMessage", "errorType", "{"))


@pytest.mark.parametrize("fault", FAILING, ids=_name)
def test_nothing_of_a_failed_run_is_left(faulty_runs: Mapping[str, Ended], fault: Fault) -> None:
    assert faulty_runs[fault.name].left == ()


@pytest.mark.parametrize("fault", PASSING, ids=_name)
def test_of_a_run_that_succeeds_only_the_model_is_left(faulty_runs: Mapping[str, Ended], fault: Fault) -> None:
    run = faulty_runs[fault.name]
    assert run.left == ("model",)
    assert [text for text in fault.says if not any(text in reason for reason in run.output["gate"]["reasons"])] == []


@pytest.mark.parametrize("fault", FAULTS, ids=_name)
def test_the_champion_is_another_only_if_the_run_promoted_its_own(
    faulty_runs: Mapping[str, Ended], fault: Fault
) -> None:
    run = faulty_runs[fault.name]
    assert run.after.model_id == run.before.model_id
    assert run.after.model_arn == run.after.record["model_arn"]
    assert (run.after != run.before) == fault.promoted
    assert (run.after.record["run"] == run.run) == fault.promoted


@pytest.mark.parametrize("fault", FAULTS, ids=_name)
def test_one_notification_is_sent_and_says_the_same(faulty_runs: Mapping[str, Ended], fault: Fault) -> None:
    run = faulty_runs[fault.name]
    (message,) = run.messages
    assert message["status"] == run.status
    if fault.error:
        assert (message["error"], message["cause"]) == (run.error, run.cause)
        assert (message["champion"], message["left_behind"]) == ("unchanged", [])


def test_a_stalled_job_is_stopped(faulty_runs: Mapping[str, Ended]) -> None:
    assert faulty_runs["stalled-stage"].states.count("CleanUp") > 1


def test_a_champion_that_answers_badly_was_promoted_and_is_rolled_back(faulty_runs: Mapping[str, Ended]) -> None:
    states = faulty_runs["bad-champion"].states
    assert "CheckPromotion" in states
    assert states.count("CleanUp") > 2


def test_a_first_champion_that_cannot_be_made_is_taken_away(house: House, failed_first_run: Ended) -> None:
    (champion,) = [
        each["params"]["modelDeploymentName"]
        for each in house.recorded("CreateCustomModelDeployment")
        if each["params"]["modelDeploymentName"].startswith("tuneql-champion-")
        and each["params"]["clientRequestToken"].startswith(f"{failed_first_run.run}-")
    ]
    assert (failed_first_run.status, failed_first_run.error) == ("FAILED", "PromotionFailed")
    assert failed_first_run.left == ()
    assert house.deployed(champion) is None
    assert (failed_first_run.before.record, failed_first_run.after.record) == ({}, {})
    assert len(failed_first_run.messages) == 1


def test_after_a_process_was_killed_even_a_recorded_champion_is_put_back(house: House, killed_run: Ended) -> None:
    assert (killed_run.status, killed_run.error) == ("FAILED", "Runtime.ExitError")
    assert "SIGKILL" in killed_run.cause
    assert "SmokeTest" in killed_run.states
    assert killed_run.after == killed_run.before
    assert (killed_run.left, len(killed_run.messages)) == ((), 1)
    history = house.champion_history()
    (place,) = [place for place, record in enumerate(history) if record.get("run") == killed_run.run]
    assert history[place - 1] == history[place + 1] == killed_run.before.record
