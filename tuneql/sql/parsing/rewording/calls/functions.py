"""Calls that sqlglot 30.30 does not read, or misreads, as others with the same meaning that it reads."""

from typing import Final

from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import cast_to, closing, made

CLOCKS: Final = frozenset({"UTC_DATE", "UTC_TIME", "UTC_TIMESTAMP"})
"""MySQL's functions that need no parentheses, in upper case."""

_BEFORE_NAMES: Final = frozenset({TokenType.TABLE, TokenType.REFERENCES, TokenType.ALIAS})


def applied(tokens: list[Token]) -> list[Token]:
    """DuckDB's `APPLY(list, lambda)` as `LIST_APPLY`, because APPLY is read as a join."""
    return [
        made(TokenType.VAR, "LIST_APPLY", token) if _is_apply(tokens, at) else token for at, token in enumerate(tokens)
    ]


def _is_apply(tokens: list[Token], at: int) -> bool:
    """Whether a call of APPLY begins at a position, rather than a table with this name."""
    kinds = [each.token_type for each in tokens[at : at + 2]]
    before = tokens[at - 1].token_type if at else None
    return kinds == [TokenType.APPLY, TokenType.L_PAREN] and before not in _BEFORE_NAMES


def of_the_catalog(tokens: list[Token]) -> list[Token]:
    """Postgres's `json_object(keys, values)` of two arrays, as `pg_catalog.json_object(keys, values)`.

    Otherwise it is read as the standard's `JSON_OBJECT(key: value)`.
    """
    put = tokens
    for at in reversed(range(1, len(tokens))):
        if tokens[at].token_type is TokenType.L_PAREN and _is_of_arrays(tokens, at - 1):
            name = tokens[at - 1]
            schema = [made(TokenType.VAR, "pg_catalog", name), made(TokenType.DOT, ".", name)]
            put = [*put[: at - 1], *schema, *put[at - 1 :]]
    return put


def casts_of_xml(tokens: list[Token]) -> list[Token]:
    """Postgres's `XMLPARSE(CONTENT x)` and `XMLSERIALIZE(CONTENT x AS text)` as casts.

    The only difference: `XMLPARSE(DOCUMENT x)` raises an error if x does not have exactly one root.
    """
    put = tokens
    for at in reversed(range(1, len(tokens) - 1)):
        name, is_called = tokens[at - 1], tokens[at].token_type is TokenType.L_PAREN
        if is_called and name.text.upper() in CASTS_OF_XML and tokens[at + 1].text.upper() in _KINDS_OF_XML:
            end = closing(put, at)
            kind = [made(TokenType.ALIAS, "AS", name), made(TokenType.XML, "XML", name)]
            tail = kind if name.text.upper() == "XMLPARSE" else []
            put = [*put[: at - 1], made(TokenType.VAR, "CAST", name), put[at], *put[at + 2 : end], *tail, *put[end:]]
    return put


def collations(tokens: list[Token]) -> list[Token]:
    """Postgres's `COLLATION FOR (x)` as `pg_collation_for(x)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        kinds = [each.token_type for each in tokens[at : at + 2]]
        if put and put[-1].text.upper() == COLLATION and kinds == [TokenType.FOR, TokenType.L_PAREN]:
            put[-1] = made(TokenType.VAR, "PG_COLLATION_FOR", token)
        else:
            put.append(token)
    return put


COLLATION: Final = "COLLATION"
CASTS_OF_XML: Final = frozenset({"XMLPARSE", "XMLSERIALIZE"})
"""In upper case."""
_KINDS_OF_XML: Final = frozenset({"DOCUMENT", "CONTENT"})


def _is_of_arrays(tokens: list[Token], at: int) -> bool:
    if tokens[at].text.upper() != "JSON_OBJECT":
        return False
    inside = tokens[at + 1 : closing(tokens, at + 1)]
    is_qualified = at > 0 and tokens[at - 1].token_type is TokenType.DOT
    return not is_qualified and len(inside) > 1 and not any(_is_of_pairs(each) for each in inside)


def _is_of_pairs(token: Token) -> bool:
    return token.token_type is TokenType.COLON or token.text.upper() in {"VALUE", "RETURNING", "NULL", "ABSENT"}


def calls_of_the_clock(tokens: list[Token]) -> list[Token]:
    """MySQL's `UTC_TIMESTAMP` as `UTC_TIMESTAMP()`; the word is reserved, so that it is a name only after a dot."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        put.append(token)
        after = [each.token_type for each in tokens[at + 1 : at + 2]]
        is_name = at > 0 and tokens[at - 1].token_type is TokenType.DOT
        is_clock = token.token_type is TokenType.VAR and token.text.upper() in CLOCKS and not is_name
        if is_clock and after != [TokenType.L_PAREN]:
            put += [made(TokenType.L_PAREN, "(", token), made(TokenType.R_PAREN, ")", token)]
    return put


