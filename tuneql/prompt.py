"""The one place where prompt text is written: training, evaluation and serving all call it.

The wording is that of the AWS post on Nova Micro text-to-SQL, plus the dialect's name. `PROMPT_VERSION` travels with
every model (dataset card, champion record), so that a model is never asked in words that it was not trained on. What it
is told when its answer was refused comes after those words, as a further turn of the conversation, and changes none.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

PROMPT_VERSION: Final = "2026-11-1"

_SYSTEM = (
    "You are a powerful text-to-SQL model. Your job is to answer questions about a database. "
    "Answer with one {dialect} SQL statement and nothing else. "
    "You can use the following table schema for context:\n{ddl}"
)
_QUESTION = "Return the SQL query that answers the following question: {question}"

# How a model says that no SQL over the tables answers a question. Training never shows it: it is offered to a model
# whose first answer was refused, and understood whenever it is said.
CANNOT_ANSWER: Final = "CANNOT ANSWER:"

_REPAIR = (
    "That answer cannot be used: {reasons}. Return the corrected {dialect} SQL query and nothing else. "
    f"If the tables do not hold what is asked for, return {CANNOT_ANSWER} and the reason in one sentence."
)


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a model is asked.

    Attributes:
        system: role, dialect and schema.
        user: the question.
        turns: what was said since: the model's answer, what it was told, and so on; ends with what it was told.
    """

    system: str
    user: str
    turns: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The conversation: user and model in turn, the user first and last."""
        return (self.user, *self.turns)


def build_prompt(*, question: str, ddl: str, dialect: str) -> Prompt:
    """The prompt for a question over a schema, in a dialect."""
    return Prompt(
        system=_SYSTEM.format(dialect=dialect, ddl=ddl.strip()),
        user=_QUESTION.format(question=question.strip()),
    )


def ask_for_repair(prompt: Prompt, *, answer: str, reasons: Sequence[str], dialect: str) -> Prompt:
    """The prompt that goes on from an answer which cannot be used.

    Args:
        prompt: what was asked.
        answer: what the model said, as it came.
        reasons: what is wrong with it, most important first.
        dialect: of the answer.
    """
    told = _REPAIR.format(reasons="; ".join(reasons), dialect=dialect)
    return replace(prompt, turns=(*prompt.turns, answer.strip(), told))


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
