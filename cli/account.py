"""`tuneql local`: the AWS account in one process, with tuneql deployed into it."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.console import ERR, show, show_json
from local.account import LocalAccount
from local.deployment import Deployment
from local.synth import synthesize

app = typer.Typer(no_args_is_help=True, help="An AWS account in one process, for people who have none.")

BUILD = Path("build")

# The app is the same as in AWS; only its patience and its sizes suit a process on a laptop.
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
    "epochs": 5,
    "learning_rate": 1e-4,
}


@contextmanager
def deployed(
    directory: Path, *, port: int = 0, faults: tuple[str, ...] = ()
) -> Iterator[tuple[LocalAccount, Deployment]]:
    """A local account with the synthesized app deployed into it; gone when the block ends."""
    with ERR.status("synthesizing the CDK app"):
        assembly = synthesize(out=directory / "cdk.out", overrides=LOCAL_SETTINGS)
    with LocalAccount(
        directory=directory, port=port, faults=faults, recorder=directory / "bedrock-requests.jsonl"
    ) as account:
        with ERR.status("deploying it into the local account"):
            deployment = account.deploy(assembly)
        yield account, deployment


@app.command("up")
def up(
    port: Annotated[int, typer.Option(min=0, max=65_535, help="Port to listen on; 0 takes a free one.")] = 4566,
    fault: Annotated[list[str] | None, typer.Option(help="Make something go wrong, by name; may be repeated.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Run the local account until interrupted, and print how to reach it."""
    with deployed(BUILD / "local", port=port, faults=tuple(fault or ())) as (account, deployment):
        _show(account, deployment, as_json=as_json)
        stop = threading.Event()
        for sign in (signal.SIGINT, signal.SIGTERM):
            signal.signal(sign, lambda *_: stop.set())
        stop.wait()


def all_outputs(deployment: Deployment) -> dict[str, str]:
    """The outputs of all stacks; their names differ."""
    return {name: value for outputs in deployment.outputs.values() for name, value in outputs.items()}


def _show(account: LocalAccount, deployment: Deployment, *, as_json: bool) -> None:
    outputs = all_outputs(deployment)
    if as_json:
        show_json({"environment": account.environment, "api_url": deployment.api_url, "outputs": outputs})
        return
    for name, value in account.environment.items():
        show(f"export {name}={value}")
    show(f"\n# API            {deployment.api_url}")
    for name, value in outputs.items():
        show(f"# {name:<14} {value}")
    show(
        "\n# A question:\n"
        f'curl -s --aws-sigv4 "aws:amz:$AWS_REGION:execute-api" --user "$AWS_ACCESS_KEY_ID:$AWS_SECRET_ACCESS_KEY" '
        f"-H 'content-type: application/json' {deployment.api_url}/sql "
        """-d '{"question": "How many vessels are there?", "schema": "CREATE TABLE vessels (vessel_id INTEGER)"}'"""
    )
