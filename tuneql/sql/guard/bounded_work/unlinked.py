"""Relations that are joined with nothing that links them, and the rows that come of it."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.clauses import joined_within
from tuneql.sql.guard.bounded_work.generators import MOST_ROWS, are_days, longest_made, rows_made
from tuneql.sql.guard.bounded_work.growth import Recursion, conditions_of
from tuneql.sql.guard.bounded_work.links import Condition, Source, groups_of, is_correlated, name_of
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.bounded_work.size import NOTHING_KNOWN, ONE_ROW, Size, joined, product
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

_MOST_UNLINKED: Final = 2
_MOST_ROWS_FOR_EACH: Final = 100_000
_MOST_ROWS_FOR_EACH_PAIR: Final = 1_000
_LONGEST_FOR_EACH_PAIR: Final = 10_000
_DAYS: Final = 366  # of a calendar whose ends the statement does not tell


def unlinked_relations(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Refuses a SELECT of three tables or more that no condition links to one another, and lists that multiply.

    A relation that reads columns of an earlier one (LATERAL, APPLY, UNNEST of a column) is linked to it; one that has
    one row multiplies nothing. What a subquery or a common table expression multiplies counts where it is read.
    """
    if not _may_multiply(nodes):
        return
    sizes = _Sizes(nodes, statement)
    has_lists = len(nodes.of(exp.Unnest, exp.Lateral)) + len(nodes.of(exp.Func)) > _MOST_UNLINKED
    for node in nodes.of(exp.Select):
        if node.args.get("from_"):
            if has_lists and _has_one_list_again(node):
                yield f"more than {_MOST_UNLINKED} lists of one row's column are joined, each with all of the others"
            size = max(sizes.before_limit(node), sizes.with_rows_around(node))
            if size.tables > _MOST_UNLINKED:
                yield f"{size.tables} relations are joined with no condition that links them"
            elif size.tables == _MOST_UNLINKED and longest_made(nodes) > _LONGEST_FOR_EACH_PAIR:
                yield "a long text is made for each pair of rows of two relations that no condition links"
            elif _is_too_much(size) and _is_gathered(node):
                yield f"lists are joined to {size.rows:,} rows with no condition that links them"


def _may_multiply(nodes: Nodes) -> bool:
    """Whether there is a join of more than two tables, or with long texts or series: to look at sizes takes a while."""
    if not nodes.of(exp.Join):
        return False
    sources = nodes.of(exp.Table, exp.UDTF)
    if not all(isinstance(each.this, exp.Identifier) for each in sources):
        return True
    if len(sources) > _MOST_UNLINKED and not _is_a_chain(nodes):
        return True
    if nodes.of(exp.ExplodingGenerateSeries, exp.GenerateSeries):
        return True
    if any(limit.parent is not nodes[0] for limit in nodes.of(exp.Limit, exp.Fetch)):
        return True
    return longest_made(nodes) > _LONGEST_FOR_EACH_PAIR


def _is_a_chain(nodes: Nodes) -> bool:
    """Whether each join of a statement plainly links a table to one that is there: `JOIN t ON t.a = u.b`.

    Queries in FROM have columns that link nothing, such as constants, and take the long look.
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
    """Whether a condition, or one of several that must hold, is that a column is another's, of one of some names."""
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


def _has_one_list_again(select: exp.Select) -> bool:
    """Whether a row's list is taken apart three times, with nothing said of the elements: their number is cubed."""
    lists: dict[tuple[object, ...], list[str]] = {}
    for node, _ in _items(select):
        if isinstance(node, exp.Unnest | exp.Lateral) or isinstance(node.this, exp.Func):
            made_of = tuple(node.expressions) if isinstance(node, exp.Unnest) else (node.this,)
            lists.setdefault(made_of, []).append(name_of(node))
    if not any(len(names) > _MOST_UNLINKED for names in lists.values()):
        return False
    said = {
        part.name.lower()
        for each in _conditions(select)
        for node in nodes_of(each)
        if isinstance(node, exp.Column)
        for part in node.parts
    }
    return any(sum(name not in said for name in names) > _MOST_UNLINKED for names in lists.values())


def _is_too_much(size: Size) -> bool:
    if size.tables == _MOST_UNLINKED:
        return size.rows >= _MOST_ROWS_FOR_EACH_PAIR
    return size.rows > MOST_ROWS or (size.tables > 0 and size.rows > _MOST_ROWS_FOR_EACH)


def _is_gathered(select: exp.Select) -> bool:
    """Whether all rows are wanted: a plain query in FROM makes no more of them than are read, nor does a LIMIT."""
    if _limit(select) is not None:
        return False
    if isinstance(select.parent, exp.CTE | exp.Subquery) and not isinstance(select.parent.parent, exp.Expr):
        return True
    is_read = isinstance(select.parent, exp.CTE) or (
        isinstance(select.parent, exp.Subquery) and isinstance(select.parent.parent, exp.From | exp.Join)
    )
    return not is_read or any(select.args.get(key) for key in ("group", "order", "distinct")) or _is_aggregated(select)


def _limit(query: exp.Expr) -> float | None:
    limit = query.args.get("limit")
    if isinstance(limit, exp.Fetch):
        return number_in(limit.args.get("count"))
    return number_in(limit.expression) if isinstance(limit, exp.Limit) else None


def _is_aggregated(select: exp.Select) -> bool:
    """Whether a SELECT gives one row, whatever it reads."""
    outputs = [each.this if isinstance(each, exp.Alias) else each for each in select.expressions]
    return bool(outputs) and not select.args.get("group") and all(_aggregates(each) for each in outputs)


