"""Denies joins without a link that make too many rows: `FROM a, b, c`."""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import islice
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.from_items import all_conditions_of, items_of
from tuneql.sql.guard.bounded_work.generators import MOST_ROWS, longest_made
from tuneql.sql.guard.bounded_work.query_sizes import (
    MOST_ROWS_FOR_EACH_PAIR,
    Sizes,
    limit_of,
    outer_select,
)
from tuneql.sql.guard.bounded_work.size import Size
from tuneql.sql.guard.bounded_work.sources import name_of
from tuneql.sql.guard.bounded_work.totals import is_aggregated
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_MOST_UNLINKED: Final = 2
_MOST_LEVELS: Final = 16  # of correlated subqueries, whose links take time that grows with the cube of their number
_MOST_ROWS_FOR_EACH: Final = 100_000
_LONGEST_FOR_EACH_PAIR: Final = 10_000


def unlinked_relations(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Denies a SELECT of three or more tables that no condition links, and lists whose rows multiply.

    A relation that reads columns of an earlier one (LATERAL, APPLY, UNNEST of a column) is linked to it; a relation
    with one row multiplies nothing. The size of a subquery or a common table expression counts where it is read.
    """
    if not _may_multiply(nodes):
        return
    sizes = Sizes(nodes, statement)
    has_lists = len(nodes.of(exp.Unnest, exp.Lateral)) + len(nodes.of(exp.Func)) > _MOST_UNLINKED
    for node in nodes.of(exp.Select):
        if node.args.get("from_"):
            if has_lists and _expands_one_list_often(node):
                yield f"one list is expanded more than {_MOST_UNLINKED} times for a row; link the elements"
            around = list(islice(sizes.correlated_with(node), _MOST_LEVELS + 1))
            if len(around) > _MOST_LEVELS:
                yield f"subqueries that read rows around them are nested more than {_MOST_LEVELS} deep; join instead"
                return
            size = max(sizes.before_limit(node), sizes.with_outer_rows(node, around))
            if size.tables > _MOST_UNLINKED:
                yield f"{size.tables} relations are joined without a condition that links them; add join conditions"
            elif size.tables == _MOST_UNLINKED and longest_made(nodes) > _LONGEST_FOR_EACH_PAIR:
                yield "a long text is made for each pair of rows of two relations; add a join condition"
            elif _is_too_much(size) and _needs_all_rows(node):
                yield f"lists are joined to {size.rows:,} rows without a condition that links them; add join conditions"


def _may_multiply(nodes: Nodes) -> bool:
    """Whether a statement needs the check, which is slow: it joins more than two tables, or long texts or series."""
    if _are_nested(nodes) or nodes.of(exp.ExplodingGenerateSeries, exp.GenerateSeries):
        return True
    if not (joins := nodes.of(exp.Join)):
        return False
    sources = nodes.of(exp.Table, exp.UDTF)
    # If there are more joins than tables, queries without tables are joined, such as UNIONs of constants.
    of_lists = len(joins) > max(len(sources), _MOST_UNLINKED)
    if of_lists or not all(isinstance(each.this, exp.Identifier) for each in sources):
        return True
    if len(sources) > _MOST_UNLINKED and not _is_a_chain(nodes):
        return True
    if any(limit.parent is not nodes[0] for limit in nodes.of(exp.Limit, exp.Fetch)):
        return True
    return longest_made(nodes) > _LONGEST_FOR_EACH_PAIR


def _are_nested(nodes: Nodes) -> bool:
    """Whether a subquery in an expression is within another, so that it may run for each pair of rows around it."""
    selects = nodes.of(exp.Select)
    if len(selects) <= _MOST_UNLINKED:
        return False
    return any(outer is not None and outer_select(outer) is not None for outer in map(outer_select, selects))


def _is_a_chain(nodes: Nodes) -> bool:
    """Whether each join of a statement plainly links a table to an earlier one: `JOIN t ON t.a = u.b`.

    False with queries in FROM, whose columns may be constants, which link nothing.
    """
    joins = [
        (select.args.get("from_"), found) for select in nodes.of(exp.Select) if (found := select.args.get("joins"))
    ]
    of_selects = sum(len(found) for _, found in joins)
    is_of_tables = of_selects == len(nodes.of(exp.Join)) and not nodes.of(exp.CTE)
    return is_of_tables and all(_is_linked(first, found) for first, found in joins)


def _is_linked(first: exp.Expr | None, joins: Sequence[exp.Expr]) -> bool:
    if first is None or not isinstance(first.this, exp.Table):
        return False
    names = {first.this.alias_or_name.lower()}
    for join in joins:
        name = join.this.alias_or_name.lower()
        is_new = isinstance(join.this, exp.Table) and name not in names
        if not is_new or not _links(join.args.get("on"), name, names):
            return False
        names.add(name)
    return True


def _links(condition: exp.Expr | None, name: str, names: AbstractSet[str]) -> bool:
    """Whether a condition, or a part of AND, equates a column of one table with a column of one of some others."""
    if condition is None:
        return False
    parts = condition.flatten() if isinstance(condition, exp.And) else (condition,)
    return any(
        each.__class__ is exp.EQ
        and isinstance(each.this, exp.Column)
        and isinstance(each.expression, exp.Column)
        and _are_of(name, names, each.this.table.lower(), each.expression.table.lower())
        for each in parts
    )


def _are_of(name: str, names: AbstractSet[str], left: str, right: str) -> bool:
    return bool(left and right) and ((left == name and right in names) or (right == name and left in names))


def _expands_one_list_often(select: exp.Select) -> bool:
    """Whether one list of a row is expanded three times without conditions on the elements: their number is cubed."""
    lists: dict[tuple[object, ...], list[str]] = {}
    for node, _ in items_of(select):
        if isinstance(node, exp.Unnest | exp.Lateral) or isinstance(node.this, exp.Func):
            made_of = tuple(node.expressions) if isinstance(node, exp.Unnest) else (node.this,)
            lists.setdefault(made_of, []).append(name_of(node))
    if not any(len(names) > _MOST_UNLINKED for names in lists.values()):
        return False
    said = {
        part.name.lower()
        for each in all_conditions_of(select)
        for node in nodes_of(each)
        if isinstance(node, exp.Column)
        for part in node.parts
    }
    return any(sum(name not in said for name in names) > _MOST_UNLINKED for names in lists.values())


def _is_too_much(size: Size) -> bool:
    """Whether lists alone, with one table, or with two tables without a link, make too many rows."""
    if size.tables == _MOST_UNLINKED:
        return size.rows >= MOST_ROWS_FOR_EACH_PAIR
    return size.rows > MOST_ROWS or (size.tables > 0 and size.rows > _MOST_ROWS_FOR_EACH)


def _needs_all_rows(select: exp.Select) -> bool:
    """Whether an engine must make all rows of a query: it has no LIMIT, and is not a plain query in FROM or WITH."""
    if limit_of(select) is not None:
        return False
    if isinstance(select.parent, exp.CTE | exp.Subquery) and not isinstance(select.parent.parent, exp.Expr):
        return True
    is_read = isinstance(select.parent, exp.CTE) or (
        isinstance(select.parent, exp.Subquery) and isinstance(select.parent.parent, exp.From | exp.Join)
    )
    return not is_read or any(select.args.get(key) for key in ("group", "order", "distinct")) or is_aggregated(select)
