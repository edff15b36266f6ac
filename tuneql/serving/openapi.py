"""The OpenAPI document, generated from the types that the handler itself reads and writes."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from tuneql.serving.problems import Problem
from tuneql.serving.service import SqlAnswer, SqlRequest

_PROBLEMS = {
    "400": "The request breaks a rule: /errors/invalid-request, /errors/invalid-schema",
    "422": "The model's SQL did not pass the guard: /errors/sql-refused",
    "429": "Too many requests: /errors/throttled",
    "500": "Something went wrong on our side: /errors/internal",
    "502": "The model gave no usable answer: /errors/no-answer",
    "503": "Nothing promoted yet, or the model is being loaded: /errors/no-model-yet, /errors/model-not-ready",
}


class Health(BaseModel):
    """The body of `GET /health`."""

    status: str
    model: str | None
    dialect: str | None


def document() -> dict[str, Any]:
    """The API as an OpenAPI 3.1 document."""
    models: list[type[BaseModel]] = [SqlRequest, SqlAnswer, Problem, Health]
    _, schemas = models_json_schema(
        [(model, "validation") for model in models], ref_template="#/components/schemas/{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {"title": "tuneql", "version": "1", "description": "A question in, checked SQL out."},
        "paths": {
            "/sql": {"post": _sql()},
            "/health": {"get": _get("health", "Whether a model has been promoted, and which.", _reference("Health"))},
            "/openapi.json": {"get": _get("openapi", "This document.", {"type": "object"})},
        },
        "components": {
            "schemas": schemas["$defs"],
            "securitySchemes": {"sigv4": {"type": "apiKey", "name": "Authorization", "in": "header"}},
        },
        "security": [{"sigv4": []}],
    }


def _sql() -> dict[str, Any]:
    problems = {status: _response(text, "Problem", "application/problem+json") for status, text in _PROBLEMS.items()}
    return {
        "operationId": "sql",
        "summary": "Answer a question over a schema with one read-only SQL statement.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": _reference("SqlRequest")}}},
        "responses": {"200": _response("The statement.", "SqlAnswer", "application/json"), **problems},
    }


def _get(operation: str, summary: str, schema: dict[str, str]) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {
        "operationId": operation,
        "summary": summary,
        "responses": {"200": {"description": summary, "content": content}},
    }


def _response(description: str, model: str, media_type: str) -> dict[str, Any]:
    return {"description": description, "content": {media_type: {"schema": _reference(model)}}}


def _reference(model: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{model}"}
