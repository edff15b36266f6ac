"""Parses scripts of DDL as databases dump them, even if the parser does not know all of the dialect.

A script that parses is used as it is. Otherwise each statement is read separately: one that does not parse is left out
unless it creates a table. Of such a table, each column that does not parse is shortened, to its name if necessary, and
each such constraint is left out. Views, and tables made from a query, become tables with the query's outputs.
"""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.limits import SCHEMA_CHARACTERS
from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import Unparsable, parse_script, without_client_lines
from tuneql.sql.schemas.declarations import WITHOUT_ROW_IDS
from tuneql.sql.schemas.derived_tables import as_tables
from tuneql.sql.schemas.executed_comments import with_executed_views
from tuneql.sql.schemas.named_types import with_base_types
from tuneql.sql.schemas.pieces import CLOSE, OPEN, pieces, table_at
from tuneql.sql.schemas.routines import without_routines
from tuneql.sql.schemas.rows import without_copied_rows
from tuneql.sql.schemas.virtual_tables import with_plain_tables

# The first words of constraints of a table; those after which another constraint may follow without a comma.
_CONSTRAINT_WORDS: Final = "constraint primary foreign unique check key index fulltext spatial exclude period like"
_CONSTRAINTS: Final = frozenset(_CONSTRAINT_WORDS.split())
_ALSO_NAMES: Final = frozenset({"exclude", "period"})  # which no dialect reserves
_NEXT: Final = frozenset({"constraint", "primary", "foreign", "unique", "check"})
_CONSTRAINT: Final = frozenset({"constraint"})
_NESTED: Final = frozenset({"array", "map", "struct"})
_PARTITIONS: Final = ("partitioned by", "partition columns")
# How many shortened texts of a column are tried.
_MOST_TRIED: Final = 24
# What a view may end with: how it is filled, and what may be written to it.
_ENDINGS: Final = (
    ["with", "data"],
    ["with", "no", "data"],
    ["with", "check", "option"],
    ["with", "local", "check", "option"],
    ["with", "cascaded", "check", "option"],
)
# In SQL Server's scripts, for a key that existing rows need not obey; the parser does not know it.
_NOT_CHECKED: Final = re.compile(r"\bWITH\s+NOCHECK\s+(?=ADD\b)", re.IGNORECASE)
_LONGEST_ENDING: Final = max(map(len, _ENDINGS))
# Of SQLite's tables; the parser does not know it.
_WITHOUT_ROW_IDS: Final = (" without rowid", "without rowid , strict")


def parse_ddl(ddl: str, dialect: str) -> tuple[exp.Expr, ...]:
    """The statements of a script that declares tables.

    Raises:
        Unparsable: it is too long, has no tokens of the dialect, or a CREATE TABLE whose names and types cannot be
        read.
        InvalidInput: an unknown dialect.
    """
    ddl = with_executed_views(without_routines(without_copied_rows(ddl), dialect), dialect)
    ddl = _NOT_CHECKED.sub("", with_plain_tables(ddl, dialect))
    ddl = without_client_lines(ddl)
    try:
        trees = parse_script(ddl, dialect)
    except Unparsable as error:
        trees = _piecewise(ddl, dialect, error)
    else:
        if any(map(_is_misread, trees)):
            trees = _piecewise(ddl, dialect, None)
    return tuple(as_tables(with_base_types(trees, ddl, dialect)))


def _is_misread(tree: exp.Expr) -> bool:
    """Whether the parser swallowed a CREATE or a second ALTER, after a missing semicolon or within an IF."""
    if isinstance(tree, exp.IfBlock):
        return True
    swallowed = f"{tree.name} {tree.expression}".lower() if isinstance(tree, exp.Command) else ""
    return "create" in swallowed or swallowed.count("alter table") > 1


def _piecewise(ddl: str, dialect: str, error: Unparsable | None) -> tuple[exp.Expr, ...]:
    try:
        tokens = get_dialect(dialect)().tokenize(ddl) if len(ddl) <= SCHEMA_CHARACTERS else []
    except (SqlglotError, ValueError):
        tokens = []
    if not tokens and error is not None:
        raise error
    return tuple(tree for piece in pieces(tokens, dialect) for tree in _Piece(ddl, dialect, piece).trees())


def _begins(token: Token, words: frozenset[str]) -> bool:
    """Whether a token is one of some words, or a pair of words that begins with one."""
    return token.token_type != TokenType.IDENTIFIER and token.text.lower().split(" ")[0] in words


def _is_next_constraint(element: Sequence[Token], token: Token) -> bool:
    """Whether another constraint of the table begins here: SQLite needs no comma between them."""
    is_named = len(element) == 2 and _begins(element[0], _CONSTRAINT)  # noqa: PLR2004 -- the word and the name
    return bool(element) and not is_named and _begins(element[0], _CONSTRAINTS) and _begins(token, _NEXT)


def _ends(tokens: Sequence[Token]) -> list[int]:
    """Where a column may be cut: after its type and each further word outside of parentheses, from the left."""
    found, depth = [], 0
    for place, token in enumerate(tokens, start=1):
        depth += (token.token_type in OPEN) - (token.token_type in CLOSE)
        if depth == 0 and place > 1:
            found.append(place)
    return found[:_MOST_TRIED]


