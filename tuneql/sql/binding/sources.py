"""The relations that items of FROM add: tables, subqueries, functions and pivots."""

from sqlglot import exp

from tuneql.sql.binding.joins import LATERAL_WITHOUT_KEYWORD, Joins
from tuneql.sql.binding.pivots import columns_after, queries_of_values
from tuneql.sql.binding.relations import ITSELF, Columns, Frame, Relation, numbered, repeated, twins
from tuneql.sql.binding.table_functions import name_of_call
from tuneql.sql.binding.unnesting import add_elements, deny_no_array, fields_unnested, type_elements
from tuneql.sql.binding.whole_tables import of_whole_tables
from tuneql.sql.clauses import (
    clauses_of,
    column_of_row,
    joined_within,
    names_of_elements,
    number_of,
    table_applied,
)
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.parsing.called import NAMED_AFTER_FUNCTIONS
from tuneql.sql.schemas.schema import Table
from tuneql.sql.schemas.virtual_tables import table_searched
from tuneql.sql.walking import nodes_of

# Dialects in which an alias may rename the columns of a query, but not those of a table.
_TABLES_NOT_RENAMED = ("mysql", "tsql", "bigquery", "sqlite")

# Dialects in which two tables in FROM may have the same name, unless it is used before a column.
_ALLOWS_TWINS = ("sqlite", "duckdb")

# Dialects in which a query in FROM or WITH cannot have two columns with the same name, even if nothing uses them.
_DENIES_TWIN_COLUMNS = ("mysql", "tsql")

# T-SQL's functions for text search, whose first argument is the name of a table.
_SEARCHES = frozenset({"containstable", "freetexttable"})

# The columns that Snowflake's CHANGES adds to those of a table.
_CHANGE_COLUMNS = {name: name for name in ("METADATA$ACTION", "METADATA$ISUPDATE", "METADATA$ROW_ID")}