CLOCKS_OF_POSTGRES: Final = frozenset(
    [
        *(TokenType.CURRENT_DATE, TokenType.CURRENT_TIME, TokenType.CURRENT_TIMESTAMP),
        *(TokenType.LOCALTIME, TokenType.LOCALTIMESTAMP),
    ]
)
"""Functions without parentheses, which Postgres takes in FROM, too."""
_BEFORE_ITEMS: Final = frozenset({TokenType.FROM, TokenType.JOIN, TokenType.COMMA, TokenType.LATERAL})


def clocks_in_from(tokens: list[Token]) -> list[Token]:
    """Postgres's `FROM CURRENT_DATE AS d` as `FROM CURRENT_DATE() AS d`, because the word is read as a table's name.

    After other commas than those of FROM, both mean the same.
    """
    put: list[Token] = []
    for at, token in enumerate(tokens):
        is_item = token.token_type in CLOCKS_OF_POSTGRES and put and put[-1].token_type in _BEFORE_ITEMS
        put.append(token)
        if is_item and [each.token_type for each in tokens[at + 1 : at + 2]] != [TokenType.L_PAREN]:
            put += [made(TokenType.L_PAREN, "(", token), made(TokenType.R_PAREN, ")", token)]
    return put


def moments_in_zones(tokens: list[Token]) -> list[Token]:
    """Redshift's `NOW() AT TIME ZONE z` and `CURRENT_TIMESTAMP AT TIME ZONE z`, with a cast to TIMESTAMPTZ.

    Both are written as GETDATE(), whose type has no time zone: AT TIME ZONE would convert it the other way round.
    """
    put: list[Token] = []
    for token in tokens:
        if token.text.upper() == ZONED and (size := _size_of_moment(put)):
            moment = made(TokenType.CURRENT_TIMESTAMP, "CURRENT_TIMESTAMP", put[-size])
            put[-size:] = cast_to(moment, "TIMESTAMPTZ", TokenType.TIMESTAMPTZ)
        put.append(token)
    return put


ZONED: Final = "AT"
_NOW: Final = ("NOW", "(", ")")


def _size_of_moment(before: list[Token]) -> int:
    """How many of the last tokens are a moment in a time zone; 0 if they are none."""
    if before and before[-1].token_type is TokenType.CURRENT_TIMESTAMP:
        return 1
    size = len(_NOW)
    return size if tuple(each.text.upper() for each in before[-size:]) == _NOW else 0


LOCAL: Final = "LOCAL"


def moments_in_local_time(tokens: list[Token]) -> list[Token]:
    """Postgres's `a AT LOCAL` as `a AT TIME ZONE LOCAL`, with a raw text, which the guard writes as `TIMEZONE(a)`."""
    put: list[Token] = []
    for token in tokens:
        if token.text.upper() == LOCAL and put and put[-1].text.upper() == ZONED:
            put += [made(TokenType.VAR, word, token) for word in ("TIME", "ZONE")]
            put.append(made(TokenType.RAW_STRING, LOCAL, token))
        else:
            put.append(token)
    return put


def substrings_by_pattern(tokens: list[Token]) -> list[Token]:
    """Postgres's `SUBSTRING(a SIMILAR p ESCAPE e)` as `SUBSTRING(a, p, e)`."""
    put: list[Token] = []
    is_open = False
    for token in tokens:
        if token.token_type is TokenType.VAR and token.text.upper() == "SIMILAR":
            is_open = True
            put.append(made(TokenType.COMMA, ",", token))
        elif is_open and token.token_type is TokenType.ESCAPE:
            is_open = False
            put.append(made(TokenType.COMMA, ",", token))
        else:
            put.append(token)
    return put
