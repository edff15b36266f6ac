from collections.abc import Callable
from typing import Any

import pytest

from tuneql.release.gate import Decision
from tuneql.workflow.approval import approval_command, await_approval, awaits_approval
from tuneql.workflow.notification import describe
from tuneql.workflow.run import Run

PASSED = Decision(metric="exact_match", passed=True, promote=True, reasons=("good",))
REFUSED = Decision(metric="exact_match", passed=False, promote=False, reasons=("bad",))
UNASKED = Decision(metric="exact_match", passed=True, promote=False, reasons=("not asked",))


@pytest.fixture
def approved_by_people(make_run: Callable[..., Run]) -> Run:
    return make_run().model_copy(update={"approval": True})


def test_a_good_candidate_is_put_before_people(approved_by_people: Run) -> None:
    decision = await_approval(PASSED, approved_by_people)
    assert (decision.passed, decision.promote) == (True, False)
    assert decision.reasons == ("good", f"awaits approval: tuneql release promote {approved_by_people.id}")


@pytest.mark.parametrize("decision", [REFUSED, UNASKED])
def test_a_candidate_that_is_not_promoted_is_not_put_before_people(approved_by_people: Run, decision: Decision) -> None:
    assert await_approval(decision, approved_by_people) == decision


def test_where_people_are_not_asked_the_gate_decides(make_run: Callable[..., Run]) -> None:
    assert await_approval(PASSED, make_run()) == PASSED


def test_its_model_is_kept_and_nobody_elses(make_run: Callable[..., Run], approved_by_people: Run) -> None:
    assert awaits_approval(approved_by_people, passed=True)
    assert not awaits_approval(approved_by_people, passed=False)
    assert not awaits_approval(approved_by_people.model_copy(update={"promote": False}), passed=True)
    assert not awaits_approval(make_run(), passed=True)


def test_the_notification_says_what_to_run(approved_by_people: Run) -> None:
    state: dict[str, Any] = {
        "run": approved_by_people.model_dump(mode="json"),
        "training": {"model_arn": "arn:model"},
        "gate": await_approval(PASSED, approved_by_people).model_dump(mode="json"),
    }
    subject, message = describe(state, None, execution_id="arn:execution")
    assert subject.endswith("awaits approval")
    assert f'"approve_with": "{approval_command(approved_by_people)}"' in message
