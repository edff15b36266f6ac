"""Words that more than one dialect has put back."""

import re
from collections.abc import Callable
from typing import Final

from sqlglot import exp

Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]
"""What is written for the nodes of a kind."""

_WHOLE: Final = re.compile(r"-?\d+")


def interval(node: exp.Expr) -> exp.Expr:
    """MySQL's function of the name: `INTERVAL(23, 1, 15)` tells between which two the first lies.

    In marks, the number of an interval adds six digits to a moment: `placed + INTERVAL '1' SECOND`.
    """
    if isinstance(amount := node.this, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("this", exp.Literal(this=amount.name, is_string=False))
    inner = node.this.this if isinstance(node.this, exp.Paren) else node.this
    if isinstance(inner, exp.Literal) and inner.is_string and not node.args.get("unit"):
        return inner  # `INTERVAL 1 DAY + '2024-01-01'`, of which the parser makes the sum of two intervals
    is_call = isinstance(inner, exp.Tuple) and not node.args.get("unit")
    return exp.Anonymous(this="INTERVAL", expressions=inner.expressions) if is_call else node


def shift(node: exp.Expr) -> exp.Expr:
    """As of an interval, the amount in `DATE_ADD(x, INTERVAL 1 SECOND)` is no text."""
    amount = node.args.get("expression")
    if isinstance(amount, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("expression", exp.Literal(this=amount.name, is_string=False))
    return node


def with_word(left: exp.Expr, word: str, right: exp.Expr) -> exp.Expr:
    """Two values with a word between them that the dialect's generator does not write."""
    return exp.Introducer(this=left, expression=exp.Introducer(this=exp.Var(this=word), expression=right))
