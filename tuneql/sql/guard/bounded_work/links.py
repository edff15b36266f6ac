"""Finds which relations of a FROM clause its joins and conditions link.

`a.id = b.a_id` links a and b. Conditions that keep almost all pairs of rows do not link, see `loose`; nor does one
bound between two tables, `a.n < b.n`, but two do that make a range, because one is from above and one from below; nor
does one equation of values that very many rows share, see `coarse`, but two do.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from sqlglot import exp

from tuneql.sql.binding.joins import LATERAL_WITHOUT_KEYWORD
from tuneql.sql.clauses import column_of_row, sources_of, table_applied
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.bounded_work.coarse import is_shared
from tuneql.sql.guard.bounded_work.correlation import is_correlated
from tuneql.sql.guard.bounded_work.loose import decisive_columns, is_loose
from tuneql.sql.guard.bounded_work.sources import Source
from tuneql.sql.walking import nodes_of

_LINKING: Final = frozenset({"ASOF", "POSITIONAL"})
_MOST_COMBINED: Final = 2
_LISTS: Final = (exp.Table, exp.UDTF)  # a function in FROM is a table
_BOUNDS: Final = (exp.LT, exp.LTE, exp.GT, exp.GTE)
_EQUATIONS: Final = (exp.EQ, exp.NullSafeEQ)
_COMPUTED: Final = (*_EQUATIONS, exp.Like, exp.ILike, *_BOUNDS)


_Order = tuple[frozenset[Source], frozenset[Source]]


class Condition(NamedTuple):
    """A condition on the rows of a FROM clause, and the relations whose columns it may name, its own query's first."""

    node: exp.Expr
    visible: Sequence[Source]


def groups_of(sources: list[Source], conditions: Iterable[Condition]) -> list[int]:
    """The number of the group of each source: sources that joins and conditions link are in the same group."""
    groups = _Groups(sources)
    for place, source in enumerate(sources):
        if isinstance(source.join, exp.Join) and _has_columns_in_common(source.join, sources, place):
            groups.unite(sources[max(0, place - 1) : place + 1])
        elif source.join is not None and _reads_others(source.node, sources):
            groups.unite((sources[0], source))
        elif isinstance(source.node, _LISTS) and _reads_others(source.node, sources):
            groups.unite((sources[-1], source))  # a list of a row around the subquery, whose relations come last
    _unite_by_conditions(groups, [each for condition in conditions for each in _parts_of(condition)])
    return list(groups.numbers.values())


def has_one_row(source: Source, conditions: Iterable[Condition]) -> bool:
    """Whether conditions tell the primary key of a table, so that one row is left: `a.id = 3`."""
    given = set[str]()
    for node, visible in conditions if source.key else ():
        sides = [node.this, node.expression] if isinstance(node, exp.EQ) else []
        columns = [each for each in sides if isinstance(each, exp.Column)]
        is_told = len(columns) == 1 and any(isinstance(each, exp.Literal) for each in sides)
        if is_told and [*_named_by(columns[0], visible)] == [source]:
            given.add(columns[0].name.lower())
    return bool(source.key) and source.key <= given


class _Groups:
    """Sources in groups, at first each in its own.

    Attributes:
        numbers: of the group of each source.
    """

    def __init__(self, sources: Iterable[Source]) -> None:
        self.numbers = {source: place for place, source in enumerate(sources)}

    def unite(self, those: Iterable[Source]) -> None:
        """Make one group of those of some sources."""
        first, *others = {self.numbers[source] for source in those}
        self.numbers.update((source, first) for source, group in self.numbers.items() if group in others)

    def are_united(self, those: Iterable[Source]) -> bool:
        """Whether some sources are in the same group."""
        return len({self.numbers[source] for source in those}) == 1


def _unite_by_conditions(groups: _Groups, conditions: Iterable[Condition]) -> None:
    """Unite the sources that conditions link; computed sides come last, because others must link their operands."""
    orders: set[_Order | None] = set()
    computed: list[tuple[set[Source], frozenset[Source]]] = []
    for node, visible in conditions:
        those = frozenset(_linked_by(node, visible))
        if combined := _combined_in(node, visible):
            computed.append((combined, those))
        elif len(those) > 1:
            order = _order_of(node, visible)
            if order is None or order[::-1] in orders:
                groups.unite(those)
            orders.add(order)
    for combined, those in computed:
        if groups.are_united(combined):
            groups.unite(those)


