"""User-defined types: those of the schema may be named, those of other namespaces may not."""

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
_WITH_MORE_TYPES: Final = ("duckdb", "sqlite")
_REGISTERED: Final = frozenset(
    f"reg{kind}"
    for kind in "class collation dictionary namespace oper operator proc procedure role type".split()  # noqa: SIM905
)

# The types that the parser has no word of its own for: of Postgres, its extensions and Redshift, and of T-SQL.
_UNPARSED_LISTED: Final = """
    box box2d box3d cid cidr circle citext cube earth gtsvector halfvec hstore int2vector isbn isbn13 issn issn13 ismn
    ismn13 jsonpath line lquery lseg ltree ltxtquery macaddr macaddr8 name oid oidvector path pg_lsn pg_snapshot point
    polygon ean13 upc query_int raster record refcursor seg sparsevec tid timetz tsquery tsvector txid_snapshot varbit
    vector void xid xid8 intervaly2m intervald2s smalldatetime hllsketch varbyte super geometry geography
    hierarchyid sysname
"""
_UNPARSED: Final = frozenset(_UNPARSED_LISTED.split())


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
        yield f"the type {name} is neither the engine's nor in the schema"
    elif space and not _is_known(tuple(space), statement):
        yield f"the type {name} is of {'.'.join(space)}, and the schema has nothing there"


def _is_declared(name: str, statement: Statement) -> bool:
    """Whether a type is the engine's, or a name in the DDL: in Postgres each table is a type, too."""
    plain = name.partition("(")[0].strip().lower()
    schema = statement.schema.whole or statement.schema
    return plain in _UNPARSED or re.search(rf"\b{re.escape(plain)}\b", schema.ddl, re.IGNORECASE) is not None


def _is_known(space: Space, statement: Statement) -> bool:
    """Whether a namespace is the engine's default one, its catalogue, or one that the schema has tables in."""
    dialect = statement.dialect_class
    if space == ("pg_catalog",):
        return descends_from(dialect, "postgres")
    in_default = len(space) == 1 and space[0] in default_namespaces(dialect)
    return in_default or any(table.space[-len(space) :] == space for table in statement.schema.tables.values())
