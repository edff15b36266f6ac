"""Names and calls whose words sqlglot 30.30 reads as keywords in some places."""

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import made

_NOT_NAMES: Final = frozenset(
    {TokenType.SELECT, TokenType.JOIN, TokenType.MOD, TokenType.NOT, TokenType.ALIAS}
    | {TokenType.UNION, TokenType.EXCEPT, TokenType.INTERSECT}
)


def words_after_dots(tokens: list[Token]) -> list[Token]:
    """MySQL's `o.select`: after a dot, any word is a name, even a reserved one."""
    put = list(tokens)
    for at in range(1, len(tokens)):
        if tokens[at].token_type in _NOT_NAMES and tokens[at - 1].token_type is TokenType.DOT:
            put[at] = made(TokenType.IDENTIFIER, tokens[at].text, tokens[at])
    return put


def schemas_left_out(name: str) -> Callable[[list[Token]], list[Token]]:
    """A replacement of `sales..orders`, in which the default schema, which has a name, stands between the dots."""

    def reword(tokens: list[Token]) -> list[Token]:
        dots = [token.token_type is TokenType.DOT for token in tokens]
        if not any(map(all, pairwise(dots))):
            return tokens
        put = tokens[:1]
        for at, token in enumerate(tokens[1:], 1):
            is_left_out = dots[at - 1] and dots[at] and _is_database(tokens, at - 2)
            put += [made(TokenType.VAR, name, token), token] if is_left_out else [token]
        return put

    return reword


def _is_database(tokens: list[Token], at: int) -> bool:
    """Whether a name at a position has nothing before it, as that of a linked server, or a document."""
    return tokens[at].token_type in _NAMES and tokens[at - 1].token_type not in _BEFORE_PARTS


_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_BEFORE_PARTS: Final = frozenset({TokenType.DOT, TokenType.COLON})


def words_for_values(tokens: list[Token]) -> list[Token]:
    """MySQL's `SELECT charset`: words that it does not reserve are names where a value begins, but not in calls."""
    put = list(tokens)
    for at in range(1, len(tokens)):
        is_called = tokens[at + 1 : at + 2] and tokens[at + 1].token_type is TokenType.L_PAREN
        if tokens[at].token_type in UNRESERVED and tokens[at - 1].token_type in _BEFORE_VALUES and not is_called:
            put[at] = made(TokenType.IDENTIFIER, tokens[at].text, tokens[at])
    return put


UNRESERVED: Final = frozenset({TokenType.ANY, TokenType.CHARACTER_SET, TokenType.ROLLBACK})
_BEFORE_VALUES: Final = frozenset({
    TokenType.SELECT, TokenType.DISTINCT, TokenType.COMMA, TokenType.L_PAREN, TokenType.WHERE, TokenType.HAVING,
    TokenType.ON, TokenType.AND, TokenType.OR, TokenType.NOT, TokenType.GROUP_BY, TokenType.ORDER_BY,
    TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE, TokenType.PLUS,
    TokenType.DASH, TokenType.STAR, TokenType.CASE, TokenType.WHEN, TokenType.THEN, TokenType.ELSE,
})  # fmt: skip


def keys_called_offset(tokens: list[Token]) -> list[Token]:
    """BigQuery's `UNNEST(a) WITH OFFSET GROUP BY offset`: the first key is not the clause OFFSET."""
    put = list(tokens)
    for at in range(1, len(tokens)):
        if tokens[at].token_type is TokenType.OFFSET and tokens[at - 1].token_type is TokenType.GROUP_BY:
            put[at] = made(TokenType.VAR, tokens[at].text, tokens[at])
    return put


def columns_called_clocks(tokens: list[Token]) -> list[Token]:
    """`* EXCEPT (current_date)` and `* EXCLUDE (current_date)`: what a star leaves out are columns, not functions."""
    put, is_left_out = list(tokens), False
    for at in range(2, len(tokens)):
        if tokens[at].token_type is TokenType.L_PAREN:
            is_left_out = [each.text.upper() for each in tokens[at - 2 : at]] in _LEAVING_OUT
        elif tokens[at].token_type is TokenType.R_PAREN:
            is_left_out = False
        elif is_left_out and tokens[at].token_type in CLOCKS_OF_STARS:
            put[at] = made(TokenType.VAR, tokens[at].text, tokens[at])
    return put


CLOCKS_OF_STARS: Final = frozenset({
    TokenType.CURRENT_DATE, TokenType.CURRENT_TIME, TokenType.CURRENT_DATETIME, TokenType.CURRENT_TIMESTAMP,
})  # fmt: skip
LEAVING_OUT: Final = frozenset({"EXCEPT", "EXCLUDE", "DROP"})
"""In upper case; `|> DROP` has become `|> SELECT * EXCEPT`."""
_LEAVING_OUT: Final = (["*", "EXCEPT"], ["*", "EXCLUDE"])


