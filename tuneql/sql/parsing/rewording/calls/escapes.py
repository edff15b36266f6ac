"""ODBC's escapes in braces, `{d '2024-01-31'}`, `{fn NOW()}` and `{oj a LEFT OUTER JOIN b ON …}`, as their contents.

Drivers send them unchanged, and SQL Server and MySQL read them themselves. In MySQL, functions in braces are the same
as outside; SQL Server knows some of ODBC's names only in braces, see
https://learn.microsoft.com/sql/t-sql/functions/odbc-scalar-functions-transact-sql.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.parsing.tokens import cast_to, closing, made

_Kinds = Mapping[str, tuple[str, TokenType]]

# The types of literals in SQL Server and in MySQL.
_DATETIME: Final = ("DATETIME", TokenType.DATETIME)
_OF_TSQL: Final[_Kinds] = {"d": _DATETIME, "ts": _DATETIME, "guid": ("UNIQUEIDENTIFIER", TokenType.UUID)}
_OF_MYSQL: Final[_Kinds] = {"d": ("DATE", TokenType.DATE), "t": ("TIME", TokenType.TIME), "ts": _DATETIME}
_LENGTH: Final = 4  # tokens of a literal: a brace, a word, a text, a brace
# In SQL Server, `{t '10:00:00'}` is a time of today. Style 112 is a date without dashes, which every language reads.
_TIME_OF_TODAY: Final = ("CAST(CONVERT(VARCHAR(8), GETDATE(), 112) + ' ' + ", " AS DATETIME)")

# Functions with other names or arguments in SQL Server outside of braces: the call up to its first argument. All other
# functions keep their names.
_CALLS: Final = {
    "NOW": "GETDATE(",
    "CURDATE": "CONVERT(VARCHAR(10), GETDATE(), 23",
    "CURRENT_DATE": "CONVERT(VARCHAR(10), GETDATE(), 23",
    "CURTIME": "CONVERT(VARCHAR(8), GETDATE(), 108",
    "CURRENT_TIME": "CONVERT(VARCHAR(8), GETDATE(), 108",
    "UCASE": "UPPER(",
    "LCASE": "LOWER(",
    "LENGTH": "LEN(",
    "CHAR_LENGTH": "LEN(",
    "OCTET_LENGTH": "DATALENGTH(",
    "BIT_LENGTH": "8 * DATALENGTH(",
    "LOCATE": "CHARINDEX(",
    "INSERT": "STUFF(",
    "REPEAT": "REPLICATE(",
    "IFNULL": "ISNULL(",
    "ATAN2": "ATN2(",
    "DAYOFMONTH": "DAY(",
    "QUARTER": "DATEPART(QUARTER, ",
    "WEEK": "DATEPART(WEEK, ",
    "DAYOFYEAR": "DATEPART(DAYOFYEAR, ",
    "DAYOFWEEK": "DATEPART(WEEKDAY, ",
    "HOUR": "DATEPART(HOUR, ",
    "MINUTE": "DATEPART(MINUTE, ",
    "SECOND": "DATEPART(SECOND, ",
    "DAYNAME": "DATENAME(WEEKDAY, ",
    "MONTHNAME": "DATENAME(MONTH, ",
    "TIMESTAMPADD": "DATEADD(",
    "TIMESTAMPDIFF": "DATEDIFF(",
}
_UNIT: Final = "SQL_TSI_"

# The types of `{fn CONVERT(total, SQL_INTEGER)}`, without the prefix.
_PREFIX: Final = "SQL_"
_TYPES: Final = {
    "BIGINT": "BIGINT",
    "BINARY": "BINARY",
    "BIT": "BIT",
    "CHAR": "CHAR",
    "DATE": "DATE",
    "DECIMAL": "DECIMAL",
    "DOUBLE": "FLOAT",
    "FLOAT": "FLOAT",
    "INTEGER": "INT",
    "NUMERIC": "NUMERIC",
    "REAL": "REAL",
    "SMALLINT": "SMALLINT",
    "TIME": "TIME",
    "TIMESTAMP": "DATETIME",
    "TINYINT": "TINYINT",
    "TYPE_DATE": "DATE",
    "TYPE_TIME": "TIME",
    "TYPE_TIMESTAMP": "DATETIME",
    "VARBINARY": "VARBINARY",
    "VARCHAR": "VARCHAR",
    "WCHAR": "NCHAR",
    "WVARCHAR": "NVARCHAR",
}


def escapes_of_tsql(tokens: list[Token]) -> list[Token]:
    """SQL Server's escapes as its own syntax; other braces stay."""
    return list(_without_braces(_own_calls(_arranged(tokens)), _OF_TSQL))


