"""A row's SQL in SQLite's dialect, and the values that it compares columns with."""

import math
import re
from collections import defaultdict
from pathlib import Path
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.corpus.execution.sample_rows import Wanted
from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import Unparsable, parse_shared, quiet_sqlglot
from tuneql.sql.running.engine import Script
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.sqlite.dates import with_sqlite_dates
from tuneql.sql.sqlite.namespaces import with_known_names, without_namespaces
from tuneql.sql.sqlite.texts import with_sqlite_texts
from tuneql.sql.walking import nodes_of

_WILDCARD: Final = re.compile(r"[%_]+")
_LONGEST: Final = 200


def native(sql: str, schema: Schema, dialect: str, *, place: Path | Script) -> str | None:
    """The statement in SQLite's dialect, names without their namespaces; None if SQLite cannot express it.

    Args:
        sql: one statement.
        schema: whose tables it names.
        dialect: of both.
        place: where it will be run; a database generated from the schema tells tables of the same name apart.
    """
    if dialect == "sqlite" and not any(table.namespace for table in schema.tables.values()):
        return sql
    try:
        (tree,) = parse_shared(sql, dialect)
        tree = tree.copy()
        if isinstance(place, Script):
            tree = with_known_names(tree, schema, get_dialect(dialect))
        ours = with_sqlite_texts(with_sqlite_dates(without_namespaces(tree), dialect), dialect)
        with quiet_sqlglot():
            return ours.sql(dialect=get_dialect("sqlite"), comments=False, copy=False)
    except (Unparsable, SqlglotError, ValueError, TypeError, AttributeError, RecursionError):
        return None


def wanted(sql: str, dialect: str) -> Wanted:
    """The literals of a statement and values next to them, by the column that they are compared with."""
    found: dict[str, list[str | int | float]] = defaultdict(list)
    for tree in parse_shared(sql, dialect):
        for node in nodes_of(tree):
            if isinstance(node, exp.Literal):
                found[_column_beside(node)].extend(_around(node))
    return {name: tuple(dict.fromkeys(values)) for name, values in found.items()}


def _column_beside(literal: exp.Literal) -> str:
    """The lower-case name of the only column in the same comparison; "" if there is not exactly one."""
    parent = literal.parent
    while isinstance(parent, exp.Neg | exp.Paren | exp.Cast):
        parent = parent.parent
    if not isinstance(parent, exp.Predicate | exp.In | exp.Between):
        return ""
    columns = {node.name.lower() for node in nodes_of(parent, into_queries=False) if isinstance(node, exp.Column)}
    return columns.pop() if len(columns) == 1 else ""


def _around(literal: exp.Literal) -> tuple[str | int | float, ...]:
    text = str(literal.this)[:_LONGEST]
    if literal.is_string:
        return _matching(text) if isinstance(literal.parent, exp.Like | exp.ILike) else (text,)
    try:
        value = float(text) if not text.isdigit() else int(text)
    except ValueError:
        return ()
    is_small = math.isfinite(value) and abs(value) < 2**53
    return (value, value - 1, value + 1) if is_small else ()


def _matching(pattern: str) -> tuple[str, ...]:
    core = _WILDCARD.sub("", pattern)
    return core, f"x{core}", f"{core}x"
