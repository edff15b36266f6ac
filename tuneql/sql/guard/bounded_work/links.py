"""Finds which relations of a FROM clause are linked by its conditions."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final, NamedTuple

from sqlglot import exp

from tuneql.sql.binding.sources import LATERAL_UNSAID
from tuneql.sql.clauses import column_of_row, table_applied
from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.bounded_work.growth import conditions_of
from tuneql.sql.guard.bounded_work.loose import has_columns, is_loose, telling_columns
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical
from tuneql.sql.walking import nodes_of

_LINKING: Final = frozenset({"ASOF", "POSITIONAL"})
_MOST_MIXED: Final = 2


class Source:
    """One item of a FROM clause, and the join that brings it in, if one does."""

    def __init__(
        self, node: exp.Expr, statement: Statement, ctes: Mapping[str, exp.Expr], join: exp.Expr | None = None
    ) -> None:
        self.node, self.statement, self.ctes, self.join = node, statement, ctes, join
        self.name = name_of(node)

    @cached_property
    def outputs(self) -> Mapping[str, exp.Expr]:
        """The outputs of a query in FROM, by their names in lower case."""
        is_named = isinstance(self.node, exp.Table) and not self.node.db
        query = self.ctes.get(self.node.name.lower()) if is_named else self.node.this
        outputs = query.expressions if isinstance(query, exp.Select) else ()
        return {each.alias_or_name.lower(): each.unalias() for each in outputs}

    def is_constant(self, name: str) -> bool:
        """Whether a column of a query in FROM is the same in all rows: a literal, or `n * 0`."""
        output = self.outputs.get(name.lower())
        if output is None:
            return False
        output = output.this if isinstance(output, exp.Cast) else output
        is_written = isinstance(output, exp.Literal | exp.Boolean | exp.Null) or number_in(output) is not None
        return is_written or (has_columns(output) and not any(telling_columns(output)))

    @cached_property
    def columns(self) -> frozenset[str] | None:
        """Its columns in canonical form; None if they are not known."""
        if not isinstance(self.node, exp.Table) or not isinstance(self.node.this, exp.Identifier):
            return None
        if not self.node.db and self.node.name.lower() in self.ctes:
            return None
        found = tables_named(self.node, self.statement.schema, self.statement.dialect_class)
        return frozenset(found[0].canonical_columns) if found else None

    @cached_property
    def names(self) -> frozenset[str] | None:
        """The names of its columns in lower case, of a table or of a query in FROM; None if they are not known."""
        if self.columns is not None:
            return frozenset(name.lower() for name in self.columns)
        is_known = self.outputs and not any(each.is_star for each in self.outputs.values())
        return frozenset(self.outputs) if is_known and not self.node.alias_column_names else None

    def may_have(self, column: exp.Column) -> bool | None:
        """Whether a column is its own; None if that is not known."""
        if self.columns is None:
            return None
        return canonical(column.this, self.statement.dialect_class) in self.columns


def name_of(source: exp.Expr) -> str:
    """What an item of a FROM clause is called, in lower case; of a list in BigQuery, that is what its elements are."""
    alias = source.args.get("alias")
    names = [alias.this, *alias.columns] if isinstance(alias, exp.TableAlias) else []
    return next((each.name.lower() for each in names if each is not None), source.alias_or_name.lower())


class Condition(NamedTuple):
    """What must hold of the rows of a FROM clause, and the relations in sight of it, those of its own query first."""

    node: exp.Expr
    sight: Sequence[Source]


def groups_of(sources: list[Source], conditions: Iterable[Condition]) -> list[int]:
    """The group of each source, of those that joins and conditions link to one another."""
    linked = {source: place for place, source in enumerate(sources)}

    def union(those: Iterable[Source]) -> None:
        first, *others = {linked[source] for source in those}
        linked.update((source, first) for source, group in linked.items() if group in others)

    for place, source in enumerate(sources):
        if isinstance(source.join, exp.Join) and _has_columns_in_common(source.join, sources, place):
            union(sources[max(0, place - 1) : place + 1])
        elif source.join is not None and _reads_others(source.node, sources):
            union((sources[0], source))
    bounded: set[frozenset[Source]] = set()
    for node, sight in (each for condition in conditions for each in _bounds_of(condition)):
        those = frozenset(_linked_by(node, sight))
        if len(those) > 1 and (not _is_half(node, sight) or those in bounded):
            union(those)
        bounded.add(those)
    return list(linked.values())


def _bounds_of(condition: Condition) -> Iterator[Condition]:
    """`a.n BETWEEN b.n AND c.n` as its two bounds, which may be of different relations."""
    if isinstance(condition.node, exp.Between):
        value, low, high = (condition.node.args[key].copy() for key in ("this", "low", "high"))
        yield Condition(exp.GTE(this=value, expression=low), condition.sight)
        yield Condition(exp.LTE(this=value.copy(), expression=high), condition.sight)
    else:
        yield condition


def _has_columns_in_common(join: exp.Join, sources: list[Source], place: int) -> bool:
    """Whether USING, NATURAL or a kind of join ties a relation to those before it."""
    if using := join.args.get("using"):
        return not all(sources[place].is_constant(each.name) for each in using)
    if join.method == "NATURAL":
        own, others = sources[place].names, [each.names for each in sources[:place]]
        return own is None or any(each is None or each & own for each in others)
    return join.method in _LINKING or bool(join.args.get("nearest"))


def _is_half(condition: exp.Expr, sight: Sequence[Source]) -> bool:
    """Whether it is a bound to one side, which leaves half of all pairs of rows of two tables.

    So is a bound to the difference of two, `a.n - b.n > 0`, and what holds if it does or something else. Two bounds of
    one pair make a range, which links.
    """
    if isinstance(condition, exp.Or):
        return any(_is_half(each.unnest(), sight) for each in condition.flatten())
    if not isinstance(condition, exp.LT | exp.LTE | exp.GT | exp.GTE):
        return False
    sides: exp.Expr = condition
    if isinstance(difference := condition.this.unnest(), exp.Sub) and not _linked_by(condition.expression, sight):
        sides = difference
    left, right = (_linked_by(side, sight) for side in (sides.this, sides.expression))
    of_tables = all(source.columns is not None for source in left | right)
    return bool(left) and bool(right) and left.isdisjoint(right) and of_tables


def _linked_by(condition: exp.Expr, sight: Sequence[Source]) -> set[Source]:
    """The relations that a condition links; that two columns differ links none."""
    if isinstance(condition, exp.Paren):
        return _linked_by(condition.this, sight)
    if isinstance(condition, exp.Or):
        return set.intersection(*(_linked_by(each, sight) for each in condition.flatten()))
    if isinstance(condition, exp.And):
        parts = [_linked_by(each, sight) for each in condition.flatten()]
        return set().union(*(those for those in parts if len(those) > 1))  # each bound to one side links nothing
    if is_loose(condition):
        return set()
    those = set[Source]().union(*_named_in(condition, sight))
    return those if len(those) <= _MOST_MIXED else _without_mixed(those, condition, sight)


def _without_mixed(those: set[Source], condition: exp.Expr, sight: Sequence[Source]) -> set[Source]:
    """What is left of the relations that a condition names, where one side of it is computed from three or more.

    All combinations of their rows are made before it is known: of them, one is linked to those on the other side.
    """
    for side in (condition.args.get("this"), condition.args.get("expression")):
        if isinstance(side, exp.Expr) and not isinstance(side, exp.Tuple):
            named = _named_in(side, sight)
            mixed = set[Source]().union(*named)
            if min(len(named), len(mixed)) > _MOST_MIXED:
                those = (those - mixed) | {next(source for source in sight if source in mixed)}
    return those


def _named_in(condition: exp.Expr, sight: Sequence[Source]) -> list[set[Source]]:
    """The relations of each column; of one that stands without a name before it, all that it may be of."""
    columns = (each for each in telling_columns(condition) if not _is_of_query_within(each, condition, sight))
    return [set(_named_by(column, sight)) for column in columns]


def _is_of_query_within(column: exp.Column, condition: exp.Expr, sight: Sequence[Source]) -> bool:
    """Whether a column without a name before it is of a query that the condition holds: `a.n IN (SELECT n FROM b)`."""
    node = None if column.table or not sight else column.parent
    while node is not None and node is not condition:
        own = _tables_of(node, sight[0]) if isinstance(node, exp.Select) else ()
        if any(source.may_have(column) is not False for source in own):
            return True
        node = node.parent
    return False


def _tables_of(select: exp.Select, near: Source) -> Iterator[Source]:
    joins = select.args.get("joins") or ()
    items = [each.this for each in (select.args.get("from_"), *joins) if isinstance(each, exp.Expr)]
    yield from (Source(each, near.statement, near.ctes) for each in items)


def _named_by(column: exp.Column, sight: Sequence[Source]) -> Iterator[Source]:
    """The relation that a column is of; those that it may be of, if that cannot be told."""
    qualifier = column.table.lower()
    if qualifier:
        named = [source for source in sight if source.name == qualifier]
        own = named if column.args.get("db") else named[:1]
        yield from (source for source in own if not source.is_constant(column.name))
        return
    sure = [source for source in sight if source.may_have(column)]
    yield from sure[:1] or (source for source in sight if source.may_have(column) is None)


def _reads_others(source: exp.Expr, sources: list[Source]) -> bool:
    """Whether a relation is made of values of an earlier one."""
    dialect = sources[0].statement.dialect_class
    unsaid = isinstance(source, exp.Subquery) and descends_from(dialect, *LATERAL_UNSAID)
    if unsaid or (isinstance(source, exp.Lateral) and isinstance(source.this, exp.Subquery)):
        return is_correlated(source.this, sources, loosely=False)
    if isinstance(source, exp.Lateral):
        return table_applied(source) is None
    if isinstance(source, exp.Table) and column_of_row(source, (each.name for each in sources), dialect) is not None:
        return True
    if isinstance(source, exp.Subquery | exp.Values):
        return False
    return any(isinstance(node, exp.Column) for node in nodes_of(source, into_queries=False))


def is_correlated(query: exp.Expr, sources: list[Source], *, loosely: bool = True) -> bool:
    """Whether a query names columns of relations that are not its own: of those around it, or before it in FROM.

    Args:
        query: in parentheses or not.
        sources: the relations.
        loosely: a condition that holds for nearly all pairs of rows is enough.
    """
    nodes = nodes_of(query)
    inner = {each.alias_or_name.lower() for each in nodes if isinstance(each, exp.Table | exp.Subquery)}
    outer = {each.name for each in sources} - inner
    loose = () if loosely else (each for each in conditions_of(query.unnest()) if is_loose(each))
    passed = {id(node) for condition in loose for node in nodes_of(condition)}
    columns = [each for each in nodes if isinstance(each, exp.Column) and id(each) not in passed]
    own = [Source(each, sources[0].statement, sources[0].ctes) for each in nodes if isinstance(each, exp.Table)]
    bare = (each for each in columns if not each.table)
    return any(each.table.lower() in outer for each in columns) or any(
        all(source.may_have(each) is False for source in own) for each in bare
    )
