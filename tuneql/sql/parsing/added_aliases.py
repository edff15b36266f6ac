"""Adds aliases that engines need, or that a statement uses without having them.

* In `SELECT "max(a)" FROM (SELECT max(a) FROM t)`, an outer query calls an output by its text. Some engines name such
  an output after its text, each in its own way (DuckDB: `count_star()` and `(a + 1)`), and the statement that is
  written from a tree has another text. With an alias, both have the same name everywhere.
* In Redshift, a table right before QUALIFY must have one: docs.aws.amazon.com/redshift/latest/dg/r_QUALIFY_clause.html.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from

_NAMED_AFTER_TEXT: Final = ("mysql", "snowflake", "sqlite", "duckdb")
_QUOTED: Final = re.compile(r'"([^"]{1,99})"|`([^`]{1,99})`|\[([^]]{1,99})\]')
# What the text of an expression has, and hardly any other name.
_SIGN: Final = re.compile(r"[(+*/|<>=-]")
_SKIPPED: Final = re.compile(r"[\s\"`]")
_HAS_NAME: Final = (exp.Alias, exp.Aliases, exp.Column, exp.Star)

_QUALIFY: Final = re.compile(r"\bqualify\b", re.IGNORECASE)
_BETWEEN_FROM_AND_QUALIFY: Final = ("where", "group", "having", "laterals", "joins")


def add_aliases(trees: Iterable[exp.Expr | None], sql: str, dialect: type[sqlglot.Dialect]) -> None:
    """Add the aliases that are lacking in the trees of a text."""
    if descends_from(dialect, *_NAMED_AFTER_TEXT):
        quoted = (each for found in _QUOTED.findall(sql) for each in found if _SIGN.search(each))
        if names := {_bare(each): each for each in quoted}:
            _name_outputs(_selects(trees), names, dialect)
    elif descends_from(dialect, "redshift") and _QUALIFY.search(sql):
        _name_tables(_selects(trees))


def _selects(trees: Iterable[exp.Expr | None]) -> Iterator[exp.Select]:
    return (each for tree in trees if tree is not None for each in [*tree.find_all(exp.Select)])


def _name_outputs(selects: Iterable[exp.Select], names: dict[str, str], dialect: type[sqlglot.Dialect]) -> None:
    """Give outputs of inner queries the quoted names that are their texts, but for spaces, quotes and case."""
    for select in selects:
        for output in select.expressions if select.parent is not None else ():
            name = None if isinstance(output, _HAS_NAME) else names.get(_bare(output.sql(dialect, comments=False)))
            if name is not None:
                output.replace(exp.Alias(this=output.copy(), alias=exp.to_identifier(name, quoted=True)))


def _bare(text: str) -> str:
    """A text for comparison with others."""
    short = _SKIPPED.sub("", text).lower().replace("count_star()", "count(*)")
    return short[1:-1] if short[:1] == "(" and short[-1:] == ")" else short


def _name_tables(selects: Iterable[exp.Select]) -> None:
    """Give tables without an alias before QUALIFY their own names as aliases."""
    for select in selects:
        first = select.args.get("from_")
        is_between = any(select.args.get(key) for key in _BETWEEN_FROM_AND_QUALIFY)
        if first is None or not select.args.get("qualify") or is_between:
            continue
        table = first.this
        is_bare = isinstance(table, exp.Table) and isinstance(table.this, exp.Identifier) and not table.alias
        if is_bare and not any(each.args.get("db") for each in select.find_all(exp.Column)):
            table.set("alias", exp.TableAlias(this=table.this.copy()))
