"""When two identifiers name the same thing."""

import difflib
from collections.abc import Iterable

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import NormalizationStrategy

_FOLDING_UNQUOTED = {
    NormalizationStrategy.LOWERCASE: str.lower,
    NormalizationStrategy.UPPERCASE: str.upper,
}


def canonical(identifier: exp.Expr | None, dialect: type[sqlglot.Dialect]) -> str:
    """The form in which an identifier is compared.

    Postgres, Snowflake and Oracle fold what is not quoted and keep what is. All others are taken as
    case-insensitive: MySQL, BigQuery and ClickHouse can tell some names apart by case, but no schema in practice
    holds two tables or columns that differ in nothing else.
    """
    if identifier is None:
        return ""
    fold = _FOLDING_UNQUOTED.get(dialect.NORMALIZATION_STRATEGY)
    if fold is None:
        return identifier.name.lower()
    return identifier.name if identifier.args.get("quoted") else fold(identifier.name)


def close_matches(name: str, known: Iterable[str]) -> str:
    """A hint for a message: `; did you mean a or b?`, or nothing.

    Example:
        >>> close_matches("totl", ["total", "id"])
        '; did you mean total?'
    """
    by_lower = {each.lower(): each for each in known}
    found = difflib.get_close_matches(name.lower(), by_lower, n=2)
    return f"; did you mean {' or '.join(by_lower[each] for each in found)}?" if found else ""
