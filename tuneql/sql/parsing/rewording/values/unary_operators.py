"""Operators with one operand that sqlglot 30.30 does not read, as calls.

`@ x` of Postgres and DuckDB becomes `ABS(x)`; Postgres's `|/ x` becomes `SQRT(x::float8)`, and `!! x` becomes
`TSQUERY_NOT(x)`; DuckDB's `x!` becomes `FACTORIAL(x)`.
"""

from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, kind_at, opening
from tuneql.sql.parsing.tokens import call_of, follows, made

PREFIXES: Final = frozenset({TokenType.PARAMETER, TokenType.PIPE_SLASH, TokenType.DPIPE_SLASH})
"""The tokens of the prefix operators of Postgres and DuckDB, which other engines have as functions."""

_ROOT: Final = "|/"
_PREFIXES: Final = {"@": "ABS", _ROOT: "SQRT", "||/": "CBRT"}

_SIGNS: Final = frozenset({TokenType.DASH, TokenType.PLUS})
_ARITHMETIC: Final = _SIGNS | {
    TokenType.STAR, TokenType.SLASH, TokenType.DIV, TokenType.MOD, TokenType.CARET, TokenType.DSTAR,
}  # fmt: skip
_STEPS: Final = frozenset({TokenType.DOT, TokenType.DCOLON})
_OF_CALLS: Final = frozenset({TokenType.FILTER, TokenType.OVER})
_VALUES: Final = frozenset(
    [TokenType.NUMBER, TokenType.STRING, TokenType.VAR, TokenType.IDENTIFIER, TokenType.NULL]
)  # fmt: skip


def factorials(tokens: list[Token]) -> list[Token]:
    """DuckDB's `x!` as `FACTORIAL(x)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        start = _start_of_value(put) if _is_factorial(tokens, at) else None
        if start is None:
            put.append(token)
        else:
            put[start:] = call_of("FACTORIAL", put[start], put[start:])
    return put


def _is_factorial(tokens: list[Token], at: int) -> bool:
    """Whether a token is the sign of a factorial; before a tilde, it negates a pattern: `a !~ b`."""
    after = tokens[at + 1].text if at + 1 < len(tokens) and follows(tokens[at + 1], tokens[at]) else ""
    return tokens[at].token_type is TokenType.NOT and tokens[at].text == "!" and after[:1] not in {"~", "!"}


def _start_of_value(tokens: list[Token]) -> int | None:
    """The position at which the value at the end of some tokens begins; None if it is not a plain one."""
    at = len(tokens) - 1
    while at >= 0:
        is_group = tokens[at].token_type in CLOSING
        at = opening(tokens, at) if is_group else at
        before = kind_at(tokens, at - 1) if at > 0 else None
        if not is_group and before is not TokenType.DCOLON and tokens[at].token_type not in _VALUES:
            return None
        if is_group and (before in _VALUES or (tokens[at].token_type is TokenType.L_BRACKET and before in CLOSING)):
            at -= 1
        elif before in _STEPS:
            at -= 2
        else:
            return at
    return None


def prefixes(tokens: list[Token]) -> list[Token]:
    """`@ x`, `|/ x` and `||/ x` of Postgres, and `@ x` of DuckDB, as `ABS(x)`, `SQRT(x::float8)` and `CBRT(x)`.

    They bind less than arithmetic: `@ a - b` is the absolute value of the difference.

    Raises:
        sqlglot.errors.TokenError: the operand is not of names, numbers, calls and arithmetic, `|/ CASE`, or there is a
            value before the sign.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.text in _PREFIXES and _is_prefix(token)]):
        end = None if _is_no_prefix(tokens, at) else _end_of_sum(put, at + 1)
        if end is None:
            raise TokenError(f"the operand of {tokens[at].text} is unclear; put it in parentheses")
        operand = put[at + 1 : end]
        put[at:end] = call_of(
            _PREFIXES[put[at].text], put[at], _as_double(operand) if put[at].text == _ROOT else operand
        )
    return put


def _as_double(operand: list[Token]) -> list[Token]:
    """The operand of a root as a double: `|/` has only this type in Postgres, but SQRT of a numeric has more digits."""
    pair = ((TokenType.DCOLON, "::"), (TokenType.DOUBLE, "FLOAT8"))
    return [*call_of("", operand[0], operand)[1:], *(made(*each, operand[-1]) for each in pair)]


def negated_searches(tokens: list[Token]) -> list[Token]:
    """Postgres's `!! x`, which negates a text search, as `TSQUERY_NOT(x)`; else it is read as a double negation."""
    put = list(tokens)
    for at in reversed([at for at in range(1, len(tokens)) if _is_double(tokens[at - 1], tokens[at])]):
        end = _end_of_value(put, at + 1)
        if end is not None:
            put[at - 1 : end] = call_of("TSQUERY_NOT", put[at], put[at + 1 : end])
    return put


def _is_double(first: Token, second: Token) -> bool:
    return first.text == second.text == "!" and follows(second, first)


def _is_no_prefix(tokens: list[Token], at: int) -> bool:
    """Whether a value is before a sign, as in `ships@remote`, or another sign directly after it, as in `@-@ path`."""
    is_between = at > 0 and tokens[at - 1].token_type in _VALUES | CLOSING
    return is_between or (kind_at(tokens, at + 1) in _SIGNS and follows(tokens[at + 1], tokens[at]))


def _is_prefix(token: Token) -> bool:
    return token.token_type in PREFIXES


def _end_of_sum(tokens: list[Token], at: int) -> int | None:
    end = _end_of_value(tokens, at)
    while end is not None and kind_at(tokens, end) in _ARITHMETIC:
        end = _end_of_value(tokens, end + 1)
    return end


def _end_of_value(tokens: list[Token], at: int) -> int | None:
    """The position after the value that begins at `at`; None if it is not a plain one."""
    while kind_at(tokens, at) in _SIGNS:
        at += 1
    if kind_at(tokens, at) is TokenType.L_PAREN:
        end = _closed(tokens, at)
    elif kind_at(tokens, at) in _VALUES or kind_at(tokens, at + 1) is TokenType.L_PAREN:
        end = at + 1
    else:
        return None
    while end is not None and (after := _after(tokens, end)) != end:
        end = after
    return end


def _after(tokens: list[Token], at: int) -> int | None:
    """The position after one more part of a value: `.name`, `(…)`, `[…]`, `::type`, `FILTER (…)` or `OVER w`."""
    kind = kind_at(tokens, at)
    if kind in _STEPS or (kind is TokenType.OVER and kind_at(tokens, at + 1) is not TokenType.L_PAREN):
        return at + 2 if at + 1 < len(tokens) else None
    if kind in _OF_CALLS:
        return _closed(tokens, at + 1)
    return _closed(tokens, at) if kind in OPENING else at


def _closed(tokens: list[Token], at: int) -> int | None:
    depth = 0
    for place in range(at, len(tokens)):
        depth += (kind_at(tokens, place) in OPENING) - (kind_at(tokens, place) in CLOSING)
        if depth == 0:
            return place + 1
    return None
