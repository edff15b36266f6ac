"""The relations that items of FROM add: tables, subqueries, functions, joins, pivots and patterns of rows."""

import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sqlglot import exp

from tuneql.sql.binding.elements import fields_of, is_no_array, type_of_elements
from tuneql.sql.binding.pivots import columns_after, queries_of_values
from tuneql.sql.binding.relations import ITSELF, Columns, Frame, Relation, numbered, repeated, twins
from tuneql.sql.binding.tables import DUAL, Tables
from tuneql.sql.clauses import (
    clauses_of,
    column_of_row,
    joined_within,
    names_of_elements,
    number_of,
    table_applied,
)
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import as_written, canonical
from tuneql.sql.schemas.schema import Table
from tuneql.sql.schemas.virtual_tables import table_searched
from tuneql.sql.walking import nodes_of

# Dialects in which a query in FROM sees the relations before it without the word LATERAL.
LATERAL_WITHOUT_KEYWORD = ("duckdb",)

# Dialects in which a comma in FROM binds less than JOIN, so that ON sees nothing of what is before the comma.
_COMMA_BINDS_LESS = ("postgres", "mysql", "tsql")

# What a join is of a kind by whose other side only filters rows.
_FILTERS = frozenset({"SEMI", "ANTI"})

# Dialects in which an alias may name the columns of a query, and not those of a table.
_COLUMNS_AS_NAMED = ("mysql", "tsql", "bigquery", "sqlite")

# Dialects in which two tables in FROM may have one name, as long as no column is named by it.
_LETS_TWINS_BE = ("sqlite", "duckdb")

# T-SQL's functions that search a table, whose name is their first argument.
_SEARCHES = frozenset({"containstable", "freetexttable"})

# What Snowflake's CHANGES tells of each row that has changed, beside its columns.
_OF_CHANGES = {name: name for name in ("METADATA$ACTION", "METADATA$ISUPDATE", "METADATA$ROW_ID")}

_CONDITIONS = ("on", "match_condition", "nearest")

_WORD = re.compile(r"\w+")