def _parts_of(condition: Condition) -> Iterator[Condition]:
    """Split `a.n BETWEEN b.n AND c.n` into two comparisons, whose bounds may be of different relations."""
    if isinstance(condition.node, exp.Between):
        value, low, high = (condition.node.args[key].copy() for key in ("this", "low", "high"))
        yield Condition(exp.GTE(this=value, expression=low), condition.visible)
        yield Condition(exp.LTE(this=value.copy(), expression=high), condition.visible)
    else:
        yield condition


def _has_columns_in_common(join: exp.Join, sources: list[Source], place: int) -> bool:
    """Whether USING, NATURAL or the kind of a join, such as ASOF, links a relation to earlier ones."""
    if using := join.args.get("using"):
        return not all(sources[place].is_constant(each.name) for each in using)
    if join.method == "NATURAL":
        own, others = sources[place].names, [each.names for each in sources[:place]]
        if own is None or None in others:
            return True
        varying = {each for each in own if not sources[place].is_constant(each)}
        return not varying.isdisjoint(name for each in others for name in each or ())
    return join.method in _LINKING or bool(join.args.get("nearest"))


def _combined_in(condition: exp.Expr, visible: Sequence[Source]) -> set[Source]:
    """The relations of which one side of a comparison is computed, a and b of `a.n + b.n = c.n`; empty if of one.

    All pairs of their rows are made before the side is known, so the comparison links them to c only if something else
    links them to each other. Rows, `(a.n, b.n) = (c.n, c.k)`, are compared value by value.
    """
    if not isinstance(condition, _COMPUTED):
        return set()
    sides = [side.unnest() for side in (condition.this, condition.expression)]
    left, right = ([] if isinstance(side, exp.Tuple) else _named_in(side, visible) for side in sides)
    found = set[Source]()
    for own, others in ((left, right), (right, left)):
        combined = set[Source]().union(*own)
        if _are_of_several(own) and not set[Source]().union(*others) <= combined:
            found |= combined
    return found


def _are_of_several(named: Sequence[set[Source]]) -> bool:
    """Whether columns belong to several relations, whichever of those to which each may belong it belongs to."""
    return len(named) > 1 and not set.intersection(*named)


def _order_of(condition: exp.Expr, visible: Sequence[Source]) -> _Order | None:
    """Which relations one bound between two tables puts before which, `a.n < b.n`; None for other conditions.

    Such a bound keeps half of all pairs of rows. So does a bound of their difference, `a.n - b.n > 0`, and an OR with
    such a bound. A calendar is no table. A coarse equation puts both before each other.
    """
    if isinstance(condition, exp.Or):
        orders = (_order_of(each.unnest(), visible) for each in condition.flatten())
        return next((each for each in orders if each is not None), None)
    if not isinstance(condition, _BOUNDS) and not _is_coarse(condition, visible):
        return None
    sides: exp.Expr = condition
    if isinstance(difference := condition.this.unnest(), exp.Sub) and not _all_named_in(condition.expression, visible):
        sides = difference
    left, right = (frozenset(_all_named_in(side, visible)) for side in (sides.this, sides.expression))
    if not (left and right and left.isdisjoint(right) and all(each.is_of_table for each in left | right)):
        return None
    if isinstance(condition, _EQUATIONS):
        return (left | right, left | right)
    return (left, right) if isinstance(condition, exp.LT | exp.LTE) else (right, left)


def _is_coarse(condition: exp.Expr, visible: Sequence[Source]) -> bool:
    """Whether a condition equates values that very many rows share, also if queries in FROM compute them."""
    if not isinstance(condition, _EQUATIONS):
        return False
    return all(is_shared(_meant_by(side.unnest(), visible)) for side in (condition.this, condition.expression))


def _meant_by(side: exp.Expr, visible: Sequence[Source]) -> exp.Expr:
    """What a query in FROM computes for a column; other expressions as they are."""
    named = list(_named_by(side, visible)) if isinstance(side, exp.Column) else []
    return named[0].value_of(side) if len(named) == 1 else side


