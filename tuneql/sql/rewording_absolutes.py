"""`@ x` of Postgres, put as `ABS(x)`."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.tokens import made

_SIGNS: Final = frozenset({TokenType.DASH, TokenType.PLUS})
_ARITHMETIC: Final = _SIGNS | {TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.CARET}
_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET})
_VALUES: Final = frozenset({TokenType.NUMBER, TokenType.VAR, TokenType.IDENTIFIER})


def absolutes(tokens: list[Token]) -> list[Token]:
    """The tokens with a call for each `@`, where its operand is made of names, numbers, calls and arithmetic.

    The sign binds less than arithmetic does: `@ a - b` is the absolute value of the difference.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if _is_sign(tokens, at)]):
        end = _end_of_sum(put, at + 1)
        if end is not None:
            call = [made(TokenType.VAR, "ABS", put[at]), made(TokenType.L_PAREN, "(", put[at])]
            put[at:end] = [*call, *put[at + 1 : end], made(TokenType.R_PAREN, ")", put[end - 1])]
    return put


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
