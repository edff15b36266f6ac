"""Input that cannot be run: one message that says what to change, and nothing half-done."""

from collections.abc import Mapping

import pytest

from tests.end_to_end.cases import REFUSALS, Refusal
from tests.end_to_end.ends import after
from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended, Started


def _name(case: Refusal) -> str:
    return case.name


@pytest.mark.parametrize("case", REFUSALS, ids=_name)
def test_the_execution_fails_with_one_message(harmless_runs: Mapping[str, Ended], case: Refusal) -> None:
    run = harmless_runs[case.name]
    assert (run.status, run.error) == ("FAILED", case.error), run.cause
    assert [text for text in case.says if text not in run.cause] == [], run.cause
    assert len(run.cause) < 500
    assert "\n" not in run.cause


@pytest.mark.parametrize("case", REFUSALS, ids=_name)
def test_nothing_was_asked_of_bedrock(harmless_runs: Mapping[str, Ended], case: Refusal) -> None:
    run = harmless_runs[case.name]
    assert (run.jobs, run.left) == (0, ())
    assert "StartTraining" not in run.states


@pytest.mark.parametrize("case", REFUSALS, ids=_name)
def test_people_are_told_once(harmless_runs: Mapping[str, Ended], case: Refusal) -> None:
    run = harmless_runs[case.name]
    assert [(message["error"], message["cause"]) for message in run.messages] == [(run.error, run.cause)]


def test_the_machine_that_takes_back_has_nothing_to_do(house: House, harmless_runs: Mapping[str, Ended]) -> None:
    run = harmless_runs[REFUSALS[0].name]
    followed = after(house, Started(name=REFUSALS[0].name, arn=run.arn, before=run.before))
    assert followed.output["ended"]["needed"] is False
    assert "run" not in followed.output
