"""Estimates how many rows the queries of a statement return, by their joins, generators and limits."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.correlation import is_correlated
from tuneql.sql.guard.bounded_work.from_items import all_conditions_of, items_of
from tuneql.sql.guard.bounded_work.generators import are_days, rows_made
from tuneql.sql.guard.bounded_work.growth import Recursion
from tuneql.sql.guard.bounded_work.links import Condition, groups_of, has_one_row
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.bounded_work.size import NOTHING_KNOWN, ONE_ROW, Size, joined, product
from tuneql.sql.guard.bounded_work.sources import Source
from tuneql.sql.guard.bounded_work.totals import is_aggregated
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes

MOST_ROWS_FOR_EACH_PAIR: Final = 1_000
"""How many rows are allowed for each pair of rows without a link; a query with a LIMIT of at most this is a list."""

_FEW: Final = 2  # sources, which need no look at their keys
_DAYS: Final = 366  # the assumed length of a calendar if the statement does not tell its ends


def limit_of(query: exp.Expr) -> float | None:
    """The number of rows in LIMIT or FETCH; None if there is neither, or it is computed or a percentage."""
    limit = query.args.get("limit")
    options = limit.args.get("limit_options") if isinstance(limit, exp.Expr) else None
    if options is not None and options.args.get("percent"):
        return None
    if isinstance(limit, exp.Fetch):
        return number_in(limit.args.get("count"))
    return number_in(limit.expression) if isinstance(limit, exp.Limit) else None


class Sizes:
    """The sizes of a statement's queries, each estimated once."""

    def __init__(self, nodes: Nodes, statement: Statement) -> None:
        self.statement = statement
        self.ctes = {node.alias.lower(): node.this for node in nodes.of(exp.CTE)}
        self.known: dict[int, Size] = {}

    def of(self, query: exp.Expr) -> Size:
        """The size of a query's result."""
        if id(query) not in self.known:
            self.known[id(query)] = NOTHING_KNOWN  # for a query that reads itself
            self.known[id(query)] = self._of(query)
        return self.known[id(query)]

    def _of(self, query: exp.Expr) -> Size:
        if isinstance(query, exp.SetOperation):
            return self._of_both(query)
        if isinstance(query, exp.Subquery):
            return self.of(query.this)
        if isinstance(query, exp.Values):
            return Size(tables=0, rows=len(query.expressions))
        if not isinstance(query, exp.Select):
            return NOTHING_KNOWN
        if query.args.get("from_") and is_aggregated(query):
            return ONE_ROW
        size = self.before_limit(query) if query.args.get("from_") else _made_by(query)
        if query.args.get("group"):
            size = Size(tables=min(size.tables, 1), rows=size.rows)
        most = limit_of(query)
        is_list = most is not None and most <= MOST_ROWS_FOR_EACH_PAIR
        return size if most is None else Size(tables=0 if is_list else min(size.tables, 1), rows=int(most))

    def _of_both(self, query: exp.SetOperation) -> Size:
        left, right, steps = self.of(query.this), self.of(query.expression), _steps(query)
        if steps:
            return Size(tables=left.tables, rows=left.rows * steps)
        return Size(tables=max(left.tables, right.tables), rows=left.rows + right.rows)

    def before_limit(self, select: exp.Select) -> Size:
        """The size of FROM of a SELECT, multiplied by the generators among its outputs."""
        return product((self.of_sources(select), _made_by(select)))

    def with_outer_rows(self, select: exp.Select, around: Sequence[exp.Select]) -> Size:
        """The size of a correlated subquery in an expression, times the rows of those around it; else one row."""
        return self.of_sources(*reversed(around), select) if around else ONE_ROW

    def correlated_with(self, select: exp.Select) -> Iterator[exp.Select]:
        """The SELECTs around one, from the inside, each of which the one within it reads."""
        outer = outer_select(select)
        while outer is not None and is_correlated(select, self.sources(outer)):
            yield outer
            select, outer = outer, outer_select(outer)

    def sources(self, node: exp.Expr) -> list[Source]:
        """The items of a FROM clause, or of a join in parentheses."""
        return [Source(each, self.statement, self.ctes, join) for each, join in items_of(node)]

    def of_sources(self, *nodes: exp.Expr) -> Size:
        """The size of a FROM clause, or of a join in parentheses.

        Args:
            nodes: with FROM or joins; after the first, subqueries that are computed for each row of the one before.
        """
        sources: list[Source] = []
        conditions: list[Condition] = []
        for node in nodes:
            sources = self.sources(node) + sources
            conditions += [
                Condition(each, sources) for each in all_conditions_of(node) if not _contains(each, nodes[-1])
            ]
        groups: dict[int, list[Size]] = {}
        for source, group in zip(sources, groups_of(sources, conditions), strict=True):
            is_told = len(sources) > _FEW and has_one_row(source, conditions)
            groups.setdefault(group, []).append(ONE_ROW if is_told else self.of_source(source.node))
        return product(joined(each) for each in groups.values())

    def of_source(self, node: exp.Expr) -> Size:
        """The size of one item of FROM."""
        if node.args.get("joins"):
            return self.of_sources(node)
        if isinstance(node, exp.Table) and isinstance(node.this, exp.Identifier):
            query = self.ctes.get(node.name.lower()) if not node.args.get("db") else None
            return NOTHING_KNOWN if query is None else self.of(query)
        if isinstance(node, exp.Subquery) and isinstance(node.this, exp.Table | exp.Subquery):
            return self.of_source(node.this)
        if isinstance(node, exp.Subquery | exp.Values):
            return self.of(node)
        if isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery):
            return self.of(node.this)
        rows = rows_made(node) or (_DAYS if are_days(node) else 0)
        return NOTHING_KNOWN if not rows else Size(tables=0, rows=rows)


def _made_by(select: exp.Select) -> Size:
    """How many rows the generators among the outputs of a SELECT make from one."""
    return Size(tables=0, rows=max(1, prod(rows for each in select.expressions if (rows := rows_made(each)))))


def _steps(query: exp.SetOperation) -> int:
    """How many rows a recursion makes from each first row, if its step reads only itself; 0 for other queries."""
    cte, step = query.parent, query.expression
    source = step.args.get("from_") if isinstance(step, exp.Select) and not step.args.get("joins") else None
    if not isinstance(cte, exp.CTE) or source is None or source.this.name.lower() != cte.alias.lower():
        return 0
    return int(limit_of(query) or Recursion(cte, step).steps or _DAYS)


def outer_select(query: exp.Expr) -> exp.Select | None:
    """The SELECT that computes a query for each of its rows, in an expression, or as a total in FROM behind LATERAL.

    None if the query is elsewhere in FROM or WITH, or a statement.
    """
    is_total, parent = isinstance(query, exp.Select) and is_aggregated(query), query.parent
    inside = exp.CTE if is_total and _is_lateral(query) else (exp.From, exp.Join, exp.Lateral, exp.CTE)
    while parent is not None and not isinstance(parent, exp.Select) and not isinstance(parent, inside):
        parent = parent.parent
    return parent if isinstance(parent, exp.Select) and parent.args.get("from_") else None


def _is_lateral(query: exp.Expr) -> bool:
    return query.parent is not None and isinstance(query.parent.parent, exp.Lateral)


def _contains(condition: exp.Expr, query: exp.Expr) -> bool:
    """Whether a query is part of a condition."""
    while query.parent is not None and query is not condition:
        query = query.parent
    return query is condition
