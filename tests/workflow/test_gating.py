import json
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.score import Score
from tuneql.release.paired import compare_paired
from tuneql.workflow.gating import PAIRED, gate
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import DECISION, METRICS


def scores(right: int) -> list[Score]:
    """Those of a hundred questions, the first of them answered right."""
    same: dict[str, Any] = {"question": "How many?", "dialect": "sqlite", "db_id": None, "hardness": "easy"}
    same |= {"gold_sql": "SELECT 1", "predicted_sql": "SELECT 1", "parses": True, "read_only": True}
    return [Score(**same, id=str(place), correct=place < right) for place in range(100)]


def reported(run: Run, **arms: Sequence[Score]) -> MemoryObjects:
    """What Report leaves for the gate."""
    paired = compare_paired(arms["candidate"], arms.get("champion", ()))
    metrics = {name: summarise(found, model=None).model_dump(mode="json") for name, found in arms.items()}
    objects = MemoryObjects()
    for key, value in ((METRICS, metrics), (PAIRED, paired and paired.model_dump(mode="json"))):
        objects.write(run.location(key), json.dumps(value).encode(), content_type="application/json")
    return objects


@pytest.mark.parametrize(
    ("arms", "passed"),
    [
        ({"candidate": 80, "base": 10}, True),
        ({"candidate": 12, "base": 10}, False),
        ({"candidate": 80, "base": 10, "champion": 75}, True),
        ({"candidate": 80, "base": 10, "champion": 95}, False),
    ],
)
def test_decides_by_what_was_reported_and_writes_it_down(
    make_run: Callable[..., Run], arms: dict[str, int], *, passed: bool
) -> None:
    run = make_run()
    objects = reported(run, **{name: scores(right) for name, right in arms.items()})
    decision = gate(run, objects)
    assert (decision.passed, decision.promote) == (passed, passed)
    assert (decision.paired is not None) == ("champion" in arms)
    written: dict[str, Any] = json.loads(objects.read(run.location(DECISION)))
    assert written == decision.model_dump(mode="json")


def test_a_person_is_asked_where_promotions_need_approval(make_run: Callable[..., Run]) -> None:
    run = make_run().model_copy(update={"approval": True})
    decision = gate(run, reported(run, candidate=scores(80), base=scores(10)))
    assert (decision.passed, decision.promote) == (True, False)
