"""BigQuery's pipe operators that sqlglot 30.30 does not read, or misreads, as others that it reads.

| operator | becomes |
|---|---|
| `DROP a` | `SELECT * EXCEPT (a)` |
| `SET a = 1` | `SELECT * REPLACE (1 AS a)` |
| `RENAME a AS b` | `SELECT * RENAME (a AS b)`, which BigQuery does not have: the guard lists the columns instead |
| `WINDOW`, an older word | `EXTEND` |
| `SELECT DISTINCT a`, of which the parser loses a word | `SELECT a |> DISTINCT` |
| `AGGREGATE COUNT(*) AS n DESC GROUP BY a`, whose order the next step would lose | `AGGREGATE … |> ORDER BY n DESC` |
| `AGGREGATE … GROUP BY ROLLUP (a)` | `AGGREGATE … GROUP BY __rollup(a)`, see `tuneql.sql.parsing.piped_groups` |
| `WHERE` of a window function | `EXTEND … AS __kept |> WHERE __kept |> SELECT * EXCEPT (__kept)` |
| `PIVOT (…) AS p`, whose name the next step would lose | `PIVOT (…) |> AS p` |
"""

from collections.abc import Callable
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.piped_groups import CALLS
from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING, between_commas, end_of_step
from tuneql.sql.parsing.tokens import made

_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_EXCEPT: Final = (TokenType.EXCEPT, "EXCEPT")
_RENAME: Final = (TokenType.RENAME, "RENAME")
_REPLACE: Final = (TokenType.REPLACE, "REPLACE")
_Output = tuple[list[Token], list[Token], list[Token]]


def pipes(tokens: list[Token]) -> list[Token]:
    """The tokens with these operators replaced; operators with unexpected operands stay.

    Raises:
        sqlglot.errors.TokenError: there is SELECT AS STRUCT before other operators.
    """
    put = list(tokens)
    for at in reversed([at for at, token in enumerate(tokens[:-1]) if token.token_type is TokenType.PIPE_GT]):
        reword = _OPERATORS.get(tokens[at + 1].text.upper())
        if reword is not None:
            end = end_of_step(put, at + 2)
            reword = _renamed_last if reword is _renamed and _names_columns(put, end) else reword
            put[at + 1 : end] = reword(put[at + 1], put[at + 2 : end])
    return put


def _dropped(operator: Token, body: list[Token]) -> list[Token]:
    """`|> DROP a` as `|> SELECT * EXCEPT (a)`."""
    is_plain = all(each.token_type is TokenType.COMMA or _is_name(each) for each in body)
    return _of_all(_EXCEPT, operator, body) if body and is_plain else [operator, *body]


def _renamed(operator: Token, body: list[Token]) -> list[Token]:
    """`|> RENAME a AS b` as `|> SELECT * RENAME (a AS b)`."""
    parts = list(between_commas(body))
    if not _are_renamed(parts):
        return [operator, *body]
    comma, word = made(TokenType.COMMA, ",", operator), made(TokenType.ALIAS, "AS", operator)
    return _of_all(_RENAME, operator, [token for old, *_, new in parts for token in (comma, old, word, new)][1:])


def _renamed_last(operator: Token, body: list[Token]) -> list[Token]:
    """`|> RENAME a AS b` as `|> SELECT * EXCEPT (a), a AS b`, if later steps do not depend on the order of columns."""
    parts = list(between_commas(body))
    if not _are_renamed(parts):
        return [operator, *body]
    comma = made(TokenType.COMMA, ",", operator)
    names = [token for part in parts for token in (comma, part[0])][1:]
    renamed = [token for part in parts for token in (comma, *part)]
    return [*_of_all(_EXCEPT, operator, names), *renamed]


def _are_renamed(parts: list[list[Token]]) -> bool:
    return all(len(part) in {2, 3} and _is_name(part[0]) and _is_name(part[-1]) for part in parts)


def _is_name(token: Token) -> bool:
    """Whether a token is a name; the words of types may be, too."""
    return token.token_type is TokenType.IDENTIFIER or token.text.isidentifier()


