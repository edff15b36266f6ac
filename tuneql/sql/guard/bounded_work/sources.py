"""The items of a FROM clause, and what is known of their columns."""

from collections.abc import Mapping
from functools import cached_property
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.loose import decisive_columns, has_columns
from tuneql.sql.guard.bounded_work.totals import is_aggregated
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical
from tuneql.sql.schemas.tables import Table
from tuneql.sql.walking import nodes_of

# Functions that the parser does not know may be random, or make rows.
_MADE_FOR_EACH_ROW: Final = (
    *(exp.Anonymous, exp.Window, exp.UDTF, exp.Explode, exp.ExplodingGenerateSeries, exp.Query),
    *(exp.Rand, exp.Randn, exp.Randstr, exp.Uniform, exp.Normal, exp.Uuid, exp.RowNumber, exp.Star),
    *(exp.Seq1, exp.Seq2, exp.Seq4, exp.Seq8, exp.AggFunc, exp.Pseudocolumn),
)


class Source:
    """One item of a FROM clause, with its join, if it has one."""

    def __init__(
        self, node: exp.Expr, statement: Statement, ctes: Mapping[str, exp.Expr], join: exp.Expr | None = None
    ) -> None:
        self.node, self.statement, self.ctes, self.join = node, statement, ctes, join
        self.name = name_of(node)

    @cached_property
    def query(self) -> exp.Expr | None:
        """The query of a common table expression or a subquery, or what else is in FROM; None for tables."""
        is_named = isinstance(self.node, exp.Table) and not self.node.db
        return self.ctes.get(self.node.name.lower()) if is_named else self.node.this

    @cached_property
    def is_of_table(self) -> bool:
        """Whether this is a table, or a query of the rows or the groups of one, unlike a calendar or a total."""
        if self.columns is not None:
            return True
        query, own = self._first_query, self.node.name.lower()
        if not isinstance(query, exp.Select) or query.args.get("limit") or is_aggregated(query):
            return False
        first = query.args.get("from_")
        others = {name: each for name, each in self.ctes.items() if name != own}
        return first is not None and Source(first.this, self.statement, others).is_of_table

    @property
    def _first_query(self) -> exp.Expr | None:
        """The query, or the first of a UNION; None for recursions, whose first rows may be few."""
        query, own = self.query, self.node.name.lower()
        while isinstance(query, exp.SetOperation | exp.Subquery):
            tables = [each for each in nodes_of(query) if isinstance(each, exp.Table)]
            if isinstance(query, exp.SetOperation) and any(each.name.lower() == own for each in tables):
                return None
            query = query.this
        return query

    @cached_property
    def outputs(self) -> Mapping[str, exp.Expr]:
        """The outputs of a query in FROM, by their names in lower case; none with PIVOT or UNPIVOT after it."""
        if self.node.args.get("pivots"):
            return {}
        outputs = self.query.expressions if isinstance(self.query, exp.Select) else ()
        return {each.alias_or_name.lower(): each.unalias() for each in outputs}

    def is_constant(self, name: str) -> bool:
        """Whether a column of a query in FROM has the same value in all rows: a literal, or `n * 0`."""
        output = self.outputs.get(name.lower())
        if output is None:
            return False
        output = output.this if isinstance(output, exp.Cast) else output
        return not any(decisive_columns(output)) if has_columns(output) else _is_same_in_all_rows(output)

    def value_of(self, column: exp.Expr) -> exp.Expr:
        """What a query in FROM computes for a column in each row; the column itself of groups, and of tables."""
        is_of_groups = self.query is not None and (self.query.args.get("group") or self.query.args.get("distinct"))
        return column if is_of_groups else self.outputs.get(column.name.lower(), column)

    @cached_property
    def columns(self) -> frozenset[str] | None:
        """The columns of a table in canonical form; None if they are not known, or it is not a table."""
        return None if self._table is None else frozenset(self._table.canonical_columns)

    @property
    def key(self) -> frozenset[str]:
        """The columns of a table's primary key, in lower case; empty if it has none, or this is not a table."""
        return frozenset(each.lower() for each in self._table.primary_key) if self._table is not None else frozenset()

    @cached_property
    def _table(self) -> Table | None:
        """The table of the schema; None if this is something else, or has PIVOT or UNPIVOT after it."""
        if not isinstance(self.node, exp.Table) or not isinstance(self.node.this, exp.Identifier):
            return None
        if self.node.args.get("pivots"):
            return None
        if not self.node.db and self.node.name.lower() in self.ctes:
            return None
        found = tables_named(self.node, self.statement.schema, self.statement.dialect_class)
        return found[0] if found else None

    @cached_property
    def names(self) -> frozenset[str] | None:
        """The names of the columns of a table or of a query in FROM, in lower case; None if they are not known."""
        if self.columns is not None:
            return frozenset(name.lower() for name in self.columns)
        is_known = self.outputs and not any(each.is_star for each in self.outputs.values())
        return frozenset(self.outputs) if is_known and not self.node.alias_column_names else None

    def may_have(self, column: exp.Column) -> bool | None:
        """Whether a column belongs to this relation; None if its columns are not known."""
        if self.columns is None:
            return None
        return canonical(column.this, self.statement.dialect_class) in self.columns


def _is_same_in_all_rows(value: exp.Expr) -> bool:
    """Whether a value without columns is not made anew for each row, as random numbers and places in an order are."""
    return not any(isinstance(each, _MADE_FOR_EACH_ROW) for each in nodes_of(value))


def name_of(source: exp.Expr) -> str:
    """The alias or name of an item of FROM, in lower case; for a list in BigQuery, the name of its elements.

    An alias behind PIVOT or UNPIVOT is theirs.
    """
    turned = [each for each in source.args.get("pivots") or () if each.args.get("alias")]
    alias = (turned[-1] if turned else source).args.get("alias")
    names = [alias.this, *alias.columns] if isinstance(alias, exp.TableAlias) else []
    return next((each.name.lower() for each in names if each is not None), source.alias_or_name.lower())
