"""Finds names that a model made up: no table of the schema has them."""

from collections.abc import Iterable, Iterator

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.quoted_texts import is_text
from tuneql.sql.dialects import get_dialect
from tuneql.sql.names import canonical
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.schemas.schema import Schema


def invented_tables(sql: str, *, schema: Schema, dialect: str) -> tuple[str, ...]:
    """Tables in a statement that the schema does not declare, as written, in order; none if it does not parse."""
    language = get_dialect(dialect)
    known = {*schema.canonical_tables, *schema.homonyms, *_aliases(sql, dialect, exp.CTE)}
    return _unknown((node.this for node in _nodes(sql, dialect, exp.Table)), known, language)


def invented_columns(sql: str, *, schema: Schema, dialect: str) -> tuple[str, ...]:
    """Columns in a statement that are neither in a table of the schema nor an alias; none if it does not parse.

    A column of another table, or an ambiguous one, is wrong but not invented.
    """
    language = get_dialect(dialect)
    declared = {name for table in schema.canonical_tables.values() for name in table.canonical_columns}
    known = {*declared, *_aliases(sql, dialect, exp.Alias), *_aliases(sql, dialect, exp.TableAlias)}
    nodes = _nodes(sql, dialect, exp.Column)
    columns = (node for node in nodes if isinstance(node, exp.Column) and not is_text(node, language))
    return _unknown((node.this for node in columns), known, language)


def _unknown(names: Iterable[exp.Expr], known: set[str], dialect: type[sqlglot.Dialect]) -> tuple[str, ...]:
    written = (name for name in names if isinstance(name, exp.Identifier))
    return tuple(dict.fromkeys(name.name for name in written if canonical(name, dialect) not in known))


def _aliases(sql: str, dialect: str, kind: type[exp.Expr]) -> Iterator[str]:
    """The names that aliases of a kind give to a relation or its columns."""
    for node in _nodes(sql, dialect, kind):
        alias = node.args.get("alias")
        given = (alias.this if isinstance(alias, exp.TableAlias) else alias, *(node.args.get("columns") or ()))
        yield from (canonical(name, get_dialect(dialect)) for name in given if isinstance(name, exp.Identifier))


def _nodes(sql: str, dialect: str, kind: type[exp.Expr]) -> list[exp.Expr]:
    try:
        return [node for tree in parse_shared(sql, dialect) for node in tree.find_all(kind)]
    except Unparsable:
        return []
