"""The prompt of a held-out question: worded as in training and in use, without its gold SQL."""

from tuneql.evaluation.question import Question
from tuneql.prompt import Prompt, build_prompt
from tuneql.sql.schemas.schema import parse_schema


def prompt_of(question: Question, version: str) -> Prompt:
    """The prompt of a question.

    Args:
        question: with its schema.
        version: of the words that the model was trained on.

    Raises:
        InvalidSchema: it has none that can be read.
        UnknownPromptVersion: this code does not have those words.
    """
    schema = parse_schema(question.ddl or "", question.dialect)
    return build_prompt(question=question.question, schema=schema, dialect=question.dialect, version=version)
