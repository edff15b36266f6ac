"""Literals that sqlglot 30.30 does not read, as others of the same value."""

import re
import sys
from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.parser import Parser
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import cast_to, closing, follows, made

_REST_OF_NUMBER: Final = re.compile(r"(?:_\d+)+")


def fractions(tokens: list[Token]) -> list[Token]:
    """`CASE .5 WHEN`: a number may begin with its point, which the parser takes for one between two names."""
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
    """Whether the point that comes last stands right behind a name or a value."""
    before = put[-2] if len(put) > 1 and follows(put[-1], put[-2]) else None
    return before is not None and (before.token_type in _ENDS or before.text[-1:].isalnum())


_ENDS: Final = frozenset([TokenType.IDENTIFIER, TokenType.STRING, TokenType.R_PAREN, TokenType.R_BRACKET])


def underscores(tokens: list[Token]) -> list[Token]:
    """`1_000` of Postgres and SQLite is one number."""
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
    """`0xff`, `0o17` and `0b11` of Postgres are numbers; `x'ff'` is none, and longer than its digits by 3."""
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
    """`x'41'` of DuckDB is a BLOB, and `b'101'` a BIT; with a space between, the word is a type of somebody's."""
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
    """The bare word that a text follows at once; "" if there is none."""
    is_marked = put and token.token_type is TokenType.STRING and put[-1].token_type is TokenType.VAR
    return put[-1].text.lower() if is_marked and follows(token, put[-1]) else ""


_HEX: Final = re.compile(r"(?:[0-9A-Fa-f]{2})*")

# Not PATH, which comes before a text in JSON_TABLE as well.
TYPES_OF_POSTGRES: Final = frozenset(
    "BOX CIRCLE CITEXT CIDR JSONPATH LINE LSEG LTREE MACADDR MACADDR8 PG_LSN POLYGON TSQUERY TSVECTOR VARBIT".split()  # noqa: SIM905
)
"""Types that sqlglot does not read before a text, in upper case."""


def typed(tokens: list[Token]) -> list[Token]:
    """`box '((0,0),(1,1))'` of Postgres is a text that is cast."""
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
    """The tokens with parentheses around `DATE '2024-05-01'` before `::`, of which the parser casts the text first."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        is_cast = [each.token_type for each in tokens[at : at + 2]] == [TokenType.STRING, TokenType.DCOLON]
        if is_cast and (start := _start_of_type(put[:-1])) < len(put) - 1:
            put.insert(start, made(TokenType.L_PAREN, "(", put[start]))
            put.append(made(TokenType.R_PAREN, ")", token))
    return put


def _start_of_type(put: list[Token]) -> int:
    """The place of the type that some tokens end with; their number if they end with none, or with INTERVAL."""
    words = [each.text.upper() for each in put[-len(_ZONED) :]]
    at = len(put) - (len(_ZONED) + 1 if words[1:] == _ZONED[1:] and words[0] in _WITH_ZONES else 1)
    is_type = at >= 0 and put[at].token_type in _TYPES
    is_named = at > 0 and put[at - 1].token_type in {TokenType.DOT, TokenType.ALIAS, TokenType.DCOLON}
    return at if is_type and not is_named else len(put)


_ZONED: Final = ["WITH", "TIME", "ZONE"]
_WITH_ZONES: Final = frozenset({"WITH", "WITHOUT"})
_TYPES: Final = frozenset(Parser.TYPE_TOKENS) - {TokenType.INTERVAL}

# One amount with a unit, as sqlglot reads it anywhere in an interval's text; and with all that may be around it.
_AMOUNT: Final = re.compile(r"\s*-?\d+(?:\.\d+)?\s*[a-zA-Z]+\s*")
_AMOUNT_AROUND: Final = re.compile(r"\s*@?\s*([+-]?)\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-zA-Z]+)(\s+ago)?\s*", re.IGNORECASE)


def whole_intervals(tokens: list[Token]) -> list[Token]:
    """`INTERVAL '3 days ago'` and `INTERVAL '1 month 04:01'`, of which the parser takes an amount with its unit."""
    put: list[Token] = []
    for token in tokens:
        is_interval = token.token_type is TokenType.STRING and put and put[-1].token_type is TokenType.INTERVAL
        if not is_interval or _AMOUNT.fullmatch(token.text) or len(_AMOUNT.findall(token.text)) != 1:
            put.append(token)
        elif found := _AMOUNT_AROUND.fullmatch(token.text):
            put.append(made(TokenType.STRING, _amount(*found.groups()), token))
        else:
            put[-1:] = cast_to(token, "INTERVAL", TokenType.INTERVAL)
    return put


def fractions_of_intervals(tokens: list[Token]) -> list[Token]:
    """MySQL's `INTERVAL 1.5 DAY` is two days; as a text, which the parser makes of the number, `'1.5'` is one."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-2]) if token.token_type is TokenType.INTERVAL]):
        start = at + 1 + (tokens[at + 1].token_type is TokenType.DASH)
        number = tokens[start]
        if number.token_type is TokenType.NUMBER and not number.text.isdigit():
            opening, close = made(TokenType.L_PAREN, "(", tokens[at]), made(TokenType.R_PAREN, ")", number)
            put[at + 1 : start + 1] = [opening, *tokens[at + 1 : start + 1], close]
    return put


