"""Types that the parser does not know: allowed are those of the engine and of the schema's namespaces."""

import re
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.engine_types import ENGINE_TYPES
from tuneql.sql.guard.statement import Statement
from tuneql.sql.homonyms import Space, default_namespaces
from tuneql.sql.names import canonical
from tuneql.sql.walking import Nodes

_PART: Final = re.compile(r'"((?:[^"]|"")*)"|\[([^\]]*)\]|`([^`]*)`|([^."\[`]+)')

_DECLARED: Final = r"\b(?:TYPE|DOMAIN)\s+(?:IF\s+NOT\s+EXISTS\s+)?(?:[\w\"\[\]]+\.)?[\"\[]?{}\b"
_WORD: Final = re.compile(r"\w+")
# Postgres: the types of its catalogue that are plain values, and those that look up a name in the catalogue.
_PLAIN_TYPES: Final = frozenset({"pg_lsn", "pg_snapshot"})
# In SQLite, any word is a type.
_WITH_OPEN_TYPES: Final = ("sqlite",)
# DuckDB, and its extension for places.
_LISTED_OF_DUCKDB: Final = """
    guid integral timestamptz_ns tuple uint8 uint16 uint32 uint64 varint point_2d point_3d linestring_2d polygon_2d
    box_2d box_2df wkb_blob
"""
_TYPES_OF_DUCKDB: Final = frozenset(_LISTED_OF_DUCKDB.split())
_CATALOGUE_TYPES: Final = frozenset(
    f"reg{kind}"
    for kind in "class collation dictionary namespace oper operator proc procedure role type".split()  # noqa: SIM905
)


def unlisted_types(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Denies the types of casts, and of columns of functions, that are neither the engine's nor the schema's."""
    for node in nodes.of(exp.DataType):
        if node.this is exp.DType.USERDEFINED:
            yield from _problems(_parts(str(node.args.get("kind"))), statement)


def _parts(kind: str) -> list[exp.Identifier]:
    """Split the name of a type, which the parser keeps as one text, at its dots."""
    found = _PART.finditer(kind)
    return [exp.to_identifier(next(filter(None, each.groups()), ""), quoted=each[4] is None) for each in found]


def _problems(parts: list[exp.Identifier], statement: Statement) -> Iterator[str]:
    """Denies a type by the parts of its name."""
    if not parts:
        return
    *space, name = (canonical(part, statement.dialect_class) for part in parts)
    # In Postgres, each table is also a type: NULL::pg_shadow has its columns.
    if name in _CATALOGUE_TYPES or (name.startswith("pg_") and name not in _PLAIN_TYPES):
        yield f"the type {name} reads the system's catalog, which is not allowed"
    elif not descends_from(statement.dialect_class, *_WITH_OPEN_TYPES) and not _is_declared(name, statement):
        yield f"the type {name} is neither one of the engine nor in the schema"
    elif space and not _is_known(tuple(space), statement):
        yield f"the type {name} is in {'.'.join(space)}, from which the schema has no table"


def _is_declared(name: str, statement: Statement) -> bool:
    """Whether a type is the engine's, or declared or used in the schema: in Postgres, each table is also a type."""
    plain = name.partition("(")[0].strip().lower()
    schema = statement.schema.whole or statement.schema
    if plain in _TYPES_OF_DUCKDB and descends_from(statement.dialect_class, "duckdb"):
        return True
    if plain in ENGINE_TYPES or any(each.bare.lower() == plain for each in schema.tables.values()):
        return True
    if re.search(_DECLARED.format(re.escape(plain)), schema.ddl, re.IGNORECASE):
        return True
    types = (kind for table in schema.tables.values() for kind in table.columns.values())
    return any(plain in map(str.lower, _WORD.findall(kind)) for kind in types)


def _is_known(space: Space, statement: Statement) -> bool:
    """Whether a namespace is the engine's default one, Postgres's catalogue, or one with tables of the schema."""
    dialect = statement.dialect_class
    if space == ("pg_catalog",):
        return descends_from(dialect, "postgres")
    in_default = len(space) == 1 and space[0] in default_namespaces(dialect)
    return in_default or any(table.space[-len(space) :] == space for table in statement.schema.tables.values())
