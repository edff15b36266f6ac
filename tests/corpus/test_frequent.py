"""Statements that a log has again and again: kept once, with how often they were run."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.decisions.deduplication import mark_duplicates, mark_near_duplicates, mark_statements
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.reading import read_rows
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.shape import times
from tuneql.corpus.transform import Context
from tuneql.options import Options

DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, harbour TEXT)"
CONTEXT = Context(dialect="sqlite", schemas=Schemas(default=DDL), options=Options(execute=False))


def told(ledger: Ledger) -> list[tuple[str | None, int | None, int]]:
    return [(each.fate, each.row, each.count) for each in ledger.decisions()]


def test_the_statement_that_was_run_most_often_stays_and_stands_for_all(make_ledger: Callable[..., Ledger]) -> None:
    values = [{"asked": 0, "template": 0, "sql": sql, "count": count} for sql, count in ((1, 3), (2, 2), (2, 2))]
    made = make_ledger([*values, {"asked": 0, "template": 9, "count": 50}, {"asked": 0, "template": 0}])
    mark_statements(made)
    assert told(made) == [
        ("near-duplicate", 2, 0), (None, None, 7), ("near-duplicate", 2, 0), (None, None, 50), (None, None, 0)
    ]  # fmt: skip


def test_what_was_counted_goes_with_each_row_that_repeats_another(make_ledger: Callable[..., Ledger]) -> None:
    made = make_ledger([
        {"count": 1}, {"content": 0, "asked": 0, "count": 2}, {"asked": 0, "count": 4}, {"count": 8},
        {"content": 2, "asked": 0, "count": 16},
    ])  # fmt: skip
    mark_duplicates(made)
    mark_near_duplicates(made)
    assert [each.count for each in made.decisions()] == [23, 0, 0, 8, 0]


def logged(question: str, sql: str, calls: int) -> dict[str, Any]:
    return {"userid": 1, "query": f"/* {question} */ {sql}", "calls": calls, "status": "success"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("frequent")
    rows = [
        logged(f"Which ships of kind {'i' * n}?", f"SELECT {', '.join(['id'] * n)} FROM ships", n) for n in range(1, 13)
    ]
    rows += [
        logged("How many ships are that large?", f"SELECT COUNT(*) FROM ships WHERE seats > {n}", 100) for n in range(5)
    ]
    lines = [json.dumps(row).encode() for row in rows]
    assemble(list(prepare_rows(read_rows(lines, source="log"), CONTEXT)), CONTEXT, folder)
    return folder


def test_no_statement_with_other_values_is_a_contradiction(made: Path) -> None:
    card = DatasetCard.model_validate_json((made / "card.json").read_bytes())
    assert (card.read, card.kept, card.rejected, card.near_duplicates) == (17, 13, {}, 4)
    assert (card.log.rows, card.log.statements) == (13, 500 + sum(range(1, 13)))
    assert (card.log.most_frequent[0].count, card.log.most_frequent[0].question) == (
        500,
        "How many ships are that large?",
    )


def test_each_count_names_the_line_that_it_is_of(made: Path) -> None:
    found = [json.loads(line) for line in (made / "frequent.jsonl").read_text().splitlines()]
    assert sorted(each["count"] for each in found) == [*range(2, 13), 500]
    for each in found:
        line = (made / f"{each['set']}.jsonl").read_text().splitlines()[each["line"] - 1]
        assert each["question"] in line
        assert each["sql"] in line


def test_the_page_names_the_most_frequent(made: Path) -> None:
    page = (made / "card.html").read_text()
    assert "13 of these rows stand for 578 statements of a query log" in page
    assert "How many ships are that large?" in page


@pytest.mark.parametrize(("value", "count"), [(7, 7), ("12", 12), ("3.0", 3), (2.0, 2), (None, 0), (True, 0), (-4, 0)])
def test_a_count_is_a_number_or_its_text(value: object, count: int) -> None:
    assert times(value) == count


@given(st.one_of(st.integers(), st.floats(), st.text(), st.booleans(), st.lists(st.integers()), st.just("9" * 5_000)))
def test_anything_else_counts_nothing_and_a_million_of_them_can_be_added(value: object) -> None:
    assert 0 <= times(value) * 10**6 < 2**63
