"""`OVER w … WINDOW w AS (ORDER BY a)` as `OVER (ORDER BY a)`, where sqlglot 30.30 misreads WINDOW.

These are Snowflake's queries and the steps of BigQuery's pipes.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import end_of_step, first_on_level, kind_at

_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_SETS: Final = frozenset({TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT})
_STARTS: Final = frozenset({TokenType.SELECT, TokenType.SEMICOLON})
_STEPS: Final = frozenset({TokenType.PIPE_GT, TokenType.SEMICOLON})
_MOST_TIMES: Final = 8
_Windows = Mapping[str, list[Token]]


def windows_in_place(tokens: list[Token]) -> list[Token]:
    """The tokens with each window instead of its name.

    Raises:
        sqlglot.errors.TokenError: the text would become many times as long, or there is no SELECT.
    """
    put, start = list(tokens), 0
    while (at := next((each for each in range(start, len(put)) if _is_definition(put, each)), None)) is not None:
        start, end = _query_around(put, at)
        _place(put, start, at, end)
        if len(put) > _MOST_TIMES * len(tokens):
            raise TokenError("the named windows are used too often; write shorter ones")
    return put


def windows_of_steps(tokens: list[Token]) -> list[Token]:
    """The tokens with each window instead of its name in `|> EXTEND RANK() OVER w AS r WINDOW w AS (…)`."""
    put = list(tokens)
    for at in reversed(range(len(tokens))):
        start = first_on_level(put, range(at, -1, -1), _STEPS) if _is_definition(tokens, at) else -1
        if kind_at(put, max(start, 0)) is TokenType.PIPE_GT:
            _place(put, start, at, end_of_step(put, at))
    return put


def _place(tokens: list[Token], start: int, at: int, end: int) -> None:
    """Change the tokens from `start` to `end`, among which the clause WINDOW is at a position."""
    windows, after = _defined(tokens, at)
    tokens[start:end] = [*_placed(tokens[start:at], windows), *_placed(tokens[after:end], windows)]


def _is_definition(tokens: list[Token], at: int, word: TokenType = TokenType.WINDOW) -> bool:
    """Whether `WINDOW w AS (` begins at a position; or `, w AS (`, if `word` is the comma."""
    if kind_at(tokens, at) is not word or kind_at(tokens, at + 1) not in _NAMES:
        return False
    return [kind_at(tokens, at + 2), kind_at(tokens, at + 3)] == [TokenType.ALIAS, TokenType.L_PAREN]


def _query_around(tokens: list[Token], at: int) -> tuple[int, int]:
    """The positions at which the SELECT with the clause WINDOW at a position begins and ends."""
    start = first_on_level(tokens, range(at, -1, -1), _STARTS)
    if start < 0 or tokens[start].token_type is not TokenType.SELECT:
        raise TokenError("WINDOW has no SELECT")
    return start, first_on_level(tokens, range(at, len(tokens)), _SETS)


def _defined(tokens: list[Token], at: int) -> tuple[_Windows, int]:
    """The windows of a clause WINDOW, by their names in upper case, and the position after it."""
    windows: dict[str, list[Token]] = {}
    while True:
        end = first_on_level(tokens, range(at + 4, len(tokens)), frozenset())
        opening, *body = tokens[at + 3 : end + 1]
        known = windows.get(body[0].text.upper(), ()) if body else ()
        windows[tokens[at + 1].text.upper()] = [opening, *known[1:-1], *body[1 if known else 0 :]]
        at = end + 1
        if not _is_definition(tokens, at, TokenType.COMMA):
            return windows, at


def _placed(tokens: list[Token], windows: _Windows) -> list[Token]:
    """The tokens with `OVER w` as `OVER (…)`, and `OVER (w ORDER BY a)` as `OVER (… ORDER BY a)`."""
    return [each for at in range(len(tokens)) for each in _instead(tokens, at, windows)]


def _instead(tokens: list[Token], at: int, windows: _Windows) -> Iterator[Token]:
    window = windows.get(tokens[at].text.upper()) if tokens[at].token_type in _NAMES else None
    before = [each.token_type for each in tokens[max(at - 2, 0) : at]]
    if window is not None and before[-1:] == [TokenType.OVER]:
        yield from window
    elif window is not None and before == [TokenType.OVER, TokenType.L_PAREN]:
        yield from window[1:-1]
    else:
        yield tokens[at]
