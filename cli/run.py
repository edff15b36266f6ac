"""`tuneql run`: one execution, in whatever account the AWS environment points to."""

import secrets
import time
from typing import Annotated, Any

import typer

from cli.console import json_values, say, show_json
from cli.following import show_visits
from cli.outcome import failed, print_outcome
from cli.uploads import Uploads
from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Executions, Outcome
from tuneql.aws.stacks import find_output


def run(
    corpus: Annotated[
        str, typer.Option(help="An s3:// URI, or a file or folder, which is uploaded; or hf:owner/name.")
    ],
    schemas: Annotated[
        str | None, typer.Option(help="DDL or tables.json of rows without schema: s3://, or a file or folder.")
    ] = None,
    databases: Annotated[str | None, typer.Option(help="An s3:// folder, or a folder of <db_id>.sqlite files.")] = None,
    dialect: Annotated[str | None, typer.Option(help="The dialect of SQL that names none.")] = None,
    method: Annotated[str | None, typer.Option(help="Who trains: bedrock or sagemaker-nova.")] = None,
    prompt_version: Annotated[str | None, typer.Option(help="The words in which the model is asked.")] = None,
    preparation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="An option of tuneql corpus prepare, such as near_duplicates=keep; may be given again.",
        ),
    ] = None,
    examples: Annotated[int | None, typer.Option(help="Held-out questions to ask.")] = None,
    budget_usd: Annotated[float | None, typer.Option(help="Refuse a run that is estimated to cost more.")] = None,
    epochs: Annotated[int | None, typer.Option(help="Passes over the records.")] = None,
    promote: Annotated[bool, typer.Option(help="Promote the candidate if it passes the gate.")] = True,
    every_seconds: Annotated[float, typer.Option(min=0.2, help="How often to look at the execution.")] = 5.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Start an execution, follow it to its end, and print what came of it."""
    stacks = patient_client("cloudformation")
    uploads = Uploads(find_output(stacks, "CorpusBucket"))
    given: dict[str, Any] = {
        "corpus": uploads.corpus(corpus),
        "schemas": uploads.schemas(schemas) if schemas else None,
        "databases": uploads.databases(databases) if databases else None,
        "dialect": dialect,
        "method": method,
        "preparation": _preparation(preparation, prompt_version) or None,
        "budget_usd": budget_usd,
        "hyperparameters": {"epochs": epochs} if epochs is not None else None,
        "evaluation": {"examples": examples} if examples is not None else None,
    }
    asked = {key: value for key, value in given.items() if value is not None} | {"promote": promote}
    outcome = execute(find_output(stacks, "StateMachineArn"), asked, every_seconds=every_seconds)
    if as_json:
        show_json({"status": outcome.status, "error": outcome.error, "cause": outcome.cause, **_told(outcome)})
    elif outcome.status == "SUCCEEDED":
        print_outcome(outcome)
    if outcome.status != "SUCCEEDED":
        raise failed(outcome)


def _preparation(chosen: list[str] | None, prompt_version: str | None) -> dict[str, Any]:
    named = {} if prompt_version is None else {"prompt_version": prompt_version}
    return json_values(chosen, option="preparation") | named


def execute(machine_arn: str, given: dict[str, Any], *, every_seconds: float, quiet: bool = False) -> Outcome:
    """Start an execution, show its states as it enters them, and return how it ended."""
    executions = Executions(patient_client("stepfunctions"))
    arn = executions.start(machine_arn, given, name=time.strftime("run-%Y%m%d-%H%M%S-") + secrets.token_hex(2))
    say(f"execution {arn}")
    visits = executions.follow(arn, every_seconds=every_seconds)
    if quiet:
        for _ in visits:
            pass
    else:
        show_visits(visits)
    return executions.outcome(arn)


def _told(outcome: Outcome) -> dict[str, Any]:
    parts = ("dataset", "training", "evaluation", "gate", "champion")
    return {name: outcome.output[name] for name in parts if name in outcome.output}
