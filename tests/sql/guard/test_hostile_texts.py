"""Whatever stands in a text or a comment of a statement, it ends where it ended, and no comment comes back."""

from collections.abc import Iterator

import pytest
from sqlglot.tokenizer_core import Token, TokenType

from tests.sql.guard.test_by_dialect import DIALECTS, GOOD, schema
from tuneql.sql.guard import check
from tuneql.sql.parsing.tokens import tokens_of

# In these, a backslash begins an escape; BigQuery has no doubled quotes.
WITH_ESCAPES = ("mysql", "bigquery", "snowflake")
HARMLESS = "zq"
HOSTILE = "it's \\"
COMMENT = " /* zq */ "


def returned(sql: str, dialect: str) -> str | None:
    return check(sql, schema=schema(dialect), dialect=dialect).sql


def written(text: str, dialect: str) -> str:
    """A text as a literal."""
    if dialect in WITH_ESCAPES:
        text = text.replace("\\", "\\\\")
    return "'" + text.replace("'", "\\'" if dialect == "bigquery" else "''") + "'"


def with_text(sql: str, texts: list[Token], literal: str) -> str:
    """A statement with one literal in place of some."""
    for token in reversed(texts):
        sql = sql[: token.start] + literal + sql[token.end + 1 :]
    return sql


def texts_in(sql: str, dialect: str) -> list[Token]:
    """The plain literals, without those with a prefix or other quotation marks."""
    return [
        token
        for token in tokens_of(sql, dialect)
        if token.token_type is TokenType.STRING and sql[token.start] == "'" and sql[token.start - 1] in " (,=["
    ]


def kinds(sql: str, dialect: str) -> list[TokenType]:
    return [token.token_type for token in tokens_of(sql, dialect)]


def read_otherwise(sql: str, texts: list[Token], dialect: str) -> Iterator[str]:
    """What comes back with the hostile text, if it does not have the tokens that it has with the harmless one.

    Texts that are units, formats and the like cannot be replaced; then each is tried alone.
    """
    plain, found = (returned(with_text(sql, texts, written(each, dialect)), dialect) for each in (HARMLESS, HOSTILE))
    if plain is not None and found is not None:
        if kinds(plain, dialect) != kinds(found, dialect):
            yield found
    elif len(texts) > 1:
        for each in texts:
            yield from read_otherwise(sql, [each], dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_a_text_ends_where_it_ended(dialect: str) -> None:
    with_texts = [(sql, found) for one, sql in GOOD if one == dialect and (found := texts_in(sql, dialect))]
    assert len(with_texts) > 50
    assert [each for sql, texts in with_texts for each in read_otherwise(sql, texts, dialect)] == []


def commented(sql: str, places: list[Token]) -> str:
    """A statement with a comment after some tokens."""
    for token in reversed(places):
        sql = sql[: token.end + 1] + COMMENT + sql[token.end + 1 :]
    return sql


def with_comments(sql: str, places: list[Token], dialect: str) -> Iterator[str]:
    """What comes back of a statement with comments, if it has one; halved where comments cannot stand everywhere."""
    found = returned(commented(sql, places), dialect)
    if found is not None:
        if any(token.comments for token in tokens_of(found, dialect)):
            yield found
    elif len(places) > 1:
        middle = len(places) // 2
        for half in (places[:middle], places[middle:]):
            yield from with_comments(sql, half, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_no_comment_comes_back(dialect: str) -> None:
    good = [sql for one, sql in GOOD if one == dialect]
    assert [each for sql in good for each in with_comments(sql, tokens_of(sql, dialect), dialect)] == []
