"""The figures of a day's questions."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

from cli.usage import COLUMNS, sentences, table_of
from tuneql.operations.usage import Query, usage

MONDAY: Final = datetime(2026, 11, 30, 23, 59, tzinfo=UTC)


def query(outcome: str = "answered", **given: Any) -> Query:
    known: dict[str, Any] = {
        "at": MONDAY, "model": "weekly", "outcome": outcome, "latency_ms": 800.0, "input_tokens": 1_000,
        "output_tokens": 50, "cost_micro_usd": 42.0,
    }  # fmt: skip
    return Query.model_validate(known | given)


def test_every_day_and_model_has_figures_of_its_own() -> None:
    tuesday = MONDAY + timedelta(minutes=2)
    found = usage([query(at=tuesday), query(), query(model="nightly"), query()])
    assert [(each.day, each.model, each.questions) for each in found] == [
        ("2026-11-30", "nightly", 1),
        ("2026-11-30", "weekly", 2),
        ("2026-12-01", "weekly", 1),
    ]


def test_outcomes_add_up_to_the_questions_and_what_was_asked_again_is_none_but_is_paid() -> None:
    outcomes = ("answered", "refused", "declined", "busy", "failed", "invalid", "outdated")
    (found,) = usage(query(each) for each in outcomes)
    assert found.questions == 6
    assert [getattr(found, each) for each in outcomes[:-1]] == [1] * 6
    assert (found.input_tokens, found.output_tokens) == (7_000, 350)
    assert found.cost_usd == 7 * 42e-6


def test_latency_is_of_answers_alone() -> None:
    answers = [query(latency_ms=float(each)) for each in range(1, 101)]
    (found,) = usage([query("busy", latency_ms=25_000.0), *answers])
    assert (found.latency_p50_ms, found.latency_p95_ms) == (50.0, 95.0)
    assert usage([query("busy")])[0].latency_p50_ms is None


def test_answers_that_were_repaired_and_rules_that_withheld_some_are_counted() -> None:
    withheld = [query("refused", rules=["known_columns", "bounded_work"]), query("refused", rules=["known_columns"])]
    (found,) = usage([query(repairs=1), query(repairs=2), query(), query("refused", repairs=1), *withheld])
    assert (found.repaired, found.withheld_by) == (2, {"known_columns": 2, "bounded_work": 1})


def test_a_model_that_is_billed_by_the_minute_has_no_cost() -> None:
    found = usage([query(cost_micro_usd=None)])
    assert found[0].cost_usd is None
    assert "billed by the minute" in " ".join(sentences(found))


def test_people_see_a_row_a_day_and_the_sums() -> None:
    found = usage([query(), query(at=MONDAY + timedelta(days=1)), query("refused", rules=["parses"])])
    rows = list(table_of(found))
    assert {len(row) for row in rows} == {len(COLUMNS)}
    total = dict(zip(COLUMNS, rows[-1], strict=True))
    assert (total["day"], total["questions"], total["answered"], total["refused"]) == ("total", "3", "2", "1")
    assert (total["tokens in"], total["$"]) == ("3,000", "0.0001")
    assert list(sentences(found)) == ["answers withheld by: parses 1"]
