"""Reads tables from the trees of a script: what CREATE TABLE declares, and what later statements add."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.homonyms import Homonyms, Space, is_default, namespace_of, space_of, spoken
from tuneql.sql.names import canonical
from tuneql.sql.schemas.description import checked_values, describe, spell, table_comment, type_name
from tuneql.sql.schemas.extended_properties import as_comment
from tuneql.sql.schemas.tables import Described, ForeignKey, Table

OF_PARTITIONS: Final = frozenset({"_PARTITIONDATE", "_PARTITIONTIME"})
"""BigQuery's columns that tables have which are partitioned by the time of ingestion."""

Dialect = type[sqlglot.Dialect]

WITHOUT_ROW_IDS: Final = exp.Property(this=exp.var("ROWID"), value=exp.false())
"""SQLite's `WITHOUT ROWID`, among the properties of a CREATE TABLE."""


def read_declarations(trees: Iterable[exp.Expr], dialect: Dialect) -> dict[str, Table]:
    """The tables of a script, by the canonical form of their names, in order."""
    trees = tuple(trees)
    created = [tree for tree in trees if isinstance(tree, exp.Create) and _declares_columns(tree)]
    names = Homonyms((tree.this.this for tree in created), dialect)
    added, comments, enums = _added(trees, names), _comments(trees, names), _enums(trees)
    found: dict[str, Table] = {}
    for tree in created:
        elements = (each for each in tree.this.expressions if not _is_index(each, dialect))
        definitions = [each for each in map(_definition, [*elements, *_partitions(tree)]) if each]
        if definitions:
            key = _key(tree.this.this.parts, names)
            later = added.get(key, [])
            definitions += [each for each in later if isinstance(each, exp.ColumnDef)]
            found[key] = _Reader(names, later, comments, enums).table(tree, key, definitions)
    return found


def _declares_columns(tree: exp.Create) -> bool:
    return tree.kind == "TABLE" and isinstance(tree.this, exp.Schema) and isinstance(tree.this.this, exp.Table)


def _key(parts: Sequence[exp.Expr], names: Homonyms) -> str:
    """The canonical form of a table's name."""
    return names.known_by(parts, canonical(parts[-1], names.dialect))


