from pathlib import Path

import pytest

from benchmarks.variants.mutations import mutants
from benchmarks.variants.rewrites import rewrites
from tuneql.evaluation.robust.agreement import Pair, agreements
from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.interleaving import done
from tuneql.evaluation.robust.same_program import are_same
from tuneql.sql.running.engine import Script
from tuneql.sql.running.worker import Worker

SEATS = "SELECT name FROM ships WHERE seats > 100"


def test_no_database_tells_apart_what_is_the_same(
    with_rows: Catalogue, harbour: Path, queries: tuple[str, ...], worker: Worker
) -> None:
    columns = {name: tuple(column.name for column in table.columns) for name, table in with_rows.tables.items()}
    pairs = [Pair(golds=(sql,), predicted=each.sql) for sql in queries for each in mutants(sql, "sqlite", columns)]
    pairs += [Pair(golds=(sql,), predicted=each.sql) for sql in queries for each in rewrites(sql, "sqlite")]
    same = done(are_same(harbour, pairs, dialect="sqlite", worker=worker))
    fared = done(agreements(with_rows, pairs, dialect="sqlite", count=12, worker=worker))
    assert 10 < sum(same) < len(pairs) / 2
    assert False not in [found.agrees for found, surely in zip(fared, same, strict=True) if surely]


@pytest.mark.parametrize("has_rows", [True, False])
def test_an_answer_may_be_the_same_as_any_one_gold(
    with_rows: Catalogue, harbour: Path, worker: Worker, *, has_rows: bool
) -> None:
    pairs = [
        Pair(golds=("SELECT 1", SEATS), predicted="SELECT s.name FROM ships AS s WHERE s.seats > 100"),
        Pair(golds=("SELECT (", "SELECT 1"), predicted=SEATS),
        Pair(golds=(SEATS,), predicted=None),
    ]
    database = harbour if has_rows else Script(with_rows.script)
    assert done(are_same(database, pairs, dialect="sqlite", worker=worker)) == [True, False, False]


def test_speaks_of_queries_as_sqlite_runs_them(harbour: Path, worker: Worker) -> None:
    pair = Pair(golds=("SELECT name FROM ships LIMIT 2",), predicted="SELECT name FROM ships FETCH FIRST 2 ROWS ONLY")
    broken = Pair(golds=("SELECT name FROM ships LIMIT 2",), predicted="SELECT name FROM")
    assert done(are_same(harbour, [pair, broken], dialect="postgres", worker=worker)) == [True, False]


def test_a_schema_that_sqlite_does_not_take_shows_nothing(worker: Worker) -> None:
    pair = Pair(golds=(SEATS,), predicted=SEATS)
    assert done(are_same(Script("CREATE TABLE ("), [pair], dialect="sqlite", worker=worker)) == [False]