def escapes_of_mysql(tokens: list[Token]) -> list[Token]:
    """MySQL's escapes as its own syntax; other braces stay."""
    return list(_without_braces(tokens, _OF_MYSQL))


def _without_braces(tokens: list[Token], kinds: _Kinds) -> Iterator[Token]:
    """Literals in braces as casts to the types of `kinds`, and the contents of `{fn …}` and `{oj …}`."""
    dropped: list[bool] = []  # for each open brace, whether it is dropped
    at = 0
    while at < len(tokens):
        token, word = tokens[at], tokens[at + 1].text.lower() if at + 1 < len(tokens) else ""
        step = 1
        if token.token_type is TokenType.R_BRACE and dropped and dropped.pop():
            pass
        elif token.token_type is not TokenType.L_BRACE:
            yield token
        elif word in kinds and _is_literal(tokens, at):
            yield from cast_to(tokens[at + 2], *kinds[word])
            step = _LENGTH
        elif word == "t" and _is_literal(tokens, at):
            before, after = (_made(each, token) for each in _TIME_OF_TODAY)
            yield from (*before, tokens[at + 2], *after)
            step = _LENGTH
        else:
            dropped.append(word in {"fn", "oj"})
            step = 2 if dropped[-1] else 1
            yield from () if dropped[-1] else (token,)
        at += step


def _is_literal(tokens: list[Token], at: int) -> bool:
    kinds = [each.token_type for each in tokens[at + 2 : at + _LENGTH]]
    return kinds == [TokenType.STRING, TokenType.R_BRACE]


def _own_calls(tokens: list[Token]) -> list[Token]:
    """`{fn UCASE(a)}` with the name in SQL Server, `{fn UPPER(a)}`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        name = tokens[at - 1].text.upper() if at else ""
        if token.token_type is TokenType.L_PAREN and name in _CALLS and _is_function(tokens, at - 1):
            put[-1:] = _made(_CALLS[name], token)
        elif token.token_type is TokenType.VAR and token.text.upper().startswith(_UNIT):
            put.append(made(TokenType.VAR, token.text[len(_UNIT) :], token))
        else:
            put.append(token)
    return put


def _is_function(tokens: list[Token], at: int) -> bool:
    return at > 1 and tokens[at - 1].text.lower() == "fn" and tokens[at - 2].token_type is TokenType.L_BRACE


def _arranged(tokens: list[Token]) -> list[Token]:
    """`{fn TRUNCATE(a, 1)}` with the arguments in SQL Server, `{fn ROUND(a, 1, 1)}`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.token_type is TokenType.L_PAREN]):
        arrange = _ARRANGED.get(put[at - 1].text.upper()) if at and _is_function(put, at - 1) else None
        if arrange is not None:
            end = closing(put, at)
            put[at - 1 : end] = arrange(put[at - 1], put[at + 1 : end])
    return put


def _part_first(call: Token, inner: list[Token]) -> list[Token]:
    """`EXTRACT(YEAR FROM placed)` as `DATEPART(YEAR, placed)`."""
    words = [_COMMA if each.token_type is TokenType.FROM and at == 1 else each for at, each in enumerate(inner)]
    return [*_made("DATEPART(", call), *words]


def _type_last(call: Token, inner: list[Token]) -> list[Token]:
    """`CONVERT(total, SQL_INTEGER)` as `CAST(total AS INT)`."""
    comma, name = (inner[-2].token_type, inner[-1].text.upper()) if len(inner) > 1 else (None, "")
    kind = _TYPES.get(name.removeprefix(_PREFIX)) if name.startswith(_PREFIX) else None
    if kind is None or comma is not TokenType.COMMA:
        return [*_made("CONVERT(", call), *inner]
    return [*_made("CAST(", call), *inner[:-2], *_made(f" AS {kind}", inner[-1])]


def _cut_off(call: Token, inner: list[Token]) -> list[Token]:
    """`TRUNCATE(total, 1)` as `ROUND(total, 1, 1)`."""
    return [*_made("ROUND(", call), *inner, *_made(", 1", call)]


_ARRANGED: Final[Mapping[str, Callable[[Token, list[Token]], list[Token]]]] = {
    "EXTRACT": _part_first,
    "CONVERT": _type_last,
    "TRUNCATE": _cut_off,
}
_COMMA: Final = Token(TokenType.COMMA, ",")


def _made(sql: str, at: Token) -> list[Token]:
    """The tokens of a piece of SQL, at the position of a token."""
    return [made(each.token_type, each.text, at) for each in _read(sql)]


@cache
def _read(sql: str) -> list[Token]:
    return shared_dialect("tsql").tokenize(sql)
