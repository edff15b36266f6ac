"""Tells methods of columns, `doc.value('/a', 'int')`, from functions of schemas, `dbo.value('/a', 'int')`."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.guard.read_only.functions import engine_functions
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes


def calls_like_methods(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """The calls with the name of a listed method after a name that is not a column's: user-defined functions.

    In engines in which any function may be called as a method (`*.*` is listed), there are none.
    """
    if not nodes.of(exp.Anonymous):
        return
    allowed = engine_functions(statement.dialect_class)
    if "*.*" in allowed:
        return
    calls = (_call(node) for node in nodes.of(exp.Dot, exp.Table))
    paths = [(owner, name) for owner, name in calls if owner and f".{name}" in allowed]
    if paths:
        known = _columns(nodes, statement)
        yield from (f"{owner}.{name}" for owner, name in paths if owner not in known)


def _call(node: exp.Expr) -> tuple[str, str]:
    """The name before the dot of a call, and that of the function, in lower case; both empty if there is no call."""
    call, before = (node.expression, node.this) if isinstance(node, exp.Dot) else (node.this, node.args.get("db"))
    if not isinstance(call, exp.Anonymous):
        return "", ""
    owner = before.expression if isinstance(before, exp.Dot) else before
    return owner.name.lower() if isinstance(owner, exp.Identifier | exp.Column) else "", call.name.lower()


def _columns(nodes: Nodes, statement: Statement) -> set[str]:
    """The columns of all tables of the schema, and all aliases of the statement, in lower case."""
    declared = {name.lower() for table in statement.schema.tables.values() for name in table.columns}
    made = {node.alias.lower() for node in nodes.of(exp.Alias)}
    named = {each.name.lower() for node in nodes.of(exp.TableAlias) for each in node.columns}
    return declared | made | named
