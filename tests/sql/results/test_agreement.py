import sqlite3
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.sql.results.agreement import agree, ties
from tuneql.sql.results.comparison import blocks_of, compare
from tuneql.sql.results.ordering import extend, read_ordering
from tuneql.sql.running.sandbox import Result, Sandbox

CASES = read_cases(__file__, "agree.jsonl")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    path = tmp_path_factory.mktemp("databases") / "ships.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER);"
        "INSERT INTO ships VALUES (1, 'Kestrel', 120), (2, 'Merlin', 80), (3, 'Avocet', 80), (4, 'Brant', 300)"
    )
    connection.close()
    with Sandbox(path) as opened:
        yield opened


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_an_order_counts_as_far_as_the_gold_asks_for_it(case: dict[str, Any], sandbox: Sandbox) -> None:
    gold, predicted = sandbox.run(case["gold"]), sandbox.run(case["predicted"])
    found = agree(case["gold"], gold, predicted, dialect="sqlite", database=sandbox)
    assert (found.equal, found.covers) == (case["equal"], case.get("covers", case["equal"])), found.reason


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name FROM ships ORDER BY seats LIMIT 1", "SELECT 'Avocet'"),
        ("SELECT name FROM ships ORDER BY seats LIMIT 1", "SELECT 'Avocet', 80"),
        ("SELECT name FROM ships ORDER BY seats", "SELECT name FROM ships ORDER BY seats, name"),
    ],
)
def test_asks_for_ties_where_they_may_matter(gold: str, predicted: str, sandbox: Sandbox) -> None:
    assert ties(gold, sandbox.run(gold), sandbox.run(predicted), dialect="sqlite") is not None


@pytest.mark.parametrize(
    ("gold", "predicted"),
    [
        ("SELECT name FROM ships", "SELECT name FROM ships WHERE seats > 80"),
        ("SELECT name FROM ships ORDER BY seats LIMIT 1", "SELECT name FROM ships ORDER BY seats LIMIT 1"),
        ("SELECT name FROM ships ORDER BY seats LIMIT 1", "SELECT name FROM ships"),
        ("SELECT name, id FROM ships ORDER BY seats LIMIT 1", "SELECT 'Avocet'"),
        ("SELECT name FROM ships ORDER BY seats", "SELECT UPPER(name) FROM ships"),
        ("SELECT name, seats FROM ships ORDER BY seats", "SELECT name, seats FROM ships ORDER BY name"),
    ],
)
def test_asks_for_no_ties_of_which_nothing_can_come(gold: str, predicted: str, sandbox: Sandbox) -> None:
    assert ties(gold, sandbox.run(gold), sandbox.run(predicted), dialect="sqlite") is None


@pytest.mark.own_dialect
def test_ties_are_told_in_a_dialect_of_its_own(sandbox: Sandbox) -> None:
    gold = "SELECT name FROM ships ORDER BY seats TAKE 1"
    found = sandbox.run("SELECT 'Merlin'")
    assert agree(gold, sandbox.run("SELECT 'Avocet'"), found, dialect="kestrel", database=sandbox).equal


@pytest.mark.parametrize(
    ("sql", "keys", "extended"),
    [
        ("SELECT a, b FROM t ORDER BY b DESC, a", (1, 0), "SELECT a, b FROM t ORDER BY b DESC, a"),
        ("SELECT a FROM t ORDER BY b", None, "SELECT a, b AS tuneql_key_0 FROM t ORDER BY b"),
        ("SELECT a FROM t ORDER BY a LIMIT 3", (0,), "SELECT a FROM t ORDER BY a"),
        ("SELECT a FROM t ORDER BY a LIMIT ?", (0,), None),
        ("SELECT DISTINCT a FROM t ORDER BY b LIMIT 3", None, None),
        ("SELECT a AS x, b AS x FROM t ORDER BY x", None, "SELECT a AS x, b AS x, x AS tuneql_key_0 FROM t ORDER BY x"),
    ],
)
def test_reads_keys_off_the_outputs(sql: str, keys: tuple[int, ...] | None, extended: str | None) -> None:
    ordering, extension = read_ordering(sql, "sqlite"), extend(sql, "sqlite")
    assert ordering is not None
    assert ordering.keys == keys
    assert (extension.sql if extension else None) == extended


# Columns may change places, too: these two cannot be taken for one another.
ROWS = st.lists(st.tuples(st.integers(0, 2), st.integers(10, 13)), min_size=1, max_size=8)


@given(rows=ROWS, shuffled=st.randoms())
def test_rows_may_change_places_within_ties_only(rows: list[tuple[int, int]], shuffled: Any) -> None:
    gold = sorted(rows, key=lambda row: row[0])
    keys = {row: shuffled.random() for row in gold}
    other = sorted(gold, key=lambda row: (row[0], keys[row]))
    left, right = (Result(columns=("a", "b"), rows=tuple(each)) for each in (gold, other))
    assert compare(left, right, ordered=True, keys=(0,)).equal
    backwards = Result(columns=("a", "b"), rows=tuple(reversed(gold)))
    assert compare(left, backwards, ordered=True, keys=(0,)).equal is (gold[0][0] == gold[-1][0])


def test_blocks_are_stretches_of_equal_keys() -> None:
    rows = [(1, "a"), (1, "b"), (None, "c"), (None, "d"), (1, "e")]
    assert blocks_of(rows, (0,)) == (0, 0, 1, 1, 2)
    assert blocks_of(rows, ()) == (0, 0, 0, 0, 0)
    assert blocks_of([], (0,)) == ()
