"""BigQuery's chained calls, `(a).LOWER().SUBSTR(1, 3)`, as `SUBSTR(LOWER(a), 1, 3)`; and its expressions WITH.

See https://cloud.google.com/bigquery/docs/reference/standard-sql/functions-reference: what comes first stands in
parentheses. Of `WITH(a AS b + c, a * a)` a call of WITH is made, whose arguments have names.
"""

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import start_of_value
from tuneql.sql.parsing.tokens import made


def chains(tokens: list[Token]) -> list[Token]:
    """The tokens with what a call is behind as its first argument."""
    at = 1
    while at < len(tokens) - 3:
        kinds = [each.token_type for each in tokens[at : at + 4]]
        if kinds[:2] == [TokenType.R_PAREN, TokenType.DOT] and kinds[3] is TokenType.L_PAREN:
            start = start_of_value(tokens, at)
            name, opening, after = tokens[at + 2], tokens[at + 3], tokens[at + 4 :]
            comma = [made(TokenType.COMMA, ",", name)] if after[0].token_type is not TokenType.R_PAREN else []
            tokens = [*tokens[:start], name, opening, *tokens[start : at + 1], *comma, *after]
        at += 1
    return tokens


def calls_of_with(tokens: list[Token]) -> list[Token]:
    """The tokens with calls of WITH, where it begins no query."""
    put = list(tokens)
    for at, token in enumerate(tokens[:-3]):
        kinds = [each.token_type for each in tokens[at : at + 4]]
        if kinds[:2] == [TokenType.WITH, TokenType.L_PAREN] and kinds[3] is TokenType.ALIAS:
            put[at] = made(TokenType.VAR, token.text, token)
    return put
