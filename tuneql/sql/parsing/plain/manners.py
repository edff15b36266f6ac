"""How sqlglot's trees of plain SELECTs differ between dialects."""

from functools import cache
from typing import Final, NamedTuple

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.parsing.called import noting_dialect

DIALECTS: Final = frozenset({"postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb"})
"""The dialects whose plain SELECTs are read here; not dialects derived from them, which may read them differently."""


class Manner(NamedTuple):
    """How the parser of a dialect reads plain SELECTs.

    Attributes:
        quotes_names: whether double quotation marks quote names; else texts.
        nulls_first, nulls_first_if_descending: whether ORDER BY puts NULL first.
        name_key: the key under which a call keeps its name as written; None if it does not.
        counts_are_big: whether COUNT returns a BIGINT.
        negates_is: whether `IS NOT NULL` is one node; else two.
        negates_like: whether `NOT LIKE` is one node; else two.
        negates_in: whether `NOT IN (SELECT ...)` is a negated IN; else `<> ALL`.
        comma_crosses: whether a comma between tables is a CROSS JOIN.
        distinct_unsaid: whether set operations may omit the word DISTINCT.
    """

    quotes_names: bool
    nulls_first: bool
    nulls_first_if_descending: bool
    name_key: str | None
    counts_are_big: bool
    negates_is: bool
    negates_like: bool
    negates_in: bool
    comma_crosses: bool
    distinct_unsaid: bool


@cache
def manner_of(dialect: str) -> Manner:
    """The manner of one of `DIALECTS`."""
    language = shared_dialect(dialect)
    return Manner(
        quotes_names='"' in language.tokenizer_class.IDENTIFIERS,
        nulls_first=language.NULL_ORDERING == "nulls_are_small",
        nulls_first_if_descending=language.NULL_ORDERING == "nulls_are_large",
        name_key=noting_dialect(dialect).ORIGINAL_NAME_META_KEY,
        counts_are_big=dialect != "tsql",
        negates_is=dialect == "postgres",
        negates_like=dialect != "snowflake",
        negates_in=dialect != "snowflake",
        comma_crosses=dialect in {"sqlite", "bigquery"},
        distinct_unsaid=dialect != "bigquery",
    )
