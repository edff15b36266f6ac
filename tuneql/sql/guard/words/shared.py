"""Rewrites for more than one dialect, and helpers of others; see `tuneql.sql.guard.words`."""

import re
from collections.abc import Callable
from typing import Final

from sqlglot import exp

Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]
"""A type of nodes, and the rewrite for them: it returns the node to write in place of the given one."""

_WHOLE: Final = re.compile(r"-?\d+")


def interval(node: exp.Expr) -> exp.Expr:
    """`placed + INTERVAL 1 SECOND`, written as '1', which makes MySQL add six digits to the time."""
    if isinstance(amount := node.this, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("this", exp.Literal(this=amount.name, is_string=False))
    return node if node.args.get("unit") else node.this  # see `is_added_moment`


def is_added_moment(node: exp.Expr) -> bool:
    """Whether a node is the date in `INTERVAL 1 DAY + '2024-01-01'`, which the parser reads as an interval, too."""
    total = node.parent
    is_sum = isinstance(total, exp.Add) and isinstance(total.this, exp.Interval)
    return is_sum and node.arg_key == "expression" and not node.args.get("unit")


def shift(node: exp.Expr) -> exp.Expr:
    """`DATE_ADD(x, INTERVAL 1 SECOND)`, written as '1'; see `interval`."""
    amount = node.args.get("expression")
    if isinstance(amount, exp.Literal) and _WHOLE.fullmatch(amount.name):
        node.set("expression", exp.Literal(this=amount.name, is_string=False))
    return node


def with_word(left: exp.Expr, word: str, right: exp.Expr) -> exp.Expr:
    """A node that is written as `left word right`, for words that the dialect's generator does not write."""
    return exp.Introducer(this=left, expression=exp.Introducer(this=exp.Var(this=word), expression=right))


def named(node: exp.Expr) -> exp.Expr:
    """`SELECT COUNT(*) FROM (SELECT DISTINCT a FROM t)`: add the alias that MySQL and T-SQL need."""
    is_source = isinstance(node.parent, exp.From | exp.Join) and node.arg_key == "this"
    is_query = isinstance(node.this, exp.Select | exp.SetOperation)
    if is_source and is_query and not node.alias and not node.args.get("pivots"):
        place = (node.parent.index or 0) + 1 if isinstance(node.parent, exp.Join) else 0
        node.set("alias", exp.TableAlias(this=exp.to_identifier(f"_q{place}")))
    return node
