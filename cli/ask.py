"""`tuneql ask`: a question to the endpoint."""

import json
from typing import Annotated, Any

import typer

from cli.console import read_text, show, show_json
from tuneql.aws.clients import patient_client
from tuneql.aws.signed import call
from tuneql.aws.stacks import find_output
from tuneql.errors import LEFT_OUT, InvalidInput, RunFailed
from tuneql.serving.questions import read_question

CLIENT_ERRORS = range(400, 500)
BUSY = 429
API_KEY = "TUNEQL_API_KEY"


def ask(
    question: Annotated[str, typer.Argument(help="What to ask, in words.")],
    schema: Annotated[str | None, typer.Option(help="A file of CREATE TABLE statements.")] = None,
    schema_id: Annotated[str | None, typer.Option(help="The id of a registered schema, instead of --schema.")] = None,
    dialect: Annotated[str | None, typer.Option(help="The dialect to answer in.")] = None,
    endpoint: Annotated[str | None, typer.Option(help="The API's URL; by default that of the deployed stack.")] = None,
    api_key: Annotated[str | None, typer.Option(envvar=API_KEY, help="API key to send instead of a signature.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the API's whole answer.")] = False,
) -> None:
    """Print the SQL that answers a question over a schema, with its checks."""
    body = {"question": question} | _over(schema, schema_id) | ({"dialect": dialect} if dialect else {})
    read_question(json.dumps(body))  # of what breaks a rule the gateway would not tell which part it is
    status, answer = call("POST", f"{api_url(endpoint)}/sql", body, api_key=api_key)
    if as_json:
        show_json(answer)
    if status in CLIENT_ERRORS and status != BUSY:
        said, remedy = _refusal(answer)
        rule = f"was refused ({status} {answer.get('type', '')}): {said}"
        raise InvalidInput(field="request", value=question, rule=rule, remedy=remedy)
    if status >= CLIENT_ERRORS.start:
        raise RunFailed(f"the endpoint answered {status}: {answer.get('title', answer)}: {answer.get('detail', '')}")
    if not as_json:
        show(answer["sql"])
        passed = ", ".join(name for name, ok in answer["checks"].items() if ok)
        cost = "billed by the minute" if answer["cost_usd"] is None else f"${answer['cost_usd']:.6f}"
        show(f"-- {passed}; {answer['latency_ms']:.0f} ms; {cost}; model {answer['model']}")


def _over(schema: str | None, schema_id: str | None) -> dict[str, str]:
    """The schema to ask about: DDL from a file, or the id of a registered one."""
    if (schema is None) == (schema_id is None):
        rule = "is left out" if schema is None else f"is given, and {schema_id} as well"
        value = LEFT_OUT if schema is None else schema
        raise InvalidInput(
            field="schema", value=value, rule=rule, remedy="give one of --schema FILE and --schema-id ID"
        )
    return {"schema_id": schema_id} if schema_id else {"schema": read_text(schema or "", field="schema")}


def _refusal(answer: dict[str, Any]) -> tuple[str, str]:
    """Why the API refuses a request, and what to do, which the API's sentence ends with."""
    detail = str(answer.get("detail", answer)).rstrip(".")
    if more := _errors(answer):
        return detail, more
    said, semicolon, remedy = detail.rpartition("; ")
    return (said, remedy) if semicolon else (detail, "change the request")


def _errors(answer: dict[str, Any]) -> str:
    """What the answer's detail does not tell already."""
    errors = (each for each in answer.get("errors", []) if each["message"] not in answer["detail"])
    return "; ".join(f"{each['field']}: {each['message']}" for each in errors)


def api_url(endpoint: str | None) -> str:
    """The URL of the API that the user names, or else of the deployed one, without a slash at its end.

    Raises:
        InvalidInput: what the user named is not a URL, or nothing is deployed.
    """
    url = endpoint or find_output(patient_client("cloudformation"), "ApiUrl")
    if not url.startswith(("https://", "http://")):
        raise InvalidInput(field="endpoint", value=url, rule="is not a URL", remedy="begin it with https://")
    return url.rstrip("/")
