import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidInput
from tuneql.limits import NOVA_MICRO
from tuneql.pricing import prices as pricing
from tuneql.pricing.estimates import estimate_imported_use, estimate_month, estimate_run, estimate_training
from tuneql.pricing.lines import Estimate
from tuneql.pricing.prices import Price
from tuneql.pricing.queries import query_cost_usd

PRICES = [value for value in vars(pricing).values() if isinstance(value, Price)]
MODEL_PRICES = [price for model in pricing.MODELS.values() for price in vars(model).values()]
COUNTS = st.integers(0, 10**9)


def cost(estimate: Estimate, *names: str) -> float:
    return sum(item.usd for item in estimate.items if item.name.startswith(names))


def test_the_workload_of_the_aws_post_costs_eighty_cents_of_tokens() -> None:
    assert cost(estimate_month(22_000, 800, 60), "model") == pytest.approx(0.8008, abs=1e-9)
    assert 22_000 * query_cost_usd(800, 60) == pytest.approx(0.8008, abs=1e-9)


# The monthly bills of three loads without free tier, as computed by hand from the same list prices.
@pytest.mark.parametrize(("queries", "total"), [(0, 2.45), (22_000, 3.64), (1_000_000, 56.6)])
def test_a_month_is_mostly_fixed_costs_until_it_is_mostly_tokens(queries: int, total: float) -> None:
    assert estimate_month(queries, 800, 60).total_usd == pytest.approx(total, abs=0.2)


def test_an_idle_month_still_pays_for_storage() -> None:
    month = estimate_month(0, 800, 60, alarms=0)
    assert month.total_usd == 1.95
    assert len(month.items) == len(estimate_month(1, 1, 1).items)


def test_training_is_tokens_times_epochs() -> None:
    assert estimate_training(2_000 * 800, 5).total_usd == 8.0
    assert estimate_training(20_000 * 250, 5).total_usd == 25.0


def test_a_run_names_what_it_spends_and_what_it_leaves_behind() -> None:
    run = estimate_run(estimate_training(1_000_000, 2), questions=500, input_tokens=800, output_tokens=60)
    assert cost(run, "training") == 2.0
    assert (
        cost(run, "evaluation of the candidate") == cost(run, "evaluation of the base model") == pytest.approx(0.0182)
    )
    quantities = {item.name: item.quantity for item in run.items}
    assert quantities["Step Functions transitions"] == 600
    assert quantities["Step Functions children of the maps"] == quantities["Lambda requests"] == 100
    # 100 calls of 10 s and 1,000 answers of 0.55 s, in 1,769 MB.
    assert quantities["Lambda time"] == pytest.approx(1_550 * 1_769 / 1_024)
    assert [(item.name, item.usd) for item in run.monthly] == [("storage of the model", 1.95)]


# AWS's own examples: 2 units for 8 billion parameters, 8 for 70 billion.
@pytest.mark.parametrize(
    ("billions", "units"), [(1, 2), (8, 2), (17.5, 2), (17.6, 4), (35, 4), (35.1, 8), (70, 8), (70.1, 16)]
)
@pytest.mark.parametrize(("minutes", "paid"), [(0, 0), (0.5, 5), (60, 60), (60.5, 65)])
def test_an_imported_model_is_paid_by_units_and_by_five_minutes(
    billions: float, units: int, minutes: float, paid: int
) -> None:
    found = estimate_imported_use(minutes, parameters=round(billions * 10**9))
    assert [item.quantity for item in (*found.items, *found.monthly)] == [paid * units, units]


@pytest.mark.parametrize("model", [NOVA_MICRO.training_id, NOVA_MICRO.inference_id, "us.amazon.nova-micro-v1:0"])
def test_every_name_of_a_model_has_its_prices(model: str) -> None:
    assert query_cost_usd(1_000_000, 0, model=model) == 0.035


@pytest.mark.parametrize(
    "ask",
    [
        lambda model: query_cost_usd(1, 1, model=model),
        lambda model: estimate_training(1, 1, model=model),
        lambda model: estimate_month(1, 1, 1, model=model),
    ],
)
def test_refuses_a_model_without_prices(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(InvalidInput, match="has no price in the table"):
        ask("amazon.nova-giga-v9:0")


def test_refuses_negative_quantities() -> None:
    with pytest.raises(InvalidInput, match="must not be negative"):
        query_cost_usd(-1, 0)


@pytest.mark.parametrize("price", [*PRICES, *MODEL_PRICES], ids=lambda price: f"{price.source}: {price.unit}")
def test_every_price_has_a_date_and_a_source(price: Price) -> None:
    assert price.usd > 0
    assert re.fullmatch(r"20\d\d-\d\d-\d\d", price.date)
    assert price.source
    assert price.unit
    assert price.region == "us-east-1"


@given(COUNTS, st.integers(0, 100_000), st.integers(0, 10_000))
def test_the_total_is_the_sum_and_items_multiply(queries: int, input_tokens: int, output_tokens: int) -> None:
    month = estimate_month(queries, input_tokens, output_tokens)
    assert month.total_usd == pytest.approx(sum(item.usd for item in month.items))
    for item in month.items:
        assert item.usd == pytest.approx(item.quantity * item.unit_price, abs=1e-6)
    assert Estimate.model_validate_json(month.model_dump_json()) == month
