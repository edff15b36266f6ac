"""Tables of one name in different namespaces: `sales.orders` and `archive.orders`.

A schema knows each by its name with its namespace; a table whose name no other has is known by the name alone, and so
is the one of those that share it which stands in the default namespace, as a query need not say that.
"""

from collections.abc import Iterable, Sequence

import sqlglot
from sqlglot import exp

from tuneql.sql.names import DEFAULT_NAMESPACES, canonical, in_namespace
from tuneql.sql.tables import Schema, Table


def spoken(name: exp.Table) -> list[exp.Expr]:
    """The parts of a table's name that a query must write, if no other table has the name."""
    *namespace, last = name.parts
    unspoken = len(namespace) == 1 and namespace[0].name.lower() in DEFAULT_NAMESPACES
    return [last] if unspoken else [*namespace, last]


class Homonyms:
    """The namespaces of a script's tables, where more than one has a table of the same name.

    Args:
        declared: the names in CREATE TABLE.
        dialect: says when two of them are the same.
    """

    def __init__(self, declared: Iterable[exp.Table], dialect: type[sqlglot.Dialect]) -> None:
        self.dialect = dialect
        self.spaces: dict[str, dict[str, str]] = {}
        for name in declared:
            space = namespace_of(spoken(name))
            self.spaces.setdefault(canonical(name.this, dialect), {})[space.lower()] = space

    def qualifier(self, parts: Sequence[exp.Expr], beside: str = "") -> str:
        """The namespace that is a part of what a table is known by; "" if it is none.

        Args:
            parts: of its name.
            beside: the namespace of the table whose declaration names it, which is where it is sought first.
        """
        spaces = self.spaces.get(canonical(parts[-1], self.dialect), {})
        if len(spaces) < 2:  # noqa: PLR2004 -- one alone needs no telling apart
            return ""
        said = namespace_of(parts)
        written = _unless_default(said) if said else beside if beside.lower() in spaces else ""
        return next((space for key, space in spaces.items() if f".{key}".endswith(f".{written.lower()}")), "")

    def known_by(self, parts: Sequence[exp.Expr], name: str, beside: str = "") -> str:
        """What a table is known by: its name, in one of its forms, behind its namespace if need be."""
        qualifier = self.qualifier(parts, beside)
        return f"{qualifier}.{name}" if qualifier else name


def namespace_of(parts: Sequence[exp.Expr]) -> str:
    """What stands before a table's name, with points between."""
    return ".".join(part.name for part in parts[:-1])


def _unless_default(namespace: str) -> str:
    return "" if namespace.lower() in DEFAULT_NAMESPACES else namespace


def tables_named(node: exp.Table, schema: Schema, dialect: type[sqlglot.Dialect]) -> tuple[Table, ...]:
    """The tables of a schema that a name in FROM can mean: one, none, or several, which a namespace would tell apart.

    A file, a stage or a name of more than three parts is no identifier, and names none.
    """
    if not isinstance(node.this, exp.Identifier):
        return ()
    key, parts = canonical(node.this, dialect), node.parts[:-1]
    table = schema.canonical_tables.get(key)
    if table is not None and in_namespace(parts, table):
        return (table,)
    found = [each for each in schema.homonyms.get(key, ()) if in_namespace(parts, each)]
    written = ".".join(part.name for part in parts).lower()
    return tuple([each for each in found if each.namespace.lower() == written] or found)
