"""The one place where prompt text is written: training, evaluation and serving all call it.

The wording is that of the AWS post on Nova Micro text-to-SQL, plus the dialect's name. `PROMPT_VERSION` travels with
every model (dataset card, champion record), so that a model is never asked in words that it was not trained on.
"""

from dataclasses import dataclass
from typing import Any, Final

PROMPT_VERSION: Final = "2026-11-1"

_SYSTEM = (
    "You are a powerful text-to-SQL model. Your job is to answer questions about a database. "
    "Answer with one {dialect} SQL statement and nothing else. "
    "You can use the following table schema for context:\n{ddl}"
)
_QUESTION = "Return the SQL query that answers the following question: {question}"


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a model is asked.

    Attributes:
        system: role, dialect and schema.
        user: the question.
    """

    system: str
    user: str


def build_prompt(*, question: str, ddl: str, dialect: str) -> Prompt:
    """The prompt for a question over a schema, in a dialect."""
    return Prompt(
        system=_SYSTEM.format(dialect=dialect, ddl=ddl.strip()),
        user=_QUESTION.format(question=question.strip()),
    )


def conversation_record(prompt: Prompt, answer: str) -> dict[str, Any]:
    """A training record in Bedrock's `bedrock-conversation-2024` format: one JSON Lines object."""
    return {
        "schemaVersion": "bedrock-conversation-2024",
        "system": [{"text": prompt.system}],
        "messages": [
            {"role": "user", "content": [{"text": prompt.user}]},
            {"role": "assistant", "content": [{"text": answer}]},
        ],
    }