def calls_of_default(tokens: list[Token]) -> list[Token]:
    """MySQL's function `DEFAULT(price)`, which returns the default value of a column."""
    put = list(tokens)
    for at, token in enumerate(tokens[:-1]):
        if token.token_type is TokenType.DEFAULT and tokens[at + 1].token_type is TokenType.L_PAREN:
            put[at] = made(TokenType.VAR, token.text, token)
    return put


def searches_without_parentheses(tokens: list[Token]) -> list[Token]:
    """MySQL's `MATCH a, b AGAINST ('x')` as `MATCH (a, b) AGAINST ('x')`."""
    put: list[Token] = []
    is_open = False
    for at, token in enumerate(tokens):
        if is_open and token.text.upper() == "AGAINST":
            is_open = False
            put.append(made(TokenType.R_PAREN, ")", token))
        put.append(token)
        after = tokens[at + 1 : at + 2]
        if token.text.upper() == "MATCH" and after and after[0].token_type in _NAMES:
            is_open = True
            put.append(made(TokenType.L_PAREN, "(", token))
    return put


def weekdays(tokens: list[Token]) -> list[Token]:
    """T-SQL's `DATEPART(w, d)` as `DATEPART(WEEKDAY, d)`; the parser would read the number of the week."""
    put = list(tokens)
    for at in range(1, len(tokens) - 1):
        is_first = tokens[at].token_type is TokenType.L_PAREN and tokens[at - 1].text.upper() == "DATEPART"
        if is_first and tokens[at + 1].text.upper() == "W":
            put[at + 1] = made(TokenType.VAR, "WEEKDAY", tokens[at + 1])
    return put


def alias_in_text(tokens: list[Token]) -> list[Token]:
    """`SELECT 'a' 'b'` of SQLite and SQL Server, where 'b' is an alias, as `SELECT 'a' AS b`; not a concatenation."""
    texts = [at for at, token in enumerate(tokens) if token.token_type is TokenType.STRING]
    if all(tokens[at - 1].token_type is not TokenType.STRING for at in texts if at):
        return tokens
    put: list[Token] = []
    for token in tokens:
        if token.token_type is TokenType.STRING and put and put[-1].token_type is TokenType.STRING:
            put += [made(TokenType.ALIAS, "AS", token), made(TokenType.IDENTIFIER, token.text, token)]
        else:
            put.append(token)
    return put


def national_aliases(tokens: list[Token]) -> list[Token]:
    """T-SQL's `AS N'Total Sales'` as `AS [Total Sales]`."""
    return [
        made(TokenType.IDENTIFIER, token.text, token)
        if token.token_type is TokenType.NATIONAL_STRING and at and tokens[at - 1].token_type is TokenType.ALIAS
        else token
        for at, token in enumerate(tokens)
    ]


def aliases_in_front(tokens: list[Token]) -> list[Token]:
    """T-SQL's `SELECT 'Total Sales' = SUM(a)` as `SELECT [Total Sales] = SUM(a)`; else it is read as a comparison."""
    return [
        made(TokenType.IDENTIFIER, token.text, token)
        if token.token_type in _TEXTS
        and kind_at(tokens, at + 1) is TokenType.EQ
        and at
        and tokens[at - 1].token_type in _BEFORE_OUTPUTS
        else token
        for at, token in enumerate(tokens)
    ]


_TEXTS: Final = frozenset({TokenType.STRING, TokenType.NATIONAL_STRING})
_BEFORE_OUTPUTS: Final = frozenset({TokenType.SELECT, TokenType.DISTINCT, TokenType.COMMA})
_PART: Final = r'(?:[A-Za-z_][\w$]*|"[^"]+")'
_NAME_IN_TEXT: Final = re.compile(rf"{_PART}(?:\.{_PART}){{0,2}}")


def names_in_texts(tokens: list[Token]) -> list[Token]:
    """Snowflake's `FROM IDENTIFIER('shop.orders')` and `FROM TABLE('shop.orders')` as `FROM shop.orders`."""
    put: list[Token] = []
    for token in tokens:
        put.append(token)
        word, opened, text = put[-4:-1] if len(put) > 3 else [token] * 3  # noqa: PLR2004
        if token.token_type is TokenType.R_PAREN and _is_name_in_text(word, opened, text):
            put[-4:] = _parts(text)
    return put


def _is_name_in_text(word: Token, opened: Token, text: Token) -> bool:
    is_call = word.text.upper() in {"IDENTIFIER", "TABLE"} and opened.token_type is TokenType.L_PAREN
    return is_call and text.token_type is TokenType.STRING and _NAME_IN_TEXT.fullmatch(text.text) is not None


def _parts(text: Token) -> list[Token]:
    """The tokens of a name with dots that is in a text."""
    parts: list[Token] = []
    for part in re.findall(_PART, text.text):
        kind = TokenType.IDENTIFIER if part[0] == '"' else TokenType.VAR
        parts += [made(TokenType.DOT, ".", text), made(kind, part.strip('"'), text)]
    return parts[1:]
