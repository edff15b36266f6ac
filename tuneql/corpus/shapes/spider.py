"""The records of Spider, BIRD and their relatives: a question, a query, and the name of a database."""

from collections.abc import Sequence
from typing import Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.shape import Fields, Record, Shape, own_or_found

_QUERY: Final = ("query", "SQL", "sql")
_DATABASE: Final = ("db_id", "db_name")


def likeness(record: Record) -> int:
    """How many of a query, the name of a database, and BIRD's evidence there are."""
    has_query = "query" in record or "SQL" in record
    return has_query + any(name in record for name in _DATABASE) + ("evidence" in record)


def read(record: Record, schemas: Schemas) -> Fields:
    """The fields, with the database's schema; BIRD's evidence is a second line of the question.

    In Spider's own files `sql` is a parse tree, so that the query is looked for there last.
    """
    query, database = _first(record, _QUERY), _first(record, _DATABASE)
    return Fields(
        question=_with_evidence(record.get("question"), record.get("evidence")),
        schema=own_or_found(record.get("schema"), record.get(database), schemas),
        sql=record.get(query),
        dialect=record.get("dialect") or record.get("db_type"),
        db_id=record.get(database),
        names={"sql": query, "schema": f"of the database {record.get(database)}"},
    )


def _first(record: Record, names: Sequence[str]) -> str:
    return next((name for name in names if name in record), names[0])


def _with_evidence(question: object, evidence: object) -> object:
    if isinstance(question, str) and isinstance(evidence, str) and question.strip() and evidence.strip():
        return f"{question.strip()}\n{evidence.strip()}"
    return question


SPIDER: Final = Shape(name="spider", fields="question, query (or SQL) and db_id", likeness=likeness, read=read)
