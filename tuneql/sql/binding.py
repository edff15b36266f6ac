"""Binding: every table and column of a query, looked up where SQL would look it up.

sqlglot's own `qualify` stops at the first unknown name and rewrites the tree; here all unknown names are found, each
with a hint, and the tree stays as it is. The walk is closed: a table or column in a place that the walk does not
reach counts as unknown.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import sqlglot
from sqlglot import exp

from tuneql.sql.clauses import aliases_of, clauses_of, number_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.elements import fields_of
from tuneql.sql.names import canonical, close_matches, in_namespace
from tuneql.sql.not_columns import not_columns
from tuneql.sql.relations import Columns, Ctes, Frame, Relation, some
from tuneql.sql.resolution import is_text, problem_with, problems_with_dot
from tuneql.sql.schema import Schema, Table
from tuneql.sql.table_functions import columns_made
from tuneql.sql.walking import nodes_above, nodes_of

# Dialects that see an output's alias in WHERE, or in a later output of the same SELECT.
_ALIASES_EVERYWHERE = ("sqlite", "snowflake", "redshift", "duckdb", "hive", "clickhouse")

# Dialects in which a CTE may refer to itself without the word RECURSIVE.
_RECURSIVE_UNSAID = ("tsql", "oracle")

# Dialects with a table of one row that is always there.
_WITH_DUAL = ("mysql", "oracle")

_QUERIES = (exp.Select, exp.SetOperation, exp.Subquery)
_ROWS = (exp.Query, exp.Pivot)
_NAMED = (exp.Table, exp.Column)
_WITHOUT_NAMES = frozenset({exp.Identifier, exp.Literal})  # most of a tree, and nothing to look up

_LATE_CLAUSES = ("order", "group", "having", "qualify", "distinct", "limit", "offset")
_CONDITIONS = ("on", "match_condition")
_FROM_CLAUSES = ("with_", "from_", "joins", "laterals")


@dataclass(kw_only=True)
class Binding:
    """What binding a query found.

    Attributes:
        unknown_tables, unknown_columns: one sentence for each name, in the order of the walk.
        texts: columns that SQLite reads as text: see `tuneql.sql.resolution.is_text`.
    """

    unknown_tables: list[str] = field(default_factory=list)
    unknown_columns: list[str] = field(default_factory=list)
    texts: list[exp.Column] = field(default_factory=list)


def bind(nodes: Sequence[exp.Expr], *, schema: Schema, dialect: type[sqlglot.Dialect]) -> Binding:
    """Looks up every table and column of a statement in a schema.

    Args:
        nodes: the statement and all that is in it, see `tuneql.sql.walking`.
        schema: where names are looked up.
        dialect: says how names are compared.
    """
    binder = _Binder(schema, dialect)
    binder.query(nodes[0], {}, None)
    binder.account_for_rest(nodes)
    return binder.binding


class _Binder:
    """One statement's walk: what it may see is in frames, what it found and reached is here."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        self.schema, self.dialect = schema, dialect
        self.is_sqlite = descends_from(dialect, "sqlite")
        self.sees_aliases = descends_from(dialect, *_ALIASES_EVERYWHERE)
        self.binding = Binding()
        self.reached: set[int] = set()

    def query(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Columns | None:
        """Binds a query and gives its outputs."""
        frame = Frame(ctes=self.with_clause(node, ctes, outer), outer=outer)
        if isinstance(node, exp.Select):
            return self.select(node, frame)
        if isinstance(node, exp.SetOperation):
            columns = self.query(node.this, frame.ctes, outer)
            self.query(node.expression, frame.ctes, outer)
            return self.tail(node, columns, frame)
        if isinstance(node, exp.Subquery):
            return self.tail(node, self.query(node.this, frame.ctes, outer), frame)
        if isinstance(node, exp.Values):
            self.expressions(node.expressions, frame)
        if isinstance(node, exp.Pivot):
            self.pivot(node, frame)
        return None

    def pivot(self, node: exp.Pivot, frame: Frame) -> None:
        """Binds DuckDB's statements PIVOT and UNPIVOT, whose outputs only the rows tell."""
        self.source(node.this, frame)
        if isinstance(into := node.args.get("into"), exp.UnpivotColumns):
            self.reached.update(id(each) for each in nodes_of(into))
        self.expressions(clauses_of(node, ("expressions", "using", "group")), frame)

    def with_clause(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Ctes:
        """The expressions in sight inside a query: those around it, and its own."""
        clause = node.args.get("with_")
        if not isinstance(clause, exp.With):
            return ctes
        seen = dict(ctes)
        for cte in clause.expressions:
            name = canonical(cte.args["alias"].this, self.dialect)
            if clause.recursive or descends_from(self.dialect, *_RECURSIVE_UNSAID):
                seen[name] = self.declared(cte)
            seen[name] = self.renamed(self.query(cte.this, seen, outer), cte)
            if cte is clause.expressions[-1] and (columns := seen[name]) is not None:
                seen[name] = {**columns, **self.searched(clause)}
        return seen

    def searched(self, clause: exp.With) -> Columns:
        """The columns that SEARCH and CYCLE add to the recursive expression before them."""
        search = clause.args.get("search")
        added = (search.args.get(key) for key in ("expression", "using")) if isinstance(search, exp.Expr) else ()
        return {canonical(each, self.dialect): each.name for each in added if isinstance(each, exp.Identifier)}

    def declared(self, cte: exp.Expr) -> Columns | None:
        """A recursive expression's columns as far as its head and first branch tell, for use in its own body."""
        outputs = cte.this.selects if isinstance(cte.this, exp.Query) else []
        if not outputs or any(each.is_star for each in outputs):
            return None
        return self.renamed(dict(self.output(each, place) for place, each in enumerate(outputs)), cte)

    def tail(self, node: exp.Expr, columns: Columns | None, frame: Frame) -> Columns | None:
        """ORDER BY and LIMIT of a compound or parenthesised query see its outputs."""
        frame.relations.append(Relation(name="", columns=columns))
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame)
        return columns

    def select(self, node: exp.Select, frame: Frame) -> Columns | None:
        """Binds one SELECT, in the order in which SQL gives its clauses a meaning."""
        if source := node.args.get("from_"):
            self.source(source.this, frame)
        self.joins(node, frame)
        for lateral in node.args.get("laterals") or ():
            self.source(lateral, frame)
        if node.args.get("connect"):
            level = exp.to_identifier("level")
            frame.relations.append(Relation(name="", columns={canonical(level, self.dialect): level.name}))
        aliases = frozenset(canonical(name, self.dialect) for name in aliases_of(node))
        frame.aliases = aliases if self.sees_aliases else frozenset()
        early = (key for key in node.args if key not in _LATE_CLAUSES and key not in _FROM_CLAUSES)
        self.expressions(clauses_of(node, early), frame)
        frame.aliases = aliases
        self.expressions(clauses_of(node, _LATE_CLAUSES), frame, aliases_first=True)
        return self.outputs(node.expressions, frame)

    def source(self, node: exp.Expr, frame: Frame) -> None:
        """Adds to a frame what one item of FROM brings."""
        if isinstance(node, exp.Table):
            self.table(node, frame)
        elif isinstance(node, exp.Subquery) and not isinstance(node.this, _ROWS):
            self.joined(node, frame)
        elif isinstance(node, exp.Subquery):
            self.add(node, self.query(node, frame.ctes, frame.outer), frame)
        elif isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery):
            self.add(node, self.query(node.this, frame.ctes, frame), frame)
        else:
            self.expressions([node], frame)
            if isinstance(node, exp.TableFromRows) and not isinstance(node.this, exp.Func | exp.UDTF):
                self.binding.unknown_tables.append("a table is named by a value, and not by a name")
            if isinstance(node, exp.Unnest) and descends_from(self.dialect, "bigquery"):
                self.unnested(node, frame)
            else:
                self.add(node, self.made(node), frame)
        self.joins(node, frame)

    def unnested(self, node: exp.Unnest, frame: Frame) -> None:
        """Adds what UNNEST makes in BigQuery: its alias is a value, and the fields of that are columns."""
        alias = node.args.get("alias")
        name = alias.columns[0].name.lower() if isinstance(alias, exp.TableAlias) and alias.columns else ""
        fields = fields_of(node, frame)
        if fields is None:
            self.add(node, None, frame)
            return
        number = node.args.get("offset")
        own = (name, number.name if isinstance(number, exp.Identifier) else "offset" if number else "", *fields)
        frame.relations.append(
            Relation(name=name if fields else "", columns={each.lower(): each for each in own if each})
        )

    def made(self, node: exp.Expr) -> Columns | None:
        """The columns of a function or a list of values in FROM."""
        names = columns_made(node, self.dialect)
        return None if names is None else {canonical(exp.to_identifier(each), self.dialect): each for each in names}

    def joined(self, node: exp.Subquery, frame: Frame) -> None:
        """Adds `(a JOIN b)`, which opens no scope unless it has an alias of its own: that hides those within."""
        if not node.args.get("alias"):
            self.source(node.this, frame)
            return
        inner = Frame(ctes=frame.ctes, outer=frame.outer)
        self.source(node.this, inner)
        columns = None if inner.is_open else self.starred(exp.Star(), inner)
        self.add(node, columns, frame)

    def joins(self, node: exp.Expr, frame: Frame) -> None:
        """Adds what the joins of a SELECT, or of a parenthesised table, bring."""
        for join in node.args.get("joins") or ():
            left = Frame(ctes={}, relations=list(frame.relations))
            self.source(join.this, frame)
            self.merge(join, left, frame)
            if not self.is_sqlite:
                self.expressions(clauses_of(join, _CONDITIONS), frame)
        if self.is_sqlite:  # there, ON sees tables that are joined after it
            self.expressions(
                (each for join in node.args.get("joins") or () for each in clauses_of(join, _CONDITIONS)), frame
            )

    def merge(self, join: exp.Join, left: Frame, frame: Frame) -> None:
        """Makes one of the columns that USING or NATURAL names."""
        right = Frame(ctes={}, relations=frame.relations[len(left.relations) :])
        for name in join.args.get("using") or ():
            frame.merged.add(key := canonical(name, self.dialect))
            for side in (left, right):
                if not side.holding(key) and not side.is_open:
                    rule = f"column {name.name} is in USING, and not on both sides of the join{side.hint(name.name)}"
                    self.binding.unknown_columns.append(rule)
        if join.method == "NATURAL":
            frame.merged.update(key for each in right.relations for key in each.columns or () if left.holding(key))

    def table(self, node: exp.Table, frame: Frame) -> None:
        """Adds a table, a common table expression, or a table function."""
        self.reached.update((id(node), id(node.args.get("indexed"))))
        self.expressions(node.args.get("hints") or (), frame)
        columns, table = None, None
        if rows := node.args.get("rows_from"):
            self.reached.update(id(each) for each in rows if isinstance(each.this, exp.Func))
            self.expressions(rows, frame)
        elif isinstance(node.this, exp.Func):
            self.expressions([node.this], frame)
            columns = self.made(node)
        elif not node.db and (name := canonical(node.this, self.dialect)) in frame.ctes:
            columns = frame.ctes[name]
        else:
            columns = self.columns_of(node)
            table = self.schema.canonical_tables.get(canonical(node.this, self.dialect))
        self.add(node, columns, frame, table)

    def columns_of(self, node: exp.Table) -> Columns | None:
        """The columns of a table of the schema; None, and a finding, if there is no such table."""
        # A file, a stage or a name of more than three parts is no identifier.
        named = node.this if isinstance(node.this, exp.Identifier) else None
        table = self.schema.canonical_tables.get(canonical(named, self.dialect))
        if table is not None and in_namespace(node.parts[:-1], table):
            return table.canonical_columns
        written = ".".join(part.name for part in node.parts)
        if written.lower() == "dual" and descends_from(self.dialect, *_WITH_DUAL):
            return {}
        hint = close_matches(node.name, self.schema.tables) or f"; it has {some(self.schema.tables)}"
        self.binding.unknown_tables.append(f"table {written} is not in the schema{hint}")
        return None

    def add(self, node: exp.Expr, columns: Columns | None, frame: Frame, table: Table | None = None) -> None:
        """Adds a relation under its alias; a pivot changes its columns in ways that only its rows tell."""
        node = node.this if isinstance(node, exp.AtIndex) else node
        pivots = node.args.get("pivots")
        for pivot in pivots or ():
            self.pivoted(pivot, Frame(ctes=frame.ctes, outer=frame, relations=[Relation(name="", columns=columns)]))
            columns = None
        named = (pivots[-1] if pivots and pivots[-1].args.get("alias") else node).args.get("alias") or node
        name = named.this if isinstance(named, exp.TableAlias | exp.Table) else named
        renamed = None if pivots else self.renamed(columns, node)
        if renamed is not None and isinstance(number := number_of(node), exp.Identifier):
            renamed = {**renamed, canonical(number, self.dialect): number.name}
        frame.relations.append(Relation(name=canonical(name, self.dialect), columns=renamed, table=table))

    def pivoted(self, pivot: exp.Expr, frame: Frame) -> None:
        """Looks up what PIVOT aggregates and turns, and the columns that UNPIVOT lists; the rest are new names."""
        fields = [each for each in pivot.args.get("fields") or () if isinstance(each, exp.In)]
        if pivot.args.get("unpivot"):
            self.expressions((each for field in fields for each in field.expressions), frame)
        else:
            self.expressions([*pivot.expressions, *(field.this for field in fields)], frame)
        self.reached.update(id(each) for each in nodes_of(pivot) if isinstance(each, exp.Column))

    def renamed(self, columns: Columns | None, node: exp.Expr) -> Columns | None:
        """Columns under the names that an alias such as `t(a, b)` gives them."""
        alias = node.args.get("alias")
        names = alias.columns if isinstance(alias, exp.TableAlias) else []
        if not names:
            return columns
        given = {canonical(each, self.dialect): each.name for each in names}
        return given | dict(list((columns or {}).items())[len(names) :])

    def outputs(self, expressions: list[exp.Expr], frame: Frame) -> Columns | None:
        """The columns that a SELECT puts out; None if a star stands for columns that cannot be known."""
        columns: dict[str, str] = {}
        for place, node in enumerate(expressions):
            if not node.is_star:
                columns |= (self.output(node, place),)
            elif frame.is_open:
                return None
            else:
                columns |= self.starred(node, frame)
        return columns

    def output(self, node: exp.Expr, place: int) -> tuple[str, str]:
        """The canonical and the written name of an output; one without a name gets a place that no query can name."""
        name = node.args.get("alias") if isinstance(node, exp.Alias) else node.this
        return (canonical(name, self.dialect), name.name) if isinstance(name, exp.Identifier) else (f"\0{place}", "")

    def starred(self, node: exp.Expr, frame: Frame) -> Columns:
        """The columns that `*` or `t.*` stands for."""
        qualifier = node.args.get("table")
        found = frame.named(canonical(qualifier, self.dialect)) if qualifier is not None else None
        chosen = [found] if found is not None else frame.relations
        return {key: name for relation in chosen for key, name in (relation.columns or {}).items()}

    def expressions(self, nodes: Iterable[exp.Expr], frame: Frame, *, aliases_first: bool = False) -> None:
        """Binds the columns of expressions, and the queries inside them."""
        for node in nodes:
            for each in nodes_above(node, _QUERIES):
                if each.__class__ in _WITHOUT_NAMES:
                    continue
                if isinstance(each, _QUERIES):
                    self.query(each, frame.ctes, frame)
                elif isinstance(each, exp.Column) and id(each) not in self.reached:
                    self.reached.add(id(each))
                    self.column(each, frame, aliases_first=aliases_first)
                elif isinstance(each, exp.Dot):
                    self.binding.unknown_columns.extend(problems_with_dot(each, frame, self.dialect))
                else:
                    self.reached.update(map(id, not_columns(each)))

    def column(self, node: exp.Column, frame: Frame, *, aliases_first: bool) -> None:
        """Looks one column up."""
        problem = problem_with(node, frame, self.dialect, aliases_first=aliases_first)
        if problem is None:
            return
        if is_text(node, self.dialect):
            self.binding.texts.append(node)
        else:
            self.binding.unknown_columns.append(problem())

    def account_for_rest(self, nodes: Iterable[exp.Expr]) -> None:
        """Counts as unknown what the walk did not reach."""
        for node in nodes:
            if not isinstance(node, _NAMED) or id(node) in self.reached:
                continue
            if isinstance(node, exp.Table):
                self.columns_of(node)
            else:
                self.binding.unknown_columns.append(f"column {node.name} stands where no column can be looked up")
