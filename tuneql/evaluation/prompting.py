"""Writes the prompt of a held-out question: as in training and serving, without its gold SQL."""

from tuneql.evaluation.question import Question
from tuneql.prompt import Prompt, build_prompt
from tuneql.sql.schemas.schema import parse_schema


def prompt_of(question: Question, version: str) -> Prompt:
    """Write the prompt of a question.

    Args:
        question: with its schema.
        version: of the prompt that the model was trained on.

    Raises:
        InvalidSchema: the question has no schema, or one that does not parse.
        UnknownPromptVersion: this code does not have that version.
    """
    schema = parse_schema(question.ddl or "", question.dialect)
    return build_prompt(question=question.question, schema=schema, dialect=question.dialect, version=version)
