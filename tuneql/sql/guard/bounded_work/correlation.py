"""Tells whether a subquery reads the rows around it, or those before it in FROM."""

from collections.abc import Iterable, Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.conditions import conditions_of
from tuneql.sql.guard.bounded_work.loose import is_loose
from tuneql.sql.guard.bounded_work.sources import Source, name_of
from tuneql.sql.walking import nodes_of

_BOUNDS: Final = (exp.LT, exp.LTE, exp.GT, exp.GTE)


def is_correlated(query: exp.Expr, sources: list[Source], *, loosely: bool = True) -> bool:
    """Whether a subquery names columns of the given relations, which are around it, or before it in FROM.

    Args:
        query: with or without parentheses.
        sources: the relations.
        loosely: whether columns count that choose none of its rows: those in its outputs and in loose conditions.
    """
    outer = _outer_columns(query, sources)
    loose = () if loosely else (*query.unnest().expressions, *_loose_in(query, outer))
    passed = {id(node) for each in loose for node in nodes_of(each)}
    return any(id(each) not in passed for each in outer)


def _outer_columns(query: exp.Expr, sources: list[Source]) -> list[exp.Column]:
    """The columns that a subquery names of the given relations."""
    nodes = nodes_of(query)
    inner = {name_of(each) for each in nodes if isinstance(each, exp.Table | exp.Subquery)}
    outer = {each.name for each in sources} - inner - {""}
    own = [Source(each, sources[0].statement, sources[0].ctes) for each in nodes if isinstance(each, exp.Table)]
    made = set(_names_given(nodes))
    return [
        each
        for each in nodes
        if isinstance(each, exp.Column)
        and (each.table.lower() in outer if each.table else _is_of_none(each, own) and each.name.lower() not in made)
    ]


def _is_of_none(column: exp.Column, sources: list[Source]) -> bool:
    return all(source.may_have(column) is False for source in sources)


def _names_given(nodes: Iterable[exp.Expr]) -> Iterator[str]:
    """All aliases, of outputs, relations and their columns, in lower case."""
    for node in nodes:
        if isinstance(node, exp.Alias):
            yield node.alias.lower()
        elif isinstance(node, exp.TableAlias):
            yield from (each.name.lower() for each in (node.this, *node.columns) if each is not None)


def _loose_in(query: exp.Expr, outer: list[exp.Column]) -> list[exp.Expr]:
    """The conditions of a query that keep most rows: loose ones, and a single bound of an outer relation's column."""
    conditions, those = list(conditions_of(query.unnest())), set(map(id, outer))
    bounds = [each for each in conditions if isinstance(each, _BOUNDS) and those & set(map(id, nodes_of(each)))]
    return [each for each in conditions if is_loose(each)] + (bounds if len(bounds) == 1 else [])
