"""ODBC's escapes in braces, `{d '2024-01-31'}`, `{fn NOW()}` and `{oj a LEFT OUTER JOIN b ON …}`, as what is in them.

SQL Server and MySQL read them themselves: drivers send them as they are. MySQL's functions are its own; SQL Server
knows some by ODBC's names in braces alone, see
https://learn.microsoft.com/sql/t-sql/functions/odbc-scalar-functions-transact-sql.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.tokens import cast_to, made

_Kinds = Mapping[str, tuple[str, TokenType]]

# What the literals are to SQL Server, where `{t '10:00:00'}` is a time of today, and to MySQL.
_DATETIME: Final = ("DATETIME", TokenType.DATETIME)
_OF_TSQL: Final[_Kinds] = {"d": _DATETIME, "ts": _DATETIME, "guid": ("UNIQUEIDENTIFIER", TokenType.UUID)}
_OF_MYSQL: Final[_Kinds] = {"d": ("DATE", TokenType.DATE), "t": ("TIME", TokenType.TIME), "ts": _DATETIME}
_LENGTH: Final = 4  # a brace, a word, a text, a brace

# What has other names or arguments in SQL Server outside of braces, up to its first argument. What is not here is a
# function of the same name, or is judged as one.
_CALLS: Final = {
    "NOW": "GETDATE(",
    "CURDATE": "CONVERT(VARCHAR(10), GETDATE(), 23",
    "CURTIME": "CONVERT(VARCHAR(8), GETDATE(), 108",
    "UCASE": "UPPER(",
    "LCASE": "LOWER(",
    "LENGTH": "LEN(",
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


def escapes_of_tsql(tokens: list[Token]) -> list[Token]:
    """The tokens with what SQL Server has instead of escapes; braces that are none of them stay."""
    return list(_without_braces(_own_calls(tokens), _OF_TSQL))


def escapes_of_mysql(tokens: list[Token]) -> list[Token]:
    """The tokens with what MySQL has instead of escapes; braces that are none of them stay."""
    return list(_without_braces(tokens, _OF_MYSQL))


def _without_braces(tokens: list[Token], kinds: _Kinds) -> Iterator[Token]:
    dropped: list[bool] = []  # of each brace that is open
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
        else:
            dropped.append(word in {"fn", "oj"})
            step = 2 if dropped[-1] else 1
            yield from () if dropped[-1] else (token,)
        at += step


def _is_literal(tokens: list[Token], at: int) -> bool:
    kinds = [each.token_type for each in tokens[at + 2 : at + _LENGTH]]
    return kinds == [TokenType.STRING, TokenType.R_BRACE]


def _own_calls(tokens: list[Token]) -> list[Token]:
    """The tokens with SQL Server's own functions right behind `{fn`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        name = tokens[at - 1].text.upper() if at else ""
        if token.token_type is TokenType.L_PAREN and name in _CALLS and _is_function(tokens, at - 1):
            put[-1:] = [made(each.token_type, each.text, token) for each in _call(name)]
        elif token.token_type is TokenType.VAR and token.text.upper().startswith(_UNIT):
            put.append(made(TokenType.VAR, token.text[len(_UNIT) :], token))
        else:
            put.append(token)
    return put


def _is_function(tokens: list[Token], at: int) -> bool:
    return at > 1 and tokens[at - 1].text.lower() == "fn" and tokens[at - 2].token_type is TokenType.L_BRACE


@cache
def _call(name: str) -> list[Token]:
    return shared_dialect("tsql").tokenize(_CALLS[name])
