"""Statements for SQLite, whose files hold no namespaces."""

from sqlglot import exp

from tuneql.sql.walking import nodes_of


def without_namespaces(tree: exp.Expr) -> exp.Expr:
    """The same tree, its tables and columns named without what stands before a table's name.

    Tables of one name in different namespaces become one; whether a statement names the right ones is the guard's
    matter.
    """
    for node in nodes_of(tree):
        if isinstance(node, exp.Table | exp.Column):
            node.set("db", None)
            node.set("catalog", None)
    return tree
