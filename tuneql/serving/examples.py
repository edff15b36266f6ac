"""Examples for the OpenAPI document, by the name of their type and by a name of their own."""

from collections.abc import Mapping
from typing import Any, Final

REQUEST_ID: Final = "5f6c2d6e-0f3c-4c55-9d3a-2f6f0f0f7a11"
_DDL: Final = "CREATE TABLE vessels (name TEXT, passengers INTEGER)"
_QUESTION: Final = "How many vessels carry more than 400 passengers?"
_SQL: Final = "SELECT COUNT(*) FROM vessels WHERE passengers > 400"
_CHECKS: Final = ("parses", "one_statement", "read_only", "known_tables", "known_columns", "bounded_work")
_SUMMARY: Final = {"id": "ferries", "version": "7d9a1c0be3f2", "dialect": "postgres", "tables": ["vessels"]}
_WITHHELD: Final = "The answer is withheld; ask again in other words, or check that the schema holds what is asked for."
_NO_TABLE: Final = (
    "declares no table that can be read as postgres; give CREATE TABLE statements in postgres, or name the "
    "dialect that they are in"
)

EXAMPLES: Final[Mapping[str, Mapping[str, Any]]] = {
    "SqlRequest": {
        "inline": {"question": _QUESTION, "schema": _DDL},
        "registered": {"question": _QUESTION, "schema_id": "ferries", "dialect": "snowflake"},
        "specification": {
            "spec": {
                "table": "vessels",
                "cols": ["name"],
                "filters": [{"column": "passengers", "operator": ">", "value": 400}],
            },
            "schema": _DDL,
        },
    },
    "SqlAnswer": {
        "answer": {
            "request_id": REQUEST_ID,
            "sql": _SQL,
            "dialect": "postgres",
            "schema_version": None,
            "checks": dict.fromkeys(_CHECKS, True),
            "repairs": 0,
            "usage": {"input_tokens": 71, "output_tokens": 13},
            "latency_ms": 512.4,
            "cost_usd": 4.3e-06,
            "model": "nightly-1234abcd",
        }
    },
    "SchemaRequest": {"ferries": {"schema": _DDL, "dialect": "postgres"}},
    "SchemaSummary": {"ferries": _SUMMARY},
    "RegisteredSchema": {"ferries": {**_SUMMARY, "schema": _DDL}},
    "SchemaList": {"list": {"schemas": ["ferries", "payroll"]}},
    "Feedback": {
        "bad": {
            "request_id": REQUEST_ID,
            "verdict": "bad",
            "sql": "SELECT COUNT(*) FROM vessels WHERE passengers >= 400",
            "note": "Those that carry 400 count too.",
            "question": _QUESTION,
            "schema_id": "ferries",
            "dialect": "postgres",
        },
        "good": {"request_id": REQUEST_ID, "verdict": "good", "question": _QUESTION},
    },
    "Health": {
        "ok": {"status": "ok", "model": "nightly-1234abcd", "dialect": "postgres"},
        "before": {"status": "no-model-yet", "model": None, "dialect": None},
    },
    "Problem": {
        "sql-refused": {
            "detail": _WITHHELD,
            "errors": [{"field": "known_columns", "message": "column seats does not exist; did you mean passengers?"}],
        },
        "cannot-answer": {"detail": "The model says: no table tells the weather."},
        "not-in-dialect": {
            "detail": "Ask again in other words, or in the model's own dialect, which GET /health tells.",
            "errors": [{"field": "transpiles", "message": "in bigquery, function MONTH_OF is not on the list"}],
        },
        "unknown-schema": {
            "detail": "ferries is not registered; GET /schemas lists what is, PUT /schemas/{id} registers a schema",
            "errors": [{"field": "schema_id", "message": "is not registered"}],
        },
        "invalid-request": {
            "detail": "question: '' is empty; give at least one character",
            "errors": [{"field": "question", "message": "is empty; give at least one character"}],
        },
        "invalid-schema": {
            "detail": f"schema: 'SELECT 1' {_NO_TABLE}",
            "errors": [{"field": "schema", "message": _NO_TABLE}],
        },
        "throttled": {"detail": "Try again in 2 seconds."},
        "spending-limit": {
            "detail": "Ask again in an hour: the questions of the last 24 hours count. The API's owner sets the limit."
        },
        "model-not-ready": {"detail": "Try again in 10 seconds."},
        "no-model-yet": {"detail": "no run has promoted a model yet; start one, and ask again when it has ended"},
        "guardrail": {
            "detail": "What this API may be asked and may answer is laid down by its owner; ask for something else."
        },
        "no-answer": {"detail": "The request id identifies the log entry with the details."},
        "internal": {"detail": "The request id identifies the log entry with the details."},
        "internal-error": {"detail": "try again; if it goes on, look at the API's execution log"},
        "timeout": {"detail": "try again; if it goes on, look at the function's log"},
        "unauthorized": {
            "detail": "send a valid token of this API's issuer in the header Authorization, after the word Bearer"
        },
        "quota-exceeded": {
            "detail": "it starts anew at midnight UTC; ask the API's owner for a larger one if that is too late"
        },
        "forbidden": {"detail": "sign the request with AWS Signature Version 4, as a principal that may call it"},
        "not-found": {"detail": "GET /openapi.json lists the paths"},
        "request-too-large": {"detail": "the gateway takes 10 MB at most"},
        "unsupported-media-type": {"detail": "send application/json"},
    },
}
