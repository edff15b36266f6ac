import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.case_files import read_cases
from tests.damaged import broken_definition
from tuneql.sql.running.sandbox import ExecutionFailed, Limits, Sandbox
from tuneql.sql.running.sqlite_errors import kind_of

pytestmark = pytest.mark.own_dialect

FAILURES = read_cases(__file__, "failures.jsonl")


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "a database?.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(
        "CREATE TABLE ships (id INTEGER PRIMARY KEY, name TEXT, seats REAL);"
        "CREATE TABLE trips (id INTEGER, ship_id INTEGER, day TEXT);"
        "INSERT INTO ships VALUES (1, 'Kestrel', 120), (2, 'Merlin', 80.5), (3, NULL, NULL);"
        "INSERT INTO trips VALUES (1, 1, '2025-07-01'), (2, 2, '2025-12-01');"
    )
    connection.execute("INSERT INTO ships VALUES (4, CAST(x'ff41' AS TEXT), 1)")
    connection.commit()
    connection.close()
    return path


@pytest.fixture
def sandbox(database: Path) -> Iterator[Sandbox]:
    limits = Limits(seconds=0.3, rows=5, cell_bytes=10_000, result_bytes=30_000)
    with Sandbox(database, limits=limits, dialect="kestrel") as opened:
        yield opened


def test_gives_columns_and_rows(sandbox: Sandbox) -> None:
    found = sandbox.run("SELECT id, name AS ship, seats FROM ships ORDER BY id LIMIT 3")
    assert found.columns == ("id", "ship", "seats")
    assert found.rows == ((1, "Kestrel", 120.0), (2, "Merlin", 80.5), (3, None, None))


def test_text_that_is_not_utf_8_is_readable(sandbox: Sandbox) -> None:
    assert sandbox.run("SELECT name FROM ships WHERE id = 4").rows == (("\N{REPLACEMENT CHARACTER}A",),)


def test_runs_a_custom_dialect_with_its_functions(sandbox: Sandbox) -> None:
    found = sandbox.run(
        "SELECT SEASON(day), name ?? '-' FROM trips JOIN ships ON ships.id = ship_id TAKE 1", dialect="kestrel"
    )
    assert found.rows == (("high", "Kestrel"),)


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("SELECT fleet.ships.name FROM fleet.ships WHERE fleet.ships.id = 1", "postgres"),
        (
            "SELECT s.name FROM a.fleet.ships AS s JOIN a.fleet.trips AS t ON t.ship_id = s.id AND t.id = 1",
            "snowflake",
        ),
        ("SELECT name FROM `company.fleet.ships` WHERE id = 1", "bigquery"),
    ],
)
def test_names_are_found_whatever_their_namespace(sandbox: Sandbox, sql: str, dialect: str) -> None:
    assert sandbox.run(sql, dialect=dialect).rows == (("Kestrel",),)


def test_transpiles_other_dialects(sandbox: Sandbox) -> None:
    assert sandbox.run("SELECT TOP 1 [id] FROM ships ORDER BY id DESC", dialect="tsql").rows == ((4,),)


@pytest.mark.parametrize("case", FAILURES, ids=lambda case: f"{case['kind']}: {case['sql'][:50]}")
def test_says_what_kind_of_failure_it_was(sandbox: Sandbox, case: dict[str, str]) -> None:
    with pytest.raises(ExecutionFailed) as failure:
        sandbox.run(case["sql"], dialect=case.get("dialect", "sqlite"))
    assert failure.value.kind == case["kind"]
    assert failure.value.message == case.get("message", failure.value.message)
    assert failure.value.message


def test_works_again_after_a_failure(sandbox: Sandbox) -> None:
    with pytest.raises(ExecutionFailed):
        sandbox.run("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT COUNT(*) FROM n")
    assert sandbox.run("SELECT 1").rows == ((1,),)


