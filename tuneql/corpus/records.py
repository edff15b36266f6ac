"""Examples as the lines of the files that a run writes."""

from typing import Any

from tuneql.corpus.example import Example
from tuneql.corpus.row import Rejection
from tuneql.prompt import PROMPT_VERSION, Prompt, build_prompt, conversation_record
from tuneql.sql.schema import parse_schema


def prompt_of(example: Example, dialect: str, version: str = PROMPT_VERSION) -> Prompt:
    """What a model is asked for an example, in the words of a version; the example's own dialect wins over the run's.

    Raises:
        InvalidSchema: the example has not been validated.
    """
    chosen = example.dialect or dialect
    schema = parse_schema(example.ddl, chosen)
    return build_prompt(question=example.question, schema=schema, dialect=chosen, version=version)


def training_record(example: Example, dialect: str, version: str = PROMPT_VERSION) -> dict[str, Any]:
    """A line of `train.jsonl` or `validation.jsonl`."""
    return conversation_record(prompt_of(example, dialect, version), example.sql)


def held_out_record(example: Example, dialect: str) -> dict[str, Any]:
    """A line of `test.jsonl`: an example in our own format, with an id and always a dialect."""
    fields = example.model_dump(by_alias=True, exclude_none=True)
    return {"id": f"{example.source}:{example.row}", **fields, "dialect": example.dialect or dialect}


def rejection_record(rejection: Rejection) -> dict[str, Any]:
    """A line of `rejected.jsonl`."""
    return {
        "source": rejection.source,
        "row": rejection.row,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "record": rejection.record,
    }
