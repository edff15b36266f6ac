"""Operators that sqlglot 30.30 does not read, as calls or by their full names.

Postgres's `@ x` becomes `ABS(x)`, `|/ x` becomes `SQRT(x::float8)`, `!! x` becomes `TSQUERY_NOT(x)`, and `a ~= b`
becomes `a OPERATOR(~=) b`; DuckDB's `x!` becomes `FACTORIAL(x)`.
"""

from collections.abc import Iterator
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, kind_at, opening
from tuneql.sql.parsing.tokens import closing, follows, made

# Postgres's operators of networks, shapes, and texts compared by bytes, each of two or three tokens; `@@@` means `@@`.
_NAMED_LISTED: Final = "<<= >>= ~= <^ >^ ?# ?- ?-| ?|| ## @@@ <<| |>> &<| |&> ~<~ ~<=~ ~>~ ~>=~"
_NAMED: Final = frozenset(_NAMED_LISTED.split())
_STARTS: Final = frozenset(each[0] for each in _NAMED)
_MOST_PIECES: Final = 3
PIECES: Final = frozenset(
    [
        TokenType.LTE, TokenType.GTE, TokenType.RLIKE, TokenType.CARET, TokenType.PLACEHOLDER, TokenType.HASH,
        TokenType.DAT, TokenType.PIPE, TokenType.PIPE_GT,
    ]
)  # fmt: skip
"""Each operator that is written by its full name has a token of one of these types."""

PREFIXES: Final = frozenset({TokenType.PARAMETER, TokenType.PIPE_SLASH, TokenType.DPIPE_SLASH})
"""The tokens of Postgres's prefix operators, which other engines have as functions."""

_NEGATED: Final = {TokenType.LT: (TokenType.GTE, ">="), TokenType.GT: (TokenType.LTE, "<=")}
_ROOT: Final = "|/"
_PREFIXES: Final = {"@": "ABS", _ROOT: "SQRT", "||/": "CBRT"}
_NAMED_ALREADY: Final = frozenset({TokenType.DOT, TokenType.L_PAREN})

_SIGNS: Final = frozenset({TokenType.DASH, TokenType.PLUS})
_ARITHMETIC: Final = _SIGNS | {TokenType.STAR, TokenType.SLASH, TokenType.MOD, TokenType.CARET}
_STEPS: Final = frozenset({TokenType.DOT, TokenType.DCOLON})
_OF_CALLS: Final = frozenset({TokenType.FILTER, TokenType.OVER})
_VALUES: Final = frozenset(
    [TokenType.NUMBER, TokenType.STRING, TokenType.VAR, TokenType.IDENTIFIER, TokenType.NULL]
)  # fmt: skip


def under_full_names(tokens: list[Token]) -> list[Token]:
    """`a ~= b` as `a OPERATOR(~=) b`, for operators of several tokens: sqlglot reads any operator by its full name."""
    put: list[Token] = []
    at = 0
    while at < len(tokens):
        end = _end_of_operator(tokens, at) if tokens[at].text[:1] in _STARTS else at
        end = _end_of_negation(tokens, at) if tokens[at].text == "!" else end
        if end > at and not (put and put[-1].token_type in _NAMED_ALREADY):
            put += _call("OPERATOR", tokens[at], tokens[at:end], kind=TokenType.OPERATOR)
            at = end
        else:
            put.append(tokens[at])
            at += 1
    return put


def _end_of_operator(tokens: list[Token], at: int) -> int:
    """The position after the longest listed operator that begins at `at`; `at` itself if there is none."""
    text, longest = tokens[at].text, at
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


_COMPARISONS: Final = frozenset({TokenType.EQ, TokenType.NEQ, TokenType.LT, TokenType.LTE, TokenType.GT, TokenType.GTE})
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.WITH})
_START_OF_FROM: Final = (
    (TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), (TokenType.FROM, "FROM"), (TokenType.L_PAREN, "("),
)  # fmt: skip
_END_OF_FROM: Final = ((TokenType.R_PAREN, ")"), (TokenType.ALIAS, "AS"), (TokenType.VAR, "_q0"))


