"""Outputs to which ORDER BY and GROUP BY refer by position."""

from typing import Final

from sqlglot import exp

_CLAUSES: Final = {"order": "ORDER BY", "group": "GROUP BY"}


def places_beyond(query: exp.Expr, outputs: int) -> list[str]:
    """What is wrong with the keys of a query that are places at which it has no output.

    Args:
        query: a SELECT, or a set operation.
        outputs: how many columns it puts out.
    """
    found = []
    for key, said in _CLAUSES.items():
        clause = query.args.get(key)
        for each in clause.expressions if clause is not None else ():
            place = each.this if isinstance(each, exp.Ordered) else each
            if _is_number(place) and not 1 <= int(place.name) <= outputs:
                found.append(f"{said} {place.name} is none of the query's columns, of which there are {outputs}")
    return found


def _is_number(key: exp.Expr) -> bool:
    return isinstance(key, exp.Literal) and not key.is_string and key.name.isdecimal()
