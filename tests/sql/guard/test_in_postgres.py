"""What the guard lets pass for Postgres runs there, read-only: where a PostgreSQL is on the machine."""

import re
from collections.abc import Iterator

import pytest

from tests.sql.guard.read_only.test_functions import cases
from tests.sql.guard.test_by_dialect import GOOD, ddl, judged
from tests.sql.postgres_server import Server, programs, server

pytestmark = pytest.mark.skipif(programs() is None, reason="there is no PostgreSQL here")

# What a server lacks that is older than a function or a spelling, or has no such extension.
_LACKS = re.compile(
    r"function \S+\(.*\) does not exist|operator does not exist|unrecognized privilege|extension .* is not available|"
    r"trailing junk after numeric literal|syntax error at or near \"(?:COLUMNS|LOCAL|NULL|PASSING|WITH)\""
)


@pytest.fixture(scope="module")
def database() -> Iterator[Server]:
    folder = programs()
    assert folder is not None
    with server(folder) as running:
        errors = running.script(ddl("postgres"), readonly=False)
        assert "ERROR" not in errors
        yield running


def errors_of(database: Server, statements: list[str]) -> dict[int, str]:
    """The first error of each statement, by its place: one stands on each line."""
    said = database.script(";\n".join(statements) + ";\n")
    return {int(line) - 1: text for line, text in re.findall(r"^psql:\S+:(\d+): ERROR:  (.*)$", said, re.MULTILINE)}


def test_what_comes_back_runs_in_postgres(database: Server) -> None:
    asked = [sql.rstrip("; ") for dialect, sql in (*GOOD, *cases("allowed")) if dialect == "postgres"]
    asked = [sql for sql in asked if "--" not in sql]  # the semicolon after it would be part of the comment
    returned = [str(judged("postgres", sql).sql) for sql in asked]
    as_written = errors_of(database, asked)
    assert {place: text for place, text in as_written.items() if not _LACKS.search(text)} == {}
    failed = {returned[place]: text for place, text in errors_of(database, returned).items() if place not in as_written}
    assert failed == {}
