"""Literals that sqlglot 30.30 does not read, as others with the same value."""

import re
from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import cast_to, follows, made

_REST_OF_NUMBER: Final = re.compile(r"(?:_\d+)+")


def dollar_quoted(tokens: list[Token]) -> list[Token]:
    """Postgres's `$$it's$$` as a plain text, or after AS, where no text may stand, as one that is no name either.

    As a raw text it could be taken for options that were made one here: `$$'a' NULL ON EMPTY$$`.
    """
    put = list(tokens)
    for at, token in enumerate(tokens):
        if token.token_type is TokenType.HEREDOC_STRING:
            is_name = tokens[at - 1].token_type is TokenType.ALIAS
            put[at] = made(TokenType.NATIONAL_STRING if is_name else TokenType.STRING, token.text, token)
    return put


def fractions(tokens: list[Token]) -> list[Token]:
    """`CASE .5 WHEN` as `CASE 0.5 WHEN`; else the point is read as one between two names."""
    put: list[Token] = []
    before: TokenType | None = None
    for token in tokens:
        if token.token_type is TokenType.NUMBER and before is TokenType.DOT and _is_fraction_of(put, token):
            put[-1] = Token(TokenType.NUMBER, f"0.{token.text}", token.line, token.col, token.start - 1, token.end)
        else:
            put.append(token)
        before = token.token_type
    return put


def _is_fraction_of(put: list[Token], digits: Token) -> bool:
    return follows(digits, put[-1]) and not _is_step(put)


def _is_step(put: list[Token]) -> bool:
    """Whether the last token, a point, directly follows a name, a value or another point."""
    before = put[-2] if len(put) > 1 and follows(put[-1], put[-2]) else None
    return before is not None and (before.token_type in _ENDS or before.text[-1:].isalnum())


_ENDS: Final = frozenset(
    [TokenType.IDENTIFIER, TokenType.STRING, TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.DOT]
)


def underscores(tokens: list[Token]) -> list[Token]:
    """`1_000` of Postgres and SQLite as `1000`."""
    if not any(token.text[:1] == "_" for token in tokens):
        return tokens
    put: list[Token] = []
    for token in tokens:
        before = put[-1] if put else None
        is_rest = before is not None and before.token_type is TokenType.NUMBER and follows(token, before)
        if is_rest and before is not None and before.text.isdigit() and _REST_OF_NUMBER.fullmatch(token.text):
            digits = before.text + token.text.replace("_", "")
            put[-1] = Token(TokenType.NUMBER, digits, before.line, before.col, before.start, token.end)
        else:
            put.append(token)
    return put


_BASES: Final = {"x": 16, "o": 8, "b": 2}
_DIGITS: Final = re.compile(r"(?:x[0-9a-f]+|o[0-7]+|b[01]+)(?:_[0-9a-f]+)*", re.IGNORECASE)
_MARKED: Final = {TokenType.HEX_STRING: 16, TokenType.BIT_STRING: 2}
_MARK: Final = 2  # characters: `0x`


def bases(tokens: list[Token]) -> list[Token]:
    """`0xff`, `0o17` and `0b11` of Postgres as decimal numbers.

    `x'ff'`, which is not a number, has the same token as `0xff`, but is longer than its digits by three characters.
    """
    put: list[Token] = []
    for token in tokens:
        base = _MARKED.get(token.token_type)
        before = put[-1] if put else None
        if base is not None and token.end - token.start + 1 == len(token.text) + _MARK:
            put.append(made(TokenType.NUMBER, str(int(token.text, base)), token))
        elif before is not None and _is_based(token, before):
            digits = token.text[1:].replace("_", "")
            put[-1] = made(TokenType.NUMBER, str(int(digits, _BASES[token.text[0].lower()])), token)
        else:
            put.append(token)
    return put


def _is_based(token: Token, before: Token) -> bool:
    is_zero = before.token_type is TokenType.NUMBER and before.text == "0" and follows(token, before)
    return is_zero and token.token_type is TokenType.VAR and _DIGITS.fullmatch(token.text) is not None


def bytes_of_duckdb(tokens: list[Token]) -> list[Token]:
    """`x'41'` of DuckDB is a BLOB, and `b'101'` a BIT; with a space after it, the word would be a user-defined type."""
    put: list[Token] = []
    for token in tokens:
        mark = _mark_before(token, put)
        if mark == "x" and _HEX.fullmatch(token.text):
            put[-1] = made(TokenType.HEX_STRING, token.text, token)
        elif mark == "b":
            put[-1:] = cast_to(token, "BIT", TokenType.BIT)
        else:
            put.append(token)
    return put


def _mark_before(token: Token, put: list[Token]) -> str:
    """The word directly before a text; "" if there is none."""
    is_marked = put and token.token_type is TokenType.STRING and put[-1].token_type is TokenType.VAR
    return put[-1].text.lower() if is_marked and follows(token, put[-1]) else ""


_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})*")

# Not PATH, which also comes before a text in JSON_TABLE.
TYPES_OF_POSTGRES: Final = frozenset(
    "BOX CIRCLE CITEXT CIDR JSONPATH LINE LSEG LTREE MACADDR MACADDR8 PG_LSN POLYGON TSQUERY TSVECTOR VARBIT".split()  # noqa: SIM905
)
"""Types that sqlglot does not read before a text, in upper case."""


def typed(tokens: list[Token]) -> list[Token]:
    """`box '((0,0),(1,1))'` of Postgres as `CAST('((0,0),(1,1))' AS box)`."""
    put: list[Token] = []
    for token in tokens:
        if token.token_type is TokenType.STRING and put and _is_type(put):
            put[-1:] = cast_to(token, put[-1].text, TokenType.VAR)
        else:
            put.append(token)
    return put


