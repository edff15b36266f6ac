"""Types that are not the engine's own: those of the schema may be named, those of other namespaces may not."""

import re
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import Space, default_namespaces
from tuneql.sql.names import canonical
from tuneql.sql.walking import Nodes

_PART: Final = re.compile(r'"((?:[^"]|"")*)"|\[([^\]]*)\]|`([^`]*)`|([^."\[`]+)')

# Of Postgres: the types of its catalogue that hold values, and those that look a name up in the catalogue.
_PLAIN_TYPES: Final = frozenset({"pg_lsn", "pg_snapshot"})
# Engines whose extensions bring types, and SQLite, to which any word is one.
_WITH_MORE_TYPES: Final = ("postgres", "duckdb", "sqlite")
_OF_TSQL: Final = frozenset({"hierarchyid", "sysname"})
_REGISTERED: Final = frozenset(
    f"reg{kind}"
    for kind in "class collation dictionary namespace oper operator proc procedure role type".split()  # noqa: SIM905
)


def types_of_others(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """The reasons to refuse types that a cast or a column of a function names."""
    for node in nodes.of(exp.DataType):
        if node.this is exp.DType.USERDEFINED:
            yield from _problems(_parts(str(node.args.get("kind"))), statement)


def _parts(kind: str) -> list[exp.Identifier]:
    """The parts of a type's name, as the parser keeps it: in one text."""
    found = _PART.finditer(kind)
    return [exp.to_identifier(next(filter(None, each.groups()), ""), quoted=each[4] is None) for each in found]


def _problems(parts: list[exp.Identifier], statement: Statement) -> Iterator[str]:
    if not parts:
        return
    *space, name = (canonical(part, statement.dialect_class) for part in parts)
    # Each table of Postgres is a type, too: NULL::pg_shadow has its columns.
    if name in _REGISTERED or (name.startswith("pg_") and name not in _PLAIN_TYPES):
        yield f"the type {name} is of the system's catalog"
    elif not descends_from(statement.dialect_class, *_WITH_MORE_TYPES) and not _is_declared(name, statement):
        yield f"the type {name} is not one that the schema's columns have"
    elif space and not _is_known(tuple(space), statement):
        yield f"the type {name} is of {'.'.join(space)}, and the schema has nothing there"


def _is_declared(name: str, statement: Statement) -> bool:
    """Whether a column of the schema has a type; those of engines are known to the parser, but for two of T-SQL."""
    types = (kind.lower() for table in statement.schema.tables.values() for kind in table.columns.values())
    return name in _OF_TSQL or any(name in kind for kind in types)


def _is_known(space: Space, statement: Statement) -> bool:
    """Whether a namespace is the engine's default one, its catalogue, or one that the schema has tables in."""
    dialect = statement.dialect_class
    if space == ("pg_catalog",):
        return descends_from(dialect, "postgres")
    in_default = len(space) == 1 and space[0] in default_namespaces(dialect)
    return in_default or any(table.space[-len(space) :] == space for table in statement.schema.tables.values())
