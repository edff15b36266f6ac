"""What clients send, as validated types; the OpenAPI document is generated from them."""

from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from tuneql.limits import (
    DIALECT_CHARACTERS,
    FEEDBACK_NOTE_CHARACTERS,
    FEEDBACK_SQL_CHARACTERS,
    QUESTION_CHARACTERS,
    REQUEST_ID_PATTERN,
    SCHEMA_CHARACTERS,
    SCHEMA_ID_PATTERN,
)
from tuneql.serving.questions import Question
from tuneql.sql.specification import QuerySpec

_TABLES: Final = "CREATE TABLE statements of the tables that may be asked about, best with comments."


def _one_of_each(schema: dict[str, Any]) -> None:
    """Say in JSON Schema: exactly one of `question` and `spec`, and of `schema` and `schema_id`."""
    _leave_out(schema)
    schema["allOf"] = [
        {"oneOf": [{"required": [each]} for each in names]} for names in (("question", "spec"), ("schema", "schema_id"))
    ]


def _leave_out(schema: dict[str, Any]) -> None:
    """Say that optional fields are left out, never null: the gateway's models know no null."""
    for name, each in schema["properties"].items():
        if each.pop("default", ...) is None:
            known = next(option for option in each.pop("anyOf") if option.get("type") != "null")
            schema["properties"][name] = {**each, **known}


class SqlRequest(BaseModel):
    """The body of `POST /sql`: a question or a specification, and a schema or the id of a registered one."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=_one_of_each)

    question: Annotated[
        str | None, Field(min_length=1, max_length=QUESTION_CHARACTERS, description="What a person asks.")
    ] = None
    spec: QuerySpec | None = None
    ddl: Annotated[
        str | None, Field(alias="schema", min_length=1, max_length=SCHEMA_CHARACTERS, description=_TABLES)
    ] = None
    schema_id: Annotated[str | None, Field(pattern=SCHEMA_ID_PATTERN, description="The id of a registered schema.")] = (
        None
    )
    dialect: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=DIALECT_CHARACTERS,
            description="What the SQL is to be written in, and what an inline schema is written in. By default that of "
            "the registered schema, or else the model's own. Where it is not the model's own, its SQL is translated "
            "and checked again.",
        ),
    ] = None

    def to_question(self) -> Question:
        """What the request asks, valid or not."""
        return Question(**dict(self))


class SchemaRequest(BaseModel):
    """The body of `PUT /schemas/{id}`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=_leave_out)

    ddl: Annotated[str, Field(alias="schema", min_length=1, max_length=SCHEMA_CHARACTERS, description=_TABLES)]
    dialect: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=DIALECT_CHARACTERS,
            description="What it is written in; by default the model's own.",
        ),
    ] = None


class Feedback(BaseModel):
    """The body of `POST /feedback`."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, json_schema_extra=_leave_out)

    request_id: Annotated[str, Field(pattern=REQUEST_ID_PATTERN, description="That of the answer.")]
    verdict: Annotated[Literal["good", "bad"], Field(description="Whether the SQL answers the question.")]
    sql: Annotated[
        str | None,
        Field(min_length=1, max_length=FEEDBACK_SQL_CHARACTERS, description="The SQL that would be, or is, right."),
    ] = None
    note: Annotated[
        str | None, Field(min_length=1, max_length=FEEDBACK_NOTE_CHARACTERS, description="Anything else.")
    ] = None
    question: Annotated[
        str | None,
        Field(
            min_length=1,
            max_length=QUESTION_CHARACTERS,
            description="The question; its SHA-256 is kept, and the text only where the deployment says so.",
        ),
    ] = None
    schema_id: Annotated[
        str | None,
        Field(pattern=SCHEMA_ID_PATTERN, description="The registered schema that was asked about."),
    ] = None
    ddl: Annotated[
        str | None,
        Field(
            alias="schema",
            min_length=1,
            max_length=SCHEMA_CHARACTERS,
            description="The inline schema that was asked about; kept where the question is.",
        ),
    ] = None
    dialect: Annotated[
        str | None,
        Field(min_length=1, max_length=DIALECT_CHARACTERS, description="What the SQL is written in."),
    ] = None
