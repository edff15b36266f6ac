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
from tuneql.sql.parsing.tokens import cast_to, closing, made

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
    "tsql": frozenset(["LOG10", "DATENAME", "FORMAT", "SYSDATETIME", "SQUARE"]),
    "bigquery": frozenset(["LOG10", "ARRAY_FILTER"]),
    "sqlite": frozenset(["LOG10", "LOG2", "MOD"]),
    "snowflake": frozenset(["TO_TIMESTAMP_LTZ", "TO_TIMESTAMP_TZ", "TRY_PARSE_JSON"]),
    "duckdb": frozenset(["LOG10", "LOG2", "JARO_WINKLER_SIMILARITY", "REDUCE"]),
}
"""Functions by dialect, in upper case."""

CLOCKS: Final = frozenset({"UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP"})
"""MySQL's functions that need no parentheses, in upper case."""

# DATENAME is read as FORMAT, which returns the same only for these parts of a date.
_FORMATS: Final = frozenset(["year", "yyyy", "month", "mm", "m", "weekday", "dw", "w"])
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
    return _with_comments(names, _COMMENT)


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
    return _with_comments(frozenset({DATE_PART}), DATE_PART)(tokens)


DATE_PART: Final = "DATE_PART"
"""The comment that marks an EXTRACT as a DATE_PART."""


def _with_comments(names: AbstractSet[str], comment: str) -> Callable[[list[Token]], list[Token]]:
    """A replacement that adds a comment to calls of some functions, unless the parser reads them correctly."""

    def reword(tokens: list[Token]) -> list[Token]:
        put = tokens
        for at in range(1, len(tokens)):
            is_call = tokens[at].token_type is TokenType.L_PAREN and tokens[at - 1].text.upper() in names
            if is_call and not _is_known_format(tokens, at):
                put = [*put]
                end = closing(tokens, at)
                put[end] = _commented(tokens[end], comment)
        return put

    return reword


_BEFORE_NAMES: Final = frozenset({TokenType.TABLE, TokenType.REFERENCES, TokenType.ALIAS})


def applied(tokens: list[Token]) -> list[Token]:
    """DuckDB's `APPLY(list, lambda)` as `LIST_APPLY`, because APPLY is read as a join."""
    return [
        made(TokenType.VAR, "LIST_APPLY", token) if _is_apply(tokens, at) else token for at, token in enumerate(tokens)
    ]


def _is_apply(tokens: list[Token], at: int) -> bool:
    """Whether a call of APPLY begins at a position, rather than a table with this name."""
    kinds = [each.token_type for each in tokens[at : at + 2]]
    before = tokens[at - 1].token_type if at else None
    return kinds == [TokenType.APPLY, TokenType.L_PAREN] and before not in _BEFORE_NAMES


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


def of_the_catalog(tokens: list[Token]) -> list[Token]:
    """Postgres's `json_object(keys, values)` of two arrays, as `pg_catalog.json_object(keys, values)`.

    Otherwise it is read as the standard's `JSON_OBJECT(key: value)`.
    """
    put = tokens
    for at in reversed(range(1, len(tokens))):
        if tokens[at].token_type is TokenType.L_PAREN and _is_of_arrays(tokens, at - 1):
            name = tokens[at - 1]
            schema = [made(TokenType.VAR, "pg_catalog", name), made(TokenType.DOT, ".", name)]
            put = [*put[: at - 1], *schema, *put[at - 1 :]]
    return put


def casts_of_xml(tokens: list[Token]) -> list[Token]:
    """Postgres's `XMLPARSE(CONTENT x)` and `XMLSERIALIZE(CONTENT x AS text)` as casts.

    The only difference: `XMLPARSE(DOCUMENT x)` raises an error if x does not have exactly one root.
    """
    put = tokens
    for at in reversed(range(1, len(tokens) - 1)):
        name, is_called = tokens[at - 1], tokens[at].token_type is TokenType.L_PAREN
        if is_called and name.text.upper() in CASTS_OF_XML and tokens[at + 1].text.upper() in _KINDS_OF_XML:
            end = closing(put, at)
            kind = [made(TokenType.ALIAS, "AS", name), made(TokenType.XML, "XML", name)]
            tail = kind if name.text.upper() == "XMLPARSE" else []
            put = [*put[: at - 1], made(TokenType.VAR, "CAST", name), put[at], *put[at + 2 : end], *tail, *put[end:]]
    return put