def test_statements_that_write_change_nothing(database: Path, sandbox: Sandbox) -> None:
    before = database.read_bytes()
    for sql in (
        "DROP TABLE ships",
        "DELETE FROM ships",
        "CREATE TEMP TABLE x (a)",
        "VACUUM",
        "PRAGMA user_version = 9",
    ):
        with pytest.raises(ExecutionFailed) as failure:
            sandbox.run(sql)
        assert failure.value.kind == "denied"
    assert database.read_bytes() == before
    assert [path.name for path in database.parent.iterdir()] == [database.name]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(ExecutionFailed, match=r"other: none.sqlite: unable to open"):
        Sandbox(tmp_path / "none.sqlite")
    assert not list(tmp_path.iterdir())


def test_a_function_that_raises_is_the_functions_fault() -> None:
    connection = sqlite3.connect(":memory:")
    connection.create_function("broken", 0, lambda: 1 / 0)
    with pytest.raises(sqlite3.Error) as failure:
        connection.execute("SELECT broken()")
    connection.close()
    assert kind_of(failure.value) == "function"


def test_text_that_is_no_utf8_is_read_with_marks_in_place_of_what_cannot_be(sandbox: Sandbox) -> None:
    for _ in range(2):
        assert sandbox.run("SELECT CAST(x'ff41' AS TEXT), 'é'").rows == (("\N{REPLACEMENT CHARACTER}A", "é"),)
    assert sandbox.run("SELECT 'é'").rows == (("é",),)


def test_reads_json_and_virtual_tables(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "places.sqlite")) as connection:
        connection.executescript(
            'CREATE VIRTUAL TABLE "the places" USING rtree(id, low, high); INSERT INTO "the places" VALUES (7, 1, 2);'
        )
        connection.commit()
    with Sandbox(tmp_path / "places.sqlite") as opened:
        assert opened.run("SELECT value FROM json_each('[1, 2]')").rows == ((1,), (2,))
        assert opened.run("""SELECT fullkey FROM json_tree('{"a": 1}') WHERE atom = 1""").rows == (("$.a",),)
        assert opened.run('SELECT id FROM "the places" WHERE low >= 1').rows == ((7,),)


@pytest.mark.parametrize(
    ("sql", "dialect", "value"),
    [
        ("SELECT EXTRACT(YEAR FROM day) FROM trips WHERE id = 1", "postgres", 2025),
        ("SELECT DATE_PART('month', day) FROM trips WHERE id = 1", "postgres", 7),
        ("SELECT DATE_TRUNC('year', day) FROM trips WHERE id = 1", "postgres", "2025-01-01"),
        ("SELECT EXTRACT(MONTH FROM DATE_TRUNC('year', day)) FROM trips WHERE id = 1", "postgres", 1),
        ("SELECT EXTRACT(HOUR FROM day || ' 10:30:00') FROM trips WHERE id = 1", "postgres", 10),
        ("SELECT MAX(YEAR(day)) FROM trips GROUP BY MONTH(day) ORDER BY MONTH(day) LIMIT 1", "mysql", 2025),
        ("SELECT DAYOFYEAR(day) FROM trips WHERE id = 1", "mysql", 182),
        ("SELECT DATE_TRUNC(day, MONTH) FROM trips WHERE id = 1", "bigquery", "2025-07-01"),
        ("SELECT DATEPART(month, day) FROM trips WHERE id = 1", "tsql", 7),
        ("SELECT DATE_TRUNC('DAY', day) FROM trips WHERE MONTH(day) = 7", "snowflake", "2025-07-01"),
    ],
)
def test_parts_of_dates_are_what_they_are_elsewhere(sandbox: Sandbox, sql: str, dialect: str, value: object) -> None:
    assert sandbox.run(sql, dialect=dialect).rows == ((value,),)


def test_a_part_that_engines_number_differently_does_not_run(sandbox: Sandbox) -> None:
    with pytest.raises(ExecutionFailed):
        sandbox.run("SELECT EXTRACT(WEEK FROM day) FROM trips", dialect="bigquery")


def test_a_damaged_file_whose_names_are_no_utf8_fails_as_others_do(tmp_path: Path) -> None:
    (tmp_path / "damaged.sqlite").write_bytes(broken_definition())
    with Sandbox(tmp_path / "damaged.sqlite") as opened, pytest.raises(ExecutionFailed) as failure:
        opened.run("SELECT id FROM ships")
    assert failure.value.kind == "other"
