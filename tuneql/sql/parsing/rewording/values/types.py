"""Types in casts that sqlglot 30.30 misreads, or does not read."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import made

_CASTS: Final = frozenset({"CAST", "TRY_CAST", "CONVERT", "TRY_CONVERT"})
_OF_TSQL: Final = {
    "REAL": (
        (TokenType.FLOAT, "FLOAT"), (TokenType.L_PAREN, "("), (TokenType.NUMBER, "24"), (TokenType.R_PAREN, ")"),
    ),
    "NTEXT": (
        (TokenType.NVARCHAR, "NVARCHAR"), (TokenType.L_PAREN, "("), (TokenType.VAR, "MAX"), (TokenType.R_PAREN, ")"),
    ),
}  # fmt: skip
SIGNS: Final = frozenset({"SIGNED", "UNSIGNED"})
"""MySQL's types of integers in casts, in upper case."""
_SIGNED: Final = frozenset({TokenType.BIGINT, TokenType.UBIGINT})
_TYPES: Final = frozenset({TokenType.FLOAT, TokenType.TEXT})
_BEFORE: Final = frozenset({TokenType.ALIAS, TokenType.COMMA, TokenType.L_PAREN})


def real_as_double(tokens: list[Token]) -> list[Token]:
    """MySQL's and Snowflake's REAL as DOUBLE, which it means; it is read as FLOAT, which in MySQL has fewer digits."""
    return [
        made(TokenType.DOUBLE, "DOUBLE", token) if _type(tokens, at) == "REAL" else token
        for at, token in enumerate(tokens)
    ]


def signed_in_one_word(tokens: list[Token]) -> list[Token]:
    """MySQL's `CAST(a AS SIGNED INT)` as `CAST(a AS SIGNED)`; the parser reads only INTEGER as a second word."""
    after = zip(tokens, [None, *tokens], strict=False)
    return [token for token, before in after if not (before and _is_second(token, before))]


def _is_second(token: Token, before: Token) -> bool:
    return token.token_type is TokenType.INT and before.token_type in _SIGNED and before.text.upper() in SIGNS


def types_of_tsql(tokens: list[Token]) -> list[Token]:
    """SQL Server's REAL as FLOAT(24), and NTEXT as NVARCHAR(MAX); they are read as FLOAT and TEXT, which differ."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        meant = _OF_TSQL.get(_type(tokens, at))
        put += [made(*each, token) for each in meant] if meant else [token]
    return put


MARK: Final = " FORMAT "
"""The text between the type and the format of a cast that `formats_of_casts` has combined."""
TIMES: Final = frozenset({"DATE", "TIME", "DATETIME", "TIMESTAMP"})
"""The types in such casts, in upper case."""


def formats_of_casts(tokens: list[Token]) -> list[Token]:
    """BigQuery's `CAST(x AS TIME FORMAT 'HH24:MI')`, of which the parser reads all types but DATE as TIMESTAMP.

    It becomes a cast to STRING, whose format is a national text with the type and the format: N'TIME FORMAT HH24:MI'.
    The guard separates them again; BigQuery itself has no national texts.
    """
    put = list(tokens)
    for at in range(1, len(tokens) - 2):
        kind, before = tokens[at].text.upper(), tokens[at - 1].token_type
        is_format = tokens[at + 1].token_type is TokenType.FORMAT and tokens[at + 2].token_type is TokenType.STRING
        if is_format and kind in TIMES and before is TokenType.ALIAS:
            put[at] = made(TokenType.TEXT, "STRING", tokens[at])
            put[at + 2] = made(TokenType.NATIONAL_STRING, f"{kind}{MARK}{tokens[at + 2].text}", tokens[at + 2])
    return put


# SQLite's types, by a part of a type's name, https://sqlite.org/datatype3.html#determination_of_column_affinity.
_AFFINITIES: Final = (
    ("INT", "INTEGER"), ("CHAR", "TEXT"), ("CLOB", "TEXT"), ("TEXT", "TEXT"), ("BLOB", "BLOB"), ("REAL", "REAL"),
    ("FLOA", "REAL"), ("DOUB", "REAL"), ("", "NUMERIC"),
)  # fmt: skip
# Names with another meaning in other dialects, and to the parser: texts, bytes or integers.
_OTHER_ELSEWHERE: Final = frozenset({"STRING", "BINARY", "VARBINARY", "BYTEA", "LONG", "ANY"})


def in_one_word(tokens: list[Token]) -> list[Token]:
    """SQLite's `CAST(a AS UNSIGNED BIG INT)` as INTEGER, `CAST(a AS STRING)` as NUMERIC: any words are a type there."""
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        put.append(tokens[at])
        at += 1
        words = _words_of_type(tokens, at) if put[-1].token_type is TokenType.ALIAS else 0
        name = " ".join(each.text.upper() for each in tokens[at : at + words])
        if (words > 1 or name in _OTHER_ELSEWHERE) and _opened_by(tokens, at) == "CAST":
            kind = next(kind for part, kind in _AFFINITIES if part in name)
            put.append(made(TokenType.VAR, kind, tokens[at]))
            at = _closing(tokens, at)
    return put


def _words_of_type(tokens: list[Token], at: int) -> int:
    count = 0
    while at + count < len(tokens) and tokens[at + count].text.isalnum():
        count += 1
    return count


def _closing(tokens: list[Token], at: int) -> int:
    """The position of the parenthesis that closes those around a position."""
    depth = 0
    for place in range(at, len(tokens)):
        kind = tokens[place].token_type
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        if depth < 0:
            return place
    return len(tokens)


def _type(tokens: list[Token], at: int) -> str:
    """The word at a position, in upper case, if it is a type: `CAST(x AS REAL)`, `CONVERT(REAL, x)`; else ""."""
    if tokens[at].token_type not in _TYPES or not at:
        return ""
    before = tokens[at - 1].token_type
    is_type = before is TokenType.DCOLON or (before in _BEFORE and _opened_by(tokens, at) in _CASTS)
    return tokens[at].text.upper() if is_type else ""


def _opened_by(tokens: list[Token], at: int) -> str:
    """The word, in upper case, before the parentheses around a position."""
    depth = 0
    for place in range(at - 1, 0, -1):
        kind = tokens[place].token_type
        depth += (kind is TokenType.L_PAREN) - (kind is TokenType.R_PAREN)
        if depth > 0:
            return tokens[place - 1].text.upper()
    return ""
