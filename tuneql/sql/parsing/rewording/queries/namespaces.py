"""T-SQL's `WITH XMLNAMESPACES ('urn:a' AS a)`, which sqlglot 30.30 does not read.

It becomes a common table expression that nothing reads, with its text as the name; the guard writes this text again,
see `written_namespaces`.
"""

import re
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import closing, made

NAMESPACES: Final = "XMLNAMESPACES"
"""The first word of the list of namespaces, in upper case."""
_TEXT: Final = r"'(?:[^']|'')*'"
_NAMESPACE: Final = rf"(?:DEFAULT {_TEXT}|{_TEXT} AS \w+)"
_WRITTEN: Final = re.compile(rf"{NAMESPACES} \({_NAMESPACE}(?:, {_NAMESPACE})*\)")
_SPACED: Final = {"AS": " AS", "DEFAULT": "DEFAULT ", ",": ", ", "(": " (", ")": ")", NAMESPACES: NAMESPACES}
_QUERY: Final = ((TokenType.ALIAS, "AS"), (TokenType.L_PAREN, "("), (TokenType.SELECT, "SELECT"))
_OF_ONE: Final = ((TokenType.NUMBER, "1"), (TokenType.R_PAREN, ")"))


def namespaces(tokens: list[Token]) -> list[Token]:
    """The tokens with `[XMLNAMESPACES ('urn:a' AS a)] AS (SELECT 1)` instead of the list."""
    at = next(place for place, each in enumerate(tokens) if each.token_type is TokenType.WITH) + 1
    end = closing(tokens, at + 1)
    text = "".join(map(_text, tokens[at : end + 1]))
    if not _WRITTEN.fullmatch(text):
        return tokens
    query = (made(*each, tokens[at]) for each in (*_QUERY, *_OF_ONE))
    return [*tokens[:at], made(TokenType.IDENTIFIER, text, tokens[at]), *query, *tokens[end + 1 :]]


def _text(token: Token) -> str:
    if token.token_type in {TokenType.STRING, TokenType.NATIONAL_STRING}:
        return "'" + token.text.replace("'", "''") + "'"
    return _SPACED.get(token.text.upper(), f" {token.text}")


def written_namespaces(cte: exp.Expr) -> exp.Expr:
    """The node to write for a common table expression: the list of namespaces, or the unchanged node for others."""
    is_made = _WRITTEN.fullmatch(cte.alias) and cte.this == exp.select("1")
    return exp.Var(this=cte.alias) if is_made else cte
