"""A small database generated from a schema: plain tables, and rows in which a query can find something.

Its tables have only the schema's names and types. The rest of the DDL is left out on purpose: constraints would keep
rows out, and expressions in defaults, checks and views are foreign code.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Final

from tuneql.sql.results.values import Value
from tuneql.sql.running.engine import Script
from tuneql.sql.running.refilling import quoted
from tuneql.sql.schemas.schema import Schema, Table

Wanted = Mapping[str, Sequence[str | int | float]]
"""Values that rows should hold, by the lower-case name of the column; "" for those of any column."""

_NUMBERS: Final[tuple[Value, ...]] = (1, 2, 3, 5, 8)
_TEXTS: Final = ("alpha", "beta", "gamma", "1", "2")
_DATES: Final = ("2021-03-14", "2022-07-01", "2022-12-31", "2023-01-15")
_TIMES: Final = ("2021-03-14 08:30:00", "2022-07-01 12:00:00", "2022-12-31 23:59:59")
_FLAGS: Final[tuple[Value, ...]] = (0, 1)

# Declared types by their first letters, upper case, in this order.
_BY_TYPE: Final[tuple[tuple[re.Pattern[str], tuple[Value, ...]], ...]] = (
    (re.compile(r"DATETIME|TIMESTAMP"), _TIMES),
    (re.compile(r"DATE"), _DATES),
    (re.compile(r"BOOL|BIT\b"), _FLAGS),
    (re.compile(r".*INT|NUM|DEC|FLOAT|DOUBLE|REAL|MONEY|SERIAL|NUMBER|BIGNUM"), _NUMBERS),
)

# A type for each class of values; SQLite converts stored values as it would for the declared type.
_AFFINITIES: Final[dict[tuple[Value, ...], str]] = {_NUMBERS: "NUMERIC", _FLAGS: "NUMERIC"}


def sample(schema: Schema, wanted: Wanted, *, rows: int, seed: str) -> Script:
    """The statements that make the database.

    Args:
        schema: of the tables.
        wanted: values that rows should hold.
        rows: of each table.
        seed: of chance; the same arguments give the same script.
    """
    draw = Random(seed)  # noqa: S311 -- no secrets
    lines = [line for table in _distinct(schema) for line in _table(table, wanted, rows, draw)]
    return Script(";\n".join(("BEGIN", *lines, "COMMIT")))


def _distinct(schema: Schema) -> Iterable[Table]:
    return {table.name.lower(): table for table in reversed(tuple(schema.canonical_tables.values()))}.values()


def _table(table: Table, wanted: Wanted, rows: int, draw: Random) -> Iterator[str]:
    kinds = {name.lower(): (name, _usual(table, name)) for name in table.columns}
    columns = ", ".join(f"{quoted(name)} {_AFFINITIES.get(values, 'TEXT')}" for name, values in kinds.values())
    yield f"CREATE TABLE {quoted(table.name)} ({columns})"
    pools = (_pool(values, wanted.get(key, ()), wanted.get("", ())) for key, (_, values) in kinds.items())
    cells = zip(*(draw.choices(pool, k=rows) for pool in pools), strict=True)
    written = ", ".join(f"({', '.join(row)})" for row in cells)
    yield f"INSERT INTO {quoted(table.name)} VALUES {written}"  # noqa: S608 -- quoted


def _usual(table: Table, column: str) -> tuple[Value, ...]:
    # In a dialect without booleans, the declared type is another one by now.
    return _FLAGS if table.described[column].family == "bool" else _values(table.columns[column])


def _pool(usual: tuple[Value, ...], own: Sequence[Value], anywhere: Sequence[Value]) -> list[str]:
    """The literals to draw from."""
    return [*map(_literal, own), *_written(usual), *map(_literal, anywhere), _literal(None)]


@lru_cache
def _written(values: tuple[Value, ...]) -> tuple[str, ...]:
    return tuple(map(_literal, values))


@lru_cache(maxsize=1024)
def _values(kind: str) -> tuple[Value, ...]:
    return next((values for pattern, values in _BY_TYPE if pattern.match(kind.upper())), _TEXTS)


def _literal(value: Value) -> str:
    if value is None:
        return "NULL"
    return "'" + value.replace("'", "''") + "'" if isinstance(value, str) else repr(value)
