"""Which functions a query may call: one reviewed list of names for each engine, in the files beside this one.

The lists are of allowed functions, not of forbidden ones, so that a function that nobody has reviewed is refused. There
is one list for each engine, because a name has different meanings: `QUERY` reads an XML value in SQL Server, but runs a
text as SQL in DuckDB. Listed are functions that compute a value, or rows, from their arguments and the clock. Not
listed are functions that read files, settings, catalogues or the network, run SQL that is given as text, write, lock,
sleep or change the session; nor those that tell about the server and its users, such as `VERSION()`: no question about
data needs them, but intruders do.

A file has names in lower case, separated by white space; a line that begins with `#` is a heading. A name may tell
where the function is allowed:

| written | means |
|---|---|
| `lower` | `LOWER(x)` |
| `net.host` | `NET.HOST(x)` |
| `safe.*` | any listed function, after `SAFE.` |
| `.value` | a method of any value: `x.value(...)` |
| `*.*` | any listed function, as a method or after any name |
| `from:range` | a function in FROM; if the file has no such name, any listed function is allowed there |
| `::point` | a static method of any type: `geography::Point(...)` |
"""

from functools import cache
from importlib.resources import files
from typing import Final

import sqlglot

ENGINES: Final = ("bigquery", "duckdb", "mysql", "postgres", "redshift", "snowflake", "sqlite", "tsql")
"""The engines that have a list."""


@cache
def engine_of(dialect: type[sqlglot.Dialect]) -> str | None:
    """The nearest engine with a list that a dialect is or descends from: for Redshift itself, and not Postgres."""
    names = (each.__module__.removeprefix("sqlglot.dialects.") for each in dialect.__mro__)
    return next((name for name in names if name in ENGINES), None)


@cache
def listed(name: str) -> frozenset[str]:
    """The names in one of the files: an engine's, `standard` or `grammar`. Only this file is read."""
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    return frozenset(word for line in text.splitlines() if not line.startswith("#") for word in line.split())


def engine_functions(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """The names listed for the engine from which a dialect descends, or else for engines without a list."""
    return listed(engine_of(dialect) or "standard")
