"""Writes all prompts: training, evaluation and serving call it.

A version is a wording on which models are trained. It is recorded with every model (dataset card, run, champion
record), so that a model is only asked as it was trained. A version never changes, and stays here as long as a model
trained on it may serve. If an answer is refused, the reasons follow as a further turn of the conversation.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from tuneql.errors import UnknownPromptVersion
from tuneql.sql.linking import link, overlooked
from tuneql.sql.schemas.compact import LEGEND, compact
from tuneql.sql.schemas.tables import NOTHING, Needs, Schema


@dataclass(frozen=True, kw_only=True)
class Wording:
    """The texts of one version.

    Attributes:
        system: the system text, with places for the dialect and the tables.
        question: the user's text, with a place for the question.
        tables: writes a schema.
        links: whether to show only the part of a large schema that the question may need.
    """

    system: str
    question: str
    tables: Callable[[Schema], str]
    links: bool = False

    def shown(self, schema: Schema, question: str, needed: Needs = NOTHING) -> Schema:
        """The part of a schema to show for a question."""
        return link(schema, question, needed=needed) if self.links else schema


def _as_declared(schema: Schema) -> str:
    return schema.ddl.strip()


_COMPACT: Final = Wording(
    system=f"Answer with one {{dialect}} SQL statement and nothing else. Tables ({LEGEND}):\n{{tables}}",
    question="{question}",
    tables=compact,
)

WORDINGS: Final[Mapping[str, Wording]] = {
    # The prompt of the AWS post on Nova Micro text-to-SQL, plus the dialect's name: the DDL as it is.
    "2026-11-1": Wording(
        system=(
            "You are a powerful text-to-SQL model. Your job is to answer questions about a database. "
            "Answer with one {dialect} SQL statement and nothing else. "
            "You can use the following table schema for context:\n{tables}"
        ),
        question="Return the SQL query that answers the following question: {question}",
        tables=_as_declared,
    ),
    # All tables, in compact text; of a large schema only the tables that the question may need.
    "2026-11-2": _COMPACT,
    "2026-11-3": replace(_COMPACT, links=True),
}

# How a model says that no SQL over the tables answers a question. Training never shows it; it is offered to a model
# whose first answer was refused, and always understood.
CANNOT_ANSWER: Final = "CANNOT ANSWER:"

_REPAIR = (
    "That answer cannot be used: {reasons}. Return the corrected {dialect} SQL query and nothing else. "
    f"If the tables do not hold what is asked for, return {CANNOT_ANSWER} and the reason in one sentence."
)
_FURTHER = "\nFurther tables:\n{tables}"


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A prompt for a model.

    Attributes:
        system: role, dialect and schema.
        user: the question.
        turns: what followed: the model's answer, the reply to it, and so on; ends with a reply.
    """

    system: str
    user: str
    turns: tuple[str, ...] = ()

    @property
    def texts(self) -> tuple[str, ...]:
        """The conversation: user and model in turn, the user first and last."""
        return (self.user, *self.turns)


def build_prompt(*, question: str, schema: Schema, dialect: str, version: str, needed: Needs = NOTHING) -> Prompt:
    """The prompt for a question over a schema, in a dialect.

    Args:
        question: what a person asks.
        schema: in the dialect.
        dialect: of the answer.
        version: the one on which the model was trained.
        needed: in training, what the right answer names; shown in addition to what the question needs.

    Raises:
        UnknownPromptVersion: this code does not have that version.
    """
    wording = wording_of(version)
    tables = wording.tables(wording.shown(schema, question, needed))
    return Prompt(
        system=wording.system.format(dialect=dialect, tables=tables),
        user=wording.question.format(question=question.strip()),
    )


@dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of a prompt; `tables` is DDL if `declared`, else compact text."""

    question: str
    tables: str
    dialect: str
    declared: bool


def read_prompt(system: str, user: str) -> Parts | None:
    """The parts of the prompt with these texts; None if no version wrote it."""
    for wording in WORDINGS.values():
        told, asked = _pattern(wording.system).fullmatch(system), _pattern(wording.question).fullmatch(user)
        if told and asked:
            declared = wording.tables is _as_declared
            return Parts(question=asked["question"], tables=told["tables"], dialect=told["dialect"], declared=declared)
    return None


@cache
def _pattern(template: str) -> re.Pattern[str]:
    """Matches the texts that a template makes; each place in it is a group."""
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(template)), re.DOTALL)


def wording_of(version: str) -> Wording:
    """The texts of a version.

    Raises:
        UnknownPromptVersion: there is no such version.
    """
    try:
        return WORDINGS[version]
    except KeyError:
        raise UnknownPromptVersion(version, known=tuple(WORDINGS)) from None


def ask_for_repair(prompt: Prompt, *, answer: str, reasons: Sequence[str], dialect: str, further: str = "") -> Prompt:
    """The prompt that follows an answer which cannot be used.

    Args:
        prompt: what was asked.
        answer: the model's answer, unchanged.
        reasons: what is wrong with it, most important first.
        dialect: of the answer.
        further: tables that have not been shown, from `further_tables`.
    """
    told = _REPAIR.format(reasons="; ".join(reasons), dialect=dialect)
    told += _FURTHER.format(tables=further) if further else ""
    return replace(prompt, turns=(*prompt.turns, answer.strip(), told))


def further_tables(*, question: str, schema: Schema, version: str, said: Sequence[str]) -> str:
    """The tables that an answer or its reasons name, and that the prompt did not show, or not completely.

    Args:
        question: the one given to `build_prompt`.
        schema: all of it.
        version: of the prompt.
        said: texts that may contain names of tables and columns.
    """
    wording = wording_of(version)
    missing = overlooked(schema, wording.shown(schema, question), " ".join(said))
    return wording.tables(missing) if missing.tables else ""


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
