"""What tells rows apart and holds them together, as short digests: all that deduplication and splitting need."""

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from tuneql.corpus.example import Example
from tuneql.sql.schema import parse_schema
from tuneql.sql.template import template


@dataclass(frozen=True, kw_only=True)
class Keys:
    """Four digests of an example, 64 bits each in hexadecimal.

    Attributes:
        content: of question, schema and SQL, all normalised; equal for duplicates.
        question: of the question in lower case, without punctuation at its end.
        template: of the SQL with its literals masked, see `tuneql.sql.template`.
        schema: of the db_id, or else of the names of the schema's tables.
    """

    content: str
    question: str
    template: str
    schema: str


def keys(example: Example, dialect: str) -> Keys:
    """The keys of an example whose schema parses."""
    chosen = example.dialect or dialect
    question = _words(example.question).lower().rstrip("?.! ")
    sql = _words(example.sql).rstrip("; ")
    return Keys(
        content=digest(question, _words(example.ddl), sql),
        question=digest(question),
        template=digest(template(example.sql, chosen)),
        schema=digest(f"db:{example.db_id}") if example.db_id else _tables(example.ddl, chosen),
    )


def digest(*texts: str) -> str:
    """64 bits of a hash of some texts. Python's own `hash` differs from process to process."""
    return hashlib.blake2b("\0".join(texts).encode(), digest_size=8).hexdigest()


def _words(text: str) -> str:
    return " ".join(text.split())


@lru_cache(maxsize=2048)
def _tables(ddl: str, dialect: str) -> str:
    return digest("tables:", *sorted(name.lower() for name in parse_schema(ddl, dialect).canonical_tables))