def calls_of_interval(tokens: list[Token]) -> list[Token]:
    """MySQL's function `INTERVAL(a, 1, 10)`, of which the parser makes an amount: `INTERVAL ((a, 1, 10) * 2)`."""
    return [
        made(TokenType.VAR, "INTERVAL", token) if _is_call_of_interval(tokens, at) else token
        for at, token in enumerate(tokens)
    ]


def _is_call_of_interval(tokens: list[Token], at: int) -> bool:
    opens = [each.token_type for each in tokens[at : at + 2]] == [TokenType.INTERVAL, TokenType.L_PAREN]
    depth = 0
    for token in tokens[at + 1 : closing(tokens, at + 1)] if opens else ():
        depth += (token.token_type is TokenType.L_PAREN) - (token.token_type is TokenType.R_PAREN)
        if depth == 1 and token.token_type is TokenType.COMMA:
            return True
    return False


def _amount(sign: str, number: str, unit: str, ago: str | None) -> str:
    is_negative = (sign == "-") is not bool(ago)
    return f"{'-' if is_negative else ''}{'0' if number[0] == '.' else ''}{number} {unit}"


def unicode_texts(tokens: list[Token]) -> list[Token]:
    """`U&'d!0061ta' UESCAPE '!'` of Postgres, with the signs themselves in place of their numbers.

    Raises:
        sqlglot.errors.TokenError: as Postgres does, for numbers of no sign, and marks that could be part of a number.
    """
    return list(_with_signs(tokens))


def _with_signs(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, mark, step = tokens[at], "\\", 1
        if token.token_type is TokenType.UNICODE_STRING:
            if _names_mark(tokens, at + 1):
                mark, step = tokens[at + 2].text, 3
            token = made(TokenType.STRING, _decoded(token.text, mark), token)
        yield token
        at += step


def _names_mark(tokens: list[Token], at: int) -> bool:
    is_named = tokens[at : at + 1] and tokens[at].text.upper() == "UESCAPE"
    return bool(is_named) and [each.token_type for each in tokens[at + 1 : at + 2]] == [TokenType.STRING]


def _decoded(text: str, mark: str) -> str:
    if len(mark) != 1 or mark in _NO_MARKS or mark.isspace():
        raise TokenError(f"UESCAPE takes one sign that is no hexadecimal digit, plus or quote, not '{mark}'")
    escaped = re.compile(rf"{re.escape(mark)}(?:([0-9A-Fa-f]{{4}})|\+([0-9A-Fa-f]{{6}})|({re.escape(mark)})|)")
    halves = escaped.sub(lambda found: _sign(found, text), text)
    try:
        return halves.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError:
        raise TokenError(f"half of a sign is missing in U&'{text}'") from None


def _sign(found: re.Match[str], text: str) -> str:
    """The sign that is meant; two halves of one, as UTF-16 has them, are put together later."""
    four, six, itself = found.groups()
    if itself:
        return itself
    number = int(four or six or "0", 16)
    if not 0 < number <= sys.maxunicode:
        raise TokenError(f"'{found[0]}' in U&'{text}' is no sign's number")
    return chr(number)


_NO_MARKS: Final = frozenset("0123456789abcdefABCDEF+'\"")

_FRACTION: Final = re.compile(r".*:\d+\.(\d{1,6})")


def fractions_of_times(tokens: list[Token]) -> list[Token]:
    """`TIME'10:20:31.123'` of MySQL has its fraction, which `CAST('10:20:31.123' AS TIME)` has not."""
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
    """SQLite has no `DATE '2024-05-01'` and no `d::DATE`, and `CAST('2024-05-01' AS DATE)` is 2024 there.

    Before other text the word is the name of a column, and the text what it comes out as: `SELECT date 'Day'`.

    Raises:
        sqlglot.errors.TokenError: it has one of the two.
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


# An amount without a fraction has two digits or more: `$1` is what other dialects call a parameter.
_DOLLARS: Final = re.compile(r"\$\d+")
_MONEY: Final = re.compile(r"\$(?:\d{2,}|\d+\.\d+)")


def money(tokens: list[Token]) -> list[Token]:
    """`$5.00` of T-SQL is of the type MONEY."""
    return list(_with_money(tokens)) if any(token.text[:1] == "$" for token in tokens) else tokens


def _with_money(tokens: list[Token]) -> Iterator[Token]:
    at = 0
    while at < len(tokens):
        token, end = tokens[at], at + 1
        if token.token_type is TokenType.VAR and _DOLLARS.fullmatch(token.text):
            end += _is_fraction(tokens, at + 1) * 2
        amount = "".join(each.text for each in tokens[at:end])
        if token.token_type is TokenType.VAR and _MONEY.fullmatch(amount):
            yield from cast_to(made(TokenType.NUMBER, amount[1:], token), "MONEY", TokenType.MONEY)
        else:
            yield from tokens[at:end]
        at = end


def _is_fraction(tokens: list[Token], at: int) -> bool:
    kinds = [each.token_type for each in tokens[at : at + 2]]
    return kinds == [TokenType.DOT, TokenType.NUMBER] and follows(tokens[at], tokens[at - 1])
