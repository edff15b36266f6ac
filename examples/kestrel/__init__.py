"""Kestrel Ferries, the bundled example: one company, written for this project.

A schema of twelve tables, a database of a few thousand generated rows, and questions with their SQL in a dialect that
no model has seen (`dialects/kestrel.py`). Everything is made up; the rows are made when they are asked for.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import sqlglot

from examples.kestrel.rows import Tables, generate
from tuneql.sql.dialects import get_dialect

_HERE = Path(__file__).parent


@dataclass(frozen=True, kw_only=True)
class Kestrel:
    """Where the example was written.

    Attributes:
        corpus: `corpus.jsonl`, one example a line in tuneql's own format.
        databases: the folder with `kestrel.sqlite`.
        schema: `schema.sql`, CREATE TABLE statements with comments.
    """

    corpus: Path
    databases: Path
    schema: Path


def build(directory: Path) -> Kestrel:
    """Write the corpus, the database and the schema under `directory`, replacing what is there.

    The same version of the code writes the same rows and lines every time.
    """
    kestrel = Kestrel(
        corpus=directory / "corpus.jsonl", databases=directory / "databases", schema=directory / "schema.sql"
    )
    kestrel.databases.mkdir(parents=True, exist_ok=True)
    kestrel.schema.write_text(ddl(), encoding="utf-8")
    kestrel.corpus.write_text("".join(f"{line}\n" for line in corpus_lines()), encoding="utf-8")
    write_database(kestrel.databases / "kestrel.sqlite", generate())
    return kestrel


def ddl() -> str:
    """The schema: CREATE TABLE statements, with the comments that a model reads."""
    return (_HERE / "schema.sql").read_text(encoding="utf-8")


def corpus_lines() -> Iterator[str]:
    """The examples as JSON objects, in the order of `pairs.jsonl`."""
    context = {"schema": ddl(), "dialect": "kestrel", "db_id": "kestrel"}
    with (_HERE / "pairs.jsonl").open(encoding="utf-8") as pairs:
        for pair in pairs:
            yield json.dumps(json.loads(pair) | context, ensure_ascii=False)


def write_database(path: Path, tables: Tables) -> None:
    """A fresh SQLite file with the schema and the rows."""
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("PRAGMA foreign_keys = ON")
        for statement in sqlglot.transpile(ddl(), read=get_dialect("kestrel"), write="sqlite", comments=False):
            database.execute(statement)
        for table, rows in tables.items():
            marks = ", ".join("?" * len(rows[0]))
            database.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 -- our own table names
