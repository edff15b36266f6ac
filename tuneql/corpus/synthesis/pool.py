"""The values that training rows compare columns with: what else a question about a column could name."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.corpus.prepared import Prepared
from tuneql.sql.schema import parse_schema
from tuneql.sql.walking import nodes_of

_MOST: Final = 64
"""Values of one column that are remembered."""

COMPARISONS: Final = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)

_QUOTES: Final = frozenset("'\\")
"""Dialects write these within a text in different ways; such values are left where they are."""

Place = tuple[int, str, str]
"""A column: the schema's key, the table and the column, in lower case."""


class Pool:
    """Remembers values by column. The trainer's limit keeps the rows few enough."""

    def __init__(self) -> None:
        self._values: dict[Place, dict[str, None]] = defaultdict(dict)

    def learn(self, row: Prepared, tree: exp.Expr) -> None:
        """Remembers the texts that a training row's SQL compares with."""
        for literal, place in compared(row, tree):
            values = self._values[place]
            if literal.is_string and len(values) < _MOST:
                values[literal.name] = None

    def values(self, row: Prepared, dialect: str, place: Place) -> list[str]:
        """Texts that may stand in a column: those of a list in its schema, or those that training rows name."""
        listed = [each[1:-1].replace("''", "'") for each in _listed(row, dialect, place) if each.startswith("'")]
        known = listed or list(self._values.get(place, ()))
        return [each for each in known if each.lower() != "null" and not _QUOTES.intersection(each)]


def compared(row: Prepared, tree: exp.Expr) -> Iterator[tuple[exp.Literal, Place]]:
    """The literals that are compared with a column, and the column; one whose table is not plain to see is left out."""
    tables = {node.alias_or_name.lower(): node.name.lower() for node in nodes_of(tree) if isinstance(node, exp.Table)}
    only = next(iter(tables.values())) if len(set(tables.values())) == 1 else None
    for node in nodes_of(tree):
        if isinstance(node, COMPARISONS) and isinstance(node.this, exp.Column):
            literal, column = node.expression, node.this
            table = tables.get(column.table.lower(), only) if column.table else only
            if isinstance(literal, exp.Literal) and table is not None:
                yield literal, (row.keys.schema, table, column.name.lower())


def _listed(row: Prepared, dialect: str, place: Place) -> tuple[str, ...]:
    """The literals that the schema allows in a column."""
    tables = parse_schema(row.example.ddl, dialect).tables
    table = next((each for name, each in tables.items() if name.lower() == place[1]), None)
    described = () if table is None else table.described.items()
    return next((each.values for name, each in described if name.lower() == place[2]), ())