def _linked_by(condition: exp.Expr, visible: Sequence[Source]) -> set[Source]:
    """The relations that a condition links; none if it is loose, such as `a.n <> b.n`."""
    if isinstance(condition, exp.Paren):
        return _linked_by(condition.this, visible)
    if isinstance(condition, exp.Or):
        return set.intersection(*(_linked_by(each, visible) for each in condition.flatten()))
    if isinstance(condition, exp.And):
        parts = [_linked_by(each, visible) for each in condition.flatten()]
        return set().union(*(those for those in parts if len(those) > 1))  # a part on one relation links nothing
    if is_loose(condition):
        return set()
    named = _all_named_in(condition, visible)
    if isinstance(condition, exp.In) and condition.expressions:  # it links as an OR of equations does
        left, *others = (_all_named_in(each, visible) for each in (condition.this, *condition.expressions))
        named = set.intersection(*(left | each for each in others))
    return named if len(named) <= _MOST_COMBINED else _without_combined(named, condition, visible)


def _without_combined(those: set[Source], condition: exp.Expr, visible: Sequence[Source]) -> set[Source]:
    """The linked relations of a condition of which one side is computed from three or more: `a.n + b.n + c.n = d.n`.

    All combinations of the rows of a, b and c must be made to compute it, so that only one of them is linked to d.
    """
    for side in (condition.args.get("this"), condition.args.get("expression")):
        if isinstance(side, exp.Expr) and not isinstance(side, exp.Tuple):
            named = _named_in(side, visible)
            combined = set[Source]().union(*named)
            if min(len(named), len(combined)) > _MOST_COMBINED:
                those = (those - combined) | {next(source for source in visible if source in combined)}
    return those


def _named_in(condition: exp.Expr, visible: Sequence[Source]) -> list[set[Source]]:
    """The relations to which each column of a condition may belong."""
    columns = (each for each in decisive_columns(condition) if not _is_of_query_within(each, condition, visible))
    return [set(_named_by(column, visible)) for column in columns]


def _all_named_in(expression: exp.Expr, visible: Sequence[Source]) -> set[Source]:
    return set[Source]().union(*_named_in(expression, visible))


def _is_of_query_within(column: exp.Column, condition: exp.Expr, visible: Sequence[Source]) -> bool:
    """Whether an unqualified column belongs to a subquery of the condition: `a.n IN (SELECT n FROM b)`."""
    node: exp.Expr | None = None if column.table or not visible else column
    while node is not None and node is not condition:
        own = _tables_of(node, visible[0]) if isinstance(node, exp.Select) else ()
        if any(source.may_have(column) is not False for source in own):
            return True
        node = node.parent
    return False


def _tables_of(select: exp.Select, near: Source) -> Iterator[Source]:
    yield from (Source(each, near.statement, near.ctes) for each in sources_of(select))


def _named_by(column: exp.Column, visible: Sequence[Source]) -> Iterator[Source]:
    """The relation to which a column belongs; if it cannot be told, all to which it may."""
    qualifier = column.table.lower()
    if qualifier:
        named = [source for source in visible if source.name == qualifier]
        own = named if column.args.get("db") else named[:1]
        yield from (source for source in own if not source.is_constant(column.name))
        return
    sure = [source for source in visible if source.may_have(column)]
    yield from sure[:1] or (source for source in visible if source.may_have(column) is None)


def _reads_others(source: exp.Expr, sources: list[Source]) -> bool:
    """Whether an item of FROM reads columns of an earlier one, as LATERAL, APPLY and UNNEST do."""
    dialect = sources[0].statement.dialect_class
    unsaid = isinstance(source, exp.Subquery) and descends_from(dialect, *LATERAL_WITHOUT_KEYWORD)
    if unsaid or (isinstance(source, exp.Lateral) and isinstance(source.this, exp.Subquery)):
        return is_correlated(source.this, sources, loosely=False)
    if isinstance(source, exp.Lateral):
        return table_applied(source) is None
    if isinstance(source, exp.Table) and column_of_row(source, (each.name for each in sources), dialect) is not None:
        return True
    if isinstance(source, exp.Subquery | exp.Values) or isinstance(source.this, exp.Identifier):
        return False
    return any(isinstance(node, exp.Column) for node in nodes_of(source, into_queries=False))
