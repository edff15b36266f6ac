"""Rewrites for SQLite, see `tuneql.sql.guard.words`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.words.reserved import in_quotes
from tuneql.sql.guard.words.shared import JOINED_VALUES, Word

_AFFINITIES: Final = {
    exp.DType.DECIMAL: "NUMERIC",
    exp.DType.DATE: "DATE",
    exp.DType.DATETIME: "DATETIME",
    exp.DType.TIMESTAMP: "TIMESTAMP",
    exp.DType.TIME: "TIME",
    exp.DType.BOOLEAN: "BOOLEAN",
}


def _affinity(node: exp.Expr) -> exp.Expr:
    """`CAST(7 AS NUMERIC) / 2` in SQLite, which is 3, because NUMERIC keeps 7 an integer; written as REAL, it is 3.5.

    SQLite treats types with unknown names, such as DATE, as NUMERIC.
    """
    kind = _AFFINITIES.get(node.to.this) if isinstance(node, exp.Cast) else None
    if kind is not None:
        node.set("to", exp.DataType(this=exp.DType.USERDEFINED, kind=kind))
    return node


WORDS_OF_SQLITE: Final[tuple[Word, ...]] = (
    JOINED_VALUES,
    (exp.Identifier, in_quotes("sqlite")),
    (exp.Cast, _affinity),
)
"""The types of nodes, each with its rewrite."""
