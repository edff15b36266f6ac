"""Operators of Postgres before a value, put as calls: `@ x` as `ABS(x)`, and `!! x` as `TSQUERY_NOT(x)`."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.tokens import made

_SIGNS: Final = frozenset({TokenType.DASH, TokenType.PLUS})
_ARITHMETIC: Final = _SIGNS | {TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.CARET}
_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET})
_VALUES: Final = frozenset({TokenType.NUMBER, TokenType.STRING, TokenType.VAR, TokenType.IDENTIFIER})


def absolutes(tokens: list[Token]) -> list[Token]:
    """The tokens with a call for each `@`, where its operand is made of names, numbers, calls and arithmetic.

    The sign binds less than arithmetic does: `@ a - b` is the absolute value of the difference.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if _is_sign(tokens, at)]):
        end = _end_of_sum(put, at + 1)
        if end is not None:
            put[at:end] = _call("ABS", put[at], put[at + 1 : end])
    return put


def negated_searches(tokens: list[Token]) -> list[Token]:
    """The tokens with a call for each `!!`, which is no double negation: it makes a search of what is not found."""
    put = list(tokens)
    for at in reversed([at for at in range(1, len(tokens)) if _is_double(tokens[at - 1], tokens[at])]):
        end = _end_of_value(put, at + 1)
        if end is not None:
            put[at - 1 : end] = _call("TSQUERY_NOT", put[at], put[at + 1 : end])
    return put


def _call(name: str, sign: Token, operand: list[Token]) -> list[Token]:
    opened, closed = made(TokenType.L_PAREN, "(", sign), made(TokenType.R_PAREN, ")", operand[-1])
    return [made(TokenType.VAR, name, sign), opened, *operand, closed]


def _is_double(first: Token, second: Token) -> bool:
    return first.text == second.text == "!" and second.start == first.end + 1


def _is_sign(tokens: list[Token], at: int) -> bool:
    return tokens[at].token_type is TokenType.PARAMETER and tokens[at].text == "@"


def _end_of_sum(tokens: list[Token], at: int) -> int | None:
    end = _end_of_value(tokens, at)
    while end is not None and _kind(tokens, end) in _ARITHMETIC:
        end = _end_of_value(tokens, end + 1)
    return end


def _end_of_value(tokens: list[Token], at: int) -> int | None:
    """The place after a value that begins at another; None if it is none of a plain kind."""
    while _kind(tokens, at) in _SIGNS:
        at += 1
    if _kind(tokens, at) is TokenType.L_PAREN:
        end = _closed(tokens, at)
    elif _kind(tokens, at) in _VALUES:
        end = at + 1
    else:
        return None
    while end is not None and (after := _after(tokens, end)) != end:
        end = after
    return end


def _after(tokens: list[Token], at: int) -> int | None:
    """The place after one more step into a value: `.name`, `(…)`, `[…]` or `::type`."""
    kind = _kind(tokens, at)
    if kind in {TokenType.DOT, TokenType.DCOLON}:
        return at + 2 if at + 1 < len(tokens) else None
    return _closed(tokens, at) if kind in _OPENING else at


def _closed(tokens: list[Token], at: int) -> int | None:
    depth = 0
    for place in range(at, len(tokens)):
        depth += (_kind(tokens, place) in _OPENING) - (_kind(tokens, place) in _CLOSING)
        if depth == 0:
            return place + 1
    return None


def _kind(tokens: list[Token], at: int) -> TokenType | None:
    return tokens[at].token_type if at < len(tokens) else None
