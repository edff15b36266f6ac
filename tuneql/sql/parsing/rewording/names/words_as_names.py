"""Words that are names in some places, but that sqlglot 30.30 reads as keywords there.

`SELECT drop FROM rates` is not a command, `FROM ships semi JOIN ports` is a plain join in Postgres, and `range < 3` is
not a type.
"""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot import parser
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, kind_at
from tuneql.sql.parsing.tokens import made

_OF_MANY: Final = "if lock regexp revoke rlike rollback uncache xor"
_OF_POSTGRES: Final = f"{_OF_MANY} alter between drop insert values"
FREE_WORDS: Final = {
    dialect: frozenset(words.upper().split())
    for dialect, words in {
        "postgres": f"{_OF_POSTGRES} anti asof describe glob qualify semi",
        "duckdb": f"{_OF_POSTGRES} cube force grant install rollup",
        "snowflake": f"{_OF_MANY} outer top window",
        "sqlite": f"""
            {_OF_MANY} anti any asof cross cube describe fetch for glob grant ilike inner lateral like offset outer
            overlaps qualify rollup semi tablesample window with
        """,
        "bigquery": """
            alter anti asof describe drop glob ilike insert lock notnull regexp returning revoke rlike rollback semi
            uncache xor
        """,
        "tsql": "limit lock offset regexp rlike using window xor",
    }.items()
}
"""The words that an engine does not reserve, or only where an operator or a clause may begin, in upper case."""

_OF_JOINS: Final = frozenset({TokenType.CROSS, TokenType.INNER, TokenType.OUTER})
_INFIX: Final = frozenset({TokenType.BETWEEN, TokenType.GLOB, TokenType.ILIKE, TokenType.LIKE, TokenType.RLIKE})
_VALUES: Final = CLOSING | {
    TokenType.VAR, TokenType.IDENTIFIER, TokenType.NUMBER, TokenType.STRING, TokenType.NULL, TokenType.TRUE,
    TokenType.FALSE, TokenType.END,
}  # fmt: skip
_OPERATORS: Final = frozenset(
    [
        TokenType.DOT, TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.GT, TokenType.LTE, TokenType.GTE,
        TokenType.PLUS, TokenType.DASH, TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.DPIPE, TokenType.IN,
        TokenType.AND, TokenType.OR, TokenType.BETWEEN, TokenType.LIKE, TokenType.ILIKE, TokenType.THEN, TokenType.ELSE,
        TokenType.WHEN,
    ]
)  # fmt: skip
BEFORE_VALUES: Final = _OPERATORS | {
    TokenType.SELECT, TokenType.DISTINCT, TokenType.COMMA, TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.WHERE,
    TokenType.ON, TokenType.HAVING, TokenType.CASE, TokenType.GROUP_BY, TokenType.ORDER_BY, TokenType.PARTITION_BY,
    TokenType.FROM, TokenType.JOIN, TokenType.ALIAS, TokenType.WITH, TokenType.RECURSIVE, TokenType.NOT,
}  # fmt: skip
"""The tokens after which a value or a table begins."""

_ENDS: Final = frozenset(
    [
        None, TokenType.COMMA, TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.SEMICOLON, TokenType.FROM,
        TokenType.WHERE, TokenType.GROUP_BY, TokenType.HAVING, TokenType.ORDER_BY, TokenType.LIMIT, TokenType.UNION,
        TokenType.EXCEPT, TokenType.INTERSECT, TokenType.ON, TokenType.USING, TokenType.JOIN, TokenType.PIPE_GT,
    ]
)  # fmt: skip
_ENDS_OF_TABLES: Final = _ENDS | {
    TokenType.INNER, TokenType.LEFT, TokenType.RIGHT, TokenType.FULL, TokenType.CROSS, TokenType.NATURAL,
}  # fmt: skip
_GOES_ON: Final = (
    _ENDS_OF_TABLES
    | _OPERATORS
    | {
        TokenType.ALIAS, TokenType.DCOLON, TokenType.L_BRACKET, TokenType.ARROW, TokenType.DARROW, TokenType.IS,
        TokenType.NOT, TokenType.END, TokenType.ASC, TokenType.DESC, TokenType.COLLATE, TokenType.NOTNULL,
        TokenType.ISNULL, TokenType.VAR, TokenType.IDENTIFIER,
    }
)  # fmt: skip


