"""What clients get, as types; the OpenAPI document is generated from them.

They are plain dataclasses, since our own answers need no validation, and importing a validator would delay them. The
text below a field is its description in the document.
"""

import json
from dataclasses import dataclass
from typing import Any, ClassVar, Final, Literal

_DESCRIBED: Final = {"use_attribute_docstrings": True}


@dataclass(frozen=True, kw_only=True)
class Usage:
    """Tokens, as billed, of all calls of the model together."""

    input_tokens: int
    output_tokens: int


@dataclass(frozen=True, kw_only=True)
class SqlAnswer:
    """The body of a 200 of `POST /sql`: one read-only statement over tables and columns that exist in the schema."""

    __pydantic_config__: ClassVar[Any] = _DESCRIBED

    request_id: str
    sql: str
    """Regenerated from the checked syntax tree, without comments."""
    dialect: str
    schema_version: str | None
    """That of the registered schema that was asked about; null for an inline one."""
    checks: dict[str, bool]
    """The guard's rules, all of them passed. Of a specification also `agrees_with_spec`: whether the SQL gives the same
    rows as what the specification compiles to, on databases made up for the two; left out where these do not tell.
    Over a schema whose database plans answers also `explained`: false where that database could not be asked."""
    repairs: int
    """How often the model was asked to mend its answer."""
    usage: Usage
    latency_ms: float
    """From the question to this answer, without the network."""
    cost_usd: float | None
    """What the model's tokens cost at list price; null for a model that is billed by the minute."""
    model: str
    """The run that trained the model which answered."""


@dataclass(frozen=True, kw_only=True)
class SchemaSummary:
    """A registered schema, without its text."""

    __pydantic_config__: ClassVar[Any] = _DESCRIBED

    id: str
    version: str
    """Changes with the text or the dialect, and with nothing else."""
    dialect: str
    tables: tuple[str, ...]
    """Their names, as declared."""


@dataclass(frozen=True, kw_only=True)
class RegisteredSchema:
    """A registered schema: the body of a 200 of `GET /schemas/{id}`."""

    # The summary's fields again: the document takes descriptions from a class's own text, not from what it inherits.
    __pydantic_config__: ClassVar[Any] = _DESCRIBED

    id: str
    version: str
    """Changes with the text or the dialect, and with nothing else."""
    dialect: str
    tables: tuple[str, ...]
    """Their names, as declared."""
    schema: str
    """As it was sent."""


@dataclass(frozen=True, kw_only=True)
class SchemaList:
    """The body of `GET /schemas`: every registered schema, by id."""

    schemas: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Health:
    """The body of `GET /health`."""

    __pydantic_config__: ClassVar[Any] = _DESCRIBED

    status: Literal["ok", "no-model-yet"]
    model: str | None
    """The run that trained it."""
    dialect: str | None
    """What it writes."""


def as_json(answer: object) -> str:
    """An answer as a client gets it."""
    return json.dumps(answer, default=vars, separators=(",", ":"))
