"""Calls of words that are in the grammar of some engines, such as `DATETIME`; others have no such word or function."""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.guard.read_only.functions import engine_of
from tuneql.sql.walking import Nodes

_ROWS: Final = frozenset({"mysql", "tsql", "sqlite"})
_FIELDS: Final = _ROWS | {"postgres", "redshift"}
_TYPES: Final = frozenset({"tsql", "postgres", "redshift"})

# The words, by what the parser makes of their calls, with the engines that do not have them.
_LACKING: Final[dict[type[exp.Expr], tuple[str, frozenset[str]]]] = {
    exp.Array: ("array", _ROWS),
    exp.ArrayFilter: ("filter", _ROWS),
    exp.Columns: ("columns", _FIELDS | {"bigquery", "snowflake"}),
    exp.Unnest: ("unnest", _ROWS),
    exp.Struct: ("struct", _FIELDS),
    exp.Map: ("map", _FIELDS),
    exp.Datetime: ("datetime", _TYPES | {"mysql"}),
    exp.Time: ("time", _TYPES),
    exp.Timestamp: ("timestamp", _TYPES | {"sqlite"}),
}


def words_called(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The words that are called in a tree, and that are nothing to the engine, in the order of the walk."""
    for kind in filter(_LACKING.__contains__, nodes.kinds):
        word, engines = _LACKING[kind]
        if engine_of(dialect) in engines:
            yield word
