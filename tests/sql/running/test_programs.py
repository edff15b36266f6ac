import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.sql.running.engine import Limits
from tuneql.sql.running.programs import LONGEST, program_of
from tuneql.sql.running.worker import RemoteEngine, Worker

CASES = read_cases(__file__, "programs.jsonl")
TABLES = """
    CREATE TABLE ships (ship_id INTEGER PRIMARY KEY, name TEXT, class TEXT, seats INTEGER);
    CREATE TABLE crew (crew_id INTEGER PRIMARY KEY, ship_id INTEGER, role TEXT, wage REAL, boss_id INTEGER);
    CREATE TABLE trips (ship_id INTEGER, day DATE, guests INTEGER, PRIMARY KEY (ship_id, day));
"""


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    path = tmp_path_factory.mktemp("databases") / "harbour.sqlite"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(TABLES)
    with Worker() as worker:
        yield worker.open(path, Limits(seconds=60), None)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_are_one_program_or_not(case: dict[str, Any], engine: RemoteEngine) -> None:
    assert engine.begin_alike([(case["one"], case["other"]), (case["other"], case["one"])])() == [case["alike"]] * 2


def test_leaves_the_database_as_it_was(engine: RemoteEngine) -> None:
    assert engine.begin_alike([("SELECT name FROM ships", "DELETE FROM ships"), ("SELECT 1", "SELECT 1")])() == [
        False,
        True,
    ]
    assert engine.run("SELECT name FROM ships").rows == ()


def test_looks_at_no_endless_program(engine: RemoteEngine) -> None:
    long = "SELECT " + " + ".join(["seats"] * LONGEST) + " FROM ships"
    assert engine.begin_alike([(long, long)])() == [False]


def test_says_nothing_of_an_instruction_that_it_does_not_know() -> None:
    explained = [(0, "Init", 0, 1, 0, None, 0, None), (1, "Teleport", 0, 0, 0, None, 0, None)]
    assert program_of("SELECT 1", explained[:1]) == (("Init", 0, 1, 0, None, 0),)
    assert program_of("SELECT 1", explained) is None
