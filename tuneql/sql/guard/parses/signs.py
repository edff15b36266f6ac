"""Signs that the dialect does not use, and which the parser ignores or misreads."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.rewording.levels import kind_at
from tuneql.sql.parsing.tokens import tokens_of

_TWO_POINTS: Final = re.compile(r"\.\s*\d+\.")
_APART: Final = re.compile(r">\s+>|<\s+<")
_SHIFTED: Final = (TokenType.LT, TokenType.GT)
_HALF_CHARACTER: Final = re.compile("[\ud800-\udfff]")
_COUNTS: Final = frozenset({TokenType.NUMBER, TokenType.COMMA})  # `a{2,3}` in a pattern of rows
_WITHOUT_BRACES: Final = ("postgres", "mysql", "tsql", "bigquery", "sqlite")


def stray_signs(statement: Statement) -> Iterator[str]:
    """Denies NUL, half characters, backticks that quote nothing, placeholders, and numbers with two points."""
    if _TWO_POINTS.search(statement.sql):
        literals = (each for nodes in statement.nodes for each in nodes.of(exp.Literal))
        yield from (f"{each.name} is not a number" for each in literals if _has_two_points(each))
    if "\0" in statement.sql:
        yield "the text contains a NUL character, at which engines stop reading; remove it"
    if not statement.sql.isascii() and _HALF_CHARACTER.search(statement.sql):
        yield "the text contains half of a character (a lone surrogate), which no engine can be sent; remove it"
    if "`" in statement.sql and _has_stray_backtick(statement):
        yield "the text contains a ` that the dialect does not use; remove it"
    if _APART.search(statement.sql) and _has_sign_apart(statement):
        yield "the two signs of >> stand apart; write them together, or remove one"
    if "{" in statement.sql and _has_template(statement):
        yield "the text contains a { that the dialect does not use; replace a template's placeholders by values"


def _has_two_points(literal: exp.Expr) -> bool:
    """`.5.0`, which the parser reads as a number, 0.5.0."""
    return not literal.is_string and literal.name.count(".") > 1


def _has_stray_backtick(statement: Statement) -> bool:
    """Whether there is a ` that quotes nothing, as of a block of Markdown; the parser reads an alias."""
    try:
        tokens = tokens_of(statement.sql, statement.dialect)
    except SqlglotError:
        return False
    return any(token.text == "`" and token.token_type is TokenType.UNKNOWN for token in tokens)


def _has_sign_apart(statement: Statement) -> bool:
    """Whether there is `a > > b`, which the parser reads as `a >> b`."""
    if not any(nodes.of(exp.BitwiseLeftShift, exp.BitwiseRightShift) for nodes in statement.nodes):
        return False  # as after the types of `ARRAY<STRUCT<a INT64> >`
    pairs = pairwise(tokens_of(statement.sql, statement.dialect))
    return any(one.token_type is two.token_type and one.token_type in _SHIFTED for one, two in pairs)


def _has_template(statement: Statement) -> bool:
    """Whether there are braces that are neither the dialect's nor of ODBC's escapes, `{d '2024-01-01'}`."""
    try:
        tokens = reworded(tokens_of(statement.sql, statement.dialect), statement.dialect_class)
    except SqlglotError:
        return True
    has_braces = _has_braces(statement)
    opened = [at for at, each in enumerate(tokens) if each.token_type is TokenType.L_BRACE]
    if any(each.token_type is TokenType.MATCH_RECOGNIZE for each in tokens):
        opened = [at for at in opened if kind_at(tokens, at + 1) not in _COUNTS]
    return any(not has_braces or _is_placeholder(tokens, at) for at in opened)


def _has_braces(statement: Statement) -> bool:
    """Whether braces may mean something in the dialect."""
    dialect = statement.dialect_class
    return not descends_from(dialect, *_WITHOUT_BRACES) or not dialect.__module__.startswith("sqlglot.")


def _is_placeholder(tokens: list[Token], at: int) -> bool:
    """Whether a brace opens a placeholder that was not filled in: `{{ … }}` or `{name}`."""
    after, end = ([each.token_type for each in tokens[place : place + 1]] for place in (at + 1, at + 2))
    return after == [TokenType.L_BRACE] or (after != [TokenType.STAR] and end == [TokenType.R_BRACE])
