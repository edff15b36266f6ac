"""Keeps parsers and tokenizers for the next statement: making them takes a tenth of the time of reading a statement.

Each is used by one reader at a time. After an error, it is not kept.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, TypeVar

import sqlglot
from sqlglot import exp
from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token

from tuneql.sql.dialects import descends_from, get_dialect, shared_dialect
from tuneql.sql.parsing.called import noting_dialect

_Tool = TypeVar("_Tool")

_parsers: Final[defaultdict[str, list[Parser]]] = defaultdict(list)
_tokenizers: Final[defaultdict[str, list[sqlglot.Tokenizer]]] = defaultdict(list)


def tokenize(sql: str, dialect: str) -> list[Token]:
    """The tokens of a text.

    Raises:
        sqlglot.errors.TokenError: a quotation or a comment does not end.
    """
    spares = _tokenizers[dialect]
    tokenizer = _taken(spares, lambda: shared_dialect(dialect).tokenizer())
    tokens = tokenizer.tokenize(sql)
    spares.append(tokenizer)
    return tokens


def trees_of(tokens: list[Token], sql: str, dialect: str) -> list[exp.Expr | None]:
    """The trees of a text's tokens, None for an empty statement.

    Raises:
        sqlglot.errors.ParseError: it is not SQL.
    """
    spares = _parsers[dialect]
    parser = _taken(spares, lambda: noting_dialect(dialect).parser())
    try:
        with _without_copies(parser, dialect):
            trees = parser.parse(tokens, sql)
    except Exception:  # after an error within CONNECT BY, sqlglot leaves PRIOR in a table that all parsers share
        parser.NO_PAREN_FUNCTION_PARSERS.pop("PRIOR", None)
        raise
    spares.append(parser)
    return trees


@contextmanager
def _without_copies(parser: Parser, dialect: str) -> Iterator[None]:
    """Keep BigQuery's and Redshift's parsers from copying all of FROM to search it for arrays of rows.

    BigQuery's were reworded, and of Redshift's `tuneql.sql.parsing.rows_of_arrays` takes care. This can be set only for
    the whole class, whose other parsers are all made here.
    """
    kind = type(parser)
    if not descends_from(get_dialect(dialect), "bigquery", "redshift"):
        yield
        return
    kind.SUPPORTS_IMPLICIT_UNNEST = False
    try:
        yield
    finally:
        kind.SUPPORTS_IMPLICIT_UNNEST = True


def _taken(spares: list[_Tool], make: Callable[[], _Tool]) -> _Tool:
    """A spare tool, which is no longer spare, or a new one."""
    try:
        return spares.pop()
    except IndexError:  # there is none, or other threads use all
        return make()
