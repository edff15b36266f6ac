from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_INSTANCE_TYPES, OPEN_WEIGHTS_INSTANCE_TYPES
from tuneql.pricing.estimates import estimate_instance_training
from tuneql.pricing.prices import INSTANCE_HOURS
from tuneql.training.hours import estimate_script_hours, estimate_training_hours, in_words

TYPES = st.sampled_from(NOVA_INSTANCE_TYPES)


def hours(records: int, tokens: int, epochs: int = 2, instance_type: str = "ml.g5.48xlarge") -> float:
    return estimate_training_hours(records, tokens, epochs, instance_type=instance_type)


# AWS's post says $65, which is four hours at EC2's price; SageMaker's own is a quarter more.
def test_the_job_of_the_aws_post_takes_four_hours_and_costs_81_dollars() -> None:
    assert hours(20_000, 5_000_000) == 4
    estimate = estimate_instance_training(4, instance_type="ml.g5.48xlarge")
    assert estimate.total_usd == 81.44
    assert [(item.unit, item.price_date) for item in estimate.items] == [("instance-hour", "2026-11-20")]


@pytest.mark.parametrize(
    ("instance_type", "usd"),
    [("ml.g5.12xlarge", 54.95), ("ml.g5.48xlarge", 81.44), ("ml.g6.12xlarge", 87.72), ("ml.g6.48xlarge", 129.33)],
)
def test_the_job_of_the_aws_post_has_another_cost_on_each_instance_type(instance_type: str, usd: float) -> None:
    spent = estimate_instance_training(hours(20_000, 5_000_000, 2, instance_type), instance_type=instance_type)
    assert spent.total_usd == pytest.approx(usd, abs=0.01)


def test_longer_records_take_longer_and_shorter_ones_are_padded() -> None:
    assert hours(20_000, 10_000_000) > 7
    assert hours(20_000, 100_000) == 4


def test_a_few_records_still_have_to_start() -> None:
    assert 0.25 <= hours(8, 2_000) < 0.26


@given(st.integers(1, 20_000), st.integers(1, 10**8), st.integers(1, 99), TYPES)
def test_more_records_tokens_or_epochs_never_take_fewer_hours(
    records: int, tokens: int, epochs: int, instance_type: str
) -> None:
    less = hours(records, tokens, epochs, instance_type)
    assert hours(records + 1, tokens, epochs, instance_type) >= less
    assert hours(records, tokens + 1, epochs, instance_type) >= less
    assert hours(records, tokens, epochs + 1, instance_type) > less


def test_every_instance_type_of_the_recipes_has_a_price_and_a_time() -> None:
    assert set(NOVA_INSTANCE_TYPES) <= set(INSTANCE_HOURS)
    assert all(hours(1, 1, 1, name) > 0 for name in NOVA_INSTANCE_TYPES)


# Half an hour around the training; 4 operations a parameter and token, at 0.3 of 70, 121 and 362 TFLOPS: by hand.
@pytest.mark.parametrize(
    ("instance_type", "expected"),
    [("ml.g5.2xlarge", 6.849), ("ml.g6.2xlarge", 4.173), ("ml.g6e.2xlarge", 1.728), ("ml.g6e.4xlarge", 1.728)],
)
def test_a_script_takes_the_time_of_its_operations(instance_type: str, expected: float) -> None:
    found = estimate_script_hours(5_000_000, 3, parameters=8_000_000_000, instance_type=instance_type)
    assert found == pytest.approx(expected, abs=1e-3)


def test_a_script_runs_on_instances_with_a_known_gpu() -> None:
    assert all(estimate_script_hours(1, 1, parameters=1, instance_type=name) for name in OPEN_WEIGHTS_INSTANCE_TYPES)
    with pytest.raises(InvalidInput, match="instance_type"):
        estimate_script_hours(1, 1, parameters=1, instance_type="ml.p3.2xlarge")


def test_other_instance_types_are_refused() -> None:
    with pytest.raises(InvalidInput, match=r"choose ml\.g5\.48xlarge"):
        hours(1, 1, 1, "ml.m5.large")
    with pytest.raises(InvalidInput, match="has no price in the table"):
        estimate_instance_training(1, instance_type="ml.m5.large")


@pytest.mark.parametrize(("span", "words"), [(timedelta(hours=2), "2.0 hours"), (timedelta(seconds=59), "59 seconds")])
def test_spans_are_said_in_words(span: timedelta, words: str) -> None:
    assert in_words(span) == words
