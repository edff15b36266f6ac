"""Hints on how rows are found, which do not change the result: written as sqlglot 30.30 reads them, or omitted."""

import re
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import closing, made

_OF_SESSIONS: Final = re.compile(r"\b(?:SET_VAR|RESOURCE_GROUP)\b", re.IGNORECASE)
_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER, TokenType.NUMBER})


def hints_of_plans(tokens: list[Token]) -> list[Token]:
    """MySQL's `/*+ BKA(o) */` is omitted, because the parser reads the names in it as columns.

    A hint that changes a variable or a resource group stays, and is refused later.
    """
    return [each for each in tokens if each.token_type is not TokenType.HINT or _OF_SESSIONS.search(each.text)]


def hints_after_with(tokens: list[Token]) -> list[Token]:
    """T-SQL's `FROM orders (NOLOCK)` as `FROM orders WITH (NOLOCK)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        after = [each.text.upper() for each in tokens[at + 1 : at + 2]]
        is_hint = token.token_type is TokenType.L_PAREN and after == ["NOLOCK"]
        if is_hint and at and tokens[at - 1].token_type in {TokenType.VAR, TokenType.IDENTIFIER}:
            put.append(made(TokenType.WITH, "WITH", token))
        put.append(token)
    return put


def indexes_in_parentheses(tokens: list[Token]) -> list[Token]:
    """T-SQL's `WITH (INDEX = by_date)` and `WITH (INDEX = (by_date))` as `WITH (INDEX(by_date))`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-3]) if token.token_type is TokenType.INDEX]):
        before, (sign, name, after) = tokens[at - 1], tokens[at + 1 : at + 4]
        if before.token_type not in _BEFORE or sign.token_type is not TokenType.EQ:
            continue
        if name.token_type is TokenType.L_PAREN:
            del put[at + 1]
        elif name.token_type in _NAMES and after.token_type in _BEHIND:
            put[at + 1 : at + 3] = [made(TokenType.L_PAREN, "(", sign), name, made(TokenType.R_PAREN, ")", name)]
    return put


def seeks_without_columns(tokens: list[Token]) -> list[Token]:
    """T-SQL's `WITH (FORCESEEK (by_date (placed)))` as `WITH (FORCESEEK)`."""
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-1]) if token.text.upper() == "FORCESEEK"]):
        if tokens[at - 1].token_type in _BEFORE and tokens[at + 1].token_type is TokenType.L_PAREN:
            del put[at + 1 : closing(tokens, at + 1) + 1]
    return put


_BEFORE: Final = frozenset({TokenType.L_PAREN, TokenType.COMMA})
_BEHIND: Final = frozenset({TokenType.R_PAREN, TokenType.COMMA})


def without_named_hints(tokens: list[Token]) -> list[Token]:
    """T-SQL's `OPTION (RECOMPILE, USE HINT ('DISABLE_PARAMETER_SNIFFING'))` as `OPTION (RECOMPILE)`."""
    put = list(tokens)
    for at in reversed([at for at in range(2, len(tokens) - 2) if _is_named_hint(tokens, at)]):
        end = closing(put, at + 2) + 1
        before, after = (put[place].token_type if place < len(put) else None for place in (at - 1, end))
        if before is TokenType.COMMA:
            put[at - 1 : end] = []
        elif after is TokenType.COMMA:
            put[at : end + 1] = []
        elif put[at - 2].token_type is TokenType.OPTION and after is TokenType.R_PAREN:  # it is the only one
            put[at - 2 : end + 1] = []
    return put


def _is_named_hint(tokens: list[Token], at: int) -> bool:
    is_use = tokens[at].token_type is TokenType.USE and tokens[at - 1].token_type in _BEFORE
    return is_use and tokens[at + 1].text.upper() == "HINT" and tokens[at + 2].token_type is TokenType.L_PAREN
