"""Values of one row with what only aggregates have: OVER, FILTER, WITHIN GROUP and DISTINCT.

`COALESCE(SUM(a), 0) OVER ()` is a common slip for `COALESCE(SUM(a) OVER (), 0)`; the parser accepts both.
"""

from typing import Final

from sqlglot import exp

from tuneql.sql.guard.parses.aggregates import name_of
from tuneql.sql.guard.read_only.vocabulary import SCALARS
from tuneql.sql.guard.statement import Statement

_CLAUSES: Final[dict[type[exp.Expr], str]] = {
    exp.Window: "OVER",
    exp.Filter: "FILTER",
    exp.WithinGroup: "WITHIN GROUP",
}


def clause_of_scalar(clause: exp.Expr, _: Statement) -> str | None:
    """`ROUND(SUM(a), 2) OVER (…)` and `UPPER(a) FILTER (…)`."""
    if type(clause.this) not in SCALARS:
        return None
    word, value = _CLAUSES[type(clause)], clause.this
    before = "parentheses" if isinstance(value, exp.Paren) else name_of(value)
    return f"{word} cannot be after {before}; write it directly after the aggregate or window function"


def distinct_of_scalar(distinct: exp.Expr, _: Statement) -> str | None:
    """`UPPER(DISTINCT a)`."""
    call = distinct.parent
    if call is None or type(call) not in SCALARS:
        return None
    return f"{name_of(call)} cannot have DISTINCT, which only aggregates have; write SELECT DISTINCT"
