"""Values of databases and training rows: what else a question about a column could name."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Final

from sqlglot import exp

from tuneql.corpus.execution import runner
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.specifications.ground import read_samples
from tuneql.sql.running.database_files import Databases
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.walking import nodes_of

_MOST: Final = 64
"""How many values of a column are remembered."""

COMPARISONS: Final = (exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE)

_QUOTES: Final = frozenset("'\\")
"""Dialects write these within a text in different ways; values with them are not used."""

Place = tuple[int, str, str]
"""A column: the schema's key, the table and the column, in lower case."""


class Pool:
    """Remembers values by column; training rows are few enough.

    Args:
        databases: with the schemas' rows, if there are any.
    """

    def __init__(self, databases: Databases | None = None) -> None:
        self._databases = databases
        self._values: dict[Place, dict[str, None]] = defaultdict(dict)

    def learn(self, row: Prepared, tree: exp.Expr) -> None:
        """Remember the texts that a training row's SQL compares columns with."""
        for literal, place in compared(row, tree):
            values = self._values[place]
            if literal.is_string and len(values) < _MOST:
                values[literal.name] = None

    def values(self, row: Prepared, dialect: str, place: Place) -> list[str]:
        """Texts of a column: those that its schema lists, or of its database, or that training rows name."""
        listed = [each[1:-1].replace("''", "'") for each in _listed(row, dialect, place) if each.startswith("'")]
        known = listed or self._held(row, dialect, place) or list(self._values.get(place, ()))
        return [each for each in known if each.lower() != "null" and not _QUOTES.intersection(each)]

    def _held(self, row: Prepared, dialect: str, place: Place) -> list[str]:
        database = runner(self._databases).database_of(row.example.db_id)
        return _texts(database, row.example.ddl, dialect).get(place[1:], []) if database is not None else []


@lru_cache(maxsize=64)
def _texts(database: Path, ddl: str, dialect: str) -> Mapping[tuple[str, str], list[str]]:
    """Some texts in each column of a database, by table and column in lower case."""
    samples = read_samples(database, parse_schema(ddl, dialect))
    return {
        (table.lower(), column.lower()): [each for each in values if isinstance(each, str)]
        for (table, column), values in samples.items()
    }


def compared(row: Prepared, tree: exp.Expr) -> Iterator[tuple[exp.Literal, Place]]:
    """The literals that are compared with a column, and the column; without columns of an unclear table."""
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
    table = next((each for each in tables.values() if each.bare.lower() == place[1]), None)
    described = () if table is None else table.described.items()
    return next((each.values for name, each in described if name.lower() == place[2]), ())
