"""Parses text to sqlglot's syntax trees, with one error for every failure, and writes trees as text.

A text takes one of two ways to its tree:

* `plain` reads the plainest SELECTs by itself, several times as fast as sqlglot;
* for all others, `tokens` reads the tokens, `chained` refuses endless chains of them, `rewording` replaces spellings
  that sqlglot does not read, sqlglot's parser (`spares`) makes the tree, and `method_owners`, `piped_groups`,
  `piped_names`, `piped_orders` and `rows_of_arrays` correct what it misreads.

`added_aliases` then adds aliases that engines need.

If that fails, `complaints` says why. To write a tree, `plain` or `written_back` is used if possible, because sqlglot's
generator is slow; `comma_joins` keeps the commas of FROM in SQLite, and `beside` is for words that the generator lacks.
"""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.errors import TuneqlError
from tuneql.limits import QUESTION_CHARACTERS, SCHEMA_CHARACTERS
from tuneql.remembering import Remembered
from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing.added_aliases import add_aliases
from tuneql.sql.parsing.chained import limit_chains, limit_nested_types
from tuneql.sql.parsing.comma_joins import restore_commas
from tuneql.sql.parsing.complaints import complaint
from tuneql.sql.parsing.method_owners import restore_columns
from tuneql.sql.parsing.piped_groups import restore_groups
from tuneql.sql.parsing.piped_names import restore_names
from tuneql.sql.parsing.piped_orders import restore_orders
from tuneql.sql.parsing.plain.select import read_plain_select
from tuneql.sql.parsing.plain.writing import write_plain_select
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.rows_of_arrays import restore_arrays
from tuneql.sql.parsing.spares import trees_of
from tuneql.sql.parsing.tokens import tokens_of
from tuneql.sql.parsing.written_back import generator_of, write_all, write_back
from tuneql.sql.walking import Nodes

STATEMENT_CHARACTERS = QUESTION_CHARACTERS * 5
"""The longest statement that is parsed, in characters."""

# Lines of a script that only its client reads, not the server: `GO` of sqlcmd, `\restrict` of psql, which every pg_dump
# has, `/` of SQL*Plus. They end a statement.
_CLIENT_LINE: Final = re.compile(r"^[ \t]*(?:GO|\\[a-z].*|/)[ \t]*$", re.IGNORECASE | re.MULTILINE)

# The parser is not a validator: odd input raises Python errors in it, which mean the same here.
_ODD_INPUT: Final = (
    SqlglotError, ValueError, TypeError, LookupError, AttributeError, OverflowError, AssertionError,
)  # fmt: skip

_quiet: ContextVar[bool] = ContextVar("tuneql_quiet_sqlglot", default=False)


class Unparsable(TuneqlError):
    """Text that is not SQL in the dialect; the message tells where and why, on one line."""


# How many texts have trees to share, and how long they are together, in characters; a tree takes up to 450 bytes
# for each of them.
_MOST_SHARED: Final = 512
_SHARED_CHARACTERS: Final = 1_000_000
_shared: Final = Remembered[tuple[str, str], tuple[exp.Expr, ...] | Unparsable](
    most=_MOST_SHARED, size=_SHARED_CHARACTERS, weigh=lambda key, _: len(key[0])
)


def parse(sql: str, dialect: str) -> tuple[exp.Expr, ...]:
    """Parse a text; returns its statements.

    Empty statements are omitted: sqlglot returns None for one, or a `Semicolon` node for a comment after the last `;`.

    Raises:
        Unparsable: the text is too long, nested too deep, or not SQL.
        InvalidInput: the dialect is unknown.
    """
    known = _shared.get((sql, dialect))
    _shared.forget((sql, dialect))
    return _trees_or_error(_attempt(sql, dialect) if known is None else known)


def parse_shared(sql: str, dialect: str) -> tuple[exp.Expr, ...]:
    """As `parse`, for several readers of the same text: they get the same trees, and must not change them.

    Nor may they keep them, because the next `parse` of the text takes the trees over.
    """
    found = _shared.get((sql, dialect))
    if found is None:
        found = _attempt(sql, dialect)
        share(sql, dialect, found)
    return _trees_or_error(found)


def borrow(sql: str, dialect: str) -> tuple[exp.Expr, ...]:
    """As `parse_shared`, but if the trees of the text are not shared yet, they are not kept either."""
    found = _shared.get((sql, dialect))
    return _trees_or_error(_attempt(sql, dialect) if found is None else found)


def forget(sql: str, dialect: str) -> None:
    """Stop sharing the trees of a text, for a reader that is about to change them."""
    _shared.forget((sql, dialect))


