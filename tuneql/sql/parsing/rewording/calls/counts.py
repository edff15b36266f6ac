"""Refuses calls with more or fewer arguments than an engine takes, of which sqlglot 30.30 checks only some.

It reads many functions for all engines at once, with what other engines need, and leaves out arguments that it does not
know: `ARRAY_AGG(a, ',')` would come back as `ARRAY_AGG(a)`. Not listed are calls that come back as what they mean, such
as `LPAD(a, 5)` in DuckDB, with ' '.
"""

from collections.abc import Callable, Mapping
from typing import Final

import sqlglot
from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import declared_by, descends_from
from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import closing

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
        for at in range(1, len(tokens)):
            if tokens[at].token_type is TokenType.L_PAREN and tokens[at - 1].text.upper() in counts:
                _check(tokens, at, *counts[tokens[at - 1].text.upper()])
        return tokens

    return check


def _check(tokens: list[Token], at: int, fewest: int, most: int) -> None:
    """Check the call whose parenthesis opens at a position.

    Raises:
        sqlglot.errors.TokenError: it has the wrong number of arguments.
    """
    is_name = at > 1 and tokens[at - 2].token_type in _NO_CALL_AFTER
    end = closing(tokens, at)
    is_of_with = kind_at(tokens, end + 1) is TokenType.ALIAS and kind_at(tokens, end + 2) is TokenType.L_PAREN
    if is_name or is_of_with or kind_at(tokens, at + 1) in _UNCOUNTED:
        return
    count = _arguments(tokens, at, end)
    if not fewest <= count <= most:
        needed = f"{fewest}" if fewest == most else f"{fewest} or more" if most == _ANY else f"{fewest} or {most}"
        raise TokenError(f"{tokens[at - 1].text.upper()} takes {needed} arguments, and here are {count}")


def _arguments(tokens: list[Token], at: int, end: int) -> int:
    """How many arguments are in parentheses, not counting the keys of ORDER BY."""
    count, depth = int(end > at + 1), 0
    for place in range(at, end):
        kind = tokens[place].token_type
        depth += (kind in _OPENING) - (kind in _CLOSING)
        if depth == 1 and kind is TokenType.ORDER_BY:
            break
        is_compared = tokens[place - 1].token_type is TokenType.DISTINCT  # IS DISTINCT FROM
        count += depth == 1 and kind in _BETWEEN and not is_compared
    return count
