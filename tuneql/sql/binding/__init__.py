"""Binding: looks up every table and column of a query where SQL would look it up.

sqlglot's own `qualify` stops at the first unknown name and rewrites the tree; this finds all unknown names, each with a
hint, and does not change the tree. What the walk does not reach counts as unknown.

`bind` walks through a statement, query by query. Each SELECT has a `Frame` (`relations`): the relations of its FROM,
and the frame of the outer query, in which names are looked up next. The walk is one class, in layers that build on one
another:

| layer | does |
|---|---|
| `tables.Tables` | finds tables in the schema, and the columns of stars and aliases |
| `joins.Joins` | adds the relations of joins to a frame, and binds their conditions |
| `sources.Sources` | adds the items of FROM to a frame, with pivots and table functions |
| `common_expressions.CommonExpressions` | reads WITH |
| `selected.Selected` | computes the columns that a SELECT outputs |
| `expressions.Expressions` | finds the names in expressions |
| `_Binder`, here | takes the clauses of a query in their order |

`resolution` decides whether a column is in a frame; `output_names` and `late_outputs` know the names of outputs;
`elements`, `value_types` and `composites` (Postgres's types) know the fields of structures. `matches`, `unnesting`,
`statements` and `whole_tables` (functions that read whole tables) get the walk and bind the names of MATCH_RECOGNIZE,
UNNEST, PIVOT and SUMMARIZE, and those functions with it; the other modules each know one special case.
"""

from collections.abc import Iterable
from dataclasses import replace

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.common_expressions import RECURSIVE_WITHOUT_KEYWORD
from tuneql.sql.binding.expressions import QUERIES, Expressions
from tuneql.sql.binding.fields_called import functions_as_fields
from tuneql.sql.binding.late_outputs import LateOutputs
from tuneql.sql.binding.matches import bind_match
from tuneql.sql.binding.output_names import columns_sorted_by
from tuneql.sql.binding.places import positions_beyond
from tuneql.sql.binding.relations import Columns, Ctes, Frame, Relation
from tuneql.sql.binding.statements import bind_pivot, bind_summary
from tuneql.sql.binding.tables import Binding
from tuneql.sql.binding.widths import has_many_columns
from tuneql.sql.clauses import aliases_of, clauses_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.walking import Nodes, nodes_above, nodes_of

# Dialects in which an output may use the aliases of earlier outputs of the same SELECT.
_ALIASES_OF_EARLIER = ("redshift", "duckdb")

# Dialects in which ORDER BY of a UNION may use the names of the outputs on both sides.
_ORDERS_BY_ANY = ("sqlite", "duckdb")

# Dialects in which GROUP BY cannot use the alias of an output.
_GROUPS_BY_COLUMNS = ("tsql",)

# Dialects in which LIMIT may read a column of an outer query.
_LIMITED_BY_OUTER_COLUMNS = ("postgres", "tsql", "duckdb")

# Dialects with `LIMIT 5 BY a`: five rows for each value of a column.
_WITH_LIMIT_BY = ("clickhouse",)

_LATE_CLAUSES = ("order", "group", "having", "qualify", "distinct")
# Those that in SQLite cannot use the columns of outer queries.
_OF_ITS_OWN = ("order", "group")
_BOUNDS = ("limit", "offset")
_EARLY_CLAUSES = {"where": "WHERE", "group": "GROUP BY", "having": "HAVING"}
_FROM_CLAUSES = ("with_", "from_", "joins", "laterals", "match")
_NOT_EARLY = frozenset((*_LATE_CLAUSES, *_BOUNDS, *_FROM_CLAUSES))

__all__ = ["RECURSIVE_WITHOUT_KEYWORD", "Binding", "bind"]


def bind(nodes: Nodes, *, schema: Schema, dialect: type[sqlglot.Dialect]) -> Binding:
    """Look up every table and column of a statement in a schema.

    Args:
        nodes: of the statement, see `tuneql.sql.walking`.
        schema: in which names are looked up.
        dialect: decides how names are compared.
    """
    binder = _Binder(schema, dialect)
    binder.late = LateOutputs(nodes, dialect)
    binder.query(nodes[0], {}, None)
    binder.account_for_rest(nodes)
    return binder.binding