class _Piece:
    """One statement of a script that does not parse as a whole."""

    def __init__(self, ddl: str, dialect: str, tokens: Sequence[Token]) -> None:
        self.ddl, self.dialect, self.tokens = ddl, dialect, tokens

    def trees(self) -> tuple[exp.Expr, ...]:
        """As much of the statement as can be read; none if it is not about a table."""
        if not self.tokens:
            return ()
        words = [token.text.lower() for token in self.tokens[-_LONGEST_ENDING:]]
        ending = next((each for each in _ENDINGS if words[-len(each) :] == each), [])
        self.tokens = self.tokens[: len(self.tokens) - len(ending)]
        failure = Unparsable(f"CREATE {self.text(self.tokens[1:])[:60].strip()!r}")
        try:
            trees = parse_script(self.text(self.tokens), self.dialect)
            if not any(map(_is_misread, trees)):
                return trees
        except Unparsable as error:
            failure = error
        if [token.text.lower() for token in self.tokens[:2]] == ["create", "type"]:
            return self.enum()
        start = table_at(self.tokens, 0)
        return self.table(start, failure) if start is not None else ()

    def enum(self) -> tuple[exp.Expr, ...]:
        """DuckDB's CREATE TYPE, which is written like Postgres'."""
        try:
            return parse_script(self.text(self.tokens), "postgres")
        except Unparsable:
            return ()

    def text(self, tokens: Sequence[Token]) -> str:
        """The text of the script from the first of some tokens to the last."""
        return self.ddl[tokens[0].start : tokens[-1].end + 1] if tokens else ""

    def table(self, start: int, failure: Unparsable) -> tuple[exp.Expr, ...]:
        """A CREATE TABLE with names and types, and with the constraints that parse."""
        opening = start
        while opening < len(self.tokens) and self.tokens[opening].token_type != TokenType.L_PAREN:
            opening += 1
        name = self.text(self.tokens[start:opening])
        if opening == len(self.tokens) or not name or opening - start > 5:  # noqa: PLR2004 -- catalog.schema.table
            return ()
        elements = self.elements(opening)
        if elements is None:
            raise failure
        kept = [text for text in map(self.element, elements + self.partitions()) if text]
        trees = parse_script(f"CREATE TABLE {name} ({', '.join(kept)})", self.dialect)
        if " ".join(token.text.lower() for token in self.tokens[-4:]).endswith(_WITHOUT_ROW_IDS):
            trees[0].set("properties", exp.Properties(expressions=[WITHOUT_ROW_IDS.copy()]))
        return trees

    def partitions(self) -> list[list[Token]]:
        """The columns for the folders of an external table: names and types, as others are partitioned by columns."""
        found = (
            self.elements(at)
            for at, token in enumerate(self.tokens)
            if token.text == "(" and self.text(self.tokens[max(at - 2, 0) : at]).lower().endswith(_PARTITIONS)
        )
        return [each for elements in found for each in elements or () if len(each) > 1 and each[1].text != "("]

    def elements(self, opening: int) -> list[list[Token]] | None:
        """The columns and constraints between parentheses; None if these do not close."""
        found: list[list[Token]] = [[]]
        depth = angles = 0
        for before, token in pairwise([self.tokens[opening - 1], *self.tokens[opening:]]):
            depth += (token.token_type in OPEN) - (token.token_type in CLOSE)
            if token.text == "<" and (angles or before.text.lower() in _NESTED):  # ARRAY<STRUCT<a INT, b INT>>
                angles += 1
            elif angles and token.text == ">":
                angles -= 1
            if depth == 0:
                return [each for each in found if each]
            if depth == 1 and angles == 0 and token.token_type == TokenType.COMMA:
                found.append([])
                continue
            if depth == 1 and _is_next_constraint(found[-1], token):
                found.append([])
            if depth > 1 or token.token_type != TokenType.L_PAREN:
                found[-1].append(token)
        return None

    def element(self, tokens: list[Token]) -> str:
        """A column or constraint, or as much of a column as parses; "" for a constraint that does not."""
        if self.parses(whole := self.text(tokens)):
            return whole
        if _begins(tokens[0], _CONSTRAINTS):
            quoted = exp.to_identifier(tokens[0].text, quoted=True).sql(self.dialect)
            named = f"{quoted} {self.text(tokens[1:])}"
            return named if tokens[0].text.lower() in _ALSO_NAMES and self.parses(named) else ""
        shorter = (self.text(tokens[:end]) for end in reversed(_ends(tokens)))
        return next(filter(self.parses, shorter), f"{self.text(tokens[:1])} TEXT")

    def parses(self, element: str) -> bool:
        """Whether a column or constraint parses within a table."""
        try:
            (tree,) = parse_script(f"CREATE TABLE t ({element})", self.dialect)
        except (Unparsable, ValueError):
            return False
        return isinstance(tree, exp.Create) and isinstance(tree.this, exp.Schema)