def _aggregates(output: exp.Expr) -> bool:
    nodes = nodes_of(output, into_queries=False)
    return any(isinstance(node, exp.AggFunc) for node in nodes) and not any(
        isinstance(node, exp.Window) for node in nodes
    )


class _Sizes:
    """The sizes of a statement's queries, each looked at once."""

    def __init__(self, nodes: Nodes, statement: Statement) -> None:
        self.statement = statement
        self.ctes: Mapping[str, exp.Expr] = {node.alias.lower(): node.this for node in nodes.of(exp.CTE)}
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
        if query.args.get("from_") and _is_aggregated(query):
            return ONE_ROW
        size = self.before_limit(query) if query.args.get("from_") else _made_by(query)
        if query.args.get("group"):
            size = Size(tables=min(size.tables, 1), rows=size.rows)
        most = _limit(query)
        is_list = most is not None and most <= _MOST_ROWS_FOR_EACH_PAIR
        return size if most is None else Size(tables=0 if is_list else min(size.tables, 1), rows=int(most))

    def _of_both(self, query: exp.SetOperation) -> Size:
        left, right, steps = self.of(query.this), self.of(query.expression), _steps(query)
        if steps:
            return Size(tables=left.tables, rows=left.rows * steps)
        return Size(tables=max(left.tables, right.tables), rows=left.rows + right.rows)

    def before_limit(self, select: exp.Select) -> Size:
        """The rows that a SELECT's FROM gives, each as many times as generators among the outputs say."""
        return product((self.of_sources(select), _made_by(select)))

    def with_rows_around(self, select: exp.Select) -> Size:
        """The rows that a query in an expression reads, once for each row of the SELECT around it that it refers to."""
        around = _select_around(select)
        if around is None or not is_correlated(select, self.sources(around)):
            return ONE_ROW
        return self.of_sources(around, select)

    def sources(self, node: exp.Expr) -> list[Source]:
        """The items of a FROM clause, or of a join in parentheses."""
        return [Source(each, self.statement, self.ctes, join) for each, join in _items(node)]

    def of_sources(self, *nodes: exp.Expr) -> Size:
        """The size of what a FROM clause, or a join in parentheses, brings together; of two, one within the other."""
        sources: list[Source] = []
        conditions: list[Condition] = []
        for node in nodes:
            sources = self.sources(node) + sources
            conditions += [Condition(each, sources) for each in _conditions(node) if not _holds(each, nodes[-1])]
        groups: dict[int, list[Size]] = {}
        for source, group in zip(sources, groups_of(sources, conditions), strict=True):
            groups.setdefault(group, []).append(self.of_source(source.node))
        return product(joined(each) for each in groups.values())

    def of_source(self, node: exp.Expr) -> Size:
        """The size of one item of FROM."""
        if node.args.get("joins"):
            return self.of_sources(node)
        if isinstance(node, exp.Table | exp.TableAlias) and isinstance(node.this, exp.Identifier):
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
    """How many rows generators among the outputs of a SELECT make of one."""
    return Size(tables=0, rows=max(1, prod(rows for each in select.expressions if (rows := rows_made(each)))))


def _steps(query: exp.SetOperation) -> int:
    """How many rows a recursion makes of each of its first ones, if it reads nothing but itself; 0 if it is none."""
    cte, step = query.parent, query.expression
    source = step.args.get("from_") if isinstance(step, exp.Select) and not step.args.get("joins") else None
    if not isinstance(cte, exp.CTE) or source is None or source.this.name.lower() != cte.alias.lower():
        return 0
    return int(_limit(query) or Recursion(cte, step).steps or _DAYS)


def _select_around(query: exp.Expr) -> exp.Select | None:
    """The SELECT in an expression of which a query stands; None if it stands in FROM, WITH or alone."""
    parent = query.parent
    while parent is not None and not isinstance(parent, exp.Select | exp.From | exp.Join | exp.Lateral | exp.CTE):
        parent = parent.parent
    return parent if isinstance(parent, exp.Select) and parent.args.get("from_") else None


def _holds(condition: exp.Expr, query: exp.Expr) -> bool:
    """Whether a query stands in a condition."""
    while query.parent is not None and query is not condition:
        query = query.parent
    return query is condition


def _items(node: exp.Expr) -> Iterator[tuple[exp.Expr, exp.Expr | None]]:
    """What a FROM clause, or a join in parentheses, is of: each with the join that brings it in."""
    first = node.args.get("from_")
    if isinstance(first, exp.From):
        yield from _opened(first.this, None)
    elif not isinstance(node, exp.Select):
        bare = node.copy()
        bare.set("joins", None)
        yield from _opened(bare, None)
    for join in node.args.get("joins") or ():
        yield from _opened(join.this, join)


def _opened(node: exp.Expr, join: exp.Expr | None) -> Iterator[tuple[exp.Expr, exp.Expr | None]]:
    """`LEFT JOIN (a, b) ON …`: without a name of its own, a join in parentheses is no more than what is in it."""
    inner = _within(node)
    if inner is None:
        yield node, join
    else:
        (first, own), *others = _items(inner)
        yield from ((first, own or join), *others)


def _within(node: exp.Expr) -> exp.Expr | None:
    return None if node.alias or node.args.get("joins") else joined_within(node)


def _conditions(node: exp.Expr) -> Iterator[exp.Expr]:
    """All that must hold of the rows of a FROM clause."""
    yield from conditions_of(node)
    first = node.args.get("from_")
    inner = [_within(first.this) if isinstance(first, exp.From) else joined_within(node)]
    inner += [_within(join.this) for join in node.args.get("joins") or ()]
    for each in inner:
        yield from () if each is None else _conditions(each)
