import pytest

from tests.sql.guard.meanings import ENGINES, Comparison, guarded
from tests.sql.guard.random_queries import Writer


def compared(comparison: Comparison, queries: int) -> Comparison:
    for _ in range(queries):
        comparison.one()
    return comparison


@pytest.mark.parametrize(("dialect", "queries"), [("sqlite", 100), ("duckdb", 40)])
def test_what_is_returned_means_what_was_given(dialect: str, queries: int) -> None:
    comparison = compared(Comparison(dialect, seed=2), queries)
    assert comparison.findings == []
    assert comparison.counts["same"] > queries / 2


@pytest.mark.parametrize("dialect", ENGINES)
def test_another_meaning_is_found(dialect: str) -> None:
    def careless(sql: str) -> tuple[str | None, str]:
        return f"SELECT * FROM ({guarded(dialect, sql)[0]}) AS found LIMIT 2", ""

    assert compared(Comparison(dialect, seed=2, guard=careless), 20).findings


def test_a_refusal_is_found() -> None:
    comparison = compared(Comparison("sqlite", seed=2, guard=lambda _: (None, "no")), 20)
    assert len(comparison.findings) == 20 - comparison.counts["not run"]
    assert comparison.findings[0].endswith("no")


def test_the_same_seed_writes_the_same_queries() -> None:
    first, second = Writer("duckdb", 7), Writer("duckdb", 7)
    assert [first.query() for _ in range(20)] == [second.query() for _ in range(20)]
