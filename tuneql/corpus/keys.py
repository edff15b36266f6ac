"""Short digests of rows, by which deduplication and splitting compare them."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from tuneql.corpus.example import Example
from tuneql.corpus.wording import masked_question, plain_words
from tuneql.sql.schemas.compact import compact
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.template import masked, masked_text


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Digests of an example, as signed 64-bit numbers, which SQLite stores.

    Attributes:
        content: of dialect, question, schema and SQL, all normalised; equal for duplicates. Schemas count by their
            compact text, since a model sees no more of them.
        question: of the question alone, in lower case and without punctuation.
        asked: of dialect, question and schema; equal for rows that must have the same answer.
        near: of dialect, question, schema and SQL, without values that both question and SQL name.
        sql: of the SQL with its literals, in one spelling.
        template: of the SQL with its literals masked, see `tuneql.sql.template`.
        schema: of the db_id, or else of the names of the schema's tables.
    """

    content: int
    question: int
    asked: int
    near: int
    sql: int
    template: int
    schema: int


def keys(example: Example, dialect: str, *, in_one_style: bool = False) -> Keys:
    """The keys of an example whose schema parses; `in_one_style` if its SQL was cleaned."""
    shape, values = (masked_text if in_one_style else masked)(example.sql, dialect)
    question, ddl = plain_words(example.question), _shown(example.ddl, dialect)
    stripped, unnamed = masked_question(question, values)
    return Keys(
        content=digest(dialect, question, ddl, _words(example.sql).rstrip("; ")),
        question=digest(question),
        asked=digest(dialect, question, ddl),
        near=digest(dialect, stripped, ddl, shape, *unnamed),
        sql=digest(shape, *values),
        template=digest(shape),
        schema=digest(f"db:{example.db_id}") if example.db_id else _tables(example.ddl, dialect),
    )


def digest(*texts: str) -> int:
    """A 64-bit hash of some texts, signed; Python's own `hash` differs from process to process."""
    hashed = hashlib.blake2b("\0".join(texts).encode(), digest_size=8).digest()
    return int.from_bytes(hashed, "big", signed=True)


def _words(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def _shown(ddl: str, dialect: str) -> str:
    return "\n".join(sorted(compact(parse_schema(ddl, dialect)).splitlines()))


@lru_cache(maxsize=2048)
def _tables(ddl: str, dialect: str) -> int:
    return digest("tables:", *sorted(name.lower() for name in parse_schema(ddl, dialect).canonical_tables))
