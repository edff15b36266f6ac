"""Reads the plainest DDL without the parser: tables with bare columns, of which corpora have tens of thousands.

The result is the same as the parser's and `tuneql.sql.schemas.declarations`', several times as fast; anything less
plain is left to those.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.schemas.declarations import read_declarations
from tuneql.sql.schemas.description import spell
from tuneql.sql.schemas.tables import Described, Table

_TABLE: Final = re.compile(r"\s*CREATE TABLE ([A-Za-z_]\w*) ?\(([\w\s,]*)\)\s*(?:;|\Z)", re.ASCII | re.IGNORECASE)
_COLUMN: Final = re.compile(r"\s*([A-Za-z_]\w*) ([A-Za-z]+)\s*", re.ASCII)


def read_plain(ddl: str, dialect: str) -> dict[str, Table] | None:
    """The tables of a script that only has `CREATE TABLE name (column type, …)`; None if there is more to it.

    Args:
        ddl: the script.
        dialect: decides which words are names, and which are types.

    Returns:
        As `read_declarations`.
    """
    tables, end, size = dict[str, Table](), 0, len(ddl.rstrip())
    while end < size:
        found = _TABLE.match(ddl, end)
        table = _table(found[1], found[2], dialect) if found is not None else None
        if table is None or found is None:
            return None
        tables[table[0]] = table[1]
        end = found.end()
    return tables or None


def _table(name: str, body: str, dialect: str) -> tuple[str, Table] | None:
    """A table and the canonical form of its name."""
    named, columns = _name(name, dialect), [_column(part, dialect) for part in body.split(",")]
    known = [each for each in columns if each is not None]
    if named is None or len(known) < len(columns):
        return None
    key, spelling = named
    return key, Table(
        name=name,
        namespace="",
        columns=MappingProxyType({column.name: column.kind for column in known}),
        primary_key=(),
        foreign_keys=(),
        canonical_columns=MappingProxyType({column.key: column.name for column in known}),
        spelling=spelling,
        described=MappingProxyType({column.name: column.described for column in known}),
    )


@dataclass(frozen=True)
class _Column:
    name: str
    key: str
    kind: str
    described: Described


@lru_cache(maxsize=4096)
def _column(text: str, dialect: str) -> _Column | None:
    found = _COLUMN.fullmatch(text)
    kind = _kind(found[2].upper(), dialect) if found is not None else None
    named = _name(found[1], dialect) if found is not None else None
    if found is None or kind is None or named is None:
        return None
    key, spelling = named
    return _Column(found[1], key, kind[0], Described(spelling=spelling, family=kind[1]))


@lru_cache(maxsize=4096)
def _name(word: str, dialect: str) -> tuple[str, str] | None:
    """The canonical form of a name, and its spelling; None if, without quotes, the word is not a name."""
    named, chosen = exp.Identifier(this=word, quoted=False), get_dialect(dialect)
    if word.upper() in _keywords(dialect):
        column = _parsed(f"CREATE TABLE {word} ({word} INT)", dialect)
        if column is None or column.this != named:
            return None
    return canonical(named, chosen), spell(named, chosen)


@lru_cache(maxsize=64)
def _keywords(dialect: str) -> frozenset[str]:
    return frozenset(word.upper() for word in get_dialect(dialect).tokenizer_class.KEYWORDS)


@lru_cache(maxsize=1024)
def _kind(word: str, dialect: str) -> tuple[str, str] | None:
    """The type that a word means, in the dialect's words, and its family; None if it is none, or user-defined."""
    column = _parsed(f"CREATE TABLE t (c {word})", dialect)
    kind = column.kind if column is not None else None
    if column is None or kind is None or kind.this == exp.DType.USERDEFINED:
        return None
    (table,) = read_declarations([column.root()], get_dialect(dialect)).values()
    return table.columns["c"], table.described["c"].family


def _parsed(ddl: str, dialect: str) -> exp.ColumnDef | None:
    """The one column of a table, if it only has a name and a type."""
    try:
        (tree,) = get_dialect(dialect)().parse(ddl)
    except (SqlglotError, ValueError):
        return None
    columns = tree.this.expressions if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema) else []
    if len(columns) != 1 or not isinstance(columns[0], exp.ColumnDef) or columns[0].constraints:
        return None
    return columns[0]
