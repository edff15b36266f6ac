"""What the rules make of a question and its SQL, and what they leave alone."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Row
from tuneql.corpus.synthesis.candidate import Candidate
from tuneql.corpus.synthesis.pool import Pool
from tuneql.corpus.synthesis.rewording import reword
from tuneql.corpus.synthesis.substitution import substitute
from tuneql.corpus.transform import Context
from tuneql.options import Options
from tuneql.sql.parsing import parse
from tuneql.sql.running.database_files import Folder
from tuneql.sql.template import template

CONTEXT = Context(dialect="sqlite", options=Options(execute=False, redaction="off"))
DRAWS = 60


@pytest.fixture(scope="module")
def prepared(make_row: Callable[..., Row]) -> Callable[..., Prepared]:
    def prepare(**fields: str) -> Prepared:
        (found,) = prepare_rows([make_row(1, **fields)], CONTEXT)
        assert isinstance(found, Prepared)
        return found

    return prepare


def every(make: Callable[[Random], Candidate | None]) -> Iterator[Candidate]:
    """What many draws give."""
    for number in range(DRAWS):
        found = make(Random(number))  # noqa: S311 -- no secrets
        if found is not None:
            yield found


@pytest.mark.parametrize("case", read_cases(__file__, "rewordings.jsonl"), ids=lambda case: case["question"])
def test_a_question_is_asked_in_other_words_where_the_sql_shows_that_they_mean_the_same(
    case: dict[str, Any], prepared: Callable[..., Prepared]
) -> None:
    row = prepared(question=case["question"], sql=case["sql"])
    tree = parse(case["sql"], "sqlite")[0]
    found = {each.question for each in every(lambda draw: reword(row, tree, "sqlite", draw))}
    assert set(case["says"]) <= found
    assert found.isdisjoint(case.get("never", ()))
    assert bool(case["says"]) == bool(found)
    assert case["question"] not in found


@pytest.mark.parametrize("case", read_cases(__file__, "substitutions.jsonl"), ids=lambda case: case["question"])
def test_a_value_is_changed_in_question_and_sql_alike(case: dict[str, Any], prepared: Callable[..., Prepared]) -> None:
    pool = Pool()
    for value in case["pool"]:
        text = value.replace("'", "''")
        known = prepared(question="Which?", sql=f"SELECT name FROM ships WHERE harbour = '{text}'")
        pool.learn(known, parse(known.example.sql, "sqlite")[0])
    row = prepared(question=case["question"], sql=case["sql"])
    tree = parse(case["sql"], "sqlite")[0]
    found = [*every(lambda draw: substitute(row, tree, "sqlite", pool, draw))]
    if isinstance(case["becomes"], list):
        assert {(each.question, each.sql) for each in found} == {(pair[0], pair[1]) for pair in case["becomes"]}
        return
    before, after = case["becomes"].split("{n}")
    old = case["question"].removeprefix(before).removesuffix(after)
    for each in found:
        new = each.question.removeprefix(before).removesuffix(after)
        assert float(new) >= 2
        assert new != old
        assert each.sql == case["sql"].replace(old, new)
        assert template(each.sql, "sqlite") == template(case["sql"], "sqlite")
    assert len({each.question for each in found}) > 3


def test_values_come_from_the_database_of_a_row(tmp_path: Path, prepared: Callable[..., Prepared]) -> None:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as database, database:
        database.execute("CREATE TABLE ships (id INTEGER, name TEXT, harbour TEXT)")
        database.executemany("INSERT INTO ships VALUES (?, ?, ?)", [(1, "Wolin", "Gdynia"), (2, "Rugia", "O'Hare")])
    sql = "SELECT id FROM ships WHERE name = 'Usedom'"
    row = prepared(question="Which id has Usedom?", sql=sql, db_id="fleet")
    (tree,) = parse(sql, "sqlite")
    for databases, known in ((Folder(tmp_path), {"Wolin", "Rugia"}), (None, set[str]())):
        pool = Pool(databases)
        made = every(lambda draw, pool=pool: substitute(row, tree, "sqlite", pool, draw))  # type: ignore[misc] # binds it
        assert {each.question for each in made} == {f"Which id has {name}?" for name in known}
