"""Finds the functions that a text calls: the names before its parentheses.

A tree is not enough: the parser knows a function by all of its names in all dialects, and the generator writes the
dialect's own name, so that in SQLite `LEN` becomes `LENGTH`. The guard therefore checks the calls of both texts, the
given one and the written one.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from sqlglot import exp
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import declared_functions, descends_from, functions_added, get_dialect
from tuneql.sql.guard.read_only.functions import engine_functions, engine_of, listed
from tuneql.sql.guard.words.shared import without_comments
from tuneql.sql.names import close_matches
from tuneql.sql.parsing.piped_groups import CALLS
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.tokens import tokens_of
from tuneql.sql.walking import Nodes

# After one of these, a name before a parenthesis is a type, or an alias with its columns: `CAST(x AS CHAR(3))`,
# `AS t (a, b)`, `FROM t u (a, b)`, `COLUMNS (a INT PATH '$.a', b CHAR(3))`.
_NO_CALL_AFTER: Final = frozenset({TokenType.ALIAS, TokenType.VAR, TokenType.IDENTIFIER})

# Words before a parenthesis after FETCH: `FETCH NEXT (2 * 3) ROWS ONLY`.
_FETCHED: Final = frozenset({TokenType.FIRST, TokenType.NEXT})

# Listed in dialects without static methods, where a name after `::` is a type: `x::CHAR(3)`.
_ANY_TYPE: Final = "::*"

_IN_FROM: Final = "from:"

_ALSO_SIGNS: Final = frozenset({TokenType.RLIKE, TokenType.LIKE, TokenType.ILIKE})

# If one of these is in a text, it may have a comment, and only its tokens tell its calls.
_COMMENTS: Final = ("--", "/*", "//", "#")
# The text before a parenthesis, read backwards: the end of a quoted name or of another expression; a plain name with
# those before its dots; and a sign that continues the name, as in `audit . log (` and `t::name(`.
_BEFORE: Final = re.compile(r"""\s*(["'`\])}])?([\w$.]*)(\s*[.:])?""")
# A symbol before a parenthesis in a pattern of MATCH_RECOGNIZE.
_SYMBOL: Final = re.compile(r'(\w+)"?\s*\(')


def unlisted_calls(sql: str, dialect: str, *, nodes: Nodes) -> tuple[str, ...]:
    """The functions that a text calls but its dialect does not list, each once, in the order of the text.

    For an engine without a list, only calls after the name of a schema, `shop.tax(a)`, are returned unless they are
    declared: all other functions without a node of their own in the tree are checked there.

    Args:
        sql: a text that parses.
        dialect: a name of `tuneql.sql.dialects`.
        nodes: of its tree, for names that look like calls: `WITH t (a, b) AS ...`.
    """
    chosen = get_dialect(dialect)
    has_list = engine_of(chosen) is not None
    if has_list and _is_surely_listed(sql, dialect):
        return ()
    known = _allowed_before_parenthesis(dialect) | _aliases(nodes) if has_list else declared_functions(dialect)
    paths = dict.fromkeys(_called(reworded(tokens_of(sql, dialect), chosen), chosen.parser_class.FUNC_TOKENS))
    return tuple(path for path in paths if (has_list or "." in path) and not _is_listed(path, known))


@cache
def allowed_names(dialect: str) -> frozenset[str]:
    """The last names of all functions that may be called in a dialect, because a tree has only these.

    In BigQuery, one pair of quotation marks may surround all names, `shop.fn.tax`(a): there, full names are returned,
    too.
    """
    paths = engine_functions(get_dialect(dialect)) | declared_functions(dialect)
    named = (path for path in paths if not path.startswith(_IN_FROM))
    whole = declared_functions(dialect) if descends_from(get_dialect(dialect), "bigquery") else frozenset[str]()
    return whole.union(path.rpartition(".")[2].removeprefix("::") for path in named) - {"*"}


@cache
def allowed_in_from(dialect: str) -> frozenset[str]:
    """The functions that are allowed in FROM; empty if the engine's list does not mark them."""
    listed_so = (path for path in engine_functions(get_dialect(dialect)) if path.startswith(_IN_FROM))
    return frozenset(path.removeprefix(_IN_FROM) for path in listed_so)


def refusal(name: str, dialect: str) -> str:
    """Why a function is refused, and what to do."""
    last = name.rpartition(".")[2]
    declared = sorted(each for each in declared_functions(dialect) if each.rpartition(".")[2] == last)
    near = (each for each in allowed_names(dialect) if each[:1] == name[:1])
    hint = f"; did you mean {' or '.join(declared)}?" if declared else close_matches(name, near)
    return (
        f"function {name} is not on {dialect}'s list of functions that only read{hint}; to allow "
        f"a function of your own, declare it in READ_ONLY_FUNCTIONS of a dialect in dialects/"
    )


def _is_surely_listed(sql: str, dialect: str) -> bool:
    """Whether all calls are surely listed; decided without reading tokens, which is slow, and False in doubt."""
    for mark in _COMMENTS:
        if mark in sql:
            return False
    known = _allowed_before_parenthesis(dialect)
    return all(_is_surely_listed_call(before, known) for before in sql.split("(")[:-1])


def _is_surely_listed_call(before: str, known: frozenset[str]) -> bool:
    """Whether the text before a parenthesis surely ends with no name, or with a listed one."""
    found = _BEFORE.match(before[::-1])
    end, path, belongs = found.groups() if found else (None, "", None)
    if end or belongs or path[:1] == "." or path[-1:] == ".":
        return False
    name = path[::-1].lower()
    return name in {"", "as"} or _is_listed(name, known)


def _called(tokens: list[Token], names: set[TokenType]) -> Iterator[str]:
    """The functions that tokens call, in lower case: `tax`, `shop.tax`, `.method` or `::static_method`."""
    for at in range(1, len(tokens)):
        name = tokens[at - 1]
        if tokens[at].token_type is not TokenType.L_PAREN:
            continue
        before = tokens[at - 2].token_type if at > 1 else None
        if before is TokenType.DOT:
            yield _path(tokens, at - 1)
        elif before is TokenType.DCOLON:
            yield f"::{name.text.lower()}"
        elif before is TokenType.FETCH and name.token_type in _FETCHED:
            continue
        elif name.token_type in names and before not in _NO_CALL_AFTER and not _is_sign(name):
            yield name.text.lower()


def _path(tokens: list[Token], at: int) -> str:
    """The name at a position with all names before it; it begins with a dot if another expression is before it."""
    parts = [tokens[at].text]
    while at > 1 and tokens[at - 1].token_type is TokenType.DOT:
        at -= 2
        parts.insert(0, tokens[at].text if _is_word(tokens[at]) else "")
    return ".".join(parts).lower()


def _is_sign(token: Token) -> bool:
    """Whether a token is an operator such as Postgres's `~`, which has the same type as the word RLIKE."""
    return token.token_type in _ALSO_SIGNS and not token.text[:1].isalpha()


def _is_word(token: Token) -> bool:
    return token.token_type is TokenType.IDENTIFIER or token.text[:1].isalpha() or token.text[:1] == "_"


def _is_listed(path: str, known: frozenset[str]) -> bool:
    if path in known or (path.startswith("::") and _ANY_TYPE in known):
        return True
    qualifier, dot, name = path.rpartition(".")
    if not dot:
        return False
    return f".{name}" in known or (name in known and ("*.*" in known or f"{qualifier}.*" in known))


@cache
def _allowed_before_parenthesis(dialect: str) -> frozenset[str]:
    """All names and words that are allowed before a parenthesis.

    So are the calls that rewriting the tokens makes; if a text has one itself, it is still found in the tree.
    """
    functions = engine_functions(get_dialect(dialect))
    types = () if any(path.startswith("::") for path in functions) else (_ANY_TYPE,)
    return functions.union(
        declared_functions(dialect), functions_added(get_dialect(dialect)), listed("grammar"), types, CALLS.values()
    )


def _aliases(nodes: Nodes) -> set[str]:
    """The names before parentheses, in lower case: t in `WITH t (a, b) AS ...`, a in `PATTERN (a (b c)+)`."""
    patterns = [
        without_comments(each.name) for node in nodes.of(exp.MatchRecognize) if (each := node.args.get("pattern"))
    ]
    symbols = {name.lower() for pattern in patterns for name in _SYMBOL.findall(pattern)}
    return symbols.union(node.name.lower() for node in nodes.of(exp.TableAlias) if node.columns)
