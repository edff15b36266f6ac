"""The operations of the API, as the OpenAPI document describes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tuneql.serving.answers import Health, RegisteredSchema, SchemaList, SchemaSummary, SqlAnswer
from tuneql.serving.messages import Feedback, SchemaRequest, SqlRequest
from tuneql.serving.problems import KINDS


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One method of one path.

    Attributes:
        id, tag, summary, description: in the document's words.
        body: what it takes, if anything.
        answer: what it returns; None for nothing, with status 204.
        problems: types beyond those of every operation.
        is_page: whether browsers open it, which have no key and no token: it is open unless requests must be signed.
    """

    id: str
    tag: str
    summary: str
    description: str
    body: type | None = None
    answer: type | None = None
    problems: tuple[str, ...] = ()
    is_page: bool = False


OPERATIONS: Final[Mapping[str, Mapping[str, Operation]]] = {
    "/sql": {
        "post": Operation(
            id="sql",
            tag="answers",
            summary="Answer a question over a schema with one read-only SQL statement.",
            description="The model's SQL is checked before it leaves: one statement that reads, over tables and "
            "columns that the schema has. What is refused goes back to the model with the reason, and is withheld if "
            "it cannot be mended. All of it takes 25 seconds at most.",
            body=SqlRequest,
            answer=SqlAnswer,
            problems=tuple(dict.fromkeys(kind.type for kind in KINDS)),
        )
    },
    "/schemas": {
        "get": Operation(
            id="listSchemas",
            tag="schemas",
            summary="The ids of all registered schemas.",
            description="In the order of their characters.",
            answer=SchemaList,
        )
    },
    "/schemas/{id}": {
        "put": Operation(
            id="putSchema",
            tag="schemas",
            summary="Register a schema, or replace it.",
            description="It is read and checked first. A change shows in the next answer.",
            body=SchemaRequest,
            answer=SchemaSummary,
            problems=("/errors/invalid-schema",),
        ),
        "get": Operation(
            id="getSchema",
            tag="schemas",
            summary="A registered schema.",
            description="With its text as it was sent, and the version that answers name.",
            answer=RegisteredSchema,
            problems=("/errors/unknown-schema",),
        ),
        "delete": Operation(
            id="deleteSchema",
            tag="schemas",
            summary="Forget a registered schema.",
            description="Questions over it are refused from then on.",
            problems=("/errors/unknown-schema",),
        ),
    },
    "/health": {
        "get": Operation(
            id="health",
            tag="about",
            summary="Whether a model has been promoted, and which.",
            description="No model is asked, so that it costs no tokens.",
            answer=Health,
        )
    },
    "/openapi.json": {
        "get": Operation(
            id="openapi",
            tag="about",
            summary="This document.",
            description="Made of the types that the endpoint itself reads and writes.",
        )
    },
    "/feedback": {
        "post": Operation(
            id="feedback",
            tag="answers",
            summary="Say whether an answer was right, and what would have been.",
            description="Kept for the next training; of two about one answer on one day, the later one stands.",
            body=Feedback,
        )
    },
    "/": {
        "get": Operation(
            id="playground",
            tag="about",
            summary="The playground, a page for people.",
            description="It asks questions and shows what comes back, and loads nothing from elsewhere.",
            is_page=True,
        )
    },
}
