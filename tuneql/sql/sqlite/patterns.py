"""Translates functions of regular expressions, which differ in whether they ignore case, and what they find."""

from collections.abc import Callable, Mapping
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.sqlite.words import call, number, text

Made = exp.Expr | None
Dialect = type[sqlglot.Dialect]


def _matching(node: exp.Expr, dialect: Dialect) -> Made:
    flag = node.args.get("flag")
    if flag is not None and not isinstance(flag, exp.Literal):
        return None
    flags = flag.name if flag is not None else "i" if descends_from(dialect, "mysql") else ""
    is_whole = (
        node.args.get("full_match") or isinstance(node, exp.RegexpFullMatch) or descends_from(dialect, "snowflake")
    )
    flags += "i" * isinstance(node, exp.RegexpILike) + "f" * bool(is_whole)
    return call("MATCHES", node.this, node.expression, text(flags))


def _replaced(node: exp.Expr, dialect: Dialect) -> Made:
    if any(node.args.get(key) is not None for key in ("position", "occurrence")):
        return None
    modifiers = node.args.get("modifiers")
    if modifiers is not None and not isinstance(modifiers, exp.Literal):
        return None
    flags = modifiers.name if modifiers is not None else ""
    if not descends_from(dialect, "postgres", "duckdb") or descends_from(dialect, "redshift"):
        flags += "g"
    flags += "i" * descends_from(dialect, "mysql")
    return call("REPLACED", node.this, node.expression, node.args.get("replacement") or text(""), text(flags))


def _first_match(node: exp.Expr, dialect: Dialect) -> Made:
    if any(node.args.get(key) is not None for key in ("position", "occurrence", "parameters")):
        return None
    is_whole = descends_from(dialect, "duckdb", "snowflake", "redshift", "mysql")
    group = node.args.get("group") or (number(0) if is_whole else exp.Literal.number("-1"))
    flags = "e" * descends_from(dialect, "duckdb") + "i" * descends_from(dialect, "mysql")
    return call("EXTRACTED", node.this, node.expression, group, text(flags))


def _substring(node: exp.Expr, _: Dialect) -> Made:
    """Postgres' SUBSTRING(text FROM 'pattern')."""
    start = node.args.get("start")
    if isinstance(start, exp.Literal) and start.is_string and node.args.get("length") is None:
        return call("EXTRACTED", node.this, start, exp.Literal.number("-1"), text(""))
    return None


PATTERNS: Final[Mapping[type[exp.Expr], Callable[[exp.Expr, Dialect], Made]]] = {
    exp.RegexpLike: _matching,
    exp.RegexpILike: _matching,
    exp.RegexpFullMatch: _matching,
    exp.RegexpReplace: _replaced,
    exp.RegexpExtract: _first_match,
    exp.RegexpSubstr: _first_match,
    exp.Substring: _substring,
}
