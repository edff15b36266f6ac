import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.case_files import read_cases
from tuneql.corpus.execution import Runner, tell_apart
from tuneql.sql.running.database_files import Folder

CASES = read_cases(__file__, "telling.jsonl")
DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, harbour TEXT)"


@pytest.fixture(scope="module")
def running() -> Iterator[Runner]:
    with closing(Runner()) as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_statements_with_one_number_answer_the_same(case: dict[str, list[str]], running: Runner) -> None:
    statements = case["statements"]
    assert tell_apart(statements, ddl=DDL, dialect="sqlite", runner=running) == case["numbers"]


def test_statements_that_differ_on_their_own_database_only(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as connection, connection:
        connection.execute(DDL)
        connection.execute("INSERT INTO ships VALUES (1, 'Wolin', 40, 'a very long harbour name')")
    statements = ["SELECT id FROM ships WHERE LENGTH(harbour) > 20", "SELECT id FROM ships WHERE LENGTH(harbour) > 30"]
    with closing(Runner(Folder(tmp_path))) as running:
        assert tell_apart(statements, ddl=DDL, dialect="sqlite", runner=running, db_id="fleet") == [0, 1]
