"""A corpus small enough to train on in a second: an orchard's tables, and people's questions about them.

The orchard has habits that nobody can know from its schema (what is gone does not count, lists are without repetition,
averages are rounded), so that a model has something to learn.
"""

import csv
import io
import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any, Final

DB_ID: Final = "orchard"
DIALECT: Final = "sqlite"

# By table: a column of text, and two of numbers.
TABLES: Final[Mapping[str, tuple[str, str, str]]] = {
    "trees": ("variety", "height", "age"),
    "pickers": ("surname", "wage", "experience"),
    "hives": ("breed", "honey", "frames"),
    "buyers": ("company", "discount", "distance"),
    "crates": ("label", "weight", "price"),
    "tractors": ("maker", "power", "mileage"),
    "presses": ("brand", "pressure", "output"),
    "sheds": ("site", "area", "rent"),
}
ABOUT_TABLES: Final = (
    ("How many {table} are there?", "SELECT COUNT(*) FROM {table} WHERE gone = 0"),
    ("List the {text} of all {table}.", "SELECT DISTINCT {text} FROM {table} ORDER BY {text}"),
    ("Which {table} are gone?", "SELECT {text} FROM {table} WHERE gone = 1 ORDER BY {text}"),
)
ABOUT_NUMBERS: Final = (
    ("What is the average {number} of the {table}?", "SELECT ROUND(AVG({number}), 1) FROM {table} WHERE gone = 0"),
    ("What is the highest {number} of the {table}?", "SELECT MAX({number}) FROM {table} WHERE gone = 0"),
    ("Give the {text} of {table} by {number}.", "SELECT {text}, {number} FROM {table} ORDER BY {number} DESC"),
)
# Comments make the schema as long as a real one, so that the corpus has several shards of the least size.
REMARK: Final = "-- kept by hand by whoever has the day's watch, in ink, and copied on Sundays when it rains\n"


def ddl() -> str:
    """The schema, about 2,500 characters."""
    return "\n".join(
        f"{REMARK * 2}CREATE TABLE {table} "
        f"(id INTEGER PRIMARY KEY, {text} TEXT, {first} INTEGER, {second} INTEGER, gone INTEGER);"
        for table, (text, first, second) in TABLES.items()
    )


def rows() -> list[dict[str, Any]]:
    """The examples, in tuneql's own format."""
    return [{"question": question, "schema": ddl(), "sql": sql, "db_id": DB_ID} for question, sql in _pairs()]


def _pairs() -> Iterator[tuple[str, str]]:
    for table, (text, *numbers) in TABLES.items():
        names = {"table": table, "text": text}
        yield from ((question.format(**names), sql.format(**names)) for question, sql in ABOUT_TABLES)
        for number in numbers:
            names["number"] = number
            yield from ((question.format(**names), sql.format(**names)) for question, sql in ABOUT_NUMBERS)


def lines(records: list[dict[str, Any]]) -> list[bytes]:
    """One line of JSON a record."""
    return [json.dumps(record).encode() + b"\n" for record in records]


def table(records: list[dict[str, Any]]) -> bytes:
    """The records as CSV."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, list(records[0]))
    writer.writeheader()
    writer.writerows(records)
    return text.getvalue().encode()


def write_database(path: Path) -> None:
    """A SQLite file whose rows tell columns, orders and habits apart."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(ddl())
        for place, table in enumerate(TABLES):
            for row in range(1, 8):
                values = (row, f"{table} {row % 4}", (row * 37 + place) % 101, (row * 53 + place) % 89, row % 3 == 0)
                connection.execute(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", values)