class Sources(Tables):
    """The walk through FROM clauses."""

    def source(self, node: exp.Expr, frame: Frame) -> None:
        """Adds to a frame what one item of FROM brings."""
        if isinstance(table := _unpivoted(node), exp.Table):
            self.table(table, frame)
        elif isinstance(node, exp.TableAlias):  # of a pipe's `|> AS t`, which makes an expression of the name
            self.table(exp.Table(this=node.this.copy()), frame)
        elif (inner := joined_within(node)) is not None:
            self.joined(node, inner, frame)
        elif isinstance(node, exp.Subquery):
            outer = frame if descends_from(self.dialect, *LATERAL_WITHOUT_KEYWORD) else frame.outer
            self.add(node, self.query(node, frame.ctes, outer), frame)
        elif isinstance(node, exp.Lateral) and isinstance(node.this, exp.Subquery):
            self.add(node, self.query(node.this, frame.ctes, frame), frame)
        elif isinstance(node, exp.Lateral) and (applied := table_applied(node)) is not None:
            self.table(applied, frame)
        elif names := names_of_elements(node):
            self.expressions([node], frame)
            frame.relations.append(Relation("", {canonical(each, self.dialect): each.name for each in names}))
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
        array = next(iter(node.expressions), None)
        fields = fields_of(array, frame)
        if is_no_array(array, frame):
            self.binding.unknown_columns.append(f"column {array.name} is no array")
        if fields is None:
            self.add(node, None, frame)
            return
        number = node.args.get("offset")
        own = (name, number.name if isinstance(number, exp.Identifier) else "offset" if number else "", *fields)
        frame.merged[name] = sys.maxsize  # it hides columns of the name, of the array for one
        columns = {each.lower(): each for each in own if each}
        table = _elements({**fields, name: type_of_elements(array, frame)})
        frame.relations.append(Relation(name=name if fields else "", columns=columns, table=table))

    def joined(self, node: exp.Expr, joined: exp.Expr, frame: Frame) -> None:
        """Adds `(a JOIN b)`, which opens no scope unless it has an alias of its own: that hides those within."""
        if not node.args.get("alias"):
            self.source(joined, frame)
            return
        inner = Frame(ctes=frame.ctes, outer=frame.outer)
        self.source(joined, inner)
        columns = None if inner.is_open else self.starred(exp.Star(), inner)
        self.add(node, columns, frame)

    def joins(self, node: exp.Expr, frame: Frame) -> None:
        """Adds what the joins of a SELECT, or of a parenthesised table, bring."""
        joins, first = node.args.get("joins"), 0
        if not joins:
            return
        for join in joins:
            count = len(frame.relations)
            self.source(join.this, frame)
            if _is_comma(join) and descends_from(self.dialect, *_COMMA_BINDS_LESS):
                first = count
            if join.args.get("using") or join.method == "NATURAL":
                self.merge(join, frame, first, count)
            if not self.is_sqlite:
                inner = replace(frame, relations=frame.relations[first:]) if first else frame
                self.expressions(clauses_of(join, _CONDITIONS), inner)
            if join.kind in _FILTERS:
                del frame.relations[count:]
        if self.is_sqlite:  # there, ON sees tables that are joined after it
            self.expressions((each for join in joins for each in clauses_of(join, _CONDITIONS)), frame)

    def merge(self, join: exp.Join, frame: Frame, first: int, count: int) -> None:
        """Makes one of the columns that USING or NATURAL names; relations `first` to `count` are left of the join."""
        sides = frame.relations[first:count], frame.relations[count:]
        left, right = (Frame(ctes={}, relations=each) for each in sides)
        for name in join.args.get("using") or ():
            key = canonical(name, self.dialect)
            frame.merged[key] = len(left.holding(key)) + len(right.holding(key))
            for side in (left, right):
                if not side.holding(key) and not side.is_open:
                    hint = side.hint(name.name, self.dialect)
                    rule = (
                        f"column {as_written(name, self.dialect)} is in USING, and not on both sides of the join{hint}"
                    )
                    self.binding.unknown_columns.append(rule)
        if join.method == "NATURAL":
            shared = {key for each in right.relations for key in each.columns or () if left.holding(key)}
            frame.merged.update((key, len(left.holding(key)) + len(right.holding(key))) for key in shared)

    def table(self, node: exp.Table, frame: Frame) -> None:
        """Adds a table, a common table expression, or a table function."""
        self.reached.update((id(node), id(node.args.get("indexed"))))
        if node.args.get("hints") or node.args.get("partition"):
            self.expressions(clauses_of(node, ("hints", "partition")), frame)
        columns, table = None, None
        if rows := node.args.get("rows_from"):
            self.reached.update(id(each) for each in rows if isinstance(each.this, exp.Func))
            self.expressions(rows, frame)
        elif self.is_tsql and isinstance(node.this, exp.Anonymous) and node.this.name.lower() in _SEARCHES:
            columns = self.found(node.this.expressions)
        elif isinstance(node.this, exp.Values):  # at the beginning of a join in parentheses
            self.expressions([node.this], frame)
            columns = self.made(node)
        elif isinstance(node.this, exp.Func):
            self.expressions([node.this], frame)
            table = table_searched(node.this, self.schema) if self.is_sqlite else None
            columns = self.made(node) if table is None else table.canonical_columns
        elif (column := column_of_row(node, frame.names(), self.dialect)) is not None:
            self.expressions([column], frame)
            own = node.alias_or_name
            frame.relations.append(Relation(name="", columns={canonical(exp.to_identifier(own), self.dialect): own}))
            return
        elif not node.db and (name := canonical(node.this, self.dialect)) in frame.ctes:
            columns = frame.ctes[name]
            if columns is ITSELF:
                self.binding.unknown_tables.append(
                    f"{node.name} is the expression itself within WITH {node.name}, and no table; name that otherwise"
                )
                columns = None
        else:
            table = self.table_named(node)
            columns = None if table is None else _columns_of(table, node)
            if (alias := node.args.get("alias")) and alias.columns and descends_from(self.dialect, *_COLUMNS_AS_NAMED):
                self.binding.unknown_columns.append(f"the columns of a table have no other names: {alias.name}(...)")
        self.add(node, columns, frame, table)

    def found(self, arguments: list[exp.Expr]) -> Columns | None:
        """What SQL Server's `CONTAINSTABLE(t, (a, b), 'words')` gives: the keys of the table that it names."""
        if not arguments or not isinstance(named := arguments[0], exp.Column):
            self.binding.unknown_tables.append("a search is of a table, which comes first")
            return None
        searched = Frame(ctes={})
        self.reached.add(id(named))
        parts = zip(("this", "db", "catalog"), reversed(named.parts), strict=False)
        self.table(exp.Table(**{key: part.copy() for key, part in parts}), searched)
        self.expressions(arguments[1:], searched)
        return {"key": "KEY", "rank": "RANK"}

    def add(self, node: exp.Expr, columns: Columns | None, frame: Frame, table: Table | None = None) -> None:
        """Adds a relation under its alias, after its columns are turned, if they are."""
        node = node.this if isinstance(node, exp.AtIndex) else node
        columns = numbered(columns) if self.is_duckdb and columns and table is None else columns
        pivots = node.args.get("pivots")
        for pivot in pivots or ():
            self.pivoted(pivot, Frame(ctes=frame.ctes, outer=frame, relations=[Relation(name="", columns=columns)]))
            columns = columns_after(pivot, columns, self.dialect)
        named = (pivots[-1] if pivots and pivots[-1].args.get("alias") else node).args.get("alias") or node
        name = named.this if isinstance(named, exp.TableAlias | exp.Table) else named
        renamed = None if columns is None and pivots else self.renamed(columns, pivots[-1] if pivots else node)
        if renamed is not None and isinstance(number := number_of(node), exp.Identifier):
            renamed = {**renamed, canonical(number, self.dialect): number.name}
        is_of_shards = table is not None and node.name.endswith("*")
        twice = repeated(renamed) if table is None and self.tells_columns_apart else frozenset()
        frame.relations.append(Relation(canonical(name, self.dialect), renamed, table, is_of_shards, twice))

    def told_apart(self, node: exp.Select, frame: Frame) -> None:
        """Denies two relations of one name; where a dialect lets them be, only if their columns are named by it."""
        for name in twins(frame.relations):
            if not descends_from(self.dialect, *_LETS_TWINS_BE) or self.is_named(node, name):
                self.binding.unknown_columns.append(f"two tables are called {name}; give one of them another alias")

    def is_named(self, node: exp.Select, name: str) -> bool:
        """Whether columns of a relation are named by its name, or all columns of all relations are put out."""
        columns = (each for each in nodes_of(node) if isinstance(each, exp.Column) and each.args.get("table"))
        named = any(canonical(each.args["table"], self.dialect) == name for each in columns)
        return named or any(isinstance(each, exp.Star) for each in node.expressions)

    def pivoted(self, pivot: exp.Expr, frame: Frame) -> None:
        """Looks up what PIVOT aggregates and turns, and the columns that UNPIVOT lists; the rest are new names."""
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

    def matched(self, node: exp.Expr, frame: Frame) -> None:
        """Binds MATCH_RECOGNIZE, whose pattern names rows of what it searches.

        It gives what it measures: once for each match beside the keys of its partition, or beside all of each row.
        """
        self.expressions(clauses_of(node, ("partition_by", "order")), frame)
        rows = self.starred(exp.Star(), frame)
        columns = None if frame.is_open else rows
        named = [Relation(name=each, columns=columns) for each in _symbols(node)]
        parts = list(clauses_of(node, ("measures", "define")))
        inner = Frame(
            ctes=frame.ctes,
            outer=frame.outer,
            relations=[*frame.relations, *named],
            merged=dict.fromkeys(rows, sys.maxsize),
        )
        self.expressions(parts, inner)
        measured = {canonical(each.this.args["alias"], self.dialect): each.this.alias for each in node.args["measures"]}
        name = canonical(node.args["alias"].this, self.dialect) if node.args.get("alias") else frame.relations[0].name
        if not _gives_rows(node):
            keys = node.args.get("partition_by") or ()
            columns = dict(self.output(each, place) for place, each in enumerate(keys))
        frame.relations[:] = [Relation(name=name, columns=None if columns is None else {**columns, **measured})]


