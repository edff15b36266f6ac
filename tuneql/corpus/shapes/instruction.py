"""Instruction triples, and pairs of a prompt and its completion, with the schema somewhere in the text."""

from typing import Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.messages import spoken
from tuneql.corpus.shapes.prose import read_prose
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape, own_or_found
from tuneql.sql.answer_text import extract_sql

_PROMPTS: Final = ("instruction", "prompt", "input")
_ANSWERS: Final = ("output", "response", "completion")


def likeness(record: Record) -> int:
    """How many of instruction or prompt, input, and output there are."""
    if not any(name in record for name in _ANSWERS):
        return 0
    return 1 + sum(name in record for name in _PROMPTS)


def read(record: Record, schemas: Schemas) -> Fields | Refused:
    """The fields, without prose and code fences around the SQL. Prompt and answer may be lists of messages."""
    answer = next(name for name in _ANSWERS if name in record)
    prompts = [record[name] for name in ("system", *_PROMPTS) if record.get(name) is not None]
    texts = [text for prompt in prompts for text in spoken(prompt, by_assistant=False)]
    said = spoken(record.get(answer), by_assistant=True)
    sql = said[0] if len(said) == 1 else record[answer]
    return from_texts(texts, sql, record, schemas, names={"question": "instruction", "sql": answer})


def from_texts(
    texts: list[object], answer: object, record: Record, schemas: Schemas, names: dict[str, str]
) -> Fields | Refused:
    """The fields of an example in prose.

    Args:
        texts: what the model is told, in order.
        answer: what it should say.
        record: may have schema, dialect and db_id in fields of these names.
        schemas: of databases.
        names: of the record's fields for question and SQL.
    """
    told = [text for text in texts if isinstance(text, str)]
    if len(told) < len(texts):
        return Refused(reason="wrong-type", detail=f"field {names['question']} holds what is no text")
    asked = read_prose(told)
    db_id = record.get("db_id")
    return Fields(
        question=asked.question,
        schema=own_or_found(record.get("schema") or asked.schema, db_id, schemas),
        sql=extract_sql(answer) if isinstance(answer, str) else answer,
        dialect=record.get("dialect") or asked.dialect,
        db_id=db_id,
        names={"schema": f"CREATE TABLE in {names['question']}"} | names,
    )


INSTRUCTION: Final = Shape(
    name="instruction", fields="instruction, input and output (or prompt and completion)", likeness=likeness, read=read
)
