"""What the rules check: a text, its trees, and the binding of their names."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import sqlglot
from sqlglot import exp

from tuneql.sql.binding import Binding, bind
from tuneql.sql.binding.late_outputs import aggregates_in
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.parsing import Unparsable, borrow
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.schemas.virtual_tables import table_searched
from tuneql.sql.walking import Nodes, nodes_of


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A text to check.

    Attributes:
        sql: the unchanged text.
        schema: in which its names are looked up.
        dialect: the name of its dialect.
        trees: its statements; empty if it does not parse.
        error: why it does not parse, if so.
    """

    sql: str
    schema: Schema
    dialect: str
    trees: tuple[exp.Expr, ...]
    error: str | None = None

    @property
    def dialect_class(self) -> type[sqlglot.Dialect]:
        """The class of the dialect."""
        return get_dialect(self.dialect)

    @cached_property
    def nodes(self) -> tuple[Nodes, ...]:
        """All nodes of each statement, walked once for all rules."""
        return tuple(Nodes(nodes_of(tree)) for tree in self.trees)

    @cached_property
    def aggregates(self) -> tuple[list[exp.Expr], ...]:
        """The aggregates and window functions of each statement, found once for all rules."""
        return tuple(aggregates_in(nodes) for nodes in self.nodes)

    @cached_property
    def searched(self) -> frozenset[str]:
        """SQLite's tables for text search that the statement calls only in FROM: `FROM docs('word')`."""
        if not descends_from(self.dialect_class, "sqlite"):
            return frozenset()
        calls = [call for nodes in self.nodes for call in nodes.of(exp.Anonymous) if table_searched(call, self.schema)]
        elsewhere = {call.name.lower() for call in calls if not isinstance(call.parent, exp.Table)}
        return frozenset(call.name.lower() for call in calls) - elsewhere

    @cached_property
    def bindings(self) -> tuple[Binding, ...]:
        """The binding of each statement, made once for all rules."""
        return tuple(bind(nodes, schema=self.schema, dialect=self.dialect_class) for nodes in self.nodes)


def read_statement(
    sql: str, *, schema: Schema, dialect: str, reads: Callable[[str, str], tuple[exp.Expr, ...]] = borrow
) -> Statement:
    """Parse a text, and keep the reason if that fails; `reads` is the parser."""
    try:
        trees = reads(sql, dialect)
    except Unparsable as error:
        return Statement(sql=sql, schema=schema, dialect=dialect, trees=(), error=str(error))
    return Statement(sql=sql, schema=schema, dialect=dialect, trees=trees)
