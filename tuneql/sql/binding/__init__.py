"""Binding: looks up every table and column of a query where SQL would look it up.

sqlglot's own `qualify` stops at the first unknown name and rewrites the tree; this finds all unknown names, each with a
hint, and leaves the tree as it is. The walk is closed: a table or column in a place that the walk does not reach counts
as unknown.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.arrows import is_lambda, looked_into
from tuneql.sql.binding.common_expressions import RECURSIVE_WITHOUT_KEYWORD
from tuneql.sql.binding.late_outputs import LateOutputs
from tuneql.sql.binding.named_in_text import FIELDS_IN_TEXT, unknown_fields, unmatched_columns
from tuneql.sql.binding.not_columns import HOLDERS, not_columns
from tuneql.sql.binding.output_names import is_alone, names_one_output
from tuneql.sql.binding.pivots import columns_of_statement
from tuneql.sql.binding.places import places_beyond
from tuneql.sql.binding.quoted_texts import is_surely_text, is_text, may_be_text
from tuneql.sql.binding.relations import Columns, Ctes, Frame, Relation
from tuneql.sql.binding.resolution import problem_with, problems_with_dot
from tuneql.sql.binding.selected import Selected
from tuneql.sql.binding.tables import Binding
from tuneql.sql.binding.widths import problem_with_width
from tuneql.sql.clauses import aliases_of, clauses_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.walking import Family, Nodes, nodes_above, nodes_of

# Dialects that see an output's alias in WHERE, or in a later output of the same SELECT.
_ALIASES_EVERYWHERE = ("sqlite", "snowflake", "redshift", "duckdb", "hive", "clickhouse")

# Those of them in which an output sees the aliases of the outputs before it alone.
_ALIASES_OF_EARLIER = ("redshift", "duckdb")

# Dialects that see an output's alias where it stands alone in ORDER BY, and not within an expression or in HAVING.
_ALIASES_ALONE = ("postgres", "tsql")

# Dialects in which ORDER BY of a UNION sees the names of the outputs on both sides.
_ORDERS_BY_ANY = ("sqlite", "duckdb")

# Dialects in which GROUP BY sees no output's alias.
_GROUPS_BY_COLUMNS = ("tsql",)

# Dialects in which LIMIT may read a column of the query around.
_BOUNDED_FROM_AROUND = ("postgres", "tsql", "duckdb")

# Dialects that have `LIMIT 5 BY a`, so many rows of each value of a column.
_BOUNDED_BY_VALUES = ("clickhouse",)

_QUERIES = (exp.Select, exp.SetOperation, exp.Subquery)

_LATE_CLAUSES = ("order", "group", "having", "qualify", "distinct")
_BOUNDS = ("limit", "offset")
_EARLY_CLAUSES = {"where": "WHERE", "group": "GROUP BY", "having": "HAVING"}
_FROM_CLAUSES = ("with_", "from_", "joins", "laterals", "match")
_NOT_EARLY = frozenset((*_LATE_CLAUSES, *_BOUNDS, *_FROM_CLAUSES))

__all__ = ["RECURSIVE_WITHOUT_KEYWORD", "Binding", "bind"]


# What is looked at among expressions; most nodes are not.
_with_names: Final = Family(
    (*_QUERIES, exp.Column, exp.Dot, exp.Window, exp.Lambda, exp.Columns, *FIELDS_IN_TEXT, *HOLDERS)
)


def _is_plain_column(node: exp.Expr) -> bool:
    """Whether an expression is a column with nothing to look at below it, as most outputs are."""
    return node.__class__ is exp.Column and node.this.__class__ is exp.Identifier


def _is_of_any_number(node: exp.Expr) -> bool:
    """Whether an output may stand for several columns: `COLUMNS('.*')`, `* ILIKE '%a%'`, `(row).*`, `UNNEST(row)`."""
    if isinstance(node, exp.Star):
        return isinstance(node.parent, exp.Dot | exp.Binary) or bool(node.args.get("ilike"))
    return isinstance(node, exp.Columns | exp.Unnest | exp.Explode) or bool(node.args.get("exclude"))


def bind(nodes: Nodes, *, schema: Schema, dialect: type[sqlglot.Dialect]) -> Binding:
    """Looks up every table and column of a statement in a schema.

    Args:
        nodes: the statement and all that is in it, see `tuneql.sql.walking`.
        schema: where names are looked up.
        dialect: says how names are compared.
    """
    binder = _Binder(schema, dialect)
    binder.late = LateOutputs(nodes, dialect)
    binder.query(nodes[0], {}, None)
    binder.account_for_rest(nodes)
    return binder.binding


class _Binder(Selected):
    """The walk through all of a statement, in the order in which SQL gives its clauses a meaning."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.sees_aliases = descends_from(dialect, *_ALIASES_EVERYWHERE)
        self.sees_earlier = descends_from(dialect, *_ALIASES_OF_EARLIER)
        self.groups_by_columns = descends_from(dialect, *_GROUPS_BY_COLUMNS)
        self.late: LateOutputs

    def query(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Columns | None:
        """Binds a query and gives its outputs."""
        frame = Frame(ctes=self.with_clause(node, ctes, outer), outer=outer)
        if isinstance(node, exp.Select):
            return self.select(node, frame)
        if isinstance(node, exp.SetOperation):
            left = self.query(node.this, frame.ctes, outer)
            right = self.query(node.expression, frame.ctes, outer)
            united = self.united(node, left, right)
            if united and right and descends_from(self.dialect, *_ORDERS_BY_ANY):
                return self.tail(node, united, frame, seen={**right, **united})
            return self.tail(node, united, frame)
        if isinstance(node, exp.Subquery):
            return self.tail(node, self.query(node.this, frame.ctes, outer), frame)
        if isinstance(node, exp.Values):
            self.expressions(node.expressions, frame)
            return self.tail(node, self.made(node), frame)
        return self.pivot(node, frame) if isinstance(node, exp.Pivot) else None

    def united(self, node: exp.SetOperation, left: Columns | None, right: Columns | None) -> Columns | None:
        """The columns of a UNION, or another of its kind, of queries that have as many of them as each other.

        Where they are put together by their names, `ON (a, b)` may list those that stay.
        """
        listed = [each for each in node.args.get("on") or () if isinstance(each, exp.Column)]
        self.reached.update(map(id, listed))
        if left is None or right is None:
            return left
        if node.args.get("by_name"):
            names = {**left, **right}
            unknown = [each.name for each in listed if canonical(each.this, self.dialect) not in names]
            self.binding.unknown_columns.extend(f"column {each} is in none of the queries" for each in unknown)
            return {key: names.get(key, "") for each in listed if (key := canonical(each.this, self.dialect))} or names
        if len(left) != len(right) and not any(map(_is_of_any_number, nodes_of(node))):
            counts = f"{len(left)} and {len(right)} columns"
            self.binding.unknown_columns.append(f"the queries of {node.key.upper()} have {counts}")
        return left

    def pivot(self, node: exp.Pivot, frame: Frame) -> Columns | None:
        """Binds DuckDB's statements PIVOT and UNPIVOT."""
        self.source(node.this, frame)
        if isinstance(into := node.args.get("into"), exp.UnpivotColumns):
            self.reached.update(id(each) for each in nodes_of(into))
        self.expressions(clauses_of(node, ("expressions", "using", "group")), frame)
        return None if frame.is_open else columns_of_statement(node, self.starred(exp.Star(), frame), self.dialect)

    def tail(
        self, node: exp.Expr, columns: Columns | None, frame: Frame, seen: Columns | None = None
    ) -> Columns | None:
        """ORDER BY and LIMIT of a compound or parenthesised query see its outputs, and may see more than these."""
        frame.relations.append(Relation(name="", columns=seen or columns))
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame)
        self.bounds(node, frame)
        self.places(node, columns)
        return columns

    def places(self, node: exp.Expr, columns: Columns | None) -> None:
        """Notes keys of ORDER BY and GROUP BY that are places of outputs, and behind the last: `ORDER BY 9`."""
        beyond = [] if columns is None else places_beyond(node, len(columns))
        if beyond and not any(map(_is_of_any_number, nodes_of(node))):
            self.binding.unknown_columns.extend(beyond)

    def bounds(self, node: exp.Expr, frame: Frame) -> None:
        """Binds LIMIT and OFFSET, in which there are none of the columns of their own query."""
        if not (clauses := list(clauses_of(node, _BOUNDS))):
            return
        if not descends_from(self.dialect, *_BOUNDED_BY_VALUES):
            around = frame.outer if descends_from(self.dialect, *_BOUNDED_FROM_AROUND) else None
            frame = Frame(ctes=frame.ctes, outer=around)
        unknown = self.binding.unknown_columns
        before = len(unknown)
        self.expressions(clauses, frame)
        unknown[before:] = [f"LIMIT and OFFSET take numbers: {each}" for each in unknown[before:]]

    def select(self, node: exp.Select, frame: Frame) -> Columns | None:
        """Binds one SELECT, in the order in which SQL gives its clauses a meaning."""
        if source := node.args.get("from_"):
            self.source(source.this, frame)
        self.joins(node, frame)
        for lateral in node.args.get("laterals") or ():
            self.source(lateral, frame)
        if match := node.args.get("match"):
            self.matched(match, frame)
        if len(frame.relations) > 1:
            self.told_apart(node, frame)
        if node.args.get("connect"):
            level = exp.to_identifier("level")
            frame.relations.append(Relation(name="", columns={canonical(level, self.dialect): level.name}))
        if windows := node.args.get("windows"):
            frame.windows = frozenset(canonical(each.this, self.dialect) for each in windows)
        aliases = frozenset(canonical(name, self.dialect) for name in aliases_of(node))
        if self.is_sqlite:  # there, WHERE sees an output's alias, and the other outputs do not
            self.expressions(node.expressions, frame)
        elif self.sees_earlier:
            self.in_order(node.expressions, frame)
        frame.aliases = aliases if self.sees_aliases else frozenset()
        is_done = self.is_sqlite or self.sees_earlier
        early = [key for key in node.args if key not in _NOT_EARLY and not (is_done and key == "expressions")]
        early += ["group"] if self.groups_by_columns else []
        self.named_early(node, frame)
        self.expressions(clauses_of(node, early), frame)
        frame.aliases = aliases | self.unsaid_aliases(node) | self.aliases_in_stars(node)
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame, aliases_first=True)
        self.bounds(node, frame)
        columns = self.outputs(node.expressions, frame)
        self.places(node, columns)
        return columns

    def named_early(self, node: exp.Select, frame: Frame) -> None:
        """Denies names of aggregates and windows in clauses that come before there are any."""
        for clause, said in _EARLY_CLAUSES.items():
            names = self.late.before(clause, node) if node.args.get(clause) else ()
            for each in nodes_above(node.args[clause], _QUERIES) if names else ():
                is_bare = isinstance(each, exp.Column) and not each.args.get("table")
                if is_bare and (name := canonical(each.this, self.dialect)) in names and not frame.may_lead(name):
                    self.reached.add(id(each))
                    why = f"{each.name} is computed when {said} is done; compare it in a query around this one"
                    self.binding.unknown_columns.append(why)

    def in_order(self, outputs: list[exp.Expr], frame: Frame) -> None:
        """Binds outputs each of which sees the aliases of those before it."""
        for each in outputs:
            self.expressions([each], frame)
            if isinstance(each, exp.Alias):
                frame.aliases |= {canonical(each.args["alias"], self.dialect)}

    def expressions(self, nodes: Iterable[exp.Expr], frame: Frame, *, aliases_first: bool = False) -> None:
        """Binds the columns of expressions, and the queries inside them."""
        for node in nodes:
            for each in [node] if _is_plain_column(node) else nodes_above(node, _QUERIES):
                if not _with_names[each.__class__]:
                    continue
                if isinstance(each, exp.Column):
                    if id(each) not in self.reached:
                        self.reached.add(id(each))
                        self.column(each, frame, aliases_first=aliases_first)
                elif isinstance(each, _QUERIES):
                    self.value_of(each, self.query(each, frame.ctes, frame))
                else:
                    self.named(each, frame)

    def value_of(self, query: exp.Expr, columns: Columns | None) -> None:
        """Notes a query among values that has more columns, or fewer, than are asked for."""
        if columns is not None and len(columns) > 1 and not any(map(_is_of_any_number, nodes_of(query))):
            problem = problem_with_width(query, len(columns))
            self.binding.unknown_columns.extend([problem] if problem else [])

    def named(self, node: exp.Expr, frame: Frame) -> None:
        """Looks up what a part of an expression names that is no column by itself, and notes what names nothing."""
        if isinstance(node, exp.Lambda):
            self.arrow(node, frame)
        elif isinstance(node, exp.Window):
            self.window(node, frame)
        elif isinstance(node, exp.Dot):
            self.binding.unknown_columns.extend(problems_with_dot(node, frame, self.dialect))
        elif isinstance(node, (exp.Columns, *FIELDS_IN_TEXT)):
            self.in_text(node, frame)
        else:
            self.reached.update(map(id, not_columns(node, self.dialect)))
            if isinstance(node, exp.Star) and isinstance(node.parent, exp.Func) and not frame.is_open:
                self.changed(node, self.starred(node, frame))

    def in_text(self, node: exp.Expr, frame: Frame) -> None:
        """Looks up what DuckDB finds by a text."""
        if not self.is_duckdb:
            return
        if not isinstance(node, exp.Columns):
            self.binding.unknown_columns.extend(unknown_fields(node, frame, self.dialect))
        elif not frame.is_open:
            columns = self.starred(exp.Star(), frame)
            self.binding.unknown_columns.extend(unmatched_columns(node, columns, self.dialect))

    def arrow(self, node: exp.Lambda, frame: Frame) -> None:
        """Looks up what the parser takes for the variables of a lambda, where it is none."""
        if not is_lambda(node, self.dialect):
            for each in looked_into(node):
                self.column(each, frame, aliases_first=False)

    def window(self, node: exp.Window, frame: Frame) -> None:
        """Looks up the window that another, or a call, is over by its name."""
        name = node.args.get("alias")
        if isinstance(name, exp.Identifier) and canonical(name, self.dialect) not in frame.windows:
            self.binding.unknown_columns.append(f"window {name.name} is not defined in a WINDOW clause")

    def sees_aliases_alone(self) -> bool:
        """Whether an output's alias is seen in ORDER BY and GROUP BY only where it is all of a key."""
        return not self.sees_aliases and descends_from(self.dialect, *_ALIASES_ALONE)

    def column(self, node: exp.Column, frame: Frame, *, aliases_first: bool) -> None:
        """Looks one column up."""
        if aliases_first and frame.aliases and self.sees_aliases_alone() and not is_alone(node):
            frame = replace(frame, aliases=frozenset())
        problem = problem_with(node, frame, self.dialect, aliases_first=aliases_first)
        if problem is None or (aliases_first and names_one_output(node, frame, self.dialect)):
            return
        if is_text(node, self.dialect) or (may_be_text(node, self.dialect) and is_surely_text(node)):
            self.binding.texts.append(node)
        else:
            self.binding.unknown_columns.append(problem())

    def account_for_rest(self, nodes: Nodes) -> None:
        """Counts as unknown what the walk did not reach."""
        for node in nodes.of(exp.Table, exp.Column):
            if id(node) in self.reached:
                continue
            if isinstance(node, exp.Table):
                self.table_named(node)
            else:
                self.binding.unknown_columns.append(f"column {node.name} stands where no column can be looked up")
