"""Translates SQL and schemas from one dialect to another.

sqlglot knows that some syntax is missing in another dialect, and writes the rest as well as it can; it is not a
validator. So its text must be checked like any other, in the target dialect.
"""

from collections.abc import Iterator
from functools import lru_cache

from sqlglot import ErrorLevel, exp
from sqlglot.errors import SqlglotError, UnsupportedError

from tuneql.errors import TuneqlError, shorten
from tuneql.sql.dialects import get_dialect
from tuneql.sql.division import changed_divisions
from tuneql.sql.parsing import Unparsable, parse, parse_script, quiet_sqlglot, regenerate
from tuneql.sql.schemas.ddl import parse_ddl
from tuneql.sql.schemas.schema import Schema


class Inexpressible(TuneqlError):
    """A statement that cannot be written in another dialect; the message tells why, on one line."""


def transpile(sql: str, *, schema: Schema, source: str, target: str) -> str:
    """A statement in another dialect, without comments.

    Args:
        sql: one statement of the source dialect.
        schema: of its tables, in the source dialect.
        source: a name of `tuneql.sql.dialects`.
        target: another.

    Raises:
        Inexpressible: the target lacks some of it, or gives it another meaning.
        InvalidInput: a dialect is unknown.

    Example:
        >>> from tuneql.sql.schemas.schema import parse_schema
        >>> schema = parse_schema("CREATE TABLE ships (name TEXT)", "postgres")
        >>> transpile("SELECT name FROM ships LIMIT 3", schema=schema, source="postgres", target="tsql")
        'SELECT TOP 3 name FROM ships'
    """
    if source == target:
        return sql
    try:
        (tree,) = parse(sql, source)
        for division in changed_divisions(tree, schema, source=source, target=target):
            _refuse(division, source, target)
        with quiet_sqlglot():
            return tree.sql(dialect=get_dialect(target), comments=False, unsupported_level=ErrorLevel.RAISE)
    except UnsupportedError as error:
        raise Inexpressible(" ".join(str(error).split())) from error
    except (Unparsable, SqlglotError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Inexpressible(f"it cannot be written in {target}: {shorten(str(error))}") from error


def _refuse(division: exp.Div, source: str, target: str) -> None:
    written = shorten(regenerate(division, source))
    raise Inexpressible(
        f"{written} of whole numbers is a whole number in {source}, and is none in {target}; cast one side to a "
        "fractional type"
    )


@lru_cache(maxsize=64)
def transpile_schema(ddl: str, *, source: str, target: str) -> str:
    """A schema's tables in another dialect, with keys and comments; statements that declare none of these are left out.

    What a database declares beyond tables, columns, types and keys may be lost: the text is for models to read and for
    the guard to look names up in, not for an engine. DDL that does not parse stays as it is.
    """
    if source == target:
        return ddl
    try:
        trees = parse_ddl(ddl, source)
    except Unparsable:
        return ddl
    return ";\n".join(text for tree in trees for text in _declaration(tree, target))


def _declaration(tree: exp.Expr, target: str) -> Iterator[str]:
    """The statement in the target dialect; keys and comments only if the target has such statements, too."""
    if isinstance(tree, exp.Alter):
        tree = tree.copy()
        tree.set("only", None)  # only Postgres has ONLY, which no key is about
    with quiet_sqlglot():
        text = tree.sql(dialect=get_dialect(target))
    is_table = isinstance(tree, exp.Create) and tree.kind == "TABLE"
    if is_table or (isinstance(tree, exp.Comment | exp.Alter) and _reads_as(type(tree), text, target)):
        yield text


def _reads_as(kind: type[exp.Expr], text: str, dialect: str) -> bool:
    try:
        return all(isinstance(tree, kind) for tree in parse_script(text, dialect))
    except Unparsable:
        return False
