from collections.abc import Sequence
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidInput
from tuneql.evaluation.intervals import bootstrap_mean, wilson
from tuneql.evaluation.metrics import BUCKETS, Metrics, Shares, summarise
from tuneql.evaluation.score import Score
from tuneql.evaluation.shares import SCHEMAS
from tuneql.evaluation.taxonomy import ERRORS
from tuneql.sql.running.sqlite_errors import Kind

SHARES = (
    "parses", "binds", "read_only", "executes", "execution_accuracy", "robust_execution_accuracy", "exact_match",
    "similarity",
)  # fmt: skip
CONTRACT = {"examples", *SHARES, "errors", "by_hardness", "ci95"}


def score(**facts: Any) -> Score:
    plain = {
        "id": "q", "question": "?", "dialect": "sqlite", "db_id": None, "gold_sql": "SELECT 1",
        "predicted_sql": "SELECT 1", "hardness": "easy", "parses": True, "read_only": True,
    }  # fmt: skip
    return Score.model_validate(plain | facts)


MAYBE = st.none() | st.booleans()
SCORES = st.lists(
    st.builds(
        score,
        hardness=st.sampled_from(BUCKETS),
        parses=st.booleans(),
        binds=MAYBE,
        executes=MAYBE,
        correct=MAYBE,
        exact_match=MAYBE,
        similarity=st.floats(0, 1),
        error=st.sampled_from([None, "syntax", "timeout"]),
        gold_error=st.sampled_from([None, "no such table: x"]),
        latency_ms=st.none() | st.floats(0, 1e6),
        input_tokens=st.none() | st.integers(0, 10_000),
        output_tokens=st.none() | st.integers(0, 500),
    ),
    max_size=12,
)


def test_has_the_keys_of_the_contract() -> None:
    assert set(summarise([score()]).model_dump()) >= CONTRACT


def test_nothing_is_measured_of_nothing() -> None:
    found = summarise([]).model_dump()
    assert found["examples"] == 0
    assert [found[name] for name in SHARES] == [None] * len(SHARES)
    assert (found["errors"], found["by_hardness"], found["ci95"]) == ({}, {}, {})
    assert (found["latency_ms"], found["tokens"], found["cost_usd"]) == (None, None, None)


def test_shares_are_of_what_was_measured() -> None:
    scores = [score(executes=True, correct=True), score(executes=True, correct=None, gold_error="x"), score()]
    metrics = summarise(scores)
    assert (metrics.executes, metrics.execution_accuracy, metrics.gold_errors) == (1.0, 1.0, 1)
    assert metrics.measured["execution_accuracy"] == 1
    assert metrics.robust_execution_accuracy is None


def test_a_wrong_answer_is_nought_and_one_not_measured_is_none() -> None:
    assert summarise([score(correct=False)]).execution_accuracy == 0.0
    assert summarise([score(correct=None)]).execution_accuracy is None


def test_counts_errors_most_frequent_first() -> None:
    kinds = ["syntax", "timeout", "syntax", None]
    assert list(summarise([score(error=kind) for kind in kinds]).errors.items()) == [("syntax", 2), ("timeout", 1)]


def test_splits_by_hardness_easiest_first() -> None:
    scores = [score(hardness="extra", correct=False), score(correct=True), score(correct=False)]
    found = summarise(scores).by_hardness
    assert [(name, each.examples, each.execution_accuracy) for name, each in found.items()] == [
        ("easy", 2, 0.5),
        ("extra", 1, 0.0),
    ]


def test_latency_is_by_nearest_rank() -> None:
    latency = summarise([score(latency_ms=float(value)) for value in range(1, 101)]).latency_ms
    assert latency is not None
    assert (latency.p50, latency.p95) == (50.0, 95.0)


def test_tokens_have_a_price() -> None:
    metrics = summarise([score(input_tokens=800, output_tokens=60)] * 1000)
    assert metrics.cost_usd == pytest.approx(0.0364)


def test_refuses_a_model_without_a_price() -> None:
    with pytest.raises(InvalidInput, match="model"):
        summarise([score(input_tokens=1, output_tokens=1)], model="amazon.nova-giga-v9:0")


def test_a_model_that_is_not_billed_by_tokens_has_no_price() -> None:
    metrics = summarise([score(input_tokens=800, output_tokens=60)], model=None)
    assert metrics.cost_usd is None
    assert metrics.tokens is not None
    assert metrics.spending is not None
    assert (metrics.spending.tokens_per_query, metrics.spending.cost_per_query_usd) == (860, None)