def _is_type(put: list[Token]) -> bool:
    is_qualified = len(put) > 1 and put[-2].token_type in {TokenType.DOT, TokenType.ALIAS}
    return put[-1].token_type is TokenType.VAR and put[-1].text.upper() in TYPES_OF_POSTGRES and not is_qualified


def typed_before_casts(tokens: list[Token]) -> list[Token]:
    """`DATE '2024-05-01'::TEXT` as `(DATE '2024-05-01')::TEXT`; the parser would cast the text first."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        is_cast = [each.token_type for each in tokens[at : at + 2]] == [TokenType.STRING, TokenType.DCOLON]
        if is_cast and (start := _start_of_type(put[:-1])) < len(put) - 1:
            put.insert(start, made(TokenType.L_PAREN, "(", put[start]))
            put.append(made(TokenType.R_PAREN, ")", token))
    return put


def _start_of_type(put: list[Token]) -> int:
    """The position of the type with which some tokens end; their number if there is none, or it is INTERVAL."""
    words = [each.text.upper() for each in put[-len(_ZONED) :]]
    at = len(put) - (len(_ZONED) + 1 if words[1:] == _ZONED[1:] and words[0] in _WITH_ZONES else 1)
    is_type = at >= 0 and put[at].token_type in _TYPES
    is_named = at > 0 and put[at - 1].token_type in {TokenType.DOT, TokenType.ALIAS, TokenType.DCOLON}
    return at if is_type and not is_named else len(put)


_ZONED: Final = ["WITH", "TIME", "ZONE"]
_WITH_ZONES: Final = frozenset({"WITH", "WITHOUT"})
_TYPES: Final = frozenset(Parser.TYPE_TOKENS) - {TokenType.INTERVAL}

_FRACTION: Final = re.compile(r".*:\d+\.(\d{1,6})")


def fractions_of_times(tokens: list[Token]) -> list[Token]:
    """`TIME'10:20:31.123'` of MySQL as `CAST('10:20:31.123' AS TIME(3))`; the parser would lose the fraction."""
    put: list[Token] = []
    for token in tokens:
        is_time = token.token_type is TokenType.STRING and put and put[-1].token_type is TokenType.TIME
        if is_time and (found := _FRACTION.fullmatch(token.text)):
            put[-1:] = cast_to(token, "TIME", TokenType.TIME, size=len(found[1]))
        else:
            put.append(token)
    return put


DATES: Final = frozenset(
    {TokenType.DATE, TokenType.DATETIME, TokenType.TIME, TokenType.TIMESTAMP, TokenType.TIMESTAMPTZ}
)


def no_dates_in_text(tokens: list[Token]) -> list[Token]:
    """Refuses `DATE '2024-05-01'` and `d::DATE` in SQLite, where `CAST('2024-05-01' AS DATE)` is 2024.

    Before other texts, the word is a column, and the text its alias: `SELECT date 'Day'`.

    Raises:
        sqlglot.errors.TokenError: the text has one of the two.
    """
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        if token.token_type in DATES:
            after = tokens[at + 1] if at + 1 < len(tokens) and tokens[at + 1].token_type is TokenType.STRING else None
            if (at and tokens[at - 1].token_type is TokenType.DCOLON) or (after and after.text[:1].isdigit()):
                raise TokenError(f"SQLite has no type {token.text.upper()}; dates are text: '2024-05-01', or DATE(x)")
            put += [made(TokenType.ALIAS, "AS", token)] if after else []
    return put


_DOLLARS: Final = re.compile(r"\$\d+")
_MONEY: Final = re.compile(r"\$\d+(?:\.\d+)?")
# `a = $1` is what other dialects write with a parameter, and they count from 1; so in a statement with `$1`, one digit
# is an amount only where it is bounded or computed with.
_PARAMETER: Final = re.compile(r"\$[1-9]")
_FIRST_PARAMETER: Final = "$1"
_BEFORE_AMOUNTS: Final = frozenset(
    [
        TokenType.GT, TokenType.GTE, TokenType.LT, TokenType.LTE, TokenType.NEQ,
        TokenType.DASH, TokenType.PLUS, TokenType.STAR, TokenType.SLASH,
    ]
)  # fmt: skip


def money(tokens: list[Token]) -> list[Token]:
    """`$5.00` of T-SQL as `CAST(5.00 AS MONEY)`."""
    return list(_with_money(tokens)) if any(token.text[:1] == "$" for token in tokens) else tokens


def _with_money(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    has_parameters = any(
        token.text == _FIRST_PARAMETER and not _is_fraction(tokens, place + 1) for place, token in enumerate(tokens)
    )
    while at < len(tokens):
        token, end = tokens[at], at + 1
        if token.token_type is TokenType.VAR and _DOLLARS.fullmatch(token.text):
            end += _is_fraction(tokens, at + 1) * 2
        amount = "".join(each.text for each in tokens[at:end])
        before = tokens[at - 1].token_type if at else None
        may_be_amount = before in _BEFORE_AMOUNTS or not (has_parameters and _PARAMETER.fullmatch(amount))
        if token.token_type is TokenType.VAR and may_be_amount and _MONEY.fullmatch(amount):
            yield from cast_to(made(TokenType.NUMBER, amount[1:], token), "MONEY", TokenType.MONEY)
        else:
            yield from tokens[at:end]
        at = end


def _is_fraction(tokens: list[Token], at: int) -> bool:
    kinds = [each.token_type for each in tokens[at : at + 2]]
    return kinds == [TokenType.DOT, TokenType.NUMBER] and follows(tokens[at], tokens[at - 1])
