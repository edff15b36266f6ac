"""Words that more than one dialect has put back."""

import re
from collections.abc import Callable
from typing import Final

from sqlglot import exp

Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]
"""What is written for the nodes of a kind."""

_WHOLE: Final = re.compile(r"-?\d+")


def interval(node: exp.Expr) -> exp.Expr:
    """In marks, the number of an interval adds six digits to a moment: `placed + INTERVAL '1' SECOND`."""
    if isinstance(amount := node.this, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("this", exp.Literal(this=amount.name, is_string=False))
    return node if node.args.get("unit") else node.this  # see `is_moment`


def is_moment(node: exp.Expr) -> bool:
    """Whether what the parser takes for an interval is none: `INTERVAL 1 DAY + '2024-01-01'`, a sum of two to it."""
    total = node.parent
    is_sum = isinstance(total, exp.Add) and isinstance(total.this, exp.Interval)
    return is_sum and node.arg_key == "expression" and not node.args.get("unit")


def shift(node: exp.Expr) -> exp.Expr:
    """As of an interval, the amount in `DATE_ADD(x, INTERVAL 1 SECOND)` is no text."""
    amount = node.args.get("expression")
    if isinstance(amount, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("expression", exp.Literal(this=amount.name, is_string=False))
    return node


def with_word(left: exp.Expr, word: str, right: exp.Expr) -> exp.Expr:
    """Two values with a word between them that the dialect's generator does not write."""
    return exp.Introducer(this=left, expression=exp.Introducer(this=exp.Var(this=word), expression=right))