def queries_of_all(tokens: list[Token]) -> list[Token]:
    """`a > ALL ((SELECT b) UNION (SELECT c))`, read as a call of ALL, as `a > ALL (SELECT * FROM (…) AS _q0)`.

    A second pair of parentheses around a whole query is omitted.
    """
    put = list(tokens)
    for at in range(len(tokens) - 3, 0, -1):  # from the end, so that earlier positions stay the same
        if tokens[at].token_type is TokenType.ALL and _is_before_parentheses(tokens, at):
            end = closing(put, at + 1)
            while kind_at(put, at + 2) is TokenType.L_PAREN and closing(put, at + 2) == end - 1:
                del put[end - 1], put[at + 2]
                end -= 2
            if kind_at(put, at + 2) is TokenType.L_PAREN:
                put[end:end] = [made(*each, put[end]) for each in _END_OF_FROM]
                put[at + 2 : at + 2] = [made(*each, put[at]) for each in _START_OF_FROM]
    return put


def _is_before_parentheses(tokens: list[Token], at: int) -> bool:
    """Whether ALL after a comparison is followed by two parentheses or more, and then a query."""
    if tokens[at - 1].token_type not in _COMPARISONS:
        return False
    start = at + 1
    while kind_at(tokens, start) is TokenType.L_PAREN:
        start += 1
    return start - at > 2 and kind_at(tokens, start) in _QUERIES  # noqa: PLR2004 - two parentheses


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


def reversals(tokens: list[Token]) -> list[Token]:
    """DuckDB's `l[::-1]`, whose colons are read as a cast."""
    put: list[Token] = []
    for token in tokens:
        is_slice = token.token_type is TokenType.DCOLON and put and put[-1].token_type is TokenType.L_BRACKET
        put += [made(TokenType.COLON, ":", token)] * 2 if is_slice else [token]
    return put


def factorials(tokens: list[Token]) -> list[Token]:
    """DuckDB's `x!` as `FACTORIAL(x)`."""
    put: list[Token] = []
    for at, token in enumerate(tokens):
        start = _start_of_value(put) if _is_factorial(tokens, at) else None
        if start is None:
            put.append(token)
        else:
            put[start:] = _call("FACTORIAL", put[start], put[start:])
    return put


def _is_factorial(tokens: list[Token], at: int) -> bool:
    """Whether a token is the sign of a factorial; before a tilde, it negates a pattern: `a !~ b`."""
    after = tokens[at + 1].text if at + 1 < len(tokens) and follows(tokens[at + 1], tokens[at]) else ""
    return tokens[at].token_type is TokenType.NOT and tokens[at].text == "!" and after[:1] not in {"~", "!"}


def _start_of_value(tokens: list[Token]) -> int | None:
    """The position at which the value at the end of some tokens begins; None if it is not a plain one."""
    at = len(tokens) - 1
    while at >= 0:
        is_group = tokens[at].token_type in CLOSING
        at = opening(tokens, at) if is_group else at
        before = kind_at(tokens, at - 1) if at > 0 else None
        if not is_group and before is not TokenType.DCOLON and tokens[at].token_type not in _VALUES:
            return None
        if is_group and (before in _VALUES or (tokens[at].token_type is TokenType.L_BRACKET and before in CLOSING)):
            at -= 1
        elif before in _STEPS:
            at -= 2
        else:
            return at
    return None


