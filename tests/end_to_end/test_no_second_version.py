"""There is no second description of the pipeline: what is changed in the sources shows in the next run."""

import pytest

from tests.end_to_end.house import House
from tests.end_to_end.seen import Ended


def test_a_handler_that_raises_fails_the_run_with_its_message(changed_run: Ended) -> None:
    assert (changed_run.status, changed_run.error, changed_run.cause) == ("FAILED", "RuntimeError", "the tide is out")
    assert (changed_run.jobs, changed_run.left) == (0, ())
    assert [message["cause"] for message in changed_run.messages] == ["the tide is out"]


def test_a_changed_prompt_is_what_is_trained_on(house: House, first_run: Ended, changed_run: Ended) -> None:
    before, after = (house.read(run.run, "dataset/train.jsonl") for run in (first_run, changed_run))
    assert b"nothing else. Tables (" in before
    assert b"nothing more. Tables (" in after
    assert before.replace(b"nothing else. Tables (", b"nothing more. Tables (") == after


def test_a_changed_state_is_entered(changed_run: Ended) -> None:
    assert changed_run.states[-2:] == ("NotifyOnPurpose", "Failed")


# moto deletes keys and plans by other names than they have, and says so.
@pytest.mark.filterwarnings("ignore:Unable to delete SqlApiRest")
def test_what_is_changed_back_is_as_it_was(restored_run: Ended) -> None:
    assert (restored_run.status, restored_run.states[-1]) == ("FAILED", "Failed")
    assert "NotifyFailure" in restored_run.states
