"""Declares SQLite's virtual tables for text search and for boxes as plain tables, with the columns of queries.

See sqlite.org/fts5.html, fts3.html, rtree.html and geopoly.html. Tables of other modules (files, statistics of the
database, the library's own tables) have no plain form, and stay unknown.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.limits import SCHEMA_CHARACTERS
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.schemas.tables import Schema, Table

_OWN: Final = "{own} TEXT"  # the name of the table is also a column's: docs MATCH 'word'
_ROWS: Final = ("docid INTEGER", _OWN)
# The columns besides the listed ones, by module.
_MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "fts5": (_OWN, "rank REAL"),
    "fts4": _ROWS,
    "fts3": _ROWS,
    "rtree": (),
    "rtree_i32": (),
    "geopoly": ("_shape BLOB",),
}
# The types of the listed columns, if not text.
_KINDS: Final = {"rtree": "REAL", "rtree_i32": "INTEGER"}
_FEWEST_TOKENS: Final = 7  # CREATE VIRTUAL TABLE name USING module ()


def with_plain_tables(ddl: str, dialect: str) -> str:
    """A script with a CREATE TABLE for each CREATE VIRTUAL TABLE of a known module.

    Example:
        >>> with_plain_tables("CREATE VIRTUAL TABLE docs USING fts5(title, body UNINDEXED)", "sqlite")
        'CREATE TABLE docs (title TEXT, body TEXT, docs TEXT, rank REAL)'
    """
    if "virtual" not in ddl.lower() or not descends_from(get_dialect(dialect), "sqlite"):
        return ddl
    try:
        tokens = get_dialect(dialect)().tokenize(ddl) if len(ddl) <= SCHEMA_CHARACTERS else []
    except (SqlglotError, ValueError):
        return ddl
    for piece in reversed(list(_statements(tokens))):
        if (table := _plain(piece, ddl)) is not None:
            ddl = ddl[: piece[0].start] + table + ddl[piece[-1].end + 1 :]
    return ddl


def table_searched(call: exp.Expr, schema: Schema) -> Table | None:
    """The table that `docs('word')` searches, which has a column of its own name; None if the call is something else.

    https://sqlite.org/fts5.html#full_text_query_syntax
    """
    name = call.name.lower() if isinstance(call, exp.Anonymous) else ""
    table = schema.canonical_tables.get(name)
    return table if table is not None and name in table.canonical_columns else None


def may_match(value: exp.Expr, schema: Schema) -> bool:
    """Whether MATCH may search a value: a column with the name of one in a table for text search."""
    searched = (table for name, table in schema.canonical_tables.items() if name in table.canonical_columns)
    return isinstance(value, exp.Column) and any(value.name.lower() in each.canonical_columns for each in searched)


def _statements(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    for token in tokens:
        if token.token_type is TokenType.SEMICOLON:
            yield piece
            piece = []
        else:
            piece.append(token)
    yield piece


def _plain(tokens: list[Token], ddl: str) -> str | None:
    """The CREATE TABLE for a CREATE VIRTUAL TABLE; None if it is something else, or its module is not known."""
    words = [token.text.lower() for token in tokens]
    if len(tokens) < _FEWEST_TOKENS or words[:3] != ["create", "virtual", "table"] or "using" not in words:
        return None
    using = words.index("using")
    hidden = _MODULES.get(words[using + 1])
    if hidden is None or tokens[using - 1].token_type not in _NAMES:
        return None
    start = 6 if words[3:6] == ["if", "not", "exists"] else 3
    own = _text(tokens[using - 1 : using], ddl)
    kind = _KINDS.get(words[using + 1], "TEXT")
    columns = [column for each in _arguments(tokens[using + 3 : -1]) if (column := _column(each, kind, ddl))]
    columns += [each.format(own=own) for each in hidden]
    return f"CREATE TABLE {_text(tokens[start:using], ddl)} ({', '.join(columns)})"


_NAMES: Final = (TokenType.VAR, TokenType.IDENTIFIER, TokenType.STRING)


def _arguments(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    argument: list[Token] = []
    depth = 0
    for token in tokens:
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 0 and token.token_type is TokenType.COMMA:
            yield argument
            argument = []
        else:
            argument.append(token)
    yield argument


def _column(argument: Sequence[Token], kind: str, ddl: str) -> str:
    """The column that an argument of the module declares; "" if it sets an option."""
    if not argument or any(token.token_type is TokenType.EQ for token in argument):
        return ""
    is_beside = argument[0].token_type is TokenType.PLUS  # of rtree: a column with any values
    return _text(argument[1:], ddl) if is_beside else f"{_text(argument[:1], ddl)} {kind}"


def _text(tokens: Sequence[Token], ddl: str) -> str:
    return ddl[tokens[0].start : tokens[-1].end + 1] if tokens else ""
