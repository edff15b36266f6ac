"""Question, schema and dialect in texts for a model: prompts, instructions, messages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from tuneql.corpus.shapes.ddl import split_ddl
from tuneql.prompt import read_prompt
from tuneql.sql.schemas.expanding import expand


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What a model was asked.

    Attributes:
        question: "" if there is none.
        schema: None if the texts have no DDL.
        dialect: None if the texts name none.
    """

    question: str
    schema: str | None
    dialect: str | None = None


# A label before a question, and the question up to a blank line, a heading, or a label of an answer.
_LABEL: Final = re.compile(
    r"(?:\A|(?<=[\s#*.]))(?:the following questions?(?: for the tables provided above)?"
    r"|(?:user(?:'s)? |input )?question|query request|user query|natural language(?: query)?)"
    r"\**\s*[:.]\**[ \t]*\n?\s*(?P<question>.+?)"
    r"(?=\s*(?:\n[ \t]*\n|\n\#|\n?\**(?:sql(?: query)?|answer|schema|response|output|context)\**:|\Z))",
    re.IGNORECASE | re.DOTALL,
)
_DECORATION: Final = re.compile(r"\A[\s#*>-]*|```(?:\w+)?|[\s`]*\Z")


def read_prose(texts: Iterable[str]) -> Asked:
    """The question and the schema in what a model was told, in order: system, instruction, input, user.

    Our own prompts are read back. In others, the schema is the DDL, wherever it is; the question follows a label such
    as `Question:`, or is the last text with words besides DDL.
    """
    told = [text for text in texts if text.strip()]
    ours = read_prompt(told[0], told[-1]) if len(told) > 1 else None
    if ours is not None:
        schema = ours.tables if ours.declared else expand(ours.tables)
        return Asked(question=ours.question, schema=schema, dialect=ours.dialect)
    parts = [split_ddl(text) for text in told]
    schemas = [part.ddl for part in parts if part.ddl]
    return Asked(question=_question([part.prose for part in parts]), schema="\n".join(schemas) or None)


def _question(prose: list[str]) -> str:
    for text in reversed(prose):
        label = _LABEL.search(text)
        if label is not None:
            return _plain(label["question"])
    return next((plain for text in reversed(prose) if (plain := _plain(text))), "")


def _plain(text: str) -> str:
    """The text without comment marks, fences and bullets around it."""
    lines = [line.removeprefix("-- ") for line in text.strip().splitlines()]
    return _DECORATION.sub("", "\n".join(lines)).strip()
