"""Words that are put back in more than one dialect."""

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


def named(node: exp.Expr) -> exp.Expr:
    """Gives a query in FROM a name, which SQLite's does without: `SELECT COUNT(*) FROM (SELECT DISTINCT a FROM t)`."""
    is_source = isinstance(node.parent, exp.From | exp.Join) and isinstance(node.this, exp.Select | exp.SetOperation)
    if is_source and not node.alias and not node.args.get("pivots"):
        place = (node.parent.index or 0) + 1 if isinstance(node.parent, exp.Join) else 0
        node.set("alias", exp.TableAlias(this=exp.to_identifier(f"_q{place}")))
    return node
