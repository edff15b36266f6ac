"""`tuneql schema read`: what databases and their exports say of themselves, as DDL that we read."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from cli.live_schemas import postgres_ddl
from tests.cli.conftest import Ran
from tests.damaged import broken_definition
from tests.sql.postgres_server import programs, server
from tuneql.sql.schemas.schema import parse_schema

EXPORTS = Path(__file__).parent / "information_schema"
Command = Callable[..., Ran]


def columns(ddl: str, dialect: str) -> dict[str, list[str]]:
    return {name: list(table.columns) for name, table in parse_schema(ddl, dialect).tables.items()}


@pytest.mark.parametrize("export", sorted(EXPORTS.glob("*.[cj]s*")), ids=lambda path: path.stem)
def test_an_export_of_information_schema(tuneql: Command, export: Path) -> None:
    ran = tuneql("schema", "read", export, "--dialect", export.stem)
    assert (ran.code, ran.out) == (0, export.with_suffix(".sql").read_text())


def test_a_sqlite_file_is_told_as_it_was_written_and_views_by_their_columns(tuneql: Command, tmp_path: Path) -> None:
    written = 'CREATE TABLE "odd table" (\n  "a b" INTEGER PRIMARY KEY, -- the key\n  "select" TEXT NOT NULL)'
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, database:
        database.executescript(f'{written}; CREATE VIEW v AS SELECT "a b" AS a, \'x\' AS b FROM "odd table";')
        database.execute("CREATE VIRTUAL TABLE words USING fts5(word)")
    before = (tmp_path / "a.sqlite").read_bytes()
    ran = tuneql("schema", "read", tmp_path / "a.sqlite", "--json")
    ddl = json.loads(ran.out)["ddl"]
    assert ddl.startswith(written)
    assert columns(ddl, "sqlite") == {"odd table": ["a b", "select"], "v": ["a", "b"], "words": ["word"]}
    assert (tmp_path / "a.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    "piped",
    [b"SET a = 1;\nCREATE TABLE head (name TEXT)", b"table_name,column_name,data_type\nhead,name,text\n", "sqlite"],
    ids=lambda each: each[:12],
)
@pytest.mark.parametrize("source", ["-", "/dev/stdin"])
def test_what_comes_through_a_pipe_is_told_by_its_content(tmp_path: Path, source: str, piped: bytes | str) -> None:
    """As of `sqlite3 a.sqlite .schema | tuneql schema read -`."""
    with closing(sqlite3.connect(tmp_path / "a.sqlite")) as database, database:
        database.execute("CREATE TABLE head (name TEXT)")
    content = piped if isinstance(piped, bytes) else (tmp_path / "a.sqlite").read_bytes()
    command = [str(Path(sys.executable).with_name("tuneql")), "schema", "read", source]
    ran = subprocess.run(command, input=content, capture_output=True, check=True)
    assert columns(ran.stdout.decode(), "sqlite") == {"head": ["name"]}


def test_ddl_may_have_any_name(tuneql: Command, tmp_path: Path) -> None:
    (tmp_path / "schema.txt").write_text("CREATE TABLE head (name TEXT)")
    ran = tuneql("schema", "read", tmp_path / "schema.txt")
    assert (ran.code, columns(ran.out, "sqlite")) == (0, {"head": ["name"]})


def test_a_folder_is_no_file_to_write_to(tuneql: Command, tmp_path: Path) -> None:
    (tmp_path / "a.sql").write_text("CREATE TABLE head (name TEXT)")
    ran = tuneql("schema", "read", tmp_path / "a.sql", "--out", tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert f"out: '{tmp_path}' cannot be written to" in ran.err


def test_a_duckdb_file(tuneql: Command, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    with duckdb.connect(str(tmp_path / "a.duckdb")) as database:
        database.execute("CREATE TABLE ports (code VARCHAR PRIMARY KEY, depth DECIMAL(5, 2) CHECK (depth > 0))")
        database.execute(
            "CREATE TABLE visits (port VARCHAR REFERENCES ports (code), tags VARCHAR[], seen TIMESTAMP NOT NULL)"
        )
        database.execute("COMMENT ON TABLE visits IS 'one a day'; COMMENT ON COLUMN visits.seen IS 'local time'")
        database.execute("CREATE VIEW deep AS SELECT code FROM ports WHERE depth > 9")
    ran = tuneql("schema", "read", tmp_path / "a.duckdb", "--out", tmp_path / "a.sql")
    ddl = (tmp_path / "a.sql").read_text()
    assert (ran.code, ran.out) == (0, "")
    assert columns(ddl, "duckdb") == {"deep": ["code"], "ports": ["code", "depth"], "visits": ["port", "tags", "seen"]}
    for part in (
        "-- one a day",
        "seen TIMESTAMP NOT NULL, -- local time",
        "FOREIGN KEY (port) REFERENCES ports (code)",
        "DECIMAL(5,2)",
    ):
        assert part in ddl


@pytest.mark.skipif(programs() is None, reason="there is no PostgreSQL here")
def test_a_postgres_database() -> None:
    pytest.importorskip("psycopg")
    folder = programs()
    assert folder is not None
    with server(folder) as running:
        running.script(
            """
            CREATE TYPE "Mood" AS ENUM ('calm', 'it''s rough');
            CREATE TABLE ports (code varchar(5) PRIMARY KEY, depth numeric(5, 2) CHECK (depth > 0));
            CREATE SCHEMA ops;
            CREATE TABLE ops.visits (port varchar(5) REFERENCES ports, sea "Mood", at timestamptz NOT NULL);
            CREATE TABLE ops.boats (id int PRIMARY KEY);
            CREATE TABLE landings (boat int REFERENCES ops.boats);
            COMMENT ON COLUMN ops.visits.at IS 'local time';
            CREATE VIEW deep AS SELECT code FROM ports WHERE depth > 9;
            """,
            readonly=False,
        )
        ddl = postgres_ddl(f"postgresql:///postgres?host={running.home}&user=postgres")
    assert columns(ddl, "postgres").keys() == {"boats", "deep", "landings", "ports", "visits"}
    for part in (
        "CREATE TYPE \"Mood\" AS ENUM ('calm', 'it''s rough');",
        'sea "Mood",',
        "at timestamp with time zone NOT NULL, -- local time",
        "CHECK ((depth > ",
        "FOREIGN KEY (port) REFERENCES ports (code)",
        "FOREIGN KEY (boat) REFERENCES ops.boats (id)",
    ):
        assert part in ddl


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\n", "it' is empty; name a database"),
        (b"hello", "has no row"),
        (b"SQLite format 3\x00", "not a database|cannot be read"),
        (broken_definition(), "cannot be read ('utf-8' codec"),
    ],
)
def test_what_is_no_schema_is_refused(tuneql: Command, tmp_path: Path, content: bytes, says: str) -> None:
    (tmp_path / "it").write_bytes(content)
    ran = tuneql("schema", "read", tmp_path / "it")
    assert ran.code == 2
    assert any(each in ran.err for each in says.split("|"))
    assert len(ran.err.splitlines()) == 1


@pytest.mark.parametrize(
    ("content", "says"),
    [(b"table_name,column_name\nships,name\n", "CREATE TABLE"), (b"SQLite format 3\x00\xff", "UTF-8")],
)
def test_what_must_be_read_first_is_no_schema_of_a_corpus(
    tuneql: Command, tmp_path: Path, content: bytes, says: str
) -> None:
    (tmp_path / "it.csv").write_bytes(content)
    (tmp_path / "rows.jsonl").write_text('{"question": "How many?", "sql": "SELECT COUNT(*) FROM ships"}\n')
    ran = tuneql("corpus", "prepare", tmp_path / "rows.jsonl", "--schema", tmp_path / "it.csv", "--out", tmp_path / "o")
    assert ran.code == 2
    assert says in ran.err
    assert "tuneql schema read" in ran.err


def test_one_database_of_several_is_named(tuneql: Command, tmp_path: Path) -> None:
    item = {
        "table_names_original": ["t"],
        "column_names_original": [[-1, "*"], [0, "a"]],
        "column_types": ["text", "text"],
    }
    (tmp_path / "tables.json").write_text(json.dumps([{"db_id": "x", **item}, {"db_id": "y", **item}]))
    assert tuneql("schema", "read", tmp_path / "tables.json").err == (
        "tuneql: db-id: is left out, and the file has 2 databases; choose one: x, y\n"
    )
    ran = tuneql("schema", "read", tmp_path / "tables.json", "--db-id", "y")
    assert ran.out == "CREATE TABLE t (\n  a TEXT\n);\n"


def test_no_password_is_told(tuneql: Command) -> None:
    pytest.importorskip("psycopg")
    ran = tuneql("schema", "read", "postgresql://me:secret@localhost:1/db?sslpassword=secret")
    assert ran.code == 2
    assert "localhost:1/db" in ran.err
    assert "secret" not in ran.err
