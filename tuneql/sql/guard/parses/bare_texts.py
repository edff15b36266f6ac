"""Texts that the parser reads as names, words or types, and that would be written without their quotation marks.

`SELECT 1 AS N'a; DROP TABLE t'` would come back as `SELECT 1 AS a; DROP TABLE t`.
"""

import re
from typing import Final

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.guard.words.shared import without_comments

# White space and the signs of ASCII that no name has without quotation marks; BigQuery's projects have hyphens.
_SIGNS: Final = re.compile(r"[\s\x00-\x20!-\"%-,./:-?\[-^`{-\x7f]|--")
# A sign of names in T-SQL and Oracle; elsewhere an operator, or in MySQL and BigQuery the beginning of a comment.
_HASH: Final = "#"
_BETWEEN_PARTS: Final = re.compile(r"[.\"]")

# The symbols and signs of MATCH_RECOGNIZE.
_PATTERN: Final = re.compile(r'(?:"[^"]*"|`[^`]*`|[\w\s.,+*?|(){}^$]|-(?!-))*')

# Clauses of several words, which the parser has compared with its lists, or joined from words.
_CLAUSES: Final = (exp.WindowSpec, exp.QueryOption)

_OF_HINTS: Final = (None, "ORDER BY", "GROUP BY")


def text_as_name(name: exp.Expr, statement: Statement) -> str | None:
    """`AS $$a b$$`; the columns after Postgres's CYCLE are one name here, and are looked up one by one."""
    if name.args.get("quoted") or isinstance(name.parent, exp.RecursiveWithSearch):
        return None
    return _reason(name.name, statement)


def text_as_word(word: exp.Expr, statement: Statement) -> str | None:
    """`FLATTEN($$a b$$ => c)`; the pattern of MATCH_RECOGNIZE is one word here, and is written as it was."""
    if isinstance(word.parent, exp.MatchRecognize):
        is_plain = word.arg_key != "pattern" or _PATTERN.fullmatch(without_comments(word.name))
        return None if is_plain else f"PATTERN has only symbols and the signs of patterns, not ({word.name})"
    return _reason(word.name.replace(" ", "") if isinstance(word.parent, _CLAUSES) else word.name, statement)


def text_as_type(kind: exp.Expr, statement: Statement) -> str | None:
    """A type [a; b] of SQLite."""
    own = kind.args.get("kind")
    return _reason(_BETWEEN_PARTS.sub("", own), statement) if isinstance(own, str) else None


def text_as_collation(collated: exp.Expr, statement: Statement) -> str | None:
    """DuckDB's `COLLATE 'a b'`."""
    name = collated.expression
    is_bare = isinstance(name, exp.Literal) and descends_from(statement.dialect_class, "duckdb")
    return _reason(_BETWEEN_PARTS.sub("", name.name), statement) if is_bare else None


def text_in_hint(hint: exp.Expr, statement: Statement) -> str | None:
    """MySQL's `IGNORE INDEX FOR 'a; b' (i)`."""
    clause = hint.args.get("target")
    return None if clause in _OF_HINTS else _reason(str(clause), statement)


def _reason(word: str, statement: Statement) -> str | None:
    of_names = statement.dialect_class.tokenizer_class.VAR_SINGLE_TOKENS
    is_text = _SIGNS.search(word) is not None or (_HASH in word and _HASH not in of_names)
    return f"a name or a word is expected, not the text '{word}'; a name has other quotation marks" if is_text else None
