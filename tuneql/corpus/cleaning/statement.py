"""SQL in the house style of its dialect."""

from collections.abc import Iterator
from dataclasses import dataclass

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.corpus.cleaning.house_style import in_house_style
from tuneql.corpus.cleaning.mending import flat, mend
from tuneql.sql.binding.quoted_texts import is_text
from tuneql.sql.dialects import descends_from, get_dialect
from tuneql.sql.parsing import Unparsable, parse, parse_shared, share
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.walking import nodes_of


@dataclass(frozen=True, kw_only=True)
class Cleaned:
    """A statement.

    Attributes:
        sql: its text.
        literals: the texts in it; none if it does not parse.
    """

    sql: str
    literals: tuple[str, ...] = ()


def clean_sql(sql: str, dialect: str, schema: Schema | None = None) -> Cleaned:
    """A statement in the house style, with the same meaning.

    Comments, code fences and final semicolons are removed; typographic quotes outside literals become plain ones;
    keywords, spaces and quotes are written in one way. No name changes. A text that is not one statement keeps its
    comments and spaces, for the guard to judge.

    Args:
        sql: as it was written.
        dialect: of the statement.
        schema: tells names in double quotes from texts, in SQLite.

    Example:
        >>> clean_sql("select name, /* all */ id from ships where name is not null;", "sqlite").sql
        'SELECT name, id FROM ships WHERE name IS NOT NULL'
    """
    mended = mend(sql, dialect)
    try:
        trees = parse(mended, dialect)
        return _written(mended, trees, dialect, schema) if len(trees) == 1 else Cleaned(sql=mended)
    except (Unparsable, SqlglotError, ValueError, TypeError, AttributeError, RecursionError):
        return Cleaned(sql=mended)


def _written(sql: str, trees: tuple[exp.Expr, ...], dialect: str, schema: Schema | None) -> Cleaned:
    nodes = nodes_of(trees[0])
    texts = list(_texts(nodes, get_dialect(dialect), schema))
    literals = [node.name for node in nodes if isinstance(node, exp.Literal) and node.is_string]
    literals += [text.name for text in texts]
    for text in texts:
        text.replace(exp.Literal.string(text.name))
    return Cleaned(sql=_faithful(sql, trees, dialect), literals=tuple(literals))


def _faithful(sql: str, trees: tuple[exp.Expr, ...], dialect: str) -> str:
    """The house style if it says the same, or else the text as it was, on one line and without comments.

    sqlglot changes some statements even within one dialect: T-SQL's DATEDIFF gets casts, MySQL's DUAL quotes. Its text
    is used only if it reads back as the same tree.
    """
    written = in_house_style(trees[0], dialect)
    if written == sql:
        share(sql, dialect, trees)
        return sql
    return next((text for text in (written, flat(sql, dialect)) if _says(text, trees, dialect)), sql)


def _says(text: str, trees: tuple[exp.Expr, ...], dialect: str) -> bool:
    try:
        return parse_shared(text, dialect) == trees
    except Unparsable:
        return False


def _texts(nodes: list[exp.Expr], dialect: type[sqlglot.Dialect], schema: Schema | None) -> Iterator[exp.Column]:
    """Texts in double quotes that the parser took for names (see `is_text`), and those that cannot be names."""
    quoted = [node for node in nodes if isinstance(node, exp.Column) and node.this.args.get("quoted")]
    if not quoted or schema is None:
        return
    known = _names(nodes, schema)
    for column in quoted:
        if column.name.lower() not in known and (is_text(column, dialect) or _is_argument(column, dialect)):
            yield column


def _is_argument(column: exp.Column, dialect: type[sqlglot.Dialect]) -> bool:
    return (
        descends_from(dialect, "sqlite")
        and not column.table
        and isinstance(column.parent, exp.Func | exp.DPipe)
        and not column.name.isidentifier()
    )


def _names(nodes: list[exp.Expr], schema: Schema) -> set[str]:
    columns = {name.lower() for table in schema.tables.values() for name in table.columns}
    aliases = {node.alias.lower() for node in nodes if isinstance(node, exp.Alias)}
    listed = {
        each.name.lower()
        for node in nodes
        if isinstance(node, exp.TableAlias)
        for each in node.args.get("columns") or ()
    }
    return columns | aliases | listed