def _elements(types: Mapping[str, str]) -> Table:
    """A table of the elements of an array, for a look at their types and those of their fields."""
    return replace(DUAL, name="", columns=types, canonical_columns={each.lower(): each for each in types})


def _columns_of(table: Table, node: exp.Table) -> Columns:
    """The columns of a table, and what `t CHANGES (…)` tells of its rows."""
    columns = table.canonical_columns
    return {**columns, **_OF_CHANGES} if node.args.get("changes") else columns


def _is_comma(join: exp.Join) -> bool:
    """Whether a join is written as a comma."""
    return not any(value for key, value in join.args.items() if key != "this")


def _gives_rows(match: exp.Expr) -> bool:
    """Whether a MATCH_RECOGNIZE gives each row of a match, and not one for all of them."""
    rows = match.args.get("rows")
    return rows is not None and rows.name.upper().startswith("ALL")


def _symbols(match: exp.Expr) -> Iterator[str]:
    """The names of rows in a pattern such as `start up+ down*`, in the form in which Snowflake compares them."""
    yield from dict.fromkeys(each.upper() for each in _WORD.findall(match.args["pattern"].name))


def _unpivoted(node: exp.Expr) -> exp.Expr:
    """What Redshift's `UNPIVOT o.doc AS value` is of, which the parser takes for a table; any other item itself."""
    return node.this if isinstance(node, exp.Pivot) and isinstance(node.this, exp.Table) else node