def _names_columns(tokens: list[Token], start: int) -> bool:
    """Whether an operator from a position on lists its columns, so that the order of those before does not matter."""
    while tokens[start : start + 1] and tokens[start].token_type is TokenType.PIPE_GT:
        words = [each.text.upper() for each in tokens[start + 1 : start + 3]]
        if words[:1] == ["AGGREGATE"] or (words[:1] == ["SELECT"] and words[1:] != ["*"]):
            return True
        start = end_of_step(tokens, start + 1)
    return False


def _set(operator: Token, body: list[Token]) -> list[Token]:
    """`|> SET a = 1` as `|> SELECT * REPLACE (1 AS a)`."""
    parts = list(between_commas(body))
    if not all(_is_assignment(each) for each in parts):
        return [operator, *body]
    put: list[Token] = []
    for name, sign, *value in parts:
        comma = [made(TokenType.COMMA, ",", name)] if put else []
        put += [*comma, *value, made(TokenType.ALIAS, "AS", sign), name]
    return _of_all(_REPLACE, operator, put)


def _selected(operator: Token, body: list[Token]) -> list[Token]:
    """`|> SELECT DISTINCT a` as `|> SELECT a |> DISTINCT`.

    Raises:
        sqlglot.errors.TokenError: SELECT AS STRUCT, of which the parser would lose the words AS STRUCT.
    """
    first, *others = body or [operator]
    if first.token_type is TokenType.ALIAS:
        raise TokenError("SELECT AS is supported only as the last operator")
    if first.token_type is not TokenType.DISTINCT:
        return [operator, *body]
    step = [made(TokenType.PIPE_GT, "|>", operator), made(TokenType.DISTINCT, "DISTINCT", operator)]
    return [operator, *others, *step]


def _pivoted(operator: Token, body: list[Token]) -> list[Token]:
    """`|> PIVOT (…) AS p` as `|> PIVOT (…) |> AS p`."""
    is_named = len(body) > 2 and _is_name(body[-1])  # noqa: PLR2004
    if not is_named or body[-2].token_type not in {TokenType.ALIAS, TokenType.R_PAREN}:
        return [operator, *body]
    end = len(body) - (2 if body[-2].token_type is TokenType.ALIAS else 1)
    step = [made(TokenType.PIPE_GT, "|>", operator), made(TokenType.ALIAS, "AS", operator)]
    return [operator, *body[:end], *step, body[-1]]


def _filtered(operator: Token, body: list[Token]) -> list[Token]:
    """`|> WHERE RANK() OVER (…) = 1` as three steps: EXTEND by the condition, WHERE, and DROP of it.

    A window function in a subquery stays.
    """
    kinds = {token.token_type for token in body}
    if TokenType.OVER not in kinds or not kinds.isdisjoint({TokenType.SELECT, TokenType.FROM}):
        return [operator, *body]
    kept, pipe = made(TokenType.VAR, "__kept", operator), made(TokenType.PIPE_GT, "|>", operator)
    extended = [made(TokenType.VAR, "EXTEND", operator), *body, made(TokenType.ALIAS, "AS", operator), kept]
    return [*extended, pipe, operator, kept, pipe, *_of_all(_EXCEPT, operator, [kept])]


def _extended(operator: Token, body: list[Token]) -> list[Token]:
    return [made(TokenType.VAR, "EXTEND", operator), *body]


