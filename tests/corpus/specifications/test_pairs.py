"""Every specification that is drawn compiles, and its SQL is what the guard lets pass and what engines run."""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Row
from tuneql.corpus.specifications.ground import Column, Ground, read_samples
from tuneql.corpus.specifications.pairs import Pair, draw_pairs
from tuneql.corpus.specifications.strata import STRATA
from tuneql.corpus.transform import Context
from tuneql.options import Options
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.specification import QuerySpec, compile_spec
from tuneql.sql.transpiling import transpile_schema

DDL = (Path(__file__).parents[2] / "sql" / "specification" / "schema.sql").read_text("utf-8")
DIALECTS = ("sqlite", "postgres", "mysql", "snowflake", "bigquery", "redshift", "tsql", "duckdb")
ENGINES: dict[str, Callable[[], Any]] = {"sqlite": lambda: sqlite3.connect(":memory:"), "duckdb": duckdb.connect}


@cache
def ground(dialect: str) -> Ground:
    return Ground(schema=parse_schema(transpile_schema(DDL, source="sqlite", target=dialect), dialect), dialect=dialect)


def pairs(dialect: str, count: int, seed: int = 0) -> list[Pair]:
    return list(draw_pairs([ground(dialect)], count=count, seed=seed))


@settings(max_examples=len(DIALECTS), deadline=None)
@given(seed=st.integers(0, 2**32), dialect=st.sampled_from(DIALECTS))
def test_every_specification_compiles_to_sql_that_stays_as_it_is(seed: int, dialect: str) -> None:
    schema = ground(dialect).schema
    for pair in pairs(dialect, len(STRATA), seed):
        verdict = check(pair.sql, schema=schema, dialect=dialect)
        assert verdict.denials == ()
        assert verdict.sql == pair.sql
        read = QuerySpec.model_validate_json(pair.spec.text)
        assert (read, read.text) == (pair.spec, pair.spec.text)
        assert compile_spec(read, schema=schema, dialect=dialect) == pair.sql


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[tuple[str, Any]]:
    connection = ENGINES[request.param]()
    for statement in ground(request.param).schema.ddl.split(";"):
        connection.execute(statement)
    yield request.param, connection
    connection.close()


def test_every_specification_runs(engine: tuple[str, Any]) -> None:
    dialect, connection = engine
    for pair in pairs(dialect, 2 * len(STRATA)):
        assert connection.execute(pair.sql).fetchall() is not None


def test_each_kind_has_its_share_and_no_pair_comes_twice() -> None:
    found = pairs("sqlite", len(STRATA) * 8)
    assert set(Counter(pair.stratum for pair in found)) == set(STRATA)
    assert max(Counter(pair.stratum for pair in found).values()) <= 12
    assert len({pair.spec.text for pair in found}) == len(found)


def test_a_pair_has_what_its_kind_says() -> None:
    parts = {"condition": "filters", "listed": "IN", "ranged": "BETWEEN", "pattern": "LIKE", "nothing": "NULL"}
    parts |= {"alternatives": "any_of", "limit": "limit", "order": "order_by", "having": "having", "groups": "group_by"}
    for pair in pairs("sqlite", 4 * len(STRATA)):
        assert [each for each in pair.stratum if parts.get(each, "cols") not in pair.spec.text] == []


def test_the_same_seed_draws_the_same_pairs_and_another_seed_others() -> None:
    found, again, others = (pairs("sqlite", 30, seed) for seed in (0, 0, 1))
    assert [each.record() for each in found] == [each.record() for each in again]
    assert [each.sql for each in found] != [each.sql for each in others]


def test_aggregates_are_not_of_keys() -> None:
    said = [json.loads(pair.spec.text) for pair in pairs("sqlite", 20 * len(STRATA))]
    columns = {
        each["column"] for spec in said for each in spec["cols"] if isinstance(each, dict) and "aggregate" in each
    }
    assert columns > {"*", "passengers", "weight"}
    assert not any(column.endswith("id") for column in columns)


def test_a_schema_that_allows_little_gives_what_it_can() -> None:
    small = Ground(schema=parse_schema("CREATE TABLE lamps (beams JSONB)", "postgres"), dialect="postgres")
    found = list(draw_pairs([small], count=100))
    assert 2 <= len(found) < 50
    assert not any("join" in pair.stratum for pair in found)


def test_values_are_those_of_the_schema_or_of_the_rows(tmp_path: Path) -> None:
    schema = parse_schema("CREATE TABLE t (kind TEXT CHECK (kind IN ('a', 'b''c')), n INTEGER, s TEXT)", "sqlite")
    path = tmp_path / "t.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE t (kind, n, s)")
    connection.executemany("INSERT INTO t VALUES (?, ?, ?)", [("z", 4, "x" * 99), ("y", "four", "Zoë"), ("y", 7, None)])
    connection.commit()
    connection.close()
    samples = read_samples(path, schema)
    assert samples == {("t", "kind"): ["y", "z"], ("t", "n"): [4, 7], ("t", "s"): ["Zoë"]}
    known = Ground(schema=schema, dialect="sqlite", db_id="t", samples=samples)
    column = Column(table=schema.tables["t"], name="kind")
    said = {str(pair.spec.filters) for pair in draw_pairs([known], count=60)}
    assert any("Zoë" in each for each in said)
    assert column.table.described["kind"].values == ("'a'", "'b''c'")
    assert not any("'z'" in each for each in said)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_corpus_of_them_is_prepared_without_a_loss(dialect: str) -> None:
    drawn = enumerate(pairs(dialect, 50), start=1)
    rows = [Row(source="specs", row=place, record=pair.record()) for place, pair in drawn]
    context = Context(dialect=dialect, options=Options(execute=False))
    found = list(prepare_rows(rows, context))
    assert [each for each in found if not isinstance(each, Prepared)] == []
    assert {each.example.shape for each in found if isinstance(each, Prepared)} == {"specification"}
