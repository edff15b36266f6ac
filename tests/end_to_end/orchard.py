"""A corpus small enough to train on in a second: an orchard's tables, and one question a line about them."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

DB_ID: Final = "orchard"
DIALECT: Final = "sqlite"

# By table, in the order of its columns: a text, then numbers.
TABLES: Final[Mapping[str, tuple[str, ...]]] = {
    "trees": ("variety", "height", "age"),
    "pickers": ("surname", "wage", "experience"),
    "hives": ("breed", "honey", "frames"),
    "buyers": ("company", "discount", "distance"),
    "crates": ("label", "weight", "price"),
    "tractors": ("maker", "power", "mileage"),
    "presses": ("brand", "pressure", "output"),
    "sheds": ("site", "area", "rent"),
}
# Wording and statement; `{text}` is a table's first column, `{number}` each of the others in turn.
ABOUT_TABLES: Final = (
    ("How many {table} are there?", "SELECT COUNT(*) FROM {table}"),
    ("List the {text} of all {table}.", "SELECT {text} FROM {table}"),
    ("Which different {text} values do the {table} have?", "SELECT DISTINCT {text} FROM {table}"),
)
ABOUT_NUMBERS: Final = (
    ("What is the average {number} of the {table}?", "SELECT AVG({number}) FROM {table}"),
    ("What is the highest {number} of the {table}?", "SELECT MAX({number}) FROM {table}"),
    ("Give the {text} of {table} by {number}.", "SELECT {text} FROM {table} ORDER BY {number}"),
)
# Comments make the schema as long as a real one, so that a small corpus has several shards of the least size.
REMARK: Final = "-- kept by hand by whoever has the day's watch, in ink, and copied on Sundays when it rains\n"


def ddl() -> str:
    """The schema, about 2,500 characters."""
    return "\n".join(
        f"{REMARK * 2}CREATE TABLE {table} (id INTEGER PRIMARY KEY, {text} TEXT, {first} INTEGER, {second} INTEGER);"
        for table, (text, first, second) in TABLES.items()
    )


def rows() -> list[dict[str, Any]]:
    """The examples, in tuneql's own format."""
    return [{"question": q, "schema": ddl(), "sql": sql, "db_id": DB_ID} for q, sql in _pairs()]


def _pairs() -> Iterator[tuple[str, str]]:
    for table, (text, *numbers) in TABLES.items():
        names = {"table": table, "text": text}
        yield from ((q.format(**names), sql.format(**names)) for q, sql in ABOUT_TABLES)
        for number in numbers:
            yield from ((q.format(**names, number=number), s.format(**names, number=number)) for q, s in ABOUT_NUMBERS)


def corpus(records: list[dict[str, Any]] | None = None) -> bytes:
    """JSON Lines of the records, of all rows by default."""
    return "".join(json.dumps(record) + "\n" for record in (rows() if records is None else records)).encode()


def database(folder: Path) -> bytes:
    """The SQLite file with rows that tell columns and orders apart."""
    path = folder / f"{DB_ID}.sqlite"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(ddl())
        for place, table in enumerate(TABLES):
            for row in range(1, 8):
                values = (row, f"{table} {row % 4}", (row * 37 + place) % 101, (row * 53 + place) % 89)
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?)", values)  # noqa: S608 - our own names
    return path.read_bytes()
