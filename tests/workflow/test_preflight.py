"""What is refused before money is spent, once the corpus is counted."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest

from tuneql.aws.objects import MemoryObjects
from tuneql.errors import BudgetExceeded, InvalidInput
from tuneql.locations import parse_location
from tuneql.pricing.lines import Estimate
from tuneql.workflow.budget import longest_training
from tuneql.workflow.preflight import preflight
from tuneql.workflow.run import Run

DATASET: Mapping[str, Any] = {
    "train": 8,
    "validation": 0,
    "databases": [],
    "tokens": {"input": 2_000, "output": 400},
    "questions": 30,
}
NOVA = {"method": "sagemaker-nova", "budget_usd": 10_000}


class Quota:
    """What AWS says that the account may have."""

    def __init__(self, allowed: float | None) -> None:
        self.allowed, self.asked = allowed, list[tuple[str, bool]]()

    def training_instances(self, instance_type: str, *, spot: bool) -> float | None:
        self.asked.append((instance_type, spot))
        return self.allowed


def looked_at(
    run: Run, objects: MemoryObjects | None = None, quota: float | None = None, **changes: object
) -> Estimate:
    return preflight(run, {**DATASET, **changes}, objects=objects or MemoryObjects(), quotas=Quota(quota))


@pytest.mark.parametrize(("train", "validation"), [(8, 0), (18_000, 2_000), (20_000, 0)])
def test_as_many_records_as_bedrock_takes_pass_and_the_estimate_is_kept(
    make_run: Callable[..., Run], train: int, validation: int
) -> None:
    run, objects = make_run(), MemoryObjects()
    found = looked_at(run, objects, train=train, validation=validation)
    assert found.total_usd > 0
    assert Estimate.model_validate_json(objects.read(run.location("estimate.json"))) == found


@pytest.mark.parametrize(
    ("train", "validation", "says"),
    [
        (7, 0, "7 training and validation records.*add rows"),
        (7, 3, "7 training records.*add rows"),
        (18_000, 2_001, "20001 training and validation records.*take rows out"),
    ],
)
def test_fewer_or_more_are_refused(make_run: Callable[..., Run], train: int, validation: int, says: str) -> None:
    with pytest.raises(InvalidInput, match=says):
        looked_at(make_run(), train=train, validation=validation)


def test_too_few_questions_to_promote_by_are_refused_before_anything_is_trained(make_run: Callable[..., Run]) -> None:
    with pytest.raises(InvalidInput, match=r"29 held-out questions.*fewer than the 30.*minimum_questions.*add rows"):
        looked_at(make_run(), questions=29)
    assert looked_at(make_run(promote=False), questions=29).total_usd > 0
    assert looked_at(make_run(evaluation={"gate": {"minimum_questions": 5}}), questions=5).total_usd > 0


def test_every_database_that_questions_name_must_be_there(make_run: Callable[..., Run]) -> None:
    run = make_run(databases="s3://corpora/databases/")
    objects = MemoryObjects({parse_location("s3://corpora/databases/fleet.sqlite", field="a"): b"SQLite format 3"})
    assert looked_at(run, objects, databases=["fleet"]).total_usd > 0
    with pytest.raises(InvalidInput, match=r"databases.*harbour\.sqlite"):
        looked_at(run, objects, databases=["fleet", "harbour"])


def test_what_is_over_budget_by_what_was_counted_is_refused(make_run: Callable[..., Run]) -> None:
    tokens = {"input": 30_000_000, "output": 10_000_000}
    with pytest.raises(BudgetExceeded, match=r"is less than the .* of it for training"):
        looked_at(make_run(budget_usd=50), tokens=tokens)
    assert looked_at(make_run(budget_usd=100), tokens=tokens).total_usd > 50


@pytest.mark.parametrize("quota", [None, 1, 3])
def test_one_instance_is_enough_and_so_is_a_quota_that_nobody_knows(
    make_run: Callable[..., Run], quota: float | None
) -> None:
    assert looked_at(make_run(**NOVA), quota=quota).total_usd > 0


def test_an_account_that_may_have_none_is_told_what_to_ask_for(make_run: Callable[..., Run]) -> None:
    with pytest.raises(InvalidInput, match=r"its quota is 0; ask AWS to raise 'SageMaker: ml.g5.12xlarge for training"):
        looked_at(make_run(**NOVA), quota=0)


def test_bedrocks_own_training_needs_no_instances(make_run: Callable[..., Run]) -> None:
    quota = Quota(0)
    preflight(make_run(), DATASET, objects=MemoryObjects(), quotas=quota)
    assert quota.asked == []


def test_a_job_on_instances_may_run_as_long_as_the_budget_pays_for(make_run: Callable[..., Run]) -> None:
    run = make_run(**NOVA | {"budget_usd": 20})
    found = looked_at(run)
    job = next(item for item in found.items if item.unit == "instance-hour")
    seconds = longest_training(found, run).total_seconds()
    cost = found.total_usd - job.usd + seconds / 3_600 * job.unit_price
    assert cost == pytest.approx(20, abs=job.unit_price / 3_600)
    assert cost <= 20
    assert seconds > job.quantity * 3_600


def test_a_job_on_instances_may_run_no_longer_than_its_deadline(make_run: Callable[..., Run]) -> None:
    run = make_run(**NOVA)
    assert longest_training(looked_at(run), run) == timedelta(seconds=run.training_deadline_seconds)


def test_a_job_that_is_billed_by_tokens_may_take_until_its_deadline(make_run: Callable[..., Run]) -> None:
    run = make_run(budget_usd=1)
    assert longest_training(looked_at(run), run) == timedelta(seconds=run.training_deadline_seconds)