def _aggregated(operator: Token, body: list[Token]) -> list[Token]:
    """AGGREGATE with the directions of its keys, and then those of its aggregates, as a step ORDER BY."""
    start, end = _place_of_keys(body)
    body = [*body[:end], *map(_called, body[end:])]
    values, keys = [list(map(_directed, between_commas(part))) if part else [] for part in (body[:start], body[end:])]
    is_all = end > start + 1
    values = _ordered_by_name(values, unnamed=sum(not name for _, name, _ in keys))
    keys = _ordered_by_name(keys, is_all=is_all)
    ordered = [each for each in keys if is_all or each[2]] + [each for each in values if each[2]]
    if not ordered:
        return [operator, *body]
    comma = made(TokenType.COMMA, ",", operator)
    orders = [token for _, name, way in ordered for token in (comma, *name, *way)][1:]
    given = [[token for value, _, _ in part for token in (comma, *value)][1:] for part in (values, keys)]
    grouped = [made(TokenType.GROUP_BY, "GROUP BY", operator), *given[1]] if keys else []
    step = [made(TokenType.PIPE_GT, "|>", operator), made(TokenType.ORDER_BY, "ORDER BY", operator)]
    return [operator, *given[0], *grouped, *step, *orders]


def _ordered_by_name(outputs: list[_Output], *, is_all: bool = False, unnamed: int = 0) -> list[_Output]:
    """Keys or aggregates, with the name that BigQuery gives it for each that orders the rows and has none.

    Args:
        outputs: as `_directed` returns them.
        is_all: whether all of them order the rows, not just those with a direction.
        unnamed: how many outputs before these have no name.
    """
    put: list[_Output] = []
    for value, name, way in outputs:
        called = made(TokenType.VAR, f"f{unnamed}_", value[0]) if value and not name else None
        unnamed += called is not None
        if called is not None and (way or is_all):
            put.append(([*value, made(TokenType.ALIAS, "AS", called), called], [called], way))
        else:
            put.append((value, name, way))
    return put


def _called(token: Token) -> Token:
    return made(TokenType.VAR, CALLS[token.token_type], token) if token.token_type in CALLS else token


def _place_of_keys(body: list[Token]) -> tuple[int, int]:
    """The positions of GROUP BY, or GROUP AND ORDER BY, and after it; twice the end if there is none."""
    depth = 0
    for at, token in enumerate(body):
        depth += (token.token_type in OPENING) - (token.token_type in CLOSING)
        if depth == 0 and token.token_type is TokenType.GROUP_BY:
            return at, at + 1
        if depth == 0 and [each.text.upper() for each in body[at : at + 3]] == ["GROUP", "AND", "ORDER BY"]:
            return at, at + 3
    return len(body), len(body)


def _directed(tokens: list[Token]) -> _Output:
    """A key or an aggregate, its name (empty if it has none), and the direction of its order (empty if it has none)."""
    words = [token.text.upper() for token in tokens]
    end = len(words) - 2 if words[-2:] in _PLACES_OF_NULLS else len(words)
    end -= words[end - 1 : end] in _DIRECTIONS
    kinds = {token.token_type for token in tokens[: end - 1]}
    is_named = kinds <= {TokenType.DOT, *_NAMES} or (end > 1 and tokens[end - 2].token_type is TokenType.ALIAS)
    return tokens[:end], tokens[end - 1 : end] if end and is_named else [], tokens[end:]


_DIRECTIONS: Final = (["ASC"], ["DESC"])
_PLACES_OF_NULLS: Final = (["NULLS", "FIRST"], ["NULLS", "LAST"])


def _is_assignment(tokens: list[Token]) -> bool:
    return len(tokens) > 2 and _is_name(tokens[0]) and tokens[1].token_type is TokenType.EQ  # noqa: PLR2004


def _of_all(word: tuple[TokenType, str], operator: Token, body: list[Token]) -> list[Token]:
    """The tokens of `SELECT * word (body)`."""
    words = ((TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"), word, (TokenType.L_PAREN, "("))
    return [*(made(*each, operator) for each in words), *body, made(TokenType.R_PAREN, ")", body[-1])]


_OPERATORS: Final[dict[str, Callable[[Token, list[Token]], list[Token]]]] = {
    "AGGREGATE": _aggregated,
    "DROP": _dropped,
    "PIVOT": _pivoted,
    "RENAME": _renamed,
    "SELECT": _selected,
    "SET": _set,
    "UNPIVOT": _pivoted,
    "WHERE": _filtered,
    "WINDOW": _extended,
}
PIPES: Final = frozenset(_OPERATORS)
"""The words of these operators, in upper case."""