def share(sql: str, dialect: str, trees: "tuple[exp.Expr, ...] | Unparsable") -> None:
    """Keep the trees from which a text was written, so that its next reader need not parse it."""
    _shared.add((sql, dialect), trees)


def parse_script(ddl: str, dialect: str) -> tuple[exp.Expr, ...]:
    """As `parse`, for the DDL of a schema, which may be longer."""
    if len(ddl) > SCHEMA_CHARACTERS:
        raise Unparsable(f"the schema has {len(ddl):,} characters; at most {SCHEMA_CHARACTERS:,} are allowed")
    return _statements(without_client_lines(ddl), dialect)


def without_client_lines(script: str) -> str:
    """Replace the lines of a script that only its client reads, such as `GO`, by `;`."""
    return _CLIENT_LINE.sub(";", script)


def regenerate(tree: exp.Expr, dialect: str, *, copy: bool = True) -> str:
    """Write a tree as SQL, without comments; without `copy` it is faster, but spoils the tree.

    Only this text may be run or returned. A model's own text can mean something else to an engine than to the parser:
    executable comments in MySQL, a second statement that looks like an alias in T-SQL.
    """
    if copy:
        tree = tree.copy()
    restore_commas(tree.find_all(exp.Join), dialect)
    plain = write_plain_select(tree, dialect)
    if plain is not None:
        return plain
    with quiet_sqlglot():
        return generator_of(dialect).generate(tree, copy=False)


def regenerate_own(tree: exp.Expr, dialect: str, nodes: Nodes) -> str:
    """As `regenerate` without `copy`, and faster, for a tree that was parsed in the dialect.

    Args:
        tree: a statement, in which at most words were replaced since it was parsed.
        dialect: in which it was parsed.
        nodes: all of its nodes at that time.

    Raises:
        UnsupportedError: a part of the tree cannot be written in the dialect, and would be left out.
    """
    restore_commas(nodes.of(exp.Join), dialect)
    text = write_plain_select(tree, dialect)
    if text is not None:
        return text
    with quiet_sqlglot():
        text = write_back(tree, dialect, nodes)
        return write_all(tree, dialect, nodes) if text is None else text


@contextmanager
def quiet_sqlglot() -> Iterator[None]:
    """Suppress sqlglot's log messages within this context, but not those of other users of its logger."""
    _install_filter()
    token = _quiet.set(True)
    try:
        yield
    finally:
        _quiet.reset(token)


@cache
def _install_filter() -> None:
    logging.getLogger("sqlglot").addFilter(_is_not_ours)


def _is_not_ours(_: logging.LogRecord) -> bool:
    return not _quiet.get()


def _attempt(sql: str, dialect: str) -> tuple[exp.Expr, ...] | Unparsable:
    """Parse a text; returns the error instead of raising it, so that it can be shared, too."""
    if len(sql) > STATEMENT_CHARACTERS:
        return Unparsable(f"the statement has {len(sql):,} characters; at most {STATEMENT_CHARACTERS:,} are allowed")
    try:
        return _statements(sql, dialect)
    except Unparsable as error:
        return Unparsable(str(error))  # the error itself keeps the tokens, by way of its cause


def _trees_or_error(found: tuple[exp.Expr, ...] | Unparsable) -> tuple[exp.Expr, ...]:
    if isinstance(found, Unparsable):
        raise Unparsable(str(found))
    return found


def _statements(sql: str, dialect: str) -> tuple[exp.Expr, ...]:
    """The trees of a text, by one of the two ways; raises Unparsable."""
    chosen = get_dialect(dialect)
    try:
        plain = read_plain_select(sql, dialect)
        if plain is not None:
            add_aliases((plain,), sql, chosen)
            return (plain,)
        with quiet_sqlglot():
            tokens = tokens_of(sql, dialect)
            limit_chains(tokens, sql)
            limit_nested_types(tokens, sql)
            tokens = reworded(tokens, chosen)
            trees = trees_of(tokens, sql, dialect)
            restore_columns(trees, tokens)
            restore_groups(trees, tokens, chosen)
            restore_names(trees, tokens, chosen)
            restore_orders(trees, tokens, chosen)
            restore_arrays(trees, tokens, chosen)
            add_aliases(trees, sql, chosen)
    except RecursionError:
        raise Unparsable("the statement is nested too deep") from None
    except _ODD_INPUT as error:
        raise Unparsable(complaint(error, sql, chosen)) from error
    return tuple(tree for tree in trees if tree is not None and not isinstance(tree, exp.Semicolon))
