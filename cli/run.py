"""`tuneql run`: one execution, in the account that the AWS environment points to."""

import secrets
import time
from typing import Annotated, Any, Final

import typer

from cli.console import json_values, say, show, show_json
from cli.following import show_visits
from cli.options import AsJson
from cli.outcome import failed, print_outcome
from cli.uploads import Uploads, require_local
from tuneql.aws.clients import patient_client
from tuneql.aws.executions import Executions, Outcome
from tuneql.aws.stacks import find_output
from tuneql.workflow.execution_input import check_input

_FILES: Final = ("corpus", "schemas", "databases")


def run(
    corpus: Annotated[
        str, typer.Option(help="An s3:// URI, or a file or folder, which is uploaded; or hf:owner/name.")
    ],
    schemas: Annotated[
        str | None, typer.Option(help="DDL or tables.json of rows without schema: s3://, or a file or folder.")
    ] = None,
    databases: Annotated[str | None, typer.Option(help="An s3:// folder, or a folder of <db_id>.sqlite files.")] = None,
    dialect: Annotated[str | None, typer.Option(help="The dialect of SQL that names none.")] = None,
    method: Annotated[
        str | None, typer.Option(help="The trainer: bedrock, sagemaker-nova or sagemaker-open-weights.")
    ] = None,
    base_model: Annotated[
        str | None, typer.Option(help="Open weights to train: s3://CORPUS-BUCKET/models/NAME/.")
    ] = None,
    prompt_version: Annotated[str | None, typer.Option(help="The words in which the model is asked.")] = None,
    preparation: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE",
            help="An option of tuneql corpus prepare, such as near_duplicates=keep; may be given again.",
        ),
    ] = None,
    epochs: Annotated[int | None, typer.Option(help="Passes over the records.")] = None,
    changes: Annotated[
        list[str] | None, typer.Option("--set", metavar="KEY=VALUE", help="A hyperparameter; may be given again.")
    ] = None,
    examples: Annotated[int | None, typer.Option(help="Held-out questions to ask.")] = None,
    robust: Annotated[int | None, typer.Option(help="More databases that right answers are checked on.")] = None,
    gate: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=VALUE", help="A threshold of the gate, such as minimum_accuracy=0.5; may be given again."
        ),
    ] = None,
    judge: Annotated[bool, typer.Option(help="Ask the deployment's judge, if it has one.")] = True,
    budget_usd: Annotated[float | None, typer.Option(help="Refuse a run that is estimated to cost more.")] = None,
    promote: Annotated[bool, typer.Option(help="Promote the candidate if it passes the gate.")] = True,
    every_seconds: Annotated[float, typer.Option(min=0.2, help="How often to look at the execution.")] = 5.0,
    as_json: AsJson = False,
) -> None:
    """Start an execution, follow it to its end, and print what came of it."""
    thresholds = json_values(gate, option="gate") or None
    evaluation = {"examples": examples, "robust": robust, "gate": thresholds, "judge": None if judge else False}
    given: dict[str, Any] = {
        "corpus": corpus,
        "schemas": schemas,
        "databases": databases,
        "dialect": dialect,
        "method": method,
        "base_model": base_model,
        "preparation": _among({"prompt_version": prompt_version}) | json_values(preparation, option="preparation"),
        "hyperparameters": _among({"epochs": epochs}) | json_values(changes, option="set"),
        "evaluation": _among(evaluation),
        "promote": promote,
        "budget_usd": budget_usd,
    }
    asked = {key: value for key, value in _among(given).items() if value != {}}
    check_input(asked)
    outcome = _started(asked, every_seconds=every_seconds)
    _show(outcome, as_json=as_json)
    if outcome.status != "SUCCEEDED":
        raise failed(outcome)


def _started(asked: dict[str, Any], *, every_seconds: float) -> Outcome:
    """Upload the files that the input names, and follow the execution to its end."""
    for name in _FILES:
        if name in asked:
            require_local(asked[name], field=name)
    stacks = patient_client("cloudformation")
    sent = asked | _uploaded(asked, Uploads(find_output(stacks, "CorpusBucket")))
    try:
        return execute(find_output(stacks, "StateMachineArn"), sent, every_seconds=every_seconds)
    except KeyboardInterrupt:
        say("tuneql: the execution goes on in AWS; tuneql stop and its ARN end it")
        raise


def _show(outcome: Outcome, *, as_json: bool) -> None:
    if as_json:
        show_json({"status": outcome.status, "error": outcome.error, "cause": outcome.cause, **_told(outcome)})
    elif outcome.status == "SUCCEEDED":
        print_outcome(outcome)
        show(f"\nreport  {outcome.output['evaluation']['report_uri']}")


def _among(options: dict[str, Any]) -> dict[str, Any]:
    """The options that were given."""
    return {name: value for name, value in options.items() if value is not None}


def _uploaded(asked: dict[str, Any], uploads: Uploads) -> dict[str, str]:
    """The S3 URIs of the named files, which are uploaded if they are on this machine."""
    kinds = {"corpus": uploads.corpus, "schemas": uploads.schemas, "databases": uploads.databases}
    return {name: upload(asked[name]) for name, upload in kinds.items() if name in asked}


def execute(machine_arn: str, given: dict[str, Any], *, every_seconds: float) -> Outcome:
    """Start an execution, show its states as it enters them, and return how it ended."""
    executions = Executions(patient_client("stepfunctions"))
    arn = executions.start(machine_arn, given, name=time.strftime("run-%Y%m%d-%H%M%S-") + secrets.token_hex(2))
    say(f"execution {arn}")
    show_visits(executions.follow(arn, every_seconds=every_seconds))
    return executions.outcome(arn)


def _told(outcome: Outcome) -> dict[str, Any]:
    parts = ("dataset", "training", "evaluation", "gate", "champion")
    return {name: outcome.output[name] for name in parts if name in outcome.output}