def words_as_names(words: AbstractSet[str]) -> Callable[[list[Token]], list[Token]]:
    """A replacement that makes an engine's free words, given in upper case, names where they are names."""

    def reword(tokens: list[Token]) -> list[Token]:
        return [
            _name(token) if token.text.upper() in words and _is_word(token) and _is_name(tokens, at) else token
            for at, token in enumerate(tokens)
        ]

    return reword


def _name(word: Token) -> Token:
    """The token of a name; with quotation marks only for words that the parser recognizes by their text."""
    is_known = word.text.upper() in parser.Parser.NO_PAREN_FUNCTION_PARSERS
    return made(TokenType.IDENTIFIER, word.text.lower(), word) if is_known else made(TokenType.VAR, word.text, word)


def _is_word(token: Token) -> bool:
    return token.token_type not in {TokenType.IDENTIFIER, TokenType.STRING}


def _is_name(tokens: list[Token], at: int) -> bool:
    """Whether the word at a position is a name: a value must begin there, or one has ended and this is its alias."""
    before, after = kind_at(tokens, at - 1) if at else None, kind_at(tokens, at + 1)
    kind = tokens[at].token_type
    if (kind in _OF_JOINS and after is TokenType.JOIN) or (kind is TokenType.WITH and after is TokenType.VAR):
        return False
    begins = before in BEFORE_VALUES and after in _GOES_ON
    if kind in _INFIX:  # `NOT LIKE x`, and `LIKE left`
        return (begins and before is not TokenType.NOT) or (before in _VALUES and after in _ENDS)
    is_alias = before in _VALUES and after in _ENDS_OF_TABLES and kind is not TokenType.LIMIT  # it lacks its number
    return begins or is_alias


AFTER_AS: Final = frozenset({TokenType.SELECT, TokenType.JOIN, TokenType.NOT})
"""Words that the parser never reads as names."""


def words_after_as(tokens: list[Token]) -> list[Token]:
    """`SELECT name AS select` of Postgres and DuckDB, where any word is an alias; not `CREATE VIEW v AS SELECT 1`."""
    return [
        made(TokenType.IDENTIFIER, token.text.lower(), token)
        if token.token_type in AFTER_AS and _is_after_as(tokens, at)
        else token
        for at, token in enumerate(tokens)
    ]


def _is_after_as(tokens: list[Token], at: int) -> bool:
    return at > 0 and tokens[at - 1].token_type is TokenType.ALIAS and kind_at(tokens, at + 1) in _ENDS


TYPES: Final = frozenset(parser.Parser.TYPE_TOKENS) - {TokenType.ARRAY, TokenType.LIST, TokenType.MAP}
"""Words of types, without those with which values begin."""

_BEFORE_TYPES: Final = frozenset({TokenType.DCOLON, TokenType.ALIAS, TokenType.VAR, TokenType.IDENTIFIER})


def columns_called_as_types(tokens: list[Token]) -> list[Token]:
    """`date[1]`, an element of a column; it is read as a type, which may be written with another name."""
    return [
        made(TokenType.VAR, token.text, token) if token.token_type in TYPES and _has_element(tokens, at) else token
        for at, token in enumerate(tokens)
    ]


def _has_element(tokens: list[Token], at: int) -> bool:
    has_bracket = kind_at(tokens, at + 1) is TokenType.L_BRACKET and kind_at(tokens, at + 2) is not TokenType.R_BRACKET
    return has_bracket and at > 0 and tokens[at - 1].token_type not in _BEFORE_TYPES


NESTED: Final = frozenset(parser.Parser.NESTED_TYPE_TOKENS)
"""Words of types with others in angle brackets after them."""


def columns_called_as_nested_types(tokens: list[Token]) -> list[Token]:
    """`range < 3`, a comparison in engines whose types have no angle brackets."""
    return [
        made(TokenType.VAR, token.text, token)
        if token.token_type in NESTED and kind_at(tokens, at + 1) is TokenType.LT
        else token
        for at, token in enumerate(tokens)
    ]
