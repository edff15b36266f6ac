"""Rewrites for more than one dialect, and helpers of others; see `tuneql.sql.guard.words`."""

import re
from collections.abc import Callable
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.parsing.beside import beside
from tuneql.sql.parsing.rewording.calls.options import written_options

Word = tuple[type[exp.Expr], Callable[[exp.Expr], exp.Expr]]
"""A type of nodes, and the rewrite for them: it returns the node to write in place of the given one."""

COMPARING: Final = (exp.Binary, exp.Predicate)
"""Operators, including comparisons and other predicates."""

JSON_ACCESSES: Final = (exp.JSONExtract, exp.JSONExtractScalar)
"""The nodes of `a -> b` and `a ->> b`."""

# A quoted name, which is kept, or a comment.
_COMMENT: Final = re.compile(r'("[^"]*"|`[^`]*`)|/\*.*?\*/|(?:--|//|#)[^\n]*', re.DOTALL)
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


def _sets_of_keys(node: exp.Expr) -> exp.Expr:
    """`GROUP BY a, b WITH ROLLUP` of MySQL and T-SQL, as `GROUP BY ROLLUP (a, b)`."""
    for kind in (exp.Rollup, exp.Cube):
        if node.expressions and node.args.get(kind.key) == [kind()]:
            node.set("expressions", [kind(expressions=node.expressions)])
            node.set(kind.key, None)
    return node


SETS_OF_KEYS: Final[Word] = (exp.Group, _sets_of_keys)
"""The rewrite for dialects with ROLLUP and CUBE only before their keys."""


def is_marked(node: exp.Expr, mark: str) -> bool:
    """Whether a call has a comment; if it has an alias, the parser puts the comment there."""
    holder = node.parent if isinstance(node.parent, exp.Alias) else node
    return mark in (holder.comments or node.comments or ())


def named(node: exp.Expr) -> exp.Expr:
    """`SELECT COUNT(*) FROM (SELECT DISTINCT a FROM t)`: add the alias that MySQL and T-SQL need."""
    is_source = isinstance(node.parent, exp.From | exp.Join) and node.arg_key == "this"
    is_query = isinstance(node.this, exp.Select | exp.SetOperation)
    if is_source and is_query and not node.alias and not node.args.get("pivots"):
        place = (node.parent.index or 0) + 1 if isinstance(node.parent, exp.Join) else 0
        node.set("alias", exp.TableAlias(this=exp.to_identifier(f"_q{place}")))
    return node


def without_comments(pattern: str) -> str:
    """A pattern of MATCH_RECOGNIZE, which the parser keeps as a text, without comments."""
    return _COMMENT.sub(lambda found: found[1] or " ", pattern)


def _bare_pattern(node: exp.Expr) -> exp.Expr:
    """`MATCH_RECOGNIZE (… PATTERN (a /* first */ b+) …)`."""
    if isinstance(pattern := node.args.get("pattern"), exp.Var):
        node.set("pattern", exp.Var(this=without_comments(pattern.name)))
    return node


def _query_in_parentheses(node: exp.Expr) -> exp.Expr:
    """`a = ANY (SELECT b FROM t)`, written without the parentheses."""
    if isinstance(node.this, exp.UNWRAPPED_QUERIES):
        node.set("this", exp.Subquery(this=node.this))
    return node


def _negation(node: exp.Expr) -> exp.Expr:
    """`a NOT IN (1, 2) IS TRUE`: the generator puts NOT first, where it would negate all of it."""
    parent = node.parent
    if isinstance(parent, COMPARING) and not isinstance(parent, exp.Connector):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


def _signs_apart(node: exp.Expr) -> exp.Expr:
    """`- ~a`, `~ ~a` and `~ -a`, written without the space, so that they read as one operator."""
    if isinstance(node.parent, exp.BitwiseNot) or (
        isinstance(node, exp.BitwiseNot) and isinstance(node.parent, exp.Neg)
    ):
        node.replace(paren := exp.Paren())
        paren.set("this", node)
    return node


def _values_once(node: exp.Expr) -> exp.Expr:
    """`FROM ((VALUES (1)))`, written with one pair of parentheses less each time."""
    inner = node.this
    while isinstance(inner, exp.Subquery) and not inner.alias:
        inner = inner.this
    if isinstance(inner, exp.Values) and isinstance(node.parent, exp.From | exp.Join):
        node.set("this", inner)
    return node


def _values_joined(node: exp.Expr) -> exp.Expr:
    """`FROM t, (VALUES (1))`, written without the parentheses."""
    is_bare = isinstance(node.parent, exp.Join) and not node.args.get("alias")
    return exp.Paren(this=node.copy()) if is_bare else node


def conditions_of_json(dialect: type[sqlglot.Dialect]) -> Word:
    r"""For `DEFAULT 'a' ON EMPTY`, whose value would be written as in no dialect.

    MySQL's 'a\\' would come back as 'a\', whose end is not read as one there; a comment would be kept.
    """
    keys = ("empty", "error", "null") if dialect.ON_CONDITION_EMPTY_BEFORE_ERROR else ("error", "empty", "null")

    def written(node: exp.Expr) -> exp.Expr:
        parts: list[exp.Expr | str] = []
        for key in keys:
            value = node.args.get(key)
            if isinstance(value, exp.Expr):
                parts += ["DEFAULT", value, f"ON {key.upper()}"]
            elif value:
                parts.append(value)
        return beside(*parts)

    return exp.OnCondition, written


WORDS_OF_ALL: Final[tuple[Word, ...]] = (
    (exp.Any, _query_in_parentheses),
    (exp.Subquery, _values_once),
    (exp.Not, _negation),
    (exp.MatchRecognize, _bare_pattern),
)
"""For all dialects."""

JOINED_VALUES: Final[Word] = (exp.Values, _values_joined)
"""For VALUES after a comma in FROM."""

NAMED_QUERIES: Final[Word] = (exp.Subquery, lambda node: named(_values_once(node)))
"""For queries in FROM, which need an alias."""

OPTIONS: Final[Word] = (exp.RawString, written_options)
"""For raw texts with options, see `tuneql.sql.parsing.rewording.calls.options`."""

SIGNS: Final[tuple[Word, ...]] = ((exp.BitwiseNot, _signs_apart), (exp.Neg, _signs_apart))
"""For signs that follow each other."""
