"""Finds divisions that mean different things in two dialects.

In SQLite, Postgres, SQL Server and Redshift `5 / 2` of whole numbers is 2; in MySQL, BigQuery, Snowflake, DuckDB and
Oracle it is 2.5. From the latter to the former, sqlglot keeps the meaning by a cast. In the other direction it would
need the types of columns, and leaves the operator as it is: the statement runs, but gives other numbers.
"""

from collections.abc import Iterator

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.schema import Schema

_THROUGH = (exp.Paren, exp.Neg, exp.Sum, exp.Max, exp.Min, exp.Abs, exp.Round, exp.Coalesce, exp.Nullif)
_ARITHMETIC = (exp.Add, exp.Sub, exp.Mul, exp.Div)


def changed_divisions(tree: exp.Expr, schema: Schema, *, source: str, target: str) -> Iterator[exp.Div]:
    """Divisions of possibly whole numbers, if the source dialect truncates and the target does not."""
    if get_dialect(target).TYPED_DIVISION or not get_dialect(source).TYPED_DIVISION:
        return
    fractional = _fractional_columns(schema, source)
    for division in tree.find_all(exp.Div):
        if not _has_fraction(division.left, fractional) and not _has_fraction(division.right, fractional):
            yield division


def _fractional_columns(schema: Schema, dialect: str) -> frozenset[str]:
    """Lower-case names of columns that have a fractional type wherever they are declared."""
    types: dict[str, list[str]] = {}
    for table in schema.tables.values():
        for name, kind in table.columns.items():
            types.setdefault(name.lower(), []).append(kind)
    return frozenset(name for name, kinds in types.items() if all(_is_fractional(kind, dialect) for kind in kinds))


def _is_fractional(kind: str, dialect: str) -> bool:
    try:
        return bool(kind) and exp.DataType.build(kind, dialect=get_dialect(dialect)).is_type(*exp.DataType.REAL_TYPES)
    except (SqlglotError, ValueError):
        return False


def _has_fraction(node: exp.Expr | None, columns: frozenset[str]) -> bool:
    """Whether a value certainly has a fractional type in the engine, even if its fraction is zero."""
    if isinstance(node, exp.Literal):
        return node.is_number and not node.is_int
    if isinstance(node, exp.Cast):
        return node.to.is_type(*exp.DataType.REAL_TYPES)
    if isinstance(node, exp.Column):
        return node.name.lower() in columns
    if isinstance(node, _ARITHMETIC):
        return _has_fraction(node.left, columns) or _has_fraction(node.right, columns)
    if isinstance(node, _THROUGH):
        return _has_fraction(node.this, columns)
    return isinstance(node, exp.Avg)
