"""Which models of earlier runs a promotion deletes, and that it deletes no others."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tuneql.aws.models import MemoryShelf
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.errors import StillPending, Throttled
from tuneql.locations import Location
from tuneql.ports import KeptModel
from tuneql.release.champion import Champion
from tuneql.workflow.retention import prune
from tuneql.workflow.run import Run

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def model(day: int, *, name: str | None = None, run: str | None = None) -> KeptModel:
    """The model of the run of a day."""
    return KeptModel(
        arn=f"arn:model/{day}",
        name=name or f"tuneql-day-{day}",
        created_at=NOW + timedelta(days=day),
        run=run or f"day-{day}",
    )


DAYS = [model(day) for day in (3, 1, 5, 2, 4)]


def measured(run: Run, *days: int) -> MemoryObjects:
    """A runs bucket in which the runs of these days have reached a decision."""
    keys = (f"runs/day-{day}/evaluation/decision.json" for day in days)
    return MemoryObjects({Location(bucket=run.bucket, key=key): b"{}" for key in keys})


@pytest.fixture
def run(make_run: Callable[..., Run]) -> Run:
    return make_run().model_copy(update={"keep_models": 2})


@pytest.fixture
def serving(champion: Champion) -> Champion:
    """The champion of day 5, after that of day 4."""
    return replace(champion, model_arn="arn:model/5", previous_model_arn="arn:model/4")


def test_what_is_beyond_the_newest_goes_oldest_first(run: Run, serving: Champion) -> None:
    shelf = MemoryShelf(*DAYS)
    deleted = prune(
        run, replaced=None, pointer=MemoryPointer(serving), shelf=shelf, objects=measured(run, 1, 2, 3, 4, 5)
    )
    assert deleted == ("tuneql-day-1", "tuneql-day-2", "tuneql-day-3")
    assert {kept.name for kept in shelf.kept} == {"tuneql-day-4", "tuneql-day-5"}


NEEDED: list[dict[str, Any]] = [
    {"recorded": {"model_arn": "arn:model/1"}, "gone": {2, 3}},
    {"recorded": {"previous_model_arn": "arn:model/2"}, "gone": {1, 3}},
    {"replaced": "arn:model/3", "gone": {1, 2}},
    {"deployed": ["arn:model/1"], "gone": {2, 3}},
]


@pytest.mark.parametrize("needed", NEEDED, ids=lambda needed: next(iter(needed)))
def test_what_serves_or_may_be_gone_back_to_stays_however_old(
    run: Run, serving: Champion, needed: dict[str, Any]
) -> None:
    shelf = MemoryShelf(*DAYS, deployed=needed.get("deployed", ()))
    pointer = MemoryPointer(replace(serving, **needed.get("recorded", {})))
    objects = measured(run, 1, 2, 3, 4, 5)
    deleted = prune(run, replaced=needed.get("replaced"), pointer=pointer, shelf=shelf, objects=objects)
    assert set(deleted) == {f"tuneql-day-{day}" for day in needed["gone"]}


NOT_OURS = [
    model(0, run="day-1"),  # tagged with another run than it is named after
    model(0, name="tuneql-other", run="other"),  # of another deployment of tuneql, which has its own bucket
    model(0, name="somebody-elses", run="day-1"),
]


@pytest.mark.parametrize("other", NOT_OURS, ids=lambda other: other.name)
def test_models_of_others_are_neither_deleted_nor_counted(run: Run, serving: Champion, other: KeptModel) -> None:
    shelf = MemoryShelf(other, *(model(day) for day in (4, 5)))
    assert prune(run, replaced=None, pointer=MemoryPointer(serving), shelf=shelf, objects=measured(run, 1, 4, 5)) == ()


def test_a_run_that_is_not_measured_yet_keeps_its_model(run: Run, serving: Champion) -> None:
    shelf = MemoryShelf(*DAYS)
    deleted = prune(run, replaced=None, pointer=MemoryPointer(serving), shelf=shelf, objects=measured(run, 2, 3, 4, 5))
    assert deleted == ("tuneql-day-2", "tuneql-day-3")


def test_before_there_are_enough_nothing_goes(run: Run, serving: Champion) -> None:
    shelf = MemoryShelf(*DAYS[:2])
    assert prune(run, replaced=None, pointer=MemoryPointer(serving), shelf=shelf, objects=measured(run, 1, 3)) == ()


class Refusing(MemoryShelf):
    """A shelf on which every deletion is refused."""

    def __init__(self, error: Exception, *models: KeptModel) -> None:
        super().__init__(*models)
        self._error = error

    def delete(self, arn: str) -> None:  # noqa: ARG002 - the port's signature
        raise self._error


def test_a_model_that_was_deployed_meanwhile_is_left_and_what_may_pass_is_tried_again(
    run: Run, serving: Champion
) -> None:
    pointer, objects = MemoryPointer(serving), measured(run, 1, 2, 3, 4, 5)
    assert prune(run, replaced=None, pointer=pointer, shelf=Refusing(StillPending(), *DAYS), objects=objects) == ()
    with pytest.raises(Throttled):
        prune(run, replaced=None, pointer=pointer, shelf=Refusing(Throttled(), *DAYS), objects=objects)
