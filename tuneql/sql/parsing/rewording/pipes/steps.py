"""BigQuery's pipe operators that sqlglot 30.30 puts into one SELECT, where they mean something else.

Each operator applies to the result of the one before it. The parser adds it to the SELECT made so far, and begins
another only after `SELECT`, `EXTEND`, `AGGREGATE` or `AS`: it reads `|> LIMIT 5 |> WHERE a > 1` as `WHERE a > 1 LIMIT
5`. If that matters, a step after which it begins another SELECT is put between them.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from sqlglot.errors import TokenError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.parsing.rewording.levels import CLOSING, OPENING
from tuneql.sql.parsing.rewording.pipes.qualifiers import JOINS, Qualifiers
from tuneql.sql.parsing.tokens import made

_NAMES: Final = frozenset({TokenType.VAR, TokenType.IDENTIFIER})
_STAYING: Final = frozenset({"WHERE", "ORDER BY", "LIMIT", "DISTINCT", "JOIN"})
# For each operator, the earlier ones with which it cannot be in the same SELECT.
_NOT_AFTER: Final = {
    **dict.fromkeys(("WHERE", "ORDER BY", "LIMIT"), frozenset({"LIMIT"})),
    **dict.fromkeys(("SELECT", "EXTEND"), frozenset({"DISTINCT"})),
    **dict.fromkeys(("DISTINCT", "AGGREGATE"), frozenset({"LIMIT", "DISTINCT", "ORDER BY"})),
    **dict.fromkeys(("PIVOT", "UNPIVOT"), _STAYING),
    **dict.fromkeys(("JOIN", "INNER", "CROSS", "LEFT"), frozenset({"LIMIT", "DISTINCT"})),
    **dict.fromkeys(("RIGHT", "FULL"), frozenset({"LIMIT", "DISTINCT", "WHERE"})),
}
_NONE: Final[frozenset[str]] = frozenset()
_TABLES: Final = frozenset({TokenType.JOIN, TokenType.COMMA})
_SELECTS: Final = frozenset({TokenType.SELECT})
_WINDOWS: Final = frozenset({TokenType.OVER})
_QUERIES: Final = frozenset({TokenType.SELECT, TokenType.FROM, TokenType.WITH})
_BEFORE_QUERIES: Final = frozenset({"ALL", "DISTINCT", "NAME", "CORRESPONDING", ","})
_CLAUSES: Final = frozenset({TokenType.WITH, TokenType.ORDER_BY, TokenType.LIMIT, TokenType.PIPE_GT})
_ALL: Final = ((TokenType.SELECT, "SELECT"), (TokenType.STAR, "*"))


def steps(tokens: list[Token]) -> list[Token]:
    """The tokens with a step `|> SELECT *` between operators that cannot be in the same SELECT.

    Raises:
        sqlglot.errors.TokenError: TABLESAMPLE after something other than a table.
    """
    put: dict[int, list[Token]] = {}
    gone: set[int] = set()
    for level in _levels(tokens):
        pipes = [at for at in level if tokens[at].token_type is TokenType.PIPE_GT]
        if pipes:
            head = [tokens[at] for at in level if at < pipes[0]]
            ends = [*pipes[1:], level[-1] + 1]
            between = dict(_between(tokens, head, pipes, ends))
            put.update(between)
            put.update(_queries_within(tokens, [at for at in level if at > pipes[0]]))
            qualifiers = Qualifiers(tokens, _sources(head), list(zip(pipes, ends, strict=True)), between)
            gone.update(qualifiers.gone)
            put.update({at: [*between.get(at, ()), *step] for at, step in qualifiers.named.items()})
    kept = ((at, token) for at, token in enumerate(tokens) if at not in gone)
    return [each for at, token in kept for each in (*put.get(at, ()), token)]


def _levels(tokens: list[Token]) -> list[list[int]]:
    """The positions of the tokens within each pair of parentheses, and of those outside of all."""
    levels: list[list[int]] = [[]]
    inside = [levels[0]]
    for at, token in enumerate(tokens):
        if token.token_type in CLOSING and len(inside) > 1:
            inside.pop()
        inside[-1].append(at)
        if token.token_type in OPENING:
            levels.append([])
            inside.append(levels[-1])
    return levels


def _between(
    tokens: list[Token], head: list[Token], pipes: list[int], ends: list[int]
) -> Iterator[tuple[int, list[Token]]]:
    """The steps to insert, by the positions of the pipes after them; `head` is the query before the first pipe."""
    before = {"JOIN"} if _has(_sources(head), _TABLES) else set()
    if _has(head, _SELECTS):
        yield pipes[0], [tokens[pipes[0]], *_named(made(TokenType.VAR, "__given", tokens[pipes[0]]))]
    for at, end in zip(pipes, ends, strict=True):
        word = tokens[at + 1].text.upper() if at + 1 < end else ""
        if word == "TABLESAMPLE":
            raise TokenError("TABLESAMPLE is supported only after a table: FROM t TABLESAMPLE SYSTEM (1 PERCENT)")
        if before & _NOT_AFTER.get(word, _NONE) or ("LIMIT" in before and _has(tokens[at:end], _WINDOWS)):
            yield at, [tokens[at], *_words(_ALL, tokens[at])]
            before = set()
        before = before | {"JOIN" if word in JOINS else word} if word in _STAYING | JOINS else set()


def _queries_within(tokens: list[Token], level: list[int]) -> Iterator[tuple[int, list[Token]]]:
    """`|> UNION ALL (SELECT a FROM t LIMIT 3)`: insert `SELECT * FROM (`, because the parser drops the parentheses."""
    for place, at in enumerate(level[:-1]):
        is_query = tokens[at].token_type is TokenType.L_PAREN and tokens[at + 1].token_type in _QUERIES
        if (
            is_query
            and tokens[at - 1].text.upper() in _BEFORE_QUERIES
            and _has(tokens[at : level[place + 1]], _CLAUSES)
        ):
            yield at + 1, _words((*_ALL, (TokenType.FROM, "FROM"), (TokenType.L_PAREN, "(")), tokens[at])
            yield level[place + 1], _words([(TokenType.R_PAREN, ")")], tokens[at])


def _sources(head: list[Token]) -> list[Token]:
    """The tokens after FROM before the first pipe; none after SELECT, whose tables the pipes cannot name."""
    places = [at for at, each in enumerate(head) if each.token_type is TokenType.FROM]
    return head[places[-1] + 1 :] if places and not _has(head, _SELECTS) else []


def _has(tokens: list[Token], kinds: AbstractSet[TokenType]) -> bool:
    return any(each.token_type in kinds for each in tokens)


def _named(name: Token) -> list[Token]:
    return [made(TokenType.ALIAS, "AS", name), name]


def _words(words: Iterable[tuple[TokenType, str]], at: Token) -> list[Token]:
    return [made(*each, at) for each in words]
