"""DuckDB's `FROM (VALUES …) AS v JOIN t … SELECT a`, of which sqlglot 30.30 reads no join, in the order of SELECT."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import first_on_level, kind_at

_SETS: Final = frozenset({TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT, TokenType.SEMICOLON})
_BEHIND_OUTPUTS: Final = _SETS | {
    TokenType.WHERE, TokenType.GROUP_BY, TokenType.HAVING, TokenType.WINDOW, TokenType.QUALIFY, TokenType.USING,
    TokenType.ORDER_BY, TokenType.LIMIT, TokenType.OFFSET,
}  # fmt: skip
_BEHIND_FROM: Final = _BEHIND_OUTPUTS - {TokenType.USING} | {TokenType.SELECT}


def outputs_first(tokens: list[Token]) -> list[Token]:
    """`FROM (VALUES …) AS v, t SELECT a WHERE b` as `SELECT a FROM (VALUES …) AS v, t WHERE b`; so too for UNNEST."""
    put = list(tokens)
    places = [at for at, token in enumerate(tokens) if token.token_type is TokenType.FROM and _makes_rows(put, at + 1)]
    for at in reversed(places):
        select = first_on_level(put, range(at + 1, len(put)), _BEHIND_FROM)
        if kind_at(put, select) is TokenType.SELECT:
            end = _end_of_outputs(put, select)
            put[at:end] = [*put[select:end], *put[at:select]]
    return put


def _makes_rows(tokens: list[Token], at: int) -> bool:
    kind = kind_at(tokens, at)
    return kind is TokenType.UNNEST or (kind is TokenType.L_PAREN and kind_at(tokens, at + 1) is TokenType.VALUES)


def _end_of_outputs(tokens: list[Token], select: int) -> int:
    """The position after the outputs of a SELECT; the EXCEPT of a star is among them."""
    end = first_on_level(tokens, range(select + 1, len(tokens)), _BEHIND_OUTPUTS)
    while kind_at(tokens, end) is TokenType.EXCEPT and tokens[end - 1].token_type is TokenType.STAR:
        end = first_on_level(tokens, range(end + 1, len(tokens)), _BEHIND_OUTPUTS)
    return end
