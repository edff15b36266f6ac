"""Reads the body of `POST /sql`.

An ordinary request, a few strings within their limits, is read here. Any other goes to `SqlRequest`, which can say what
is wrong with it, but takes longer to import than everything else that a cold endpoint does.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from tuneql.errors import InvalidInput, TuneqlError
from tuneql.limits import DIALECT_CHARACTERS, QUESTION_CHARACTERS, SCHEMA_CHARACTERS, SCHEMA_ID_PATTERN
from tuneql.serving.exchange import read_json
from tuneql.sql.schemas.tables import Schema

if TYPE_CHECKING:
    from tuneql.serving.patience import Patience
    from tuneql.sql.specification import QuerySpec

_LONGEST: Final = {
    "question": QUESTION_CHARACTERS,
    "schema": SCHEMA_CHARACTERS,
    "schema_id": SCHEMA_CHARACTERS,
    "dialect": DIALECT_CHARACTERS,
}
_SURROGATE: Final = re.compile("[\ud800-\udfff]")  # half a surrogate pair, which JSON can hold and UTF-8 cannot


@dataclass(frozen=True, kw_only=True)
class Question:
    """A valid request.

    Attributes:
        question, spec: what is asked, in words or as a specification; one of them.
        ddl, schema_id: the tables, or where they are registered; one of them.
        dialect: of the SQL; None if the request leaves that to the schema or to the model.
    """

    question: str | None = None
    spec: "QuerySpec | None" = None
    ddl: str | None = None
    schema_id: str | None = None
    dialect: str | None = None


@dataclass(frozen=True, kw_only=True)
class Tables:
    """The schema of a question.

    Attributes:
        ddl: its text.
        dialect: what it is written in; None if it is the same as the SQL's.
        version: that of a registered schema.
        schema: what it declares, if it has been read already.
    """

    ddl: str
    dialect: str | None = None
    version: str | None = None
    schema: Schema | None = field(default=None, repr=False)


class SchemaChanged(TuneqlError):
    """A registered schema has changed while a question over it was being answered."""


class AnotherChampion(TuneqlError):
    """Another model has become the champion since this process last looked."""


@dataclass(frozen=True, kw_only=True)
class Source:
    """The schema of a question, and how to confirm what this process remembers.

    Attributes:
        tables: as last read.
        confirm: raises SchemaChanged or UnknownSchema if they have changed, AnotherChampion if the champion has.
    """

    tables: Tables
    confirm: Callable[[], object] = lambda: None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question on its way to a model, with the request that it is of and the time that is left to answer it."""

    question: Question
    source: Source
    request_id: str
    patience: "Patience"


def read_question(body: str | None) -> Question:
    """The question in the body of a request.

    Raises:
        InvalidInput: the body is not JSON, breaks a rule, has both or none of two alternatives, or asks nothing.
    """
    found = read_json(body)
    question = _ordinary(found) if _is_ordinary(found) else _validated(found)
    _check_alternatives(question, found)
    if question.question is not None and not _is_visible(question.question):
        raise InvalidInput(
            field="question", value=question.question, rule="is blank", remedy="say what you want to know"
        )
    return question


def _is_visible(text: str) -> bool:
    """Whether it has more than spaces, control characters and characters without a width."""
    return any(each.isprintable() and not each.isspace() for each in text)


def _is_ordinary(found: Any) -> bool:
    return isinstance(found, dict) and all(_is_within(name, value) for name, value in found.items())


def _is_within(name: str, value: Any) -> bool:
    if not isinstance(value, str) or not 0 < len(value) <= _LONGEST.get(name, 0):
        return False
    if name == "schema_id":
        return re.fullmatch(SCHEMA_ID_PATTERN, value) is not None
    return value.isascii() or _SURROGATE.search(value) is None


def _ordinary(found: Mapping[str, str]) -> Question:
    return Question(
        question=found.get("question"),
        ddl=found.get("schema"),
        schema_id=found.get("schema_id"),
        dialect=found.get("dialect"),
    )


def _validated(found: Any) -> Question:
    from tuneql.parsing import parse_as  # noqa: PLC0415 - as the module says
    from tuneql.serving.messages import SqlRequest  # noqa: PLC0415

    return parse_as(SqlRequest, found).to_question()


def _check_alternatives(question: Question, found: Any) -> None:
    pairs = (
        ("question", question.question, "spec", question.spec),
        ("schema", question.ddl, "schema_id", question.schema_id),
    )
    for name, value, other, alternative in pairs:
        given = [each for each in (value, alternative) if each is not None]
        if len(given) != 1:
            words = f"and {other} are alternatives" if given else f"is not among these keys, nor is {other}"
            raise InvalidInput(
                field=name,
                value=value if given else found,
                rule=f"{words}, of which a request has exactly one",
                remedy=f"send either {name} or {other}",
            )
