"""Operators between two values that sqlglot 30.30 does not read, or misreads: `a ~= b` becomes `a OPERATOR(~=) b`."""

from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.tokens import call_of, follows, made

# Postgres's operators of networks, shapes, and texts compared by bytes, `@@@` means `@@`; and those of its extensions:
# pgvector's distances, of which `<=>` would be read as MySQL's comparison, pg_trgm's likeness, earthdistance's miles.
_NAMED_LISTED: Final = """
    <<= >>= ~= <^ >^ ?# ?- ?-| ?|| ## @@@ <<| |>> &<| |&> ~<~ ~<=~ ~>~ ~>=~
    <=> <#> <~> <%> <% %> <<% %>> <<-> <->> <@>
"""
_NAMED: Final = frozenset(_NAMED_LISTED.split())
_STARTS: Final = frozenset(each[0] for each in _NAMED)
_MOST_PIECES: Final = 3
PIECES: Final = frozenset(
    [
        TokenType.LTE, TokenType.GTE, TokenType.RLIKE, TokenType.CARET, TokenType.PLACEHOLDER, TokenType.HASH,
        TokenType.DAT, TokenType.PIPE, TokenType.PIPE_GT, TokenType.NULLSAFE_EQ, TokenType.HASH_ARROW, TokenType.MOD,
        TokenType.LR_ARROW, TokenType.LT_AT,
    ]
)  # fmt: skip
"""Each operator that is written by its full name has a token of one of these types."""


_NEGATED: Final = {TokenType.LT: (TokenType.GTE, ">="), TokenType.GT: (TokenType.LTE, "<=")}
_NAMED_ALREADY: Final = frozenset({TokenType.DOT, TokenType.L_PAREN})


def under_full_names(tokens: list[Token]) -> list[Token]:
    """`a ~= b` as `a OPERATOR(~=) b`, for operators of several tokens: sqlglot reads any operator by its full name."""
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end_of_operator(tokens, at) if tokens[at].text[:1] in _STARTS else at
        end = _end_of_negation(tokens, at) if tokens[at].text == "!" else end
        if end > at and not (put and put[-1].token_type in _NAMED_ALREADY):
            put += call_of("OPERATOR", tokens[at], tokens[at:end], kind=TokenType.OPERATOR)
            at = end
        else:
            put.append(tokens[at])
            at += 1
    return put


def _end_of_operator(tokens: list[Token], at: int) -> int:
    """The position after the longest listed operator that begins at `at`; `at` itself if there is none."""
    text = tokens[at].text
    longest = at + 1 if text in _NAMED else at
    for end in range(at + 1, min(at + _MOST_PIECES, len(tokens))):
        if not follows(tokens[end], tokens[end - 1]):
            break
        text += tokens[end].text
        longest = end + 1 if text in _NAMED else longest
    return longest


def _end_of_negation(tokens: list[Token], at: int) -> int:
    """The position after `!~` or `!~*` before ANY; `at` itself otherwise.

    The parser reads `a !~ ANY (b)`, some do not match, as `NOT a ~ ANY (b)`, none match.
    """
    end = at + 2
    is_pattern = end < len(tokens) and tokens[at + 1].text in _PATTERNS and follows(tokens[at + 1], tokens[at])
    return end if is_pattern and tokens[end].token_type in _QUANTIFIERS else at


_PATTERNS: Final = frozenset({"~", "~*"})
_QUANTIFIERS: Final = frozenset({TokenType.ANY, TokenType.ALL, TokenType.SOME})


ARROWS: Final = frozenset({TokenType.ARROW, TokenType.DARROW})


def no_arrows(tokens: list[Token]) -> list[Token]:
    """The unchanged tokens.

    sqlglot 30.30 also reads `s -> 'a'` in T-SQL, and writes two calls for it, each with all of s: from many arrows, a
    text that no memory holds.

    Raises:
        sqlglot.errors.TokenError: there is an arrow.
    """
    if arrow := next((token for token in tokens if token.token_type in ARROWS), None):
        raise TokenError(f"{arrow.text} is not an operator; use JSON_VALUE or JSON_QUERY")
    return tokens


def tildes(tokens: list[Token]) -> list[Token]:
    """`~~x`: only in Postgres and DuckDB is `~~` LIKE; elsewhere, each `~` inverts bits."""
    put: list[Token] = []
    for token in tokens:
        is_several = token.text in {"~~", "~~~"} and token.token_type in {TokenType.LIKE, TokenType.GLOB}
        put += [made(TokenType.TILDE, "~", token)] * len(token.text) if is_several else [token]
    return put


def xors(tokens: list[Token]) -> list[Token]:
    """Redshift's `a # b`, whose sign is read as a name, because `#copies` is one; the text '#' stays one."""
    return [
        made(TokenType.HASH, "#", token) if token.text == XOR and token.token_type is TokenType.VAR else token
        for token in tokens
    ]


XOR: Final = "#"


def collation_first(tokens: list[Token]) -> list[Token]:
    """`LIKE x ESCAPE '!' COLLATE c` as `LIKE x COLLATE c ESCAPE '!'`: the collation applies to the whole comparison."""
    moved = list(tokens)
    for at in (at for at, token in enumerate(tokens) if token.token_type is TokenType.ESCAPE):
        collation = at + 2
        if [each.token_type for each in tokens[collation : collation + 1]] == [TokenType.COLLATE]:
            end = _end_of_name(tokens, collation + 1)
            moved[at:end] = [*tokens[collation:end], *tokens[at:collation]]
    return moved


def _end_of_name(tokens: list[Token], at: int) -> int:
    """The position after a name such as `pg_catalog."C"`."""
    while tokens[at + 1 : at + 2] and tokens[at + 1].token_type is TokenType.DOT:
        at += 2
    return at + 1


def not_less(tokens: list[Token]) -> list[Token]:
    """T-SQL's `!<` as `>=`, and `!>` as `<=`."""
    return list(_without_not(tokens))


def _without_not(tokens: list[Token]) -> Iterator[Token]:
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else None
        after = tokens[at + 1] if at + 1 < len(tokens) else None
        if token.text == "!" and after is not None and after.token_type in _NEGATED and after.start == token.end + 1:
            continue
        if before is not None and before.text == "!" and token.token_type in _NEGATED:
            yield made(*_NEGATED[token.token_type], token)
        else:
            yield token