class _Binder(Expressions):
    """The walk through a whole statement; it takes the clauses in the order in which SQL evaluates them."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.sees_earlier = descends_from(dialect, *_ALIASES_OF_EARLIER)
        self.groups_by_columns = descends_from(dialect, *_GROUPS_BY_COLUMNS)
        self.late: LateOutputs

    def query(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Columns | None:
        """Bind a query; returns the columns that it outputs, or None if they are not known."""
        frame = Frame(ctes=self.with_clause(node, ctes, outer), outer=outer, schema=self.schema)
        if isinstance(node, exp.Select):
            return self.select(node, frame)
        if isinstance(node, exp.SetOperation):
            left = self.query(node.this, frame.ctes, outer)
            self.note_head(node.this, left)
            right = self.query(node.expression, frame.ctes, outer)
            united = self.united(node, left, right)
            self.reached.update(columns_sorted_by(node, (left, right), self.dialect))
            if united and right and descends_from(self.dialect, *_ORDERS_BY_ANY):
                return self.tail(node, united, frame, seen={**right, **united})
            return self.tail(node, united, frame)
        if isinstance(node, exp.Subquery):
            return self.tail(node, self.query(node.this, frame.ctes, outer), frame)
        if isinstance(node, exp.Values):
            self.expressions(node.expressions, frame)
            return self.tail(node, self.made(node), frame)
        return bind_pivot(self, node, frame) if isinstance(node, exp.Pivot) else bind_summary(self, node, frame)

    def united(self, node: exp.SetOperation, left: Columns | None, right: Columns | None) -> Columns | None:
        """The columns of a set operation, whose queries must have the same number of them.

        With BY NAME, columns are matched by their names, and `ON (a, b)` may list those that remain.
        """
        listed = [each for each in node.args.get("on") or () if isinstance(each, exp.Column)]
        self.reached.update(map(id, listed))
        if left is None or right is None:
            return left
        if node.args.get("by_name"):
            names = {**left, **right}
            unknown = [each.name for each in listed if canonical(each.this, self.dialect) not in names]
            self.binding.unknown_columns.extend(f"column {each} in ON is in none of the queries" for each in unknown)
            return {key: names.get(key, "") for each in listed if (key := canonical(each.this, self.dialect))} or names
        if len(left) != len(right) and not any(map(has_many_columns, nodes_of(node))):
            counts = f"{len(left)} and {len(right)} columns"
            self.binding.unknown_columns.append(f"the queries of {node.key.upper()} have {counts}; they need as many")
        return left

    def tail(
        self, node: exp.Expr, columns: Columns | None, frame: Frame, seen: Columns | None = None
    ) -> Columns | None:
        """Bind ORDER BY and LIMIT of a compound or parenthesised query, which use its outputs.

        Args:
            node: the query.
            columns: its outputs.
            frame: a new one, to which a relation with the outputs is added.
            seen: what ORDER BY may use, if more than the outputs.
        """
        frame.relations.append(Relation(name="", columns=seen or columns))
        if self.is_sqlite:
            frame.outer = None
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame)
        self.bounds(node, frame)
        self.check_positions(node, columns)
        return columns

    def check_positions(self, node: exp.Expr, columns: Columns | None) -> None:
        """Deny keys of ORDER BY and GROUP BY that are positions after the last output: `ORDER BY 9`."""
        beyond = [] if columns is None else positions_beyond(node, len(columns))
        if beyond and not any(map(has_many_columns, nodes_of(node))):
            self.binding.unknown_columns.extend(beyond)

    def bounds(self, node: exp.Expr, frame: Frame) -> None:
        """Bind LIMIT and OFFSET, which cannot use the columns of their own query."""
        if not (clauses := list(clauses_of(node, _BOUNDS))):
            return
        if not descends_from(self.dialect, *_WITH_LIMIT_BY):
            around = frame.outer if descends_from(self.dialect, *_LIMITED_BY_OUTER_COLUMNS) else None
            frame = Frame(ctes=frame.ctes, outer=around)
        self.limited(clauses, frame, "LIMIT and OFFSET need numbers")

    def limited(self, clauses: Iterable[exp.Expr], frame: Frame, limit: str, *, aliases_first: bool = False) -> None:
        """Bind clauses that cannot use all columns, and tell this limit with each unknown one."""
        unknown = self.binding.unknown_columns
        before = len(unknown)
        self.expressions(clauses, frame, aliases_first=aliases_first)
        unknown[before:] = [f"{limit}: {each}" for each in unknown[before:]]

    def select(self, node: exp.Select, frame: Frame) -> Columns | None:
        """Bind one SELECT, clause by clause; returns the columns that it outputs, or None if they are not known."""
        self.from_clause(node, frame)
        aliases = frozenset(canonical(name, self.dialect) for name in aliases_of(node)) | self.aliases_in_stars(node)
        self.early_clauses(node, frame, aliases)
        frame.aliases = aliases | self.default_aliases(node)
        if self.is_sqlite and frame.outer is not None:
            limit = "ORDER BY and GROUP BY of a subquery cannot use outer columns"
            self.limited(clauses_of(node, _OF_ITS_OWN), replace(frame, outer=None), limit, aliases_first=True)
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame, aliases_first=True)
        self.bounds(node, frame)
        columns = self.outputs(node.expressions, frame)
        self.check_positions(node, columns)
        return self.fields_of_value(node, frame) or self.document(node) or columns

    def from_clause(self, node: exp.Select, frame: Frame) -> None:
        """Add the relations of a SELECT to its frame, and the names that CONNECT BY and WINDOW define."""
        if source := node.args.get("from_"):
            self.source(source.this, frame)
        self.joins(node, frame)
        for lateral in node.args.get("laterals") or ():
            self.source(lateral, frame)
        if match := node.args.get("match"):
            bind_match(self, match, frame)
        if len(frame.relations) > 1:
            self.deny_twins(node, frame)
        if node.args.get("connect"):
            level = exp.to_identifier("level")
            frame.relations.append(Relation(name="", columns={canonical(level, self.dialect): level.name}))
        if windows := node.args.get("windows"):
            frame.windows = frozenset(canonical(each.this, self.dialect) for each in windows)

    def early_clauses(self, node: exp.Select, frame: Frame, aliases: frozenset[str]) -> None:
        """Bind the outputs of a SELECT, and the clauses that are evaluated before its groups.

        Args:
            node: the SELECT.
            frame: its frame, with all relations.
            aliases: of its outputs, in canonical form, which some dialects may use here.
        """
        if self.is_sqlite:  # in which WHERE may use the alias of an output, but other outputs may not
            self.expressions(node.expressions, frame)
        elif self.sees_earlier:
            self.in_order(node.expressions, frame)
        frame.aliases = aliases if self.sees_aliases else frozenset()
        is_done = self.is_sqlite or self.sees_earlier
        early = [key for key in node.args if key not in _NOT_EARLY and not (is_done and key == "expressions")]
        early += ["group"] if self.groups_by_columns else []
        self.deny_early_names(node, frame)
        self.expressions(clauses_of(node, early), frame)

    def deny_early_names(self, node: exp.Select, frame: Frame) -> None:
        """Deny the aliases of aggregates and windows in clauses that are evaluated before them: `WHERE total > 5`."""
        for clause, said in _EARLY_CLAUSES.items():
            names = self.late.before(clause, node) if node.args.get(clause) else ()
            for each in nodes_above(node.args[clause], QUERIES) if names else ():
                is_bare = isinstance(each, exp.Column) and not each.args.get("table")
                if is_bare and (name := canonical(each.this, self.dialect)) in names and not frame.may_have(name):
                    self.reached.add(id(each))
                    why = f"{each.name} is computed after {said}; use it in an outer query"
                    self.binding.unknown_columns.append(why)

    def in_order(self, outputs: list[exp.Expr], frame: Frame) -> None:
        """Bind outputs of which each may use the aliases of those before it."""
        for each in outputs:
            self.expressions([each], frame)
            if isinstance(each, exp.Alias):
                frame.aliases |= {canonical(each.args["alias"], self.dialect)}

    def account_for_rest(self, nodes: Nodes) -> None:
        """Note the tables and columns that the walk did not reach as unknown."""
        for node in nodes.of(exp.Table, exp.Column, exp.Dot):
            if id(node) in self.reached:
                continue
            if isinstance(node, exp.Table):
                self.table_named(node)
            elif isinstance(node, exp.Dot):
                found = functions_as_fields(node, Frame(ctes={}), self.schema, self.dialect)
                self.binding.unknown_columns.extend(found)
            else:
                self.binding.unknown_columns.append(f"column {node.name} is not allowed in this clause; remove it")
