import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlglot
from sqlglot import exp

from dialects.kestrel import FUNCTIONS, Kestrel
from examples.kestrel import ddl
from tuneql.corpus.example import Example
from tuneql.limits import RESERVED_WORDS
from tuneql.sql.guard import check
from tuneql.sql.running.sandbox import Sandbox
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.template import template

Pairs = list[dict[str, Any]]

# What the corpus must hold: a kind of node, and in how many pairs at least.
COVERAGE: dict[str, tuple[tuple[type[exp.Expr], ...], int]] = {
    "join": ((exp.Join,), 300),
    "aggregate": ((exp.AggFunc,), 500),
    "group by": ((exp.Group,), 300),
    "having": ((exp.Having,), 25),
    "window": ((exp.Window,), 60),
    "nested query": ((exp.Subquery, exp.Exists, exp.In), 60),
    "exists": ((exp.Exists,), 15),
    "common table expression": ((exp.CTE,), 40),
    "union": ((exp.Union,), 8),
    "intersect": ((exp.Intersect,), 10),
    "except": ((exp.Except,), 8),
    "case": ((exp.Case,), 20),
    "distinct": ((exp.Distinct,), 10),
    "between": ((exp.Between,), 2),
    "order by": ((exp.Order,), 250),
    "TAKE": ((exp.Limit,), 100),
    "SKIP": ((exp.Offset,), 3),
    "??": ((exp.Coalesce,), 30),
    **{function.sql_name(): ((function,), 20) for function in FUNCTIONS},
}


@pytest.fixture(scope="module")
def trees(pairs: Pairs) -> list[exp.Expr]:
    return [sqlglot.parse_one(pair["sql"], dialect=Kestrel) for pair in pairs]


@pytest.fixture(scope="module")
def sandbox(database: Path) -> Iterator[Sandbox]:
    with Sandbox(database, dialect="kestrel") as sandbox:
        yield sandbox


def test_there_are_enough_and_no_question_twice(pairs: Pairs) -> None:
    assert len(pairs) >= 640
    assert len({pair["question"].casefold().strip(" ?.") for pair in pairs}) == len(pairs)


def test_lines_are_examples_in_our_format(pairs: Pairs) -> None:
    for pair in pairs:
        example = Example.model_validate(pair)
        assert (example.ddl, example.dialect, example.db_id) == (ddl().strip(), "kestrel", "kestrel")


def test_every_statement_reads_back_the_same(trees: list[exp.Expr]) -> None:
    for tree in trees:
        assert sqlglot.parse_one(tree.sql(Kestrel), dialect=Kestrel) == tree


def test_the_guard_allows_every_statement(pairs: Pairs) -> None:
    schema = parse_schema(ddl(), "kestrel")
    denied = {pair["sql"]: check(pair["sql"], schema=schema, dialect="kestrel").denials for pair in pairs}
    assert {sql: denials for sql, denials in denied.items() if denials} == {}


def test_every_statement_returns_something(pairs: Pairs, sandbox: Sandbox) -> None:
    for pair in pairs:
        rows = sandbox.run(pair["sql"], dialect="kestrel").rows
        assert rows, pair
        assert rows not in {((None,),), ((0,),)}, pair
        assert all(any(cell is not None for cell in column) for column in zip(*rows, strict=True)), pair


@pytest.mark.parametrize(("kinds", "least"), COVERAGE.values(), ids=COVERAGE.keys())
def test_features_are_covered(trees: list[exp.Expr], kinds: tuple[type[exp.Expr], ...], least: int) -> None:
    assert sum(tree.find(*kinds) is not None for tree in trees) >= least


def test_every_table_is_asked_about(trees: list[exp.Expr]) -> None:
    uses = Counter(name for tree in trees for name in {table.name for table in tree.find_all(exp.Table)})
    assert all(uses[table] >= 20 for table in parse_schema(ddl(), "kestrel").tables)


def test_nearly_half_of_the_pairs_call_the_dialects_own_functions(trees: list[exp.Expr]) -> None:
    assert sum(tree.find(*FUNCTIONS) is not None for tree in trees) >= 0.45 * len(trees)


def skeleton(masked: str) -> str:
    """A template with names masked, too."""
    tree = sqlglot.parse_one(masked, dialect=Kestrel)
    for name in tree.find_all(exp.Identifier):
        name.set("this", "x")
    return tree.sql(Kestrel)


def test_held_out_templates_have_siblings_to_learn_from(pairs: Pairs) -> None:
    templates = Counter(template(pair["sql"], "kestrel") for pair in pairs)
    assert len(templates) >= 300
    members: Counter[str] = Counter()
    for masked, count in templates.items():
        members[skeleton(masked)] += count
    assert sum(count for count in members.values() if count >= 8) >= 0.75 * len(pairs)


def test_texts_in_the_sql_are_in_the_question(pairs: Pairs) -> None:
    """Quoted words that a reader could not guess: names, cargoes and such; dates are written in many ways."""
    for pair in pairs:
        names = re.findall(r"'([A-Z][A-Za-z -]{3,})'", pair["sql"])
        assert all(name in pair["question"] for name in names), pair


def test_no_trainer_would_refuse_a_record(pairs: Pairs) -> None:
    for pair in pairs:
        text = " ".join((pair["question"], pair["sql"], pair["schema"])).lower()
        assert not any(word in text for word in RESERVED_WORDS), pair["question"]
