"""Outputs to which ORDER BY and GROUP BY refer by position."""

from typing import Final

from sqlglot import exp

_CLAUSES: Final = {"order": "ORDER BY", "group": "GROUP BY"}


def positions_beyond(query: exp.Expr, outputs: int) -> list[str]:
    """Problems with the keys of a query that are positions without an output.

    Args:
        query: a SELECT, or a set operation.
        outputs: how many columns it outputs.
    """
    found = []
    for key, said in _CLAUSES.items():
        clause = query.args.get(key)
        for each in clause.expressions if clause is not None else ():
            place = each.this if isinstance(each, exp.Ordered) else each
            if _is_number(place) and not 1 <= int(place.name) <= outputs:
                found.append(f"{said} {place.name} is not the position of a column; the query has {outputs}")
    return found


def _is_number(key: exp.Expr) -> bool:
    return isinstance(key, exp.Literal) and not key.is_string and key.name.isdecimal()
