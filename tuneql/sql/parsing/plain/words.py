"""Decides which words of a plain SELECT are names, not keywords."""

from functools import cache
from typing import Final

from tuneql.sql.dialects import shared_dialect

# Keywords that tables and columns often have as names, and that the parser reads as names in a plain query.
_NAMES: Final = """
    binary bit cache call character cluster column comment connect constraint copy database date datetime decimal
    default double end enum escape execute explain file filter first fixed float foreign format full function
    geography geometry index int integer json keep key kill list load long match merge model money name natural next
    number numeric operator out over partition percent point policy precision primary procedure real ref references
    rename replace right role row rows schema security sequence session set sets settings short show similar sort sql
    stage start storage string table tag temp temporary text time timestamp to trigger type unique unknown update use
    uuid vector view volatile volume warehouse year
"""
NAMES: Final = frozenset(_NAMES.upper().split())

# Exceptions: words that are not names in some dialects.
_MORE_THAN_NAMES: Final = {
    "postgres": "TABLE",
    "redshift": "TABLE",
    "mysql": """
        BINARY EXPLAIN HIGH_PRIORITY KEY SQL_BIG_RESULT SQL_BUFFER_RESULT SQL_CALC_FOUND_ROWS SQL_NO_CACHE
        SQL_SMALL_RESULT TABLE UTC_DATE UTC_TIME UTC_TIMESTAMP
    """,
    "tsql": "NOLOCK",
    "bigquery": "LIST",
    "snowflake": "FILE",
    "duckdb": "LAMBDA ROW TABLE",
}

# Words with a meaning to the parser that are not in its keywords.
_AFTER_BETWEEN: Final = ("SYMMETRIC", "ASYMMETRIC")


@cache
def taken_words(dialect: str) -> frozenset[str]:
    """The words, in upper case, that the parser does not read as names in a plain query."""
    language = shared_dialect(dialect)
    words = (*language.tokenizer_class.KEYWORDS, *language.parser_class.NO_PAREN_FUNCTION_PARSERS, *_AFTER_BETWEEN)
    keywords = frozenset(part for word in words for part in word.upper().split())
    return keywords - NAMES | frozenset(_MORE_THAN_NAMES.get(dialect, "").split())
