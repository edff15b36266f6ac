"""`tuneql local`: the AWS account in one process, with tuneql deployed into it."""

import json
import os
import shlex
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cli.console import ERR, show, show_json
from cli.locks import folder_of_ones_own
from cli.options import AsJson, FaultNames
from cli.playground import served, wait_for_interrupt
from cli.uploads import Uploads
from examples import kestrel
from local.faults import Faults
from local.synth import synthesize
from tuneql.sql.dialects import get_dialect

if TYPE_CHECKING:
    from local.account import LocalAccount
    from local.cloudformation.deployment import Deployment

app = typer.Typer(no_args_is_help=True, help="An AWS account in one process, for people who have none.")

BUILD = Path("build")

# The app is the same as in AWS, with the settings of cdk.json; but waiting times and sizes are those of a process on a
# laptop, and a model may be tried beside the champion.
LOCAL_SETTINGS: dict[str, Any] = {
    "stage": "local",
    "removal_policy": "destroy",
    "dialect": "kestrel",
    "poll_seconds": 1,
    "stall_seconds": 15,
    "training_deadline_seconds": 900,
    "deployment_deadline_seconds": 120,
    "shard_bytes": 512 * 1024,
    "preparation_concurrency": 2,
    "evaluation_examples": 200,
    "evaluation_slice": 50,
    "evaluation_concurrency": 2,
    "minimum_questions": 0,  # with the next: the stand-in need not be good, only better than its base
    "minimum_accuracy": 0.0,
    "challenger_share": 1.0,
    "epochs": 5,
    "learning_rate": 1e-5,
}


@contextmanager
def deployed(
    directory: Path, *, port: int = 0, faults: tuple[str, ...] = ()
) -> Iterator[tuple["LocalAccount", "Deployment"]]:
    """A local account with the synthesized app deployed into it; gone when the block ends."""
    Faults(faults)  # refuses a name that no fault has
    get_dialect(LOCAL_SETTINGS["dialect"])  # may start the program again, see tuneql.interpreted
    from local.account import LocalAccount  # noqa: PLC0415 -- moto takes seconds, for which no other command should wait

    with LocalAccount(  # first, since its port may be taken
        directory=directory, port=port, faults=faults, recorder=directory / "bedrock-requests.jsonl"
    ) as account:
        with ERR.status("synthesizing the CDK app"):
            assembly = synthesize(out=directory / "cdk.out", overrides=LOCAL_SETTINGS)
        with ERR.status("deploying it into the local account"):
            deployment = account.deploy(assembly)
        yield account, deployment


@app.command("up", short_help="Run it until interrupted; prints how to reach it.")
def up(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 takes a free one.")] = 4566,
    fault: FaultNames = None,
    as_json: AsJson = False,
) -> None:
    """Run the local account until interrupted, and print how to reach it."""
    with ExitStack() as context:
        directory = context.enter_context(folder_of_ones_own(BUILD / "local"))
        account, deployment = context.enter_context(deployed(directory, port=port, faults=tuple(fault or ())))
        context.enter_context(pointed_at(account.environment))
        bundled = kestrel.build(directory / "kestrel")
        given = upload_example(bundled, all_outputs(deployment)["CorpusBucket"])
        page = context.enter_context(served(deployment.api_url, bundled, notice=STAND_IN))
        if as_json:
            outputs = {**all_outputs(deployment), "ApiUrl": deployment.api_url}
            told = {"environment": account.environment, "outputs": outputs, "example": given, "playground": page}
            show_json(told)
        else:
            show(
                INSTRUCTIONS.format(**_facts(account, deployment), **_commands(given, bundled.schema), playground=page)
            )
        wait_for_interrupt()


def upload_example(bundled: kestrel.Kestrel, bucket: str) -> dict[str, str]:
    """Put the bundled corpus and its database into the bucket; returns the execution input for them."""
    uploads = Uploads(bucket)
    databases = uploads.databases(str(bundled.databases))
    return {"corpus": uploads.corpus(str(bundled.corpus)), "databases": databases, "dialect": "kestrel"}


def all_outputs(deployment: "Deployment") -> dict[str, str]:
    """The outputs of all stacks; their names differ."""
    return {name: value for outputs in deployment.outputs.values() for name, value in outputs.items()}


@contextmanager
def pointed_at(environment: Mapping[str, str]) -> Iterator[None]:
    """Point this process's AWS environment at the local account within the block."""
    before = {name: os.environ.get(name) for name in environment}
    os.environ.update(environment)
    try:
        yield
    finally:
        for name, value in before.items():
            os.environ.pop(name) if value is None else os.environ.update({name: value})


STAND_IN = (
    "This is a local account: Bedrock and its model are stand-ins. "
    "Nothing is billed; the cost shown is what AWS would charge."
)

INSTRUCTIONS = """\
{exports}

# playground     {playground}
# API            {api}
# state machine  {StateMachineArn}
# corpus bucket  {CorpusBucket}
# runs bucket    {RunsBucket}
# notifications  {TopicArn}

# Start a run on the bundled corpus, which is uploaded already:
{tuneql} run {options}
# or
aws stepfunctions start-execution --state-machine-arn {StateMachineArn} \\
  --input '{example}'

# Ask the API, once a run has promoted a model:
{tuneql} ask "How many vessels are there?" --schema {schema}
# or
curl -s --aws-sigv4 "aws:amz:$AWS_REGION:execute-api" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" \\
  -H 'content-type: application/json' {api}/sql \\
  -d '{{"question": "How many vessels are there?", "schema": "CREATE TABLE vessels (vessel_id INTEGER)"}}'

# Bedrock and its model are local stand-ins. Ctrl-C ends the account, and nothing of it is kept."""


def _commands(run: Mapping[str, str], schema: Path) -> dict[str, str]:
    """What is to be typed to start the run and to ask its model, as this program was called."""
    return {
        "tuneql": shlex.quote(sys.argv[0]),
        "options": shlex.join(f"--{name}={value}" for name, value in run.items()),
        "example": json.dumps(run),
        "schema": shlex.quote(str(schema)),
    }


def _facts(account: "LocalAccount", deployment: "Deployment") -> dict[str, str]:
    exports = "\n".join(f"export {name}={value}" for name, value in account.environment.items())
    return {**all_outputs(deployment), "exports": exports, "api": deployment.api_url}
