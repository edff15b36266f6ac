"""Removes namespaces from statements for SQLite, whose files have none."""

import sqlglot
from sqlglot import exp

from tuneql.sql.homonyms import tables_named
from tuneql.sql.schemas.tables import Schema
from tuneql.sql.walking import nodes_of


def without_namespaces(tree: exp.Expr) -> exp.Expr:
    """The same tree, in which tables and columns are named without what precedes a table's name.

    Tables with the same name in different namespaces become one; the guard checks whether a statement names the right
    ones.
    """
    for node in nodes_of(tree):
        if isinstance(node, exp.Table | exp.Column):
            node.set("db", None)
            node.set("catalog", None)
        elif isinstance(node, exp.From) and _is_dual(node):
            node.pop()
    return tree


def _is_dual(node: exp.From) -> bool:
    """Whether it is the table that MySQL and Oracle have for a SELECT from no table."""
    table = node.this
    is_alone = node.parent is not None and not node.parent.args.get("joins")
    return isinstance(table, exp.Table) and table.name.lower() == "dual" and is_alone


def with_known_names(tree: exp.Expr, schema: Schema, dialect: type[sqlglot.Dialect]) -> exp.Expr:
    """The same tree, its tables named as a schema knows them, if that is more than a name.

    Such a table gets its name as its alias, for the columns that are qualified with it.
    """
    for node in nodes_of(tree) if schema.homonyms else ():
        found = tables_named(node, schema, dialect) if isinstance(node, exp.Table) else ()
        if len(found) == 1 and found[0].name != found[0].bare:
            alias = node.args.get("alias") or exp.TableAlias(this=node.this)
            node.set("alias", alias)
            node.set("this", exp.to_identifier(found[0].name, quoted=True))
    return tree
