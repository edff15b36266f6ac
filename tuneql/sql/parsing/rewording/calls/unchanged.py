"""Calls that sqlglot 30.30 reads as other functions with a slightly different meaning, and that must stay unchanged.

A comment after a call has this effect, see `SQLGLOT_ANONYMOUS` in sqlglot's expressions.
"""

import re
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import Final

import sqlglot
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import declared_by, functions_added
from tuneql.sql.parsing.tokens import closing

# LOG10: in MySQL and SQL Server, `LOG(10, 1000)` is slightly less than 3; in Postgres, it is only for numerics.
# Postgres: REGEXP_LIKE may have flags, ST_MAKEPOINT a height, CURRENT_TIMESTAMP a precision, DATE_ADD an interval, and
# ARRAY_SORT an order of NULLs; TO_HEX returns lower case, so that `UPPER(TO_HEX(10))` is different.
# Postgres, too: the letters of a format may be text, as in `TO_CHAR(d, '"Week ending" dd')`.
# Redshift: ADD_MONTHS stays at the end of a month.
# T-SQL: `SQUARE(2.5)` is 6.25, but `POWER(2.5, 2)` has only as many digits as 2.5.
# SQLite: `7.5 % 2` uses integers, but MOD does not.
# Snowflake: timestamps have three types, and TRY_PARSE_JSON may accept duplicate keys.
# DuckDB: JARO_WINKLER_SIMILARITY depends on upper and lower case; in Snowflake, it does not.
# BigQuery: the condition of ARRAY_FILTER may use the position of the element.
AS_THEY_STAND: Final = {
    "mysql": frozenset(["LOG10", "LOG2"]),
    "postgres": frozenset(
        [
            *("LOG10", "REGEXP_LIKE", "ST_MAKEPOINT", "DATE_ADD", "CURRENT_TIMESTAMP", "ARRAY_SORT", "TO_HEX"),
            *("TO_CHAR", "TO_DATE", "TO_TIMESTAMP"),
        ]
    ),
    "redshift": frozenset(["ADD_MONTHS", "COLLATE", "ARRAY_INTERSECTION"]),
    "tsql": frozenset(["LOG10", "FORMAT", "SYSDATETIME", "SQUARE"]),
    "bigquery": frozenset(["LOG10", "ARRAY_FILTER"]),
    "sqlite": frozenset(["LOG10", "LOG2", "MOD"]),
    "snowflake": frozenset(["TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_NTZ", "TO_TIMESTAMP_TZ", "TRY_PARSE_JSON"]),
    "duckdb": frozenset(["LOG10", "LOG2", "JARO_WINKLER_SIMILARITY", "REDUCE"]),
}
"""Functions by dialect, in upper case."""


# DATENAME is read as FORMAT, which returns the same only for these parts of a date.
_NAMED_PARTS: Final = frozenset(["year", "yyyy", "month", "mm", "m", "weekday", "dw", "w"])
# With `++`, since a long run of `m` could be read in very many ways.
_OF_DATES: Final = re.compile(r"(?!.$)(?:yyyy|yy|M{1,4}|d{1,4}|HH?|hh?|mm?|ss?|tt|[ :./,-])++")
# Postgres's formats that are the same after they are read and written, but for upper case where it does not matter.
_OF_POSTGRES: Final = re.compile(
    r'(?:[Mm]on(?:th)?|[Dd]a?y|y{2,4}|m[mi]|ddd?|hh(?:12|24)?|ss|ww|iw|iyyy|th|[ap]m|[mu]s|q|"[^"dimswy]*"|[^a-z"])*+'
)
_TEXTS: Final = frozenset({TokenType.STRING, TokenType.NATIONAL_STRING})
_WITH_FORMATS_OF_POSTGRES: Final = frozenset({"TO_CHAR", "TO_DATE", "TO_TIMESTAMP"})
_COMMENT: Final = "sqlglot.anonymous"


def as_they_stand(names: AbstractSet[str]) -> Callable[[list[Token]], list[Token]]:
    """A replacement that adds the comment to calls of some functions, whose names are in upper case."""
    return _with_comments(names, lambda tokens, at: None if _is_known_format(tokens, at) else _COMMENT)


