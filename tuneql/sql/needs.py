"""Finds the tables and columns of a schema that a statement names."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.dialects import get_dialect
from tuneql.sql.homonyms import tables_named
from tuneql.sql.names import canonical, known_as
from tuneql.sql.parsing import parse_shared
from tuneql.sql.schemas.tables import Needs, Schema, Table


def needs(sql: str, *, schema: Schema, dialect: str) -> Needs:
    """What a statement needs of a schema.

    A column with a qualifier is looked up in the table with that alias, one without in every table that the statement
    names: if several have it, all of them count. Stars name no column.

    Raises:
        Unparsable: it is not a statement of the dialect.
    """
    chosen, columns = get_dialect(dialect), set[tuple[str, str]]()
    sources = [each for tree in parse_shared(sql, dialect) for each in tree.find_all(exp.Table)]
    named = [(node, table) for node in sources for table in tables_named(node, schema, chosen)]
    tables = {table.name: table for _, table in named}
    for node in (each for tree in parse_shared(sql, dialect) for each in tree.walk()):
        if isinstance(node, exp.Column) and isinstance(node.this, exp.Identifier):
            qualifier = canonical(node.args.get("table"), chosen)
            owners = [table for each, table in named if known_as(each, chosen) == qualifier]
            columns.update(_held(owners or list(tables.values()), canonical(node.this, chosen)))
        elif isinstance(node, exp.Join):
            for name in node.args.get("using") or ():
                columns.update(_held(list(tables.values()), canonical(name, chosen)))
    return Needs(tables=frozenset(tables), columns=frozenset(columns))


def _held(tables: list[Table], column: str) -> Iterator[tuple[str, str]]:
    return ((table.name, table.canonical_columns[column]) for table in tables if column in table.canonical_columns)
