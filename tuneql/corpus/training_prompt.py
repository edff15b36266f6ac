"""The prompt of an example in training, and the record of both."""

from typing import Any

from tuneql.corpus.example import Example
from tuneql.options import PROMPT_VERSION
from tuneql.prompt import Prompt, build_prompt, conversation_record
from tuneql.sql.linking import keeps_all
from tuneql.sql.needs import needs
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.tables import NOTHING


def prompt_of(example: Example, dialect: str, version: str = PROMPT_VERSION) -> Prompt:
    """The prompt of an example in training, over a schema that can answer it.

    The example's own dialect takes precedence over the run's.

    Raises:
        InvalidSchema, Unparsable: the example has not been validated.
    """
    chosen = example.dialect or dialect
    schema = parse_schema(example.ddl, chosen)
    needed = NOTHING if keeps_all(schema) else needs(example.sql, schema=schema, dialect=chosen)
    return build_prompt(question=example.question, schema=schema, dialect=chosen, version=version, needed=needed)


def training_record(example: Example, dialect: str, version: str = PROMPT_VERSION) -> dict[str, Any]:
    """A line of `train.jsonl` or `validation.jsonl`."""
    return conversation_record(prompt_of(example, dialect, version), example.sql)
