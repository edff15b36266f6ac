"""FULL JOIN in MySQL, which does not have it, so that it is written as two queries with UNION ALL between them."""

from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

_OF_ALL_ROWS: Final = ("group", "having", "distinct", "windows")


def full_join(join: exp.Expr, statement: Statement) -> str | None:
    """Why a FULL JOIN is refused: two queries give what one does if it joins no more, and gives rows as they are."""
    if join.args.get("side") != "FULL" or not descends_from(statement.dialect_class, "mysql"):
        return None
    select = join.parent
    if isinstance(select, exp.Select) and len(select.args["joins"]) == 1 and not _computes(select):
        return None
    return "there is no FULL JOIN; write a LEFT JOIN, UNION ALL, and what only the other side has"


def _computes(select: exp.Select) -> bool:
    """Whether what a query gives comes out of all of its rows together, or is joined to another's."""
    if isinstance(select.parent, exp.SetOperation) or any(select.args.get(key) for key in _OF_ALL_ROWS):
        return True
    return any(each.find(exp.AggFunc, exp.Window) for each in select.expressions)
