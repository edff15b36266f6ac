"""Snowflake's operator `**`, which makes the elements of a list the arguments: `id IN (** [1, 2])`.

https://docs.snowflake.com/en/sql-reference/operators
"""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import first_on_level, kind_at

_BEFORE: Final = frozenset({TokenType.L_PAREN, TokenType.COMMA})
_AFTER: Final = frozenset({TokenType.R_PAREN, TokenType.COMMA})
_OPERATOR: Final = [TokenType.STAR, TokenType.STAR, TokenType.L_BRACKET]
_NONE: Final[frozenset[TokenType]] = frozenset()


def expansions(tokens: list[Token]) -> list[Token]:
    """`(** [1, 2])` as `(1, 2)`; the operator stays before other lists, whose elements are not known."""
    gone: set[int] = set()
    for at in range(1, len(tokens) - 3):
        kinds = [each.token_type for each in tokens[at : at + 3]]
        if kinds == _OPERATOR and tokens[at - 1].token_type in _BEFORE:
            end = first_on_level(tokens, range(at + 3, len(tokens)), _NONE)
            is_whole = end > at + 3 and kind_at(tokens, end + 1) in _AFTER
            gone.update((at, at + 1, at + 2, end) if is_whole else ())
    return [token for at, token in enumerate(tokens) if at not in gone]