class Sources(Joins):
    """The layer of the walk that reads FROM clauses."""

    def source(self, node: exp.Expr, frame: Frame) -> None:
        """Add the relations of one item of FROM to a frame."""
        first = len(frame.relations)
        if isinstance(table := _unpivoted(node), exp.Table):
            self.table(table, frame)
        elif (inner := joined_within(node)) is not None:
            self.parenthesised_join(node, inner, frame)
        elif isinstance(node, exp.Subquery):
            outer = frame if descends_from(self.dialect, *LATERAL_WITHOUT_KEYWORD) else frame.outer
            self.subquery(node, self.query(node, frame.ctes, outer), frame)
        elif isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery):
            self.subquery(node, self.query(node.this, frame.ctes, frame), frame)
        elif isinstance(node, exp.Lateral) and (applied := table_applied(node)) is not None:
            self.table(applied, frame)
        elif names := names_of_elements(node):
            self.expressions([node], frame)
            frame.relations.append(Relation("", {canonical(each, self.dialect): each.name for each in names}))
        else:
            self.expressions([node], frame)
            deny_no_array(self, node, frame)
            if isinstance(node, exp.TableFromRows) and not isinstance(node.this, exp.Func | exp.UDTF):
                self.binding.unknown_tables.append("the name of a table is given by a value; write the name itself")
            if isinstance(node, exp.Unnest) and descends_from(self.dialect, "bigquery"):
                add_elements(self, node, frame)
            else:
                self.add(node, fields_unnested(self, node, frame) or self.made(node), frame)
                type_elements(self, node, frame)
        self.joins(node, frame, first)

    def subquery(self, node: exp.Expr, columns: Columns | None, frame: Frame) -> None:
        """Add the relation of a query in FROM."""
        self.deny_twin_columns(self.renamed(columns, node))
        self.add(node, columns, frame)

    def deny_twin_columns(self, columns: Columns | None) -> None:
        """Deny a query in FROM or WITH that has two columns with the same name, where the engine does."""
        if columns and descends_from(self.dialect, *_DENIES_TWIN_COLUMNS):
            twice = sorted(repeated(columns))
            self.binding.unknown_columns.extend(
                f"a subquery has two columns {name}; rename one with AS" for name in twice
            )

    def table(self, node: exp.Table, frame: Frame) -> None:
        """Add a table, a common table expression, or a function that returns rows."""
        self.reached.update((id(node), id(node.args.get("indexed"))))
        if node.args.get("hints") or node.args.get("partition"):
            self.expressions(clauses_of(node, ("hints", "partition")), frame)
        table = None
        if node.args.get("rows_from") or isinstance(node.this, exp.Func | exp.Values):
            columns, table = self.called(node, frame)
        elif (column := column_of_row(node, frame.names(), self.dialect)) is not None:
            self.expressions([column], frame)
            own = node.alias_or_name
            frame.relations.append(Relation(name="", columns={canonical(exp.to_identifier(own), self.dialect): own}))
            return
        elif not node.db and (name := canonical(node.this, self.dialect)) in frame.ctes:
            columns = self.outside_itself(node.name, frame.ctes[name])
        else:
            table = self.table_named(node)
            columns = None if table is None else _columns_of(table, node)
            self.deny_renaming(node)
        self.add(node, columns, frame, table)

    def called(self, node: exp.Table, frame: Frame) -> tuple[Columns | None, Table | None]:
        """The columns of a function in FROM, or of VALUES before joins in parentheses, and the table that it reads.

        Only SQLite's tables for text search are read by a call: `FROM docs('word')`.
        """
        if rows := node.args.get("rows_from"):
            self.reached.update(id(each) for each in rows if isinstance(each.this, exp.Func))
            self.expressions(rows, frame)
            return (self.made(node) if len(rows) == 1 else None), None
        call = node.this
        if self.is_tsql and isinstance(call, exp.Anonymous) and call.name.lower() in _SEARCHES:
            return self.search_result(call.expressions), None
        if (found := of_whole_tables(self, call, frame)) is not None:
            return found
        self.expressions([call], frame)
        if self.is_tsql and node.db:  # `doc.nodes('/a')`
            path = [*(part.copy() for part in node.parts[:-1]), exp.Anonymous(this=call.name)]
            self.expressions([exp.Dot.build(path)], frame)
        table = table_searched(call, self.schema) if self.is_sqlite and isinstance(call, exp.Func) else None
        return self.made(node) if table is None else table.canonical_columns, table

    def outside_itself(self, name: str, columns: Columns | None) -> Columns | None:
        """The columns of a common table expression; None, with a note, within itself, if it cannot be read there."""
        if columns is not ITSELF:
            return columns
        self.binding.unknown_tables.append(
            f"within WITH {name}, {name} is the expression itself, not a table; rename the expression"
        )
        return None

    def deny_renaming(self, node: exp.Table) -> None:
        """Deny an alias with names for the columns of a table, in dialects that allow it only for queries."""
        alias = node.args.get("alias")
        if alias and alias.columns and descends_from(self.dialect, *_TABLES_NOT_RENAMED):
            self.binding.unknown_columns.append(f"an alias cannot rename a table's columns: {alias.name}(...)")

    def search_result(self, arguments: list[exp.Expr]) -> Columns | None:
        """The columns of SQL Server's `CONTAINSTABLE(t, (a, b), 'words')`, which are the same for all tables."""
        if not arguments or not isinstance(named := arguments[0], exp.Column):
            self.binding.unknown_tables.append("the first argument of a text search must be the name of a table")
            return None
        searched = Frame(ctes={})
        self.reached.add(id(named))
        parts = zip(("this", "db", "catalog"), reversed(named.parts), strict=False)
        self.table(exp.Table(**{key: part.copy() for key, part in parts}), searched)
        self.expressions(arguments[1:], searched)
        return {"key": "KEY", "rank": "RANK"}

    def add(self, node: exp.Expr, columns: Columns | None, frame: Frame, table: Table | None = None) -> None:
        """Add a relation under its alias, with its columns after PIVOT or UNPIVOT, if there is one."""
        node = node.this if isinstance(node, exp.AtIndex) else node
        columns = numbered(columns) if self.is_duckdb and columns and table is None else columns
        pivots = node.args.get("pivots")
        for pivot in pivots or ():
            self.pivoted(pivot, Frame(ctes=frame.ctes, outer=frame, relations=[Relation(name="", columns=columns)]))
            columns = columns_after(pivot, columns, self.dialect)
        named = (pivots[-1] if pivots and pivots[-1].args.get("alias") else node).args.get("alias") or node
        name = named.this if isinstance(named, exp.TableAlias | exp.Table) else named
        if isinstance(name, exp.Func | exp.Unnest) and descends_from(self.dialect, *NAMED_AFTER_FUNCTIONS):
            name = exp.to_identifier(name_of_call(name, self.dialect))
        renamed = None if columns is None and pivots else self.renamed(columns, pivots[-1] if pivots else node)
        if renamed is not None and isinstance(number := number_of(node), exp.Identifier):
            renamed = {**renamed, canonical(number, self.dialect): number.name}
        is_of_shards = table is not None and node.name.endswith("*")
        twice = repeated(renamed) if table is None and self.denies_twin_columns else frozenset()
        frame.relations.append(Relation(canonical(name, self.dialect), renamed, table, is_of_shards, twice))

    def deny_twins(self, node: exp.Select, frame: Frame) -> None:
        """Deny two relations with the same name; in dialects that allow it, only if the name is used."""
        for name in twins(frame.relations):
            if not descends_from(self.dialect, *_ALLOWS_TWINS) or self.is_named(node, name):
                self.binding.unknown_columns.append(f"two tables have the name {name}; give one of them another alias")

    def is_named(self, node: exp.Select, name: str) -> bool:
        """Whether the name of a relation is used before a column, or there is a star."""
        columns = (each for each in nodes_of(node) if isinstance(each, exp.Column) and each.args.get("table"))
        named = any(canonical(each.args["table"], self.dialect) == name for each in columns)
        return named or any(isinstance(each, exp.Star) for each in node.expressions)

    def pivoted(self, pivot: exp.Expr, frame: Frame) -> None:
        """Look up the columns that PIVOT or UNPIVOT reads; the other names in it are new ones."""
        fields = [each for each in pivot.args.get("fields") or () if isinstance(each, exp.In)]
        if pivot.args.get("unpivot"):
            self.expressions((each for field in fields for each in field.expressions), frame)
        else:
            turned = [*pivot.expressions, *(field.this for field in fields), *clauses_of(pivot, ("group",))]
            ordered = [each for field in fields for each in field.expressions if isinstance(each, exp.PivotAny)]
            self.expressions([*turned, *ordered], frame)
            for query in (each for field in fields for each in queries_of_values(field)):
                self.query(query, frame.ctes, None)
        self.reached.update(id(each) for each in nodes_of(pivot) if isinstance(each, exp.Column))


def _columns_of(table: Table, node: exp.Table) -> Columns:
    """The columns of a table, with those that `t CHANGES (…)` adds."""
    columns = table.canonical_columns
    return {**columns, **_CHANGE_COLUMNS} if node.args.get("changes") else columns


def _unpivoted(node: exp.Expr) -> exp.Expr:
    """`o.doc` of Redshift's `UNPIVOT o.doc AS value`, which the parser reads as a table; other items unchanged."""
    return node.this if isinstance(node, exp.Pivot) and isinstance(node.this, exp.Table) else node
