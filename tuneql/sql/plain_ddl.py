"""Trees of the plainest DDL, without the parser: tables of bare columns, as corpora repeat them by the ten thousand.

What comes out is what the parser would give, a tenth as fast; whatever is less than plain is left to it.
"""

import re
from functools import lru_cache
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import get_dialect

_TABLE: Final = re.compile(r"\s*CREATE TABLE ([A-Za-z_]\w*) ?\(([\w\s,]*)\)\s*(?:;|\Z)", re.ASCII | re.IGNORECASE)
_COLUMN: Final = re.compile(r"\s*([A-Za-z_]\w*) ([A-Za-z]+)\s*", re.ASCII)


def read_plain(ddl: str, dialect: str) -> tuple[exp.Expr, ...] | None:
    """The statements of a script that is nothing but `CREATE TABLE name (column type, …)`; None if there is more to it.

    Args:
        ddl: the script.
        dialect: tells which words are names, and which are types.
    """
    trees, end, size = [], 0, len(ddl.rstrip())
    while end < size:
        found = _TABLE.match(ddl, end)
        tree = _table(found[1], found[2], dialect) if found is not None else None
        if tree is None or found is None:
            return None
        trees.append(tree)
        end = found.end()
    return tuple(trees) or None


def _table(name: str, body: str, dialect: str) -> exp.Create | None:
    columns = [_column(part, dialect) for part in body.split(",")]
    if None in columns or not _is_name(name, dialect):
        return None
    declared = exp.Schema(this=exp.Table(this=_named(name)), expressions=columns)
    return exp.Create(this=declared, kind="TABLE")


def _column(text: str, dialect: str) -> exp.ColumnDef | None:
    found = _COLUMN.fullmatch(text)
    kind = _kind(found[2].upper(), dialect) if found is not None else None
    if found is None or kind is None or not _is_name(found[1], dialect):
        return None
    return exp.ColumnDef(this=_named(found[1]), kind=kind.copy())


def _named(name: str) -> exp.Identifier:
    return exp.Identifier(this=name, quoted=False)


@lru_cache(maxsize=4096)
def _is_name(word: str, dialect: str) -> bool:
    """Whether a word names a table and a column as it stands; some keywords do."""
    if word.upper() not in _keywords(dialect):
        return True
    column = _parsed(f"CREATE TABLE {word} ({word} INT)", dialect)
    return column is not None and column.this == _named(word)


@lru_cache(maxsize=64)
def _keywords(dialect: str) -> frozenset[str]:
    return frozenset(word.upper() for word in get_dialect(dialect).tokenizer_class.KEYWORDS)


@lru_cache(maxsize=1024)
def _kind(word: str, dialect: str) -> exp.DataType | None:
    """The type that a word is, by the parser; None if it is none, or one of the user's own."""
    column = _parsed(f"CREATE TABLE t (c {word})", dialect)
    kind = column.kind if column is not None else None
    return None if kind is None or kind.this == exp.DType.USERDEFINED else kind


def _parsed(ddl: str, dialect: str) -> exp.ColumnDef | None:
    """The one column of a table, if it has nothing but a name and a type."""
    try:
        (tree,) = get_dialect(dialect)().parse(ddl)
    except (SqlglotError, ValueError):
        return None
    columns = tree.this.expressions if isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema) else []
    if len(columns) != 1 or not isinstance(columns[0], exp.ColumnDef) or columns[0].constraints:
        return None
    return columns[0]