def declared_as_others(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """The functions, in upper case, that a custom dialect declares, but that its base reads as others.

    They stay as they stand, too: SQLite's `LEVENSHTEIN(a, b)` would be written as `EDITDIST3(a, b)`.
    """
    known = dialect.parser_class.FUNCTIONS
    names = (each.upper() for each in declared_by(dialect) - functions_added(dialect))
    return frozenset(name for name in names if name in known and _is_renamed(name, dialect))


def _is_renamed(name: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a call is written with another name, with some number of arguments."""
    calls = (f"{name}({', '.join('abcd'[:count])})" for count in range(5))
    return any(_written(call, dialect).partition("(")[0] != name for call in calls)


def _written(call: str, dialect: type[sqlglot.Dialect]) -> str:
    """A call after reading and writing; unchanged, if it has too few or too many arguments."""
    try:
        return sqlglot.parse_one(call, read=dialect).sql(dialect)
    except (SqlglotError, ValueError, TypeError, LookupError, AttributeError):
        return call


def parts_of_dates(tokens: list[Token]) -> list[Token]:
    """Postgres's `DATE_PART('year', d)`, which is read as EXTRACT, but returns a DOUBLE PRECISION instead of a NUMERIC.

    It stays an EXTRACT, which other dialects can translate, but gets a comment by which it is recognized.
    """
    return _with_comments(frozenset({DATE_PART}), lambda *_: DATE_PART)(tokens)


DATE_PART: Final = "DATE_PART"
"""The comment that marks an EXTRACT as a DATE_PART."""


def names_of_parts(tokens: list[Token]) -> list[Token]:
    """T-SQL's `DATENAME(month, d)`, which is read as `FORMAT(CAST(d AS DATETIME2), 'MMMM')`, but also takes numbers.

    It stays a FORMAT, which other dialects can translate, but gets a comment by which it is recognized.
    """
    return _with_comments(frozenset({DATENAME}), _comment_of_datename)(tokens)


DATENAME: Final = "DATENAME"
"""The comment that marks a FORMAT as a DATENAME."""


def _comment_of_datename(tokens: list[Token], at: int) -> str:
    return DATENAME if any(part.text.lower() in _NAMED_PARTS for part in tokens[at + 1 : at + 2]) else _COMMENT


def _with_comments(
    names: AbstractSet[str], comment_of: Callable[[list[Token], int], str | None]
) -> Callable[[list[Token]], list[Token]]:
    """A replacement that adds comments to calls of some functions.

    Args:
        names: of the functions, in upper case.
        comment_of: the comment for the call with the opening parenthesis at a position, if it gets one.
    """

    def reword(tokens: list[Token]) -> list[Token]:
        put = tokens
        for at in range(1, len(tokens)):
            is_call = tokens[at].token_type is TokenType.L_PAREN and tokens[at - 1].text.upper() in names
            if is_call and (comment := comment_of(tokens, at)):
                put = [*put]
                end = closing(tokens, at)
                put[end] = _commented(tokens[end], comment)
        return put

    return reword


def with_more_arguments(counts: Mapping[str, int]) -> Callable[[list[Token]], list[Token]]:
    """A replacement that adds the comment to calls with more arguments than the parser reads correctly.

    Args:
        counts: how many arguments it reads, by the name of the function in upper case.
    """

    def reword(tokens: list[Token]) -> list[Token]:
        put = tokens
        for at in range(1, len(tokens)):
            read = counts.get(tokens[at - 1].text.upper()) if tokens[at].token_type is TokenType.L_PAREN else None
            if read is not None and len(_commas(tokens, at, end := closing(tokens, at))) >= read:
                put = [*put]
                put[end] = _commented(tokens[end], _COMMENT)
        return put

    return reword


# Postgres's `DATE_BIN('1 day', d, origin)` and DuckDB's TIME_BUCKET: the parser reads the origin as a unit.
# DuckDB's DECODE: it would drop what to do with wrong bytes.
# SQL Server's `ISNULL(a, 0)` and `DATEDIFF('day', a, b)` are not in MySQL, but the parser would drop the last argument.
READ_IN_PART: Final = {
    "postgres": {"DATE_BIN": 2, "TIME_BUCKET": 2},
    "duckdb": {"DATE_BIN": 2, "TIME_BUCKET": 2, "DECODE": 1},
    "mysql": {"ISNULL": 1, "DATEDIFF": 2},
}
"""How many arguments of a function the parser reads, by dialect; the names are in upper case."""


def _commas(tokens: list[Token], start: int, end: int) -> list[int]:
    """The positions of the commas between the arguments of a call, without those of calls within it."""
    depth, found = 0, []
    for place in range(start, end):
        kind = tokens[place].token_type
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth == 1 and kind is TokenType.COMMA:
            found.append(place)
    return found


_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})


def _is_known_format(tokens: list[Token], at: int) -> bool:
    """Whether the parser reads the format of a call correctly.

    It reads the format of T-SQL's FORMAT always as a pattern of dates. Not such patterns are computed formats, and 'd',
    which is a date in the style of the culture, or the digits of a number.
    """
    name, inside = tokens[at - 1].text.upper(), tokens[at + 1 : closing(tokens, at)]
    if name in _WITH_FORMATS_OF_POSTGRES:
        return bool(inside) and bool(inside[-1].token_type not in _TEXTS or _OF_POSTGRES.fullmatch(inside[-1].text))
    return name == "FORMAT" and any(
        first.token_type is TokenType.COMMA and then.token_type in _TEXTS and _OF_DATES.fullmatch(then.text)
        for first, then in pairwise(inside)
    )


def _commented(token: Token, comment: str) -> Token:
    return Token(token.token_type, token.text, token.line, token.col, token.start, token.end, [comment])
