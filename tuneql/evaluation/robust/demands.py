"""Reads which rows a query asks for: the tables it joins, the columns it makes equal, and the literals it compares.

A query has several demands: one for each branch of an OR and each side of a UNION, and with and without what it
excludes. Rows that meet a demand are in the query's result; rows that fail one of its tests are near misses.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Final, TypeVar

from sqlglot import exp

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand, Spot, classes
from tuneql.evaluation.robust.literals import test_of
from tuneql.evaluation.robust.values import Test

T = TypeVar("T")

# How many branches of OR and sides of set operations are told apart; how deep queries and views are followed.
BRANCHES: Final = 3
_DEPTH: Final = 8

# The largest groups and limits that rows are planted for; above this, only random rows are.
_ROWS: Final = 250


def demands(tree: exp.Expr, catalogue: Catalogue) -> tuple[Demand, ...]:
    """The demands of a query, without repetitions."""
    found = []
    for branch in range(BRANCHES):
        walk = _Walk(catalogue, branch)
        walk.query(tree, None, {}, 0)
        found.append(walk.demand())
        if not walk.is_branching:
            break
    return tuple(dict.fromkeys(each for each in found if each.tables))


Outputs = dict[str, Spot | None]
"""The columns of a source by name, in order; None for computed ones."""


@dataclass
class _View:
    """The scope of one SELECT: the scope around it, named queries, its depth, and its sources by alias."""

    outer: "_View | None"
    ctes: dict[str, exp.Expr]
    depth: int
    sources: dict[str, Outputs] = field(default_factory=dict)

    def find(self, column: exp.Column) -> Spot | None:
        """The column that a name means, in this SELECT or in the nearest one around it that has it."""
        name, table = column.name.lower(), column.table.lower()
        view: _View | None = self
        while view is not None:
            for alias, outputs in view.sources.items():
                if table in {"", alias} and name in outputs:
                    return outputs[name]
            view = view.outer
        return None

    def spots(self, nodes: Iterable[exp.Expr]) -> list[Spot]:
        """The known columns among some expressions."""
        found = [self.find(each) for each in nodes if isinstance(each, exp.Column)]
        return [spot for spot in found if spot is not None]


class _Walk:
    """Walks one branch of a query, and collects what it asks for."""

    def __init__(self, catalogue: Catalogue, branch: int) -> None:
        self.catalogue, self.branch = catalogue, branch
        self.is_branching = False
        self.tables: list[str] = []
        self.pairs: list[tuple[Spot, Spot]] = []
        self.tests: list[tuple[Spot, Test]] = []
        self.mentioned: list[tuple[Spot, Test]] = []
        self.groups: list[Spot] = []
        self.counts: list[int] = []
        self.numbers: list[Spot] = []
        self.repeated: list[Spot] = []
        self.wanted = 1

    def demand(self) -> Demand:
        """What the walk found."""
        return Demand(
            tables=tuple(self.tables),
            links=classes(self.pairs),
            tests=tuple(dict.fromkeys(self.tests)),
            mentioned=tuple(dict.fromkeys(self.mentioned)),
            groups=tuple(dict.fromkeys(self.groups)),
            counts=tuple(dict.fromkeys(self.counts)),
            numbers=tuple(dict.fromkeys(self.numbers)),
            repeated=tuple(dict.fromkeys(self.repeated)),
            wanted=self.wanted,
        )

    def query(self, node: exp.Expr, outer: _View | None, ctes: dict[str, exp.Expr], depth: int) -> Outputs:
        """Collect from a query; returns its outputs."""
        clause = node.args.get("with_")
        if isinstance(clause, exp.With):
            ctes = ctes | {each.alias.lower(): each.this for each in clause.expressions}
        if depth > _DEPTH:
            return {}
        if isinstance(node, exp.Select):
            return self.select(node, outer, ctes, depth)
        if isinstance(node, exp.SetOperation):
            return self.compound(node, outer, ctes, depth)
        return self.query(node.this, outer, ctes, depth) if isinstance(node, exp.Subquery) else {}

    def compound(self, node: exp.SetOperation, outer: _View | None, ctes: dict[str, exp.Expr], depth: int) -> Outputs:
        """Collect from one side of a UNION; both of an INTERSECT; the left of an EXCEPT, with or without the right."""
        if isinstance(node, exp.Union):
            return self.query(self.choose((node.this, node.expression)), outer, ctes, depth + 1)
        left = self.query(node.this, outer, ctes, depth + 1)
        if isinstance(node, exp.Intersect) or self.choose((False, True)):
            right = self.query(node.expression, outer, ctes, depth + 1)
            for one, other in zip(left.values(), right.values(), strict=False):
                self.link(one, other)
                if one is not None and other is not None and self.is_same(one, other):
                    self.repeated.append(one)
        return left

    def select(self, node: exp.Select, outer: _View | None, ctes: dict[str, exp.Expr], depth: int) -> Outputs:
        """Collect from one SELECT: its sources, then the conditions on them."""
        view = _View(outer, ctes, depth)
        source, joins = node.args.get("from_"), node.args.get("joins") or []
        for item in ([source] if source else []) + joins:
            self.source(item.this, view)
        for join in joins:
            self.join(join, view)
        for clause in ("where", "having"):
            if node.args.get(clause):
                self.condition(node.args[clause].this, view)
        self.repetition(node, view)
        self.computation(node, view)
        self.wanted = max(self.wanted, _taken(node) + 1)
        return dict(self.outputs(node, view))

    def repetition(self, node: exp.Select, view: _View) -> None:
        """Collect from GROUP BY and DISTINCT; only if there is one table, since joins repeat values anyway."""
        group = node.args.get("group")
        grouped = view.spots(group.expressions) if group else []
        self.groups += grouped
        if len(view.sources) != 1:
            return
        self.repeated += grouped
        for distinct in node.find_all(exp.Distinct):
            columns = [each for each in distinct.expressions or node.expressions if isinstance(each, exp.Column)]
            if len(columns) == 1:
                self.repeated += view.spots(columns)

    def computation(self, node: exp.Select, view: _View) -> None:
        """Collect the conditions that decide about values, and the columns in calculations."""
        for case in node.find_all(exp.If, exp.Filter):
            found = [self.test(each, view) for each in case.find_all(exp.Predicate)]
            self.mentioned += [each for each in found if each is not None]
        for each in node.find_all(exp.Sum, exp.Avg, exp.Add, exp.Sub, exp.Mul, exp.Div):
            self.numbers += view.spots(each.find_all(exp.Column))

    def source(self, node: exp.Expr, view: _View) -> None:
        """Add one item of FROM to a scope."""
        name = node.name.lower() if isinstance(node, exp.Table) else ""
        alias = (node.alias or name).lower() or f"\0{len(view.sources)}"
        if name in view.ctes:
            inner = {key: body for key, body in view.ctes.items() if key != name}
            view.sources[alias] = self.query(view.ctes[name], None, inner, view.depth + 1)
        elif name in self.catalogue.tables:
            place = len(self.tables)
            self.tables.append(name)
            columns = self.catalogue.tables[name].columns
            view.sources[alias] = {column.name: (place, number) for number, column in enumerate(columns)}
        elif isinstance(node, exp.Subquery):
            view.sources[alias] = self.query(node.this, view.outer, view.ctes, view.depth + 1)

    def join(self, join: exp.Join, view: _View) -> None:
        """Collect which columns a join makes equal."""
        if join.args.get("on"):
            self.condition(join.args["on"], view)
        named = [name.name.lower() for name in join.args.get("using") or ()]
        if join.method == "NATURAL":
            named = [name for outputs in view.sources.values() for name in outputs]
        for name in dict.fromkeys(named):
            holding = [outputs[name] for outputs in view.sources.values() if name in outputs]
            for other in holding[1:]:
                self.link(holding[0], other)

    def condition(self, node: exp.Expr, view: _View, *, holds: bool = True) -> None:
        """Collect from a condition that must hold, or must not."""
        if isinstance(node, exp.Paren):
            self.condition(node.this, view, holds=holds)
        elif isinstance(node, exp.Not):
            self.condition(node.this, view, holds=not holds)
        elif isinstance(node, exp.And | exp.Or):
            parts = list(node.flatten())
            chosen = parts if isinstance(node, exp.And) == holds else [self.choose(tuple(parts))]
            for part in chosen:
                self.condition(part, view, holds=holds)
        elif isinstance(node, exp.Exists):
            if holds or self.choose((False, True)):
                self.query(node.this, view, view.ctes, view.depth + 1)
        else:
            self.comparison(node, view, holds=holds)

    def comparison(self, node: exp.Expr, view: _View, *, holds: bool) -> None:
        """Collect from a comparison: of two columns, with a query, or with literals."""
        left, right = node.this, node.args.get("query") or node.args.get("expression")
        inner = next((each for each in (left, right) if isinstance(each, exp.Query)), None)
        if inner is not None:
            self.with_query(node, inner, view, holds=holds)
            return
        if isinstance(left, exp.Column) and isinstance(right, exp.Column):
            one, other = view.find(left), view.find(right)
            if one is not None and other is not None:
                if isinstance(node, exp.EQ) and holds:
                    self.link(one, other)
                return
        self.counts += _counted(node)
        found = self.test(node, view)
        if found is not None:
            self.tests.append((found[0], found[1] if holds else found[1].negated()))

    def test(self, node: exp.Expr, view: _View) -> tuple[Spot, Test] | None:
        """A comparison with literals, and its column; None if it is none."""
        found = test_of(node, lambda column: view.find(column) is not None)
        spot = view.find(found[0]) if found is not None else None
        return (spot, found[1]) if found is not None and spot is not None else None

    def with_query(self, node: exp.Expr, inner: exp.Expr, view: _View, *, holds: bool) -> None:
        """Collect from `x IN (SELECT ...)` or a comparison with one value; NOT IN is taken both with and without it."""
        if isinstance(node, exp.In) and not holds and not self.choose((False, True)):
            return
        other = node.args.get("expression") if node.this is inner else node.this
        outputs = self.query(inner, view, view.ctes, view.depth + 1)
        if isinstance(node, exp.In | exp.EQ) and isinstance(other, exp.Column) and outputs:
            self.link(view.find(other), next(iter(outputs.values())))

    def outputs(self, node: exp.Select, view: _View) -> Iterator[tuple[str, Spot | None]]:
        """Names of the outputs, and the columns that they are."""
        for place, each in enumerate(node.expressions):
            if isinstance(each, exp.Star):
                yield from chain.from_iterable(outputs.items() for outputs in view.sources.values())
                continue
            inner = each.this if isinstance(each, exp.Alias) else each
            name = each.alias_or_name.lower() or f"\0{place}"
            yield name, view.find(inner) if isinstance(inner, exp.Column) else None

    def choose(self, options: tuple[T, ...]) -> T:
        """One of several branches of the query."""
        self.is_branching = True
        return options[self.branch % len(options)]

    def is_same(self, one: Spot, other: Spot) -> bool:
        """Whether two are the same column of a table that is used twice."""
        return one[1] == other[1] and self.tables[one[0]] == self.tables[other[0]]

    def link(self, one: Spot | None, other: Spot | None) -> None:
        """Make two columns equal."""
        if one is not None and other is not None and one != other:
            self.pairs.append((one, other))


def _taken(node: exp.Expr) -> int:
    """How many rows LIMIT and OFFSET take and skip, up to a limit."""
    clauses = [node.args[key].expression for key in ("limit", "offset") if node.args.get(key)]
    numbers = [int(each.name) for each in clauses if isinstance(each, exp.Literal) and each.is_int]
    return min(sum(numbers), _ROWS) if numbers else 0


def _counted(node: exp.Expr) -> list[int]:
    """The sizes of groups around the one that `count(...)` is compared with."""
    left, right = node.this, node.args.get("expression")
    if isinstance(left, exp.Count) and isinstance(right, exp.Literal) and right.is_int:
        number = int(right.name)
        return [size for size in (number + 1, number, number - 1) if 0 < size <= _ROWS]
    return []
