"""Refuses calls with more or fewer arguments than an engine takes, of which sqlglot 30.30 checks only some.

It reads many functions for all engines at once, with what other engines need, and leaves out arguments that it does not
know: `ARRAY_AGG(a, ',')` would come back as `ARRAY_AGG(a)`. Not listed are calls that come back as what they mean, such
as `LPAD(a, 5)` in DuckDB, with ' '.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import sqlglot
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import declared_by, descends_from
from tuneql.sql.parsing.rewording.levels import kind_at

_Counts = int | tuple[int, int]

_ANY: Final = 1_000

# https://sqlite.org/lang_corefunc.html and the pages beside it.
_OF_SQLITE: Final[Mapping[_Counts, str]] = {
    0: "CUME_DIST DENSE_RANK PERCENT_RANK RANDOM RANK ROW_NUMBER",
    1: "CEIL CEILING FLOOR HEX LENGTH LOG10 LOG2 NTILE TOTAL UNICODE",
    (1, 2): "GROUP_CONCAT LTRIM ROUND RTRIM",
    2: "JSON_GROUP_OBJECT JSON_PATCH MOD",
    (2, 3): "SUBSTR SUBSTRING",
    (2, _ANY): "COALESCE IFNULL",
    3: "REPLACE",
}
# https://duckdb.org/docs/stable/sql/functions/overview
_OF_DUCKDB: Final[Mapping[_Counts, str]] = {
    0: "CUME_DIST DENSE_RANK NOW PERCENT_RANK RANK ROW_NUMBER TODAY",
    1: "ARRAY_AGG HEX LIST LOG10 LOG2 NTILE TO_TIMESTAMP",
    (1, 2): "AGE GROUP_CONCAT LISTAGG LTRIM MAX MIN ROUND RTRIM STRING_AGG",
    (1, _ANY): "PRINTF",
    2: "DATEPART DATE_PART LEVENSHTEIN STRFTIME",
    (2, 3): "SUBSTR SUBSTRING",
    (2, _ANY): "CONCAT_WS",
    3: "REPLACE SPLIT_PART",
}


def _by_name(names: Mapping[_Counts, str]) -> dict[str, tuple[int, int]]:
    """The fewest and the most arguments of each function."""
    pairs = {(count, count) if isinstance(count, int) else count: each for count, each in names.items()}
    return {name: pair for pair, each in pairs.items() for name in each.split()}


_COUNTS: Final = {"sqlite": _by_name(_OF_SQLITE), "duckdb": _by_name(_OF_DUCKDB)}

# After one of these, a name before a parenthesis is an alias with its columns, a method, that of `* REPLACE (…)`, or a
# table in DDL: `CREATE TABLE IF NOT EXISTS length (…)`, `REFERENCES length (id)`.
_NO_CALL_AFTER: Final = frozenset(
    [
        *(TokenType.ALIAS, TokenType.VAR, TokenType.IDENTIFIER, TokenType.R_PAREN, TokenType.DOT, TokenType.STAR),
        *(TokenType.TABLE, TokenType.EXISTS, TokenType.REFERENCES),
    ]
)
# With one of these first, there may be any number of arguments: `f(*COLUMNS('a'))`, `f(SELECT a)`.
_UNCOUNTED: Final = frozenset({TokenType.STAR, TokenType.SELECT, TokenType.FROM, TokenType.WITH})
_OPENING: Final = frozenset({TokenType.L_PAREN, TokenType.L_BRACKET, TokenType.L_BRACE})
_CLOSING: Final = frozenset({TokenType.R_PAREN, TokenType.R_BRACKET, TokenType.R_BRACE})
# The last two as in `SUBSTRING(a FROM 2 FOR 3)`.
_BETWEEN: Final = frozenset({TokenType.COMMA, TokenType.FROM, TokenType.FOR})


def counts_of(dialect: type[sqlglot.Dialect]) -> Mapping[str, tuple[int, int]]:
    """How many arguments functions take at least and at most, by their names in upper case.

    A function that a custom dialect declares is its own, whatever its base has.
    """
    taken = next((each for engine, each in _COUNTS.items() if descends_from(dialect, engine)), {})
    return {name: counts for name, counts in taken.items() if name.lower() not in declared_by(dialect)}


def counted(counts: Mapping[str, tuple[int, int]]) -> Callable[[list[Token]], list[Token]]:
    """A check that returns the unchanged tokens.

    Args:
        counts: as from `counts_of`.
    """

    def check(tokens: list[Token]) -> list[Token]:
        if any(_is_call(tokens, at, counts) for at in range(1, len(tokens))):
            for start, end, separators in _in_parentheses(tokens):
                if _is_call(tokens, start, counts):
                    _check(tokens, start, end, separators, counts[tokens[start - 1].text.upper()])
        return tokens

    return check


def _is_call(tokens: list[Token], at: int, counts: Mapping[str, tuple[int, int]]) -> bool:
    return tokens[at].token_type is TokenType.L_PAREN and tokens[at - 1].text.upper() in counts


def _in_parentheses(tokens: list[Token]) -> Iterator[tuple[int, int, int]]:
    """Where each pair of parentheses or brackets begins and ends, and how many separators are in it before ORDER BY."""
    opened: list[list[int]] = []  # where each open one begins, its separators, and whether ORDER BY was in it
    for at, token in enumerate(tokens):
        kind = token.token_type
        if kind in _OPENING:
            opened.append([at, 0, False])
        elif not opened:
            continue
        elif kind in _CLOSING:
            start, separators, _ = opened.pop()
            yield start, at, separators
        elif kind is TokenType.ORDER_BY:
            opened[-1][2] = True
        elif kind in _BETWEEN and not opened[-1][2]:
            opened[-1][1] += tokens[at - 1].token_type is not TokenType.DISTINCT  # IS DISTINCT FROM


def _check(tokens: list[Token], at: int, end: int, separators: int, taken: tuple[int, int]) -> None:
    """Check the call whose parentheses open and close at two positions.

    Raises:
        sqlglot.errors.TokenError: it has the wrong number of arguments.
    """
    is_name = at > 1 and tokens[at - 2].token_type in _NO_CALL_AFTER
    is_of_with = kind_at(tokens, end + 1) is TokenType.ALIAS and kind_at(tokens, end + 2) is TokenType.L_PAREN
    if is_name or is_of_with or kind_at(tokens, at + 1) in _UNCOUNTED:
        return
    (fewest, most), count = taken, separators + (end > at + 1)
    if not fewest <= count <= most:
        needed = f"{fewest}" if fewest == most else f"{fewest} or more" if most == _ANY else f"{fewest} or {most}"
        raise TokenError(f"{tokens[at - 1].text.upper()} takes {needed} arguments, and here are {count}")
