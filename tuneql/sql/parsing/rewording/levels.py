"""Finds where parentheses and brackets, values, items between commas, and steps of pipes begin and end."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot import parser
from sqlglot.tokenizer_core import Token, TokenType

OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET})
CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET})
_ENDS: Final = frozenset({TokenType.PIPE_GT, TokenType.SEMICOLON})


def kind_at(tokens: list[Token], at: int) -> TokenType | None:
    """The type of the token at a position; None after the last."""
    return tokens[at].token_type if at < len(tokens) else None


def end_of_step(tokens: list[Token], start: int) -> int:
    """The position after the operands of a pipe operator, which begin at `start`."""
    depth = 0
    for at in range(start, len(tokens)):
        kind = tokens[at].token_type
        if depth == 0 and (kind in _ENDS or kind in CLOSING):
            return at
        depth += (kind in OPENING) - (kind in CLOSING)
    return len(tokens)


def first_on_level(tokens: list[Token], places: range, kinds: AbstractSet[TokenType]) -> int:
    """The first of some positions at which a token of some types is, or at which the parentheses around them end.

    Args:
        tokens: of the text.
        places: the positions, forwards or backwards; those in further parentheses do not count.
        kinds: the types.
    """
    depth = 0
    for at in places:
        depth += (tokens[at].token_type in OPENING) - (tokens[at].token_type in CLOSING)
        if depth * places.step < 0 or (depth == 0 and tokens[at].token_type in kinds):
            return at
    return places.stop


def between_commas(tokens: list[Token]) -> Iterator[list[Token]]:
    """The tokens between commas that are outside of parentheses."""
    depth, start = 0, 0
    for at, token in enumerate(tokens):
        depth += (token.token_type in OPENING) - (token.token_type in CLOSING)
        if depth == 0 and token.token_type is TokenType.COMMA:
            yield tokens[start:at]
            start = at + 1
    yield tokens[start:]


def start_of_value(tokens: list[Token], at: int) -> int:
    """The position at which the value begins that ends at `at`: `a.b`, `f(a)`, `(a)`, `a[0].b`."""
    while True:
        while at > 0 and tokens[at].token_type in CLOSING:
            at = opening(tokens, at)
            at -= at > 0 and tokens[at - 1].token_type in _BEFORE_OPENING
        if at < 2 or tokens[at - 1].token_type is not TokenType.DOT:  # noqa: PLR2004
            return at
        at -= 2


_BEFORE_OPENING: Final = CLOSING | set(parser.Parser.FUNC_TOKENS)


def opening(tokens: list[Token], at: int) -> int:
    """The position of the parenthesis or bracket that the one at `at` closes; 0 if there is none."""
    depth = 0
    for place in range(at, -1, -1):
        depth += (tokens[place].token_type in CLOSING) - (tokens[place].token_type in OPENING)
        if depth == 0:
            return place
    return 0