def collations(tokens: list[Token]) -> list[Token]:
    """Postgres's `COLLATION FOR (x)` as `pg_collation_for(x)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        kinds = [each.token_type for each in tokens[at : at + 2]]
        if put and put[-1].text.upper() == COLLATION and kinds == [TokenType.FOR, TokenType.L_PAREN]:
            put[-1] = made(TokenType.VAR, "PG_COLLATION_FOR", token)
        else:
            put.append(token)
    return put


COLLATION: Final = "COLLATION"

CASTS_OF_XML: Final = frozenset({"XMLPARSE", "XMLSERIALIZE"})
"""In upper case."""
_KINDS_OF_XML: Final = frozenset({"DOCUMENT", "CONTENT"})


def _is_of_arrays(tokens: list[Token], at: int) -> bool:
    if tokens[at].text.upper() != "JSON_OBJECT":
        return False
    inside = tokens[at + 1 : closing(tokens, at + 1)]
    is_qualified = at > 0 and tokens[at - 1].token_type is TokenType.DOT
    return not is_qualified and len(inside) > 1 and not any(_is_of_pairs(each) for each in inside)


def _is_of_pairs(token: Token) -> bool:
    return token.token_type is TokenType.COLON or token.text.upper() in {"VALUE", "RETURNING", "NULL", "ABSENT"}


def _is_known_format(tokens: list[Token], at: int) -> bool:
    """Whether the parser reads the format of a call correctly.

    It reads the format of T-SQL's FORMAT always as a pattern of dates. Not such patterns are computed formats, and 'd',
    which is a date in the style of the culture, or the digits of a number.
    """
    name, inside = tokens[at - 1].text.upper(), tokens[at + 1 : closing(tokens, at)]
    if name == "DATENAME":
        return bool(inside) and inside[0].text.lower() in _FORMATS
    if name in _WITH_FORMATS_OF_POSTGRES:
        return bool(inside) and bool(inside[-1].token_type not in _TEXTS or _OF_POSTGRES.fullmatch(inside[-1].text))
    return name == "FORMAT" and any(
        first.token_type is TokenType.COMMA and then.token_type in _TEXTS and _OF_DATES.fullmatch(then.text)
        for first, then in pairwise(inside)
    )


def _commented(token: Token, comment: str) -> Token:
    return Token(token.token_type, token.text, token.line, token.col, token.start, token.end, [comment])


def calls_of_the_clock(tokens: list[Token]) -> list[Token]:
    """MySQL's `UTC_TIMESTAMP` as `UTC_TIMESTAMP()`; the word is reserved, so that it is a name only after a dot."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        after = [each.token_type for each in tokens[at + 1 : at + 2]]
        is_name = at > 0 and tokens[at - 1].token_type is TokenType.DOT
        is_clock = token.token_type is TokenType.VAR and token.text.upper() in CLOCKS and not is_name
        if is_clock and after != [TokenType.L_PAREN]:
            put += [made(TokenType.L_PAREN, "(", token), made(TokenType.R_PAREN, ")", token)]
    return put


def moments_in_zones(tokens: list[Token]) -> list[Token]:
    """Redshift's `NOW() AT TIME ZONE z` and `CURRENT_TIMESTAMP AT TIME ZONE z`, with a cast to TIMESTAMPTZ.

    Both are written as GETDATE(), whose type has no time zone: AT TIME ZONE would convert it the other way round.
    """
    put: list[Token] = []
    for token in tokens:
        if token.text.upper() == ZONED and (size := _size_of_moment(put)):
            moment = made(TokenType.CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP", put[-size])
            put[-size:] = cast_to(moment, "TIMESTAMPTZ", TokenType.TIMESTAMPTZ)
        put.append(token)
    return put


ZONED: Final = "AT"
_NOW: Final = ("NOW", "(", ")")


def _size_of_moment(before: list[Token]) -> int:
    """How many of the last tokens are a moment in a time zone; 0 if they are none."""
    if before and before[-1].token_type is TokenType.CURRENT_TIMESTAMP:
        return 1
    size = len(_NOW)
    return size if tuple(each.text.upper() for each in before[-size:]) == _NOW else 0


def substrings_by_pattern(tokens: list[Token]) -> list[Token]:
    """Postgres's `SUBSTRING(a SIMILAR p ESCAPE e)` as `SUBSTRING(a, p, e)`."""
    put: list[Token] = []
    is_open = False
    for token in tokens:
        if token.token_type is TokenType.VAR and token.text.upper() == "SIMILAR":
            is_open = True
            put.append(made(TokenType.COMMA, ",", token))
        elif is_open and token.token_type is TokenType.ESCAPE:
            is_open = False
            put.append(made(TokenType.COMMA, ",", token))
        else:
            put.append(token)
    return put
