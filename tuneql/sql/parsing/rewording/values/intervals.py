"""Intervals that sqlglot 30.30 misreads, as others with the same length; and MySQL's function INTERVAL."""

import re
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import between_commas
from tuneql.sql.parsing.tokens import cast_to, closing, made

# One amount with a unit, as sqlglot finds it anywhere in the text of an interval; and the same with signs and `ago`.
_AMOUNT: Final = re.compile(r"\s*-?\d+(?:\.\d+)?\s*[a-zA-Z]+\s*")
_AMOUNT_AROUND: Final = re.compile(r"\s*@?\s*([+-]?)\s*(\d+(?:\.\d+)?|\.\d+)\s*([a-zA-Z]+)(\s+ago)?\s*", re.IGNORECASE)


def whole_intervals(tokens: list[Token]) -> list[Token]:
    """`INTERVAL '3 days ago'` and `INTERVAL '1 month 04:01'`, of which the parser reads only one amount and unit."""
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


def arguments_of_series(tokens: list[Token]) -> list[Token]:
    """`GENERATE_SERIES(1, '9')` with numbers, and the step `INTERVAL '1 hour 30 minutes'` as a cast.

    Of a step, the parser reads one amount and unit.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-1]) if token.text.upper() == SERIES]):
        end = closing(put, at + 1)
        for place, argument in enumerate(between_commas(put[at + 2 : end])):
            kinds, text = [each.token_type for each in argument], argument[-1] if argument else put[at]
            if kinds == _TEXT and text.text.isdigit():
                put[put.index(text)] = made(TokenType.NUMBER, text.text, text)
            elif place == _PLACE_OF_STEP and kinds in _STEPS and not _AMOUNT.fullmatch(text.text):
                put[end - len(kinds) : end] = cast_to(text, "INTERVAL", TokenType.INTERVAL)
    return put


SERIES: Final = "GENERATE_SERIES"
_PLACE_OF_STEP: Final = 2
_TEXT: Final = [TokenType.STRING]
_STEPS: Final = (_TEXT, [TokenType.INTERVAL, TokenType.STRING])


def fractions_of_intervals(tokens: list[Token]) -> list[Token]:
    """MySQL's `INTERVAL 1.5 DAY`, two days, as `INTERVAL (1.5) DAY`; the parser makes it '1.5', which is one day."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-2]) if token.token_type is TokenType.INTERVAL]):
        start = at + 1 + (tokens[at + 1].token_type is TokenType.DASH)
        number = tokens[start]
        if number.token_type is TokenType.NUMBER and not number.text.isdigit():
            opening, close = made(TokenType.L_PAREN, "(", tokens[at]), made(TokenType.R_PAREN, ")", number)
            put[at + 1 : start + 1] = [opening, *tokens[at + 1 : start + 1], close]
    return put


def calls_of_interval(tokens: list[Token]) -> list[Token]:
    """MySQL's function `INTERVAL(a, 1, 10)`, which the parser reads as an interval."""
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
