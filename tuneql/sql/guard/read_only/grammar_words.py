"""Calls of words that are part of the grammar of some engines, such as `DATETIME(a)`, in engines that lack them."""

from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.guard.read_only.functions import engine_of
from tuneql.sql.walking import Nodes

_WITHOUT_ARRAYS: Final = frozenset({"mysql", "tsql", "sqlite"})
_WITHOUT_STRUCTS: Final = _WITHOUT_ARRAYS | {"postgres", "redshift"}
_ONLY_AS_TYPES: Final = frozenset({"tsql", "postgres", "redshift"})

# The words, by the nodes of their calls, and the engines that do not have them as functions.
_MISSING: Final[dict[type[exp.Expr], tuple[str, frozenset[str]]]] = {
    exp.Array: ("array", _WITHOUT_ARRAYS),
    exp.ArrayFilter: ("filter", _WITHOUT_ARRAYS),
    exp.Columns: ("columns", _WITHOUT_STRUCTS | {"bigquery", "snowflake"}),
    exp.Unnest: ("unnest", _WITHOUT_ARRAYS),
    exp.Struct: ("struct", _WITHOUT_STRUCTS),
    exp.Map: ("map", _WITHOUT_STRUCTS),
    exp.Datetime: ("datetime", _ONLY_AS_TYPES | {"mysql"}),
    exp.Time: ("time", _ONLY_AS_TYPES),
    exp.Timestamp: ("timestamp", _ONLY_AS_TYPES | {"sqlite"}),
}


def missing_words(nodes: Nodes, dialect: type[sqlglot.Dialect]) -> Iterator[str]:
    """The called words that the engine does not have as functions, in the order of the walk."""
    for kind in filter(_MISSING.__contains__, nodes.kinds):
        word, engines = _MISSING[kind]
        if engine_of(dialect) in engines:
            yield word