class _Reader:
    """What other statements of the script add to tables: constraints, comments and the values of types."""

    def __init__(
        self,
        names: Homonyms,
        added: Iterable[exp.Expr],
        comments: Mapping[tuple[str, str], str],
        enums: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.names, self.dialect = names, names.dialect
        self.added, self.comments, self.enums = tuple(added), comments, enums

    def table(self, tree: exp.Create, key: str, definitions: list[exp.ColumnDef]) -> Table:
        """The table that a CREATE TABLE declares."""
        declared, name = tree.this, tree.this.this
        written, space = spoken(name, self.dialect), space_of(name.parts, self.dialect)
        constraints = [*(each for each in declared.expressions if not _is_bare(each)), *self.added]
        return Table(
            name=self.names.known_by(name.parts, name.this.name),
            namespace=namespace_of(name.parts),
            space=space,
            is_default=is_default(space, self.dialect),
            columns=MappingProxyType({each.name: type_name(each.kind, self.dialect) for each in definitions}),
            primary_key=_primary_key(constraints, definitions),
            foreign_keys=tuple(self.foreign_keys(constraints, definitions, space_of(written, self.dialect))),
            canonical_columns=MappingProxyType({canonical(each.this, self.dialect): each.name for each in definitions}),
            spelling=".".join(spell(part, self.dialect) for part in written),
            comment=self.comments.get((key, "")) or table_comment(tree),
            described=MappingProxyType(dict(self.columns(declared, key, definitions))),
            has_row_ids=WITHOUT_ROW_IDS not in _properties(tree),
            is_by_ingestion=any(map(_is_ingestion_time, _properties(tree))),
        )

    def columns(
        self, declared: exp.Schema, key: str, definitions: list[exp.ColumnDef]
    ) -> Iterator[tuple[str, Described]]:
        """Each column's name and description."""
        checked = checked_values(declared, self.dialect)
        for each in definitions:
            comment = self.comments.get((key, canonical(each.this, self.dialect)), "")
            described = describe(each, dialect=self.dialect, comment=comment, enums=self.enums, checked=checked)
            yield each.name, described

    def foreign_keys(
        self, constraints: Iterable[exp.Expr], definitions: list[exp.ColumnDef], beside: Space
    ) -> Iterator[ForeignKey]:
        """The table's keys; a target without a namespace is looked up beside the table."""
        for columns, reference in _references(constraints, definitions):
            target = reference.this
            table = target.this if isinstance(target, exp.Schema) else target
            if not isinstance(table, exp.Table):  # `REFERENCES unnest (a)`, which the parser does not read as a table
                continue
            known_by = self.names.known_by(table.parts, table.name, beside)
            yield ForeignKey(columns=columns, table=known_by, references=_names(target.expressions))


def _definition(node: exp.Expr) -> exp.ColumnDef | None:
    if isinstance(node, exp.Identifier):  # SQLite lets a column go without a type
        return exp.ColumnDef(this=node)
    return node if isinstance(node, exp.ColumnDef) else None


def _is_index(node: exp.Expr, dialect: Dialect) -> bool:
    """Whether it is T-SQL's `INDEX by_day (day)`, which the parser reads as a column: INDEX unquoted is not a name."""
    named = isinstance(node, exp.ColumnDef) and not node.this.args.get("quoted") and node.name.upper() == "INDEX"
    return named and descends_from(dialect, "tsql")


def _partitions(tree: exp.Create) -> Iterator[exp.Expr]:
    """The columns for the folders of an external table: `PARTITIONED BY (day DATE)`."""
    properties = tree.args.get("properties")
    for each in properties.expressions if properties else ():
        if isinstance(each, exp.PartitionedByProperty) and isinstance(each.this, exp.Schema):
            yield from (column for column in each.this.expressions if isinstance(column, exp.ColumnDef))


def _is_bare(node: exp.Expr) -> bool:
    """Whether it is a column with only a name and a type."""
    return isinstance(node, exp.Identifier) or (isinstance(node, exp.ColumnDef) and not node.constraints)


def _primary_key(constraints: Iterable[exp.Expr], definitions: list[exp.ColumnDef]) -> tuple[str, ...]:
    for constraint in constraints:
        for key in constraint.find_all(exp.PrimaryKey):
            return _names(key.expressions)
        if isinstance(constraint, exp.Constraint) and constraint.find(exp.PrimaryKeyColumnConstraint):
            clustered = constraint.find(exp.ClusteredColumnConstraint, exp.NonClusteredColumnConstraint)
            return _names(clustered.this if clustered else ())  # T-SQL: PRIMARY KEY CLUSTERED (id)
    return tuple(each.name for each in definitions if _has(each, exp.PrimaryKeyColumnConstraint))


def _names(keys: Iterable[exp.Expr]) -> tuple[str, ...]:
    return tuple(each.this.name if isinstance(each, exp.Ordered) else each.name for each in keys)


def _has(definition: exp.ColumnDef, kind: type[exp.Expr]) -> bool:
    return any(isinstance(each.args.get("kind"), kind) for each in definition.constraints)


def _references(
    constraints: Iterable[exp.Expr], definitions: list[exp.ColumnDef]
) -> Iterator[tuple[tuple[str, ...], exp.Reference]]:
    """Columns of a table, and what they refer to."""
    for constraint in constraints:
        for key in constraint.find_all(exp.ForeignKey):
            if isinstance(reference := key.args.get("reference"), exp.Reference):
                yield _names(key.expressions), reference
    for definition in definitions:
        for reference in () if _is_bare(definition) else definition.find_all(exp.Reference):
            yield (definition.name,), reference


def _added(trees: Iterable[exp.Expr], names: Homonyms) -> dict[str, list[exp.Expr]]:
    """The columns and constraints that ALTER TABLE adds, by table."""
    found: dict[str, list[exp.Expr]] = {}
    for tree in trees:
        if isinstance(tree, exp.Alter) and isinstance(tree.this, exp.Table):
            parts = found.setdefault(_key(tree.this.parts, names), [])
            for action in tree.args.get("actions") or ():
                parts += [action] if isinstance(action, exp.ColumnDef) else _constraints(action)
    return found


def _constraints(action: exp.Expr) -> list[exp.Expr]:
    return action.expressions if isinstance(action, exp.AddConstraint) else []


def _comments(trees: Iterable[exp.Expr], names: Homonyms) -> dict[tuple[str, str], str]:
    """The texts of COMMENT ON and its equivalents, by table and column; for a table, the column is ""."""
    found: dict[tuple[str, str], str] = {}
    for tree in map(as_comment, trees):
        if not isinstance(tree, exp.Comment) or not isinstance(tree.expression, exp.Literal):
            continue
        target = tree.this
        if tree.args.get("kind") == "COLUMN" and isinstance(target, exp.Column) and target.table:
            found[_key(target.parts[:-1], names), canonical(target.this, names.dialect)] = tree.expression.name
        elif isinstance(target, exp.Table):
            found[_key(target.parts, names), ""] = tree.expression.name
    return found


def _properties(tree: exp.Create) -> list[exp.Expr]:
    return getattr(tree.args.get("properties"), "expressions", [])


def _is_ingestion_time(each: exp.Expr) -> bool:
    """Whether a property is BigQuery's `PARTITION BY _PARTITIONDATE`, or `BY DATE_TRUNC(_PARTITIONTIME, MONTH)`."""
    names = each.find_all(exp.Identifier) if isinstance(each, exp.PartitionedByProperty) else ()
    return any(name.name.upper() in OF_PARTITIONS for name in names)


def _enums(trees: Iterable[exp.Expr]) -> dict[str, tuple[str, ...]]:
    """The values of CREATE TYPE … AS ENUM, by the type's name in lower case."""
    return {
        tree.this.name.lower(): tuple(each.sql() for each in tree.expression.expressions)
        for tree in trees
        if isinstance(tree, exp.Create) and tree.kind == "TYPE" and isinstance(tree.expression, exp.DataType)
    }