def test_a_right_answer_costs_what_all_answers_cost() -> None:
    asked = {"input_tokens": 800, "output_tokens": 60}
    wrong = [score(correct=False, **asked)] * 3
    spending = summarise([score(correct=True, **asked), *wrong]).spending
    assert spending is not None
    assert spending.cost_per_correct_query_usd == pytest.approx(4 * (spending.cost_per_query_usd or 0))
    assert (spending.tokens_per_query, spending.tokens_per_correct_query) == (860, 3440)
    nothing_right = summarise(wrong).spending
    assert nothing_right is not None
    assert nothing_right.tokens_per_correct_query is None
    assert summarise([score()]).spending is None


def test_slices_by_feature_and_by_schema() -> None:
    scores = [
        score(features=("join", "where"), db_id="a", correct=True),
        score(features=("where",), db_id="b", correct=False),
        score(features=(), db_id="b", correct=True),
    ]
    metrics = summarise(scores)
    features = {name: (each.examples, each.execution_accuracy) for name, each in metrics.by_feature.items()}
    assert features == {"join": (1, 1.0), "where": (2, 0.5)}
    assert list(metrics.by_feature) == ["join", "where"]
    assert {name: each.examples for name, each in metrics.by_schema.items()} == {"b": 2, "a": 1}
    assert list(metrics.by_schema) == ["b", "a"]


def test_only_the_largest_schemas_have_their_own_shares() -> None:
    scores = [score(db_id=str(number)) for number in range(SCHEMAS + 10)] + [score(db_id="7")]
    found = summarise(scores).by_schema
    assert len(found) == SCHEMAS
    assert next(iter(found)) == "7"


def test_counts_refusals_forbidden_statements_and_invented_names() -> None:
    scores = [
        score(parses=False, read_only=False, refused=True, error="refused"),
        score(read_only=False, forbidden=True, error="not_read_only"),
        score(read_only=False, error="not_read_only"),
        score(hallucinated_tables=("boats",), hallucinated_columns=("x", "y")),
        score(hallucinated_columns=("x",)),
    ]
    metrics = summarise(scores)
    assert (metrics.refusals, metrics.forbidden, metrics.hallucinations.answers) == (1, 1, 2)
    assert metrics.hallucinations.tables == {"boats": 1}
    assert metrics.hallucinations.columns == {"x": 2, "y": 1}


def test_efficiency_is_a_geometric_mean_of_what_was_measured() -> None:
    metrics = summarise([score(efficiency=0.5), score(efficiency=2.0), score()])
    assert metrics.efficiency == pytest.approx(1.0)
    assert metrics.measured["efficiency"] == 2
    assert summarise([score()]).efficiency is None


def test_extra_columns_count_apart_from_the_headline() -> None:
    metrics = summarise([score(correct=False, subset_correct=True), score(correct=True, subset_correct=True)])
    assert (metrics.execution_accuracy, metrics.subset_accuracy) == (0.5, 1.0)


def test_every_error_kind_has_its_meaning() -> None:
    guard = {"syntax", "several_statements", "not_read_only", "refused"}
    assert {*get_args(Kind), *guard} <= set(ERRORS)


@pytest.mark.parametrize("size", [199, 200])
def test_the_normal_limit_continues_the_bootstrap(size: int) -> None:
    low, high = bootstrap_mean([(number * 7 % 100) / 100 for number in range(size)])
    assert (low, high) == pytest.approx((0.455, 0.535), abs=0.01)


@given(SCORES)
def test_every_share_is_a_share_inside_its_interval(scores: Sequence[Score]) -> None:
    metrics = summarise(scores)
    for found in (metrics, *metrics.by_hardness.values()):
        _is_sound(found)
    assert sum(found.examples for found in metrics.by_hardness.values()) == len(scores)
    assert Metrics.model_validate_json(metrics.model_dump_json()) == metrics


def _is_sound(found: Shares) -> None:
    for name in SHARES:
        share = getattr(found, name)
        assert (share is None) == (name not in found.ci95)
        if share is not None:
            low, high = found.ci95[name]
            assert 0 <= low <= share <= high <= 1


def test_the_same_values_give_the_same_interval() -> None:
    values = [number**2 / 900 for number in range(30)]
    assert bootstrap_mean(values) == bootstrap_mean(values)


# Wilson's interval without continuity correction, from R's `prop.test(x, n, correct = FALSE)`.
@pytest.mark.parametrize(
    ("successes", "trials", "low", "high"),
    [(0, 10, 0.0, 0.2775328), (5, 10, 0.2365931, 0.7634069), (10, 10, 0.7224672, 1.0), (81, 263, 0.2552920, 0.3661822)],
)
def test_wilson_agrees_with_published_values(successes: int, trials: int, low: float, high: float) -> None:
    assert wilson(successes, trials) == pytest.approx((low, high), abs=2e-4)


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_holds_the_share(drawn: tuple[int, int]) -> None:
    low, high = wilson(*drawn)
    assert 0 <= low <= drawn[0] / drawn[1] <= high <= 1
