"""Tables from the trees of a script: what CREATE TABLE declares, with what later statements add to it."""

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import sqlglot
from sqlglot import exp

from tuneql.sql.description import describe, spell, table_comment, type_name
from tuneql.sql.names import canonical
from tuneql.sql.tables import Described, ForeignKey, Table

Dialect = type[sqlglot.Dialect]

# What a database calls its default namespace: a query may leave it out.
_UNSPOKEN = frozenset({"main", "public", "dbo"})


def read_declarations(trees: Iterable[exp.Expr], dialect: Dialect) -> dict[str, Table]:
    """The tables of a script, by the canonical form of their names, in order."""
    trees = tuple(trees)
    added, comments, enums = _added(trees, dialect), _comments(trees, dialect), _enums(trees)
    found: dict[str, Table] = {}
    for tree in trees:
        if isinstance(tree, exp.Create) and tree.kind == "TABLE" and isinstance(tree.this, exp.Schema):
            declared, definitions = tree.this, [each for each in map(_definition, tree.this.expressions) if each]
            if isinstance(declared.this, exp.Table) and definitions:
                key = canonical(declared.this.this, dialect)
                later = added.get(key, [])
                definitions += [each for each in later if isinstance(each, exp.ColumnDef)]
                found[key] = _Reader(dialect, later, comments, enums).table(tree, key, definitions)
    return found


class _Reader:
    """What else the script says of a table: constraints, comments and the values of its types."""

    def __init__(
        self,
        dialect: Dialect,
        added: Iterable[exp.Expr],
        comments: Mapping[tuple[str, str], str],
        enums: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.dialect, self.added, self.comments, self.enums = dialect, tuple(added), comments, enums

    def table(self, tree: exp.Create, key: str, definitions: list[exp.ColumnDef]) -> Table:
        """The table that a CREATE TABLE declares."""
        declared, name = tree.this, tree.this.this
        constraints = [*(each for each in declared.expressions if not _is_bare(each)), *self.added]
        return Table(
            name=name.this.name,
            namespace=".".join(part.name for part in name.parts[:-1]),
            columns=MappingProxyType({each.name: type_name(each.kind, self.dialect) for each in definitions}),
            primary_key=_primary_key(constraints, definitions),
            foreign_keys=tuple(_foreign_keys(constraints, definitions)),
            canonical_columns=MappingProxyType({canonical(each.this, self.dialect): each.name for each in definitions}),
            spelling=".".join(spell(part, self.dialect) for part in _spoken(name)),
            comment=self.comments.get((key, "")) or table_comment(tree),
            described=MappingProxyType(dict(self.columns(declared, key, definitions))),
        )

    def columns(
        self, declared: exp.Schema, key: str, definitions: list[exp.ColumnDef]
    ) -> Iterator[tuple[str, Described]]:
        """Each column's name and description."""
        for each in definitions:
            comment = self.comments.get((key, canonical(each.this, self.dialect)), "")
            yield each.name, describe(each, declared, dialect=self.dialect, comment=comment, enums=self.enums)


def _definition(node: exp.Expr) -> exp.ColumnDef | None:
    if isinstance(node, exp.Identifier):  # SQLite lets a column go without a type
        return exp.ColumnDef(this=node)
    return node if isinstance(node, exp.ColumnDef) else None


def _is_bare(node: exp.Expr) -> bool:
    """Whether it is a column of which nothing but its name and type is said."""
    return isinstance(node, exp.Identifier) or (isinstance(node, exp.ColumnDef) and not node.constraints)


def _spoken(name: exp.Table) -> list[exp.Expr]:
    *namespace, last = name.parts
    unspoken = len(namespace) == 1 and namespace[0].name.lower() in _UNSPOKEN
    return [last] if unspoken else [*namespace, last]


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


def _foreign_keys(constraints: Iterable[exp.Expr], definitions: list[exp.ColumnDef]) -> Iterator[ForeignKey]:
    for constraint in constraints:
        for key in constraint.find_all(exp.ForeignKey):
            yield from _foreign_key(_names(key.expressions), key.args.get("reference"))
    for definition in definitions:
        for reference in () if _is_bare(definition) else definition.find_all(exp.Reference):
            yield from _foreign_key((definition.name,), reference)


def _foreign_key(columns: tuple[str, ...], reference: exp.Expr | None) -> Iterator[ForeignKey]:
    if isinstance(reference, exp.Reference):
        target = reference.this
        table = target.this if isinstance(target, exp.Schema) else target
        yield ForeignKey(columns=columns, table=table.name, references=_names(target.expressions))


def _added(trees: Iterable[exp.Expr], dialect: Dialect) -> dict[str, list[exp.Expr]]:
    """The columns and constraints that ALTER TABLE adds, by table."""
    found: dict[str, list[exp.Expr]] = {}
    for tree in trees:
        if isinstance(tree, exp.Alter) and isinstance(tree.this, exp.Table):
            parts = found.setdefault(canonical(tree.this.this, dialect), [])
            for action in tree.args.get("actions") or ():
                parts += [action] if isinstance(action, exp.ColumnDef) else _constraints(action)
    return found


def _constraints(action: exp.Expr) -> list[exp.Expr]:
    return action.expressions if isinstance(action, exp.AddConstraint) else []


def _comments(trees: Iterable[exp.Expr], dialect: Dialect) -> dict[tuple[str, str], str]:
    """The texts of COMMENT ON, by table and column; of a table, the column is ""."""
    found: dict[tuple[str, str], str] = {}
    for tree in trees:
        if not isinstance(tree, exp.Comment) or not isinstance(tree.expression, exp.Literal):
            continue
        target = tree.this
        if tree.args.get("kind") == "COLUMN" and isinstance(target, exp.Column):
            found[canonical(target.args.get("table"), dialect), canonical(target.this, dialect)] = tree.expression.name
        elif isinstance(target, exp.Table):
            found[canonical(target.this, dialect), ""] = tree.expression.name
    return found


def _enums(trees: Iterable[exp.Expr]) -> dict[str, tuple[str, ...]]:
    """The values of CREATE TYPE … AS ENUM, by the type's name in lower case."""
    return {
        tree.this.name.lower(): tuple(each.sql() for each in tree.expression.expressions)
        for tree in trees
        if isinstance(tree, exp.Create) and tree.kind == "TYPE" and isinstance(tree.expression, exp.DataType)
    }
