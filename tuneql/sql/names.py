"""Decides when two identifiers name the same thing."""

import difflib
from collections.abc import Iterable
from typing import Final

import sqlglot
from sqlglot import exp
from sqlglot.dialects.dialect import NormalizationStrategy


def _lower(name: str) -> str:
    return "".join(_folded(each, each.lower()) for each in name)


def _upper(name: str) -> str:
    return "".join(_folded(each, each.upper()) for each in name)


def _folded(letter: str, other: str) -> str:
    """The folded letter; not for letters such as the Kelvin sign, which Python folds to ASCII and no engine does."""
    return other if letter.isascii() == other.isascii() else letter


_LOWERCASE, _UPPERCASE = NormalizationStrategy.LOWERCASE, NormalizationStrategy.UPPERCASE


def canonical(identifier: exp.Expr | None, dialect: type[sqlglot.Dialect]) -> str:
    """The form in which an identifier is compared.

    Postgres, Snowflake and Oracle fold unquoted names and keep quoted ones. All others are treated as case-insensitive:
    MySQL, BigQuery and ClickHouse can tell some names apart by case, but in practice no schema has two tables or
    columns that differ only in case.
    """
    if identifier is None:
        return ""
    name: str = identifier.args["this"] if identifier.__class__ is exp.Identifier else identifier.name
    strategy = dialect.NORMALIZATION_STRATEGY
    if strategy == _UPPERCASE:
        if identifier.args.get("quoted"):
            return name
        return name.upper() if name.isascii() else _upper(name)
    if strategy == _LOWERCASE and identifier.args.get("quoted"):
        return name
    return name.lower() if name.isascii() else _lower(name)


def known_as(table: exp.Table, dialect: type[sqlglot.Dialect]) -> str:
    """The name by which columns refer to a table: its alias, or its own name, in canonical form."""
    alias = table.args.get("alias")
    return canonical(alias.this if alias and alias.this else table.this, dialect)


def spelled(name: str, form: str, dialect: type[sqlglot.Dialect]) -> str:
    """How a message writes a name with a canonical form: in quotation marks if it would have another without them."""
    return name if canonical(exp.Identifier(this=name), dialect) == form else f'"{name}"'


def as_written(identifier: exp.Expr, dialect: type[sqlglot.Dialect]) -> str:
    """How a message writes a name in a statement; see `spelled`."""
    is_whole = isinstance(identifier, exp.Identifier) and identifier.args.get("quoted")
    return spelled(identifier.name, canonical(identifier, dialect), dialect) if is_whole else identifier.name


_MARKS: Final = ('"', "`", "[", "]")


def close_matches(name: str, known: Iterable[str]) -> str:
    """A hint for a message: `; did you mean a or b?`, or nothing.

    Example:
        >>> close_matches("totl", ["total", "id"])
        '; did you mean total?'
        >>> close_matches("total", ['"Total"', "id"])
        '; did you mean "Total", in quotation marks?'
    """
    by_lower = {each.strip("".join(_MARKS)).lower(): each for each in known}
    found = difflib.get_close_matches(name.lower(), by_lower, n=2)
    if name.lower() in by_lower:
        found = [name.lower()]
    marks = ", in quotation marks" if any(by_lower[each].startswith(_MARKS) for each in found) else ""
    return f"; did you mean {' or '.join(by_lower[each] for each in found)}{marks}?" if found else ""