def prefixes(tokens: list[Token]) -> list[Token]:
    """Postgres's `@ x`, `|/ x` and `||/ x` as `ABS(x)`, `SQRT(x::float8)` and `CBRT(x)`.

    They bind less than arithmetic: `@ a - b` is the absolute value of the difference.

    Raises:
        sqlglot.errors.TokenError: the operand is not of names, numbers, calls and arithmetic, `|/ CASE`, or there is a
            value before the sign.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens) if token.text in _PREFIXES and _is_prefix(token)]):
        end = None if _is_no_prefix(tokens, at) else _end_of_sum(put, at + 1)
        if end is None:
            raise TokenError(f"the operand of {tokens[at].text} is unclear; put it in parentheses")
        operand = put[at + 1 : end]
        put[at:end] = _call(_PREFIXES[put[at].text], put[at], _as_double(operand) if put[at].text == _ROOT else operand)
    return put


def _as_double(operand: list[Token]) -> list[Token]:
    """The operand of a root as a double: `|/` has only this type in Postgres, but SQRT of a numeric has more digits."""
    pair = ((TokenType.DCOLON, "::"), (TokenType.DOUBLE, "FLOAT8"))
    return [*_call("", operand[0], operand)[1:], *(made(*each, operand[-1]) for each in pair)]


def negated_searches(tokens: list[Token]) -> list[Token]:
    """Postgres's `!! x`, which negates a text search, as `TSQUERY_NOT(x)`; else it is read as a double negation."""
    put = list(tokens)
    for at in reversed([at for at in range(1, len(tokens)) if _is_double(tokens[at - 1], tokens[at])]):
        end = _end_of_value(put, at + 1)
        if end is not None:
            put[at - 1 : end] = _call("TSQUERY_NOT", put[at], put[at + 1 : end])
    return put


def _call(name: str, sign: Token, operand: list[Token], *, kind: TokenType = TokenType.VAR) -> list[Token]:
    opened, closed = made(TokenType.L_PAREN, "(", sign), made(TokenType.R_PAREN, ")", operand[-1])
    return [made(kind, name, sign), opened, *operand, closed]


def _is_double(first: Token, second: Token) -> bool:
    return first.text == second.text == "!" and follows(second, first)


def _is_no_prefix(tokens: list[Token], at: int) -> bool:
    """Whether a value is before a sign, as in `ships@remote`, or another sign directly after it, as in `@-@ path`."""
    is_between = at > 0 and tokens[at - 1].token_type in _VALUES | CLOSING
    return is_between or (kind_at(tokens, at + 1) in _SIGNS and follows(tokens[at + 1], tokens[at]))


def _is_prefix(token: Token) -> bool:
    return token.token_type in PREFIXES


def xors(tokens: list[Token]) -> list[Token]:
    """Redshift's `a # b`, whose sign is read as a name, because `#copies` is one."""
    return [made(TokenType.HASH, "#", token) if token.text == XOR else token for token in tokens]


XOR: Final = "#"


def _end_of_sum(tokens: list[Token], at: int) -> int | None:
    end = _end_of_value(tokens, at)
    while end is not None and kind_at(tokens, end) in _ARITHMETIC:
        end = _end_of_value(tokens, end + 1)
    return end


def _end_of_value(tokens: list[Token], at: int) -> int | None:
    """The position after the value that begins at `at`; None if it is not a plain one."""
    while kind_at(tokens, at) in _SIGNS:
        at += 1
    if kind_at(tokens, at) is TokenType.L_PAREN:
        end = _closed(tokens, at)
    elif kind_at(tokens, at) in _VALUES or kind_at(tokens, at + 1) is TokenType.L_PAREN:
        end = at + 1
    else:
        return None
    while end is not None and (after := _after(tokens, end)) != end:
        end = after
    return end


def _after(tokens: list[Token], at: int) -> int | None:
    """The position after one more part of a value: `.name`, `(…)`, `[…]`, `::type`, `FILTER (…)` or `OVER w`."""
    kind = kind_at(tokens, at)
    if kind in _STEPS or (kind is TokenType.OVER and kind_at(tokens, at + 1) is not TokenType.L_PAREN):
        return at + 2 if at + 1 < len(tokens) else None
    if kind in _OF_CALLS:
        return _closed(tokens, at + 1)
    return _closed(tokens, at) if kind in OPENING else at


def _closed(tokens: list[Token], at: int) -> int | None:
    depth = 0
    for place in range(at, len(tokens)):
        depth += (kind_at(tokens, place) in OPENING) - (kind_at(tokens, place) in CLOSING)
        if depth == 0:
            return place + 1
    return None


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
