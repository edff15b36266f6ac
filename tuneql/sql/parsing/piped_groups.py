"""Restores BigQuery's `|> AGGREGATE SUM(a) GROUP BY ROLLUP (b, c)`, for which the parser makes each key an output, too.

It does not read ROLLUP, CUBE and GROUPING SETS there, so that `tuneql.sql.parsing.rewording.pipes.replaced` makes them
calls of functions that do not exist. Here, the calls become groupings again, and the keys within them become the
outputs.
"""

from collections.abc import Iterable, Iterator
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from

CALLS: Final = {TokenType.ROLLUP: "__rollup", TokenType.CUBE: "__cube", TokenType.GROUPING_SETS: "__grouping_sets"}
"""The names of the calls, by the words that they replace."""
_KINDS: Final = {"__rollup": exp.Rollup, "__cube": exp.Cube, "__grouping_sets": exp.GroupingSets}


def restore_groups(trees: Iterable[exp.Expr | None], tokens: list[Token], dialect: type[sqlglot.Dialect]) -> None:
    """Replace the calls by groupings; only BigQuery has them."""
    if not descends_from(dialect, "bigquery") or _KINDS.keys().isdisjoint([token.text for token in tokens]):
        return
    for select in [each for tree in trees if tree is not None for each in tree.find_all(exp.Select)]:
        group = select.args.get("group")
        if isinstance(group, exp.Group) and any(map(_is_call, group.expressions)):
            select.set("expressions", list(_outputs(select.expressions)))
            group.set("expressions", [_restored(each) for each in group.expressions])


def _is_call(node: exp.Expr) -> bool:
    return isinstance(node, exp.Anonymous) and node.name in _KINDS


def _outputs(expressions: list[exp.Expr]) -> Iterator[exp.Expr]:
    """The outputs, with the keys within a call instead of the call; each key once."""
    keys: list[exp.Expr] = []
    for each in expressions:
        if not _is_call(each):
            keys.append(each)
            yield each
            continue
        for key in _keys(each):
            if key not in keys:
                keys.append(key)
                yield key.copy()


def _keys(node: exp.Expr) -> Iterator[exp.Expr]:
    if _is_call(node) or isinstance(node, exp.Tuple):
        for each in node.expressions:
            yield from _keys(each)
    else:
        yield node.unnest()


def _restored(node: exp.Expr) -> exp.Expr:
    if _is_call(node):
        return _KINDS[node.name](expressions=[_restored(each) for each in node.expressions])
    if isinstance(node, exp.Tuple):
        return exp.Tuple(expressions=[_restored(each) for each in node.expressions])
    return exp.Column(this=node.args["alias"].copy()) if isinstance(node, exp.Alias) else node
