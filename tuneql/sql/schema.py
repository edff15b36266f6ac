"""Schemas: the tables and columns that a piece of DDL declares."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

import sqlglot
from sqlglot import exp

from tuneql.errors import InvalidSchema
from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.parsing import Unparsable, parse_script


@dataclass(frozen=True, kw_only=True)
class ForeignKey:
    """Columns of a table that refer to columns of another; `references` is empty when the DDL leaves it out."""

    columns: tuple[str, ...]
    table: str
    references: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """One table, with names as the DDL writes them.

    Attributes:
        name: the table's name, without its namespace.
        namespace: `sales` of `CREATE TABLE sales.orders`, with its catalog if it has one, else "".
        columns: each column's type, in the dialect's own words; "" where the DDL gives none.
        primary_key: names of the key's columns, empty if there is none.
        foreign_keys: those declared by the table or by its columns.
        canonical_columns: each column's name by its canonical form, see `tuneql.sql.names`.
    """

    name: str
    namespace: str
    columns: Mapping[str, str]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    canonical_columns: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, kw_only=True, eq=False)
class Schema:
    """The tables of a piece of DDL; equal only to itself, and so a key for what is kept about it.

    Attributes:
        tables: by name, as written.
        ddl: the text that they come from.
        canonical_tables: by the canonical form of the name.
    """

    tables: Mapping[str, Table]
    ddl: str
    canonical_tables: Mapping[str, Table] = field(repr=False)


@lru_cache(maxsize=2048)
def parse_schema(ddl: str, dialect: str) -> Schema:
    """The schema that DDL declares.

    Statements other than CREATE TABLE (indexes, comments, rows) are read over. Results are cached, since the rows of
    a corpus repeat a schema many times.

    Raises:
        InvalidSchema: DDL that does not parse, or declares no table.
    """
    try:
        trees = parse_script(ddl, dialect)
    except Unparsable as error:
        raise _invalid(ddl, f"does not parse as {dialect} DDL: {error}") from error
    _refuse_misread(trees, ddl, dialect)
    tables = {key: table for tree in trees for key, table in _table(tree, get_dialect(dialect))}
    if not tables:
        raise _invalid(ddl, "declares no table")
    return Schema(
        tables=MappingProxyType({table.name: table for table in tables.values()}),
        ddl=ddl,
        canonical_tables=MappingProxyType(tables),
    )


def _invalid(ddl: str, rule: str) -> InvalidSchema:
    return InvalidSchema(field="schema", value=ddl, rule=rule, remedy="give CREATE TABLE statements in that dialect")


def _refuse_misread(trees: tuple[exp.Expr, ...], ddl: str, dialect: str) -> None:
    for tree in trees:
        if isinstance(tree, exp.Command) and tree.name.upper() == "CREATE":
            raise _invalid(ddl, f"does not parse as {dialect} DDL: CREATE {str(tree.expression)[:60].strip()!r}")


def _table(tree: exp.Expr, dialect: type[sqlglot.Dialect]) -> Iterator[tuple[str, Table]]:
    if not isinstance(tree, exp.Create) or tree.kind != "TABLE" or not isinstance(tree.this, exp.Schema):
        return
    declared = tree.this
    definitions = [each for each in map(_definition, declared.expressions) if each]
    if isinstance(declared.this, exp.Table) and definitions:
        name = declared.this.this
        yield (
            canonical(name, dialect),
            Table(
                name=name.name,
                namespace=".".join(part.name for part in declared.this.parts[:-1]),
                columns=MappingProxyType({each.name: _type(each, dialect) for each in definitions}),
                primary_key=_primary_key(declared, definitions),
                foreign_keys=tuple(_foreign_keys(declared, definitions)),
                canonical_columns=MappingProxyType({canonical(each.this, dialect): each.name for each in definitions}),
            ),
        )


def _definition(node: exp.Expr) -> exp.ColumnDef | None:
    if isinstance(node, exp.Identifier):  # SQLite lets a column go without a type
        return exp.ColumnDef(this=node)
    return node if isinstance(node, exp.ColumnDef) else None


def _type(definition: exp.ColumnDef, dialect: type[sqlglot.Dialect]) -> str:
    kind = definition.kind
    return kind.sql(dialect=dialect) if kind is not None else ""


def _primary_key(declared: exp.Schema, definitions: list[exp.ColumnDef]) -> tuple[str, ...]:
    for key in declared.find_all(exp.PrimaryKey):
        return tuple(each.this.name if isinstance(each, exp.Ordered) else each.name for each in key.expressions)
    return tuple(each.name for each in definitions if _has(each, exp.PrimaryKeyColumnConstraint))


def _has(definition: exp.ColumnDef, kind: type[exp.Expr]) -> bool:
    return any(isinstance(each.args.get("kind"), kind) for each in definition.constraints)


def _foreign_keys(declared: exp.Schema, definitions: list[exp.ColumnDef]) -> Iterator[ForeignKey]:
    for key in declared.find_all(exp.ForeignKey):
        yield from _foreign_key(tuple(each.name for each in key.expressions), key.args.get("reference"))
    for definition in definitions:
        for reference in definition.find_all(exp.Reference):
            yield from _foreign_key((definition.name,), reference)


def _foreign_key(columns: tuple[str, ...], reference: exp.Expr | None) -> Iterator[ForeignKey]:
    if isinstance(reference, exp.Reference):
        target = reference.this
        table = target.this if isinstance(target, exp.Schema) else target
        yield ForeignKey(columns=columns, table=table.name, references=tuple(each.name for each in target.expressions))
