"""`tuneql release`: the history of what serves users, and changing it by hand."""

import secrets
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated

import typer

from cli import challenger
from cli.console import say, show, show_json
from cli.deployed import Deployed, find_deployed, release_ports
from cli.options import AsJson, EverySeconds
from tuneql.aws.clients import patient_client
from tuneql.aws.customization import ImportedModels
from tuneql.aws.models import BedrockShelf
from tuneql.aws.trainers import models_of
from tuneql.errors import TuneqlError
from tuneql.release.champion import Challenger, Champion
from tuneql.release.history import previous_run
from tuneql.workflow.deployment import retire_imported
from tuneql.workflow.history import Entry, release_history
from tuneql.workflow.provenance import Provenance, read_provenance
from tuneql.workflow.releasing import find_model
from tuneql.workflow.releasing import release as put_before_users
from tuneql.workflow.retention import prune

app = typer.Typer(
    no_args_is_help=True,
    help="Which model serves users: the history, promoting, rolling back, and trials of others beside it.",
)

app.command("canary", short_help="Let a run's model answer a share of the questions.")(challenger.canary)
app.command("shadow", short_help="Ask a run's model too, without showing its answers.")(challenger.shadow)


@app.command("list", short_help="Every release, the oldest first.")
def list_releases(as_json: AsJson = False) -> None:
    """Show every release: when, who, which run's model, and the data, code and scores behind it."""
    found = find_deployed()
    entries = release_history(found.pointer.versions(), bucket=found.bucket, objects=found.objects)
    if as_json:
        show_json({"releases": [entry.model_dump(mode="json") for entry in entries]})
        return
    for line in lines(entries):
        show(line)


@app.command("promote", short_help="Put the model of an earlier run behind the champion.")
def promote(
    run: Annotated[str, typer.Argument(help="The run whose model shall serve users, as `release list` names it.")],
    force: Annotated[
        bool, typer.Option("--force", help="Even if the gate refused it, or the champion is not the recorded one.")
    ] = False,
    every_seconds: EverySeconds = 5.0,
    as_json: AsJson = False,
) -> None:
    """Put the model of an earlier run behind the champion; if it does not answer well, nothing changes.

    Like a promotion by the workflow, it then deletes models that nobody needs any more.
    """
    found = find_deployed()
    given = read_provenance(run, bucket=found.bucket, objects=found.objects)
    before = found.pointer.read()
    champion = _release(found, given, force=force, despite_gate=force, every_seconds=every_seconds)
    _delete_old_models(found, given, champion, replaced=before.previous_model_arn if before else None)
    _print(champion, as_json=as_json)


@app.command("rollback", short_help="Put the champion's previous model behind it again.")
def rollback(
    force: Annotated[bool, typer.Option("--force", help="Even if the champion is not the recorded one.")] = False,
    every_seconds: EverySeconds = 5.0,
    as_json: AsJson = False,
) -> None:
    """Put the champion's previous model behind it again; a second time, return to the present one."""
    found = find_deployed()
    given = read_provenance(previous_run(found.pointer.versions()), bucket=found.bucket, objects=found.objects)
    champion = _release(found, given, force=force, despite_gate=True, every_seconds=every_seconds)
    _print(champion, as_json=as_json)


def _release(found: Deployed, given: Provenance, *, force: bool, despite_gate: bool, every_seconds: float) -> Champion:
    bedrock = patient_client("bedrock")
    models = models_of(given.run.method, bedrock)
    model = find_model(given.run, models=models, objects=found.objects, despite_gate=despite_gate)
    ports = release_ports(found, bedrock, given.run, every_seconds=every_seconds)
    _say_what_it_was_measured_against(given, found.pointer.read())
    stamp, now = secrets.token_hex(4), datetime.now(UTC)
    return put_before_users(given, model, ports, stamp=stamp, now=now, force=force)


def _delete_old_models(found: Deployed, given: Provenance, champion: Champion, *, replaced: str | None) -> None:
    """Delete what Prune and Retire would delete; a failure does not undo the promotion."""
    bedrock = patient_client("bedrock")
    needed = (champion.model_arn, champion.previous_model_arn)
    try:
        deleted = prune(
            given.run, replaced=None, pointer=found.pointer, shelf=BedrockShelf(bedrock), objects=found.objects
        )
        retire_imported(
            champion, kept=True, replaced=None if replaced in needed else replaced, models=ImportedModels(bedrock)
        )
    except TuneqlError as error:
        say(f"models of earlier runs could not be deleted: {error}")
    else:
        say(f"deleted models of earlier runs: {', '.join(deleted) or 'none'}")


def _print(champion: Champion, *, as_json: bool) -> None:
    if as_json:
        show_json(asdict(champion))
    else:
        show(f"the model of {champion.run} serves users\nchampion {champion.model_id}\nmodel    {champion.model_arn}")


def _say_what_it_was_measured_against(given: Provenance, champion: Champion | None) -> None:
    if champion is not None and champion.run not in {given.compared_with, given.run.id}:
        say(f"{given.run.id} was compared with {given.compared_with or 'no champion'}; now {champion.run} serves users")


HEAD = ("", "version", "when (UTC)", "run", "accuracy", "exact match", "corpus", "code", "who", "challenger")


def lines(entries: Sequence[Entry]) -> list[str]:
    """The history as a table, `>` before what serves users now.

    Nothing is cut to the width of a terminal, so that a run's name can be copied.
    """
    rows = [HEAD, *map(_row, entries)]
    if not any(entry.challenger for entry in entries):
        rows = [row[:-1] for row in rows]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join(map(str.ljust, row, widths)).rstrip() for row in rows]


def _row(entry: Entry) -> tuple[str, ...]:
    return (
        ">" if entry.serves else "",
        str(entry.version),
        f"{entry.at.astimezone(UTC):%Y-%m-%d %H:%M}",
        entry.run or "none",
        _share(entry.scores.get("execution_accuracy")),
        _share(entry.scores.get("exact_match")),
        (entry.corpus or "").rsplit("/", 1)[-1],
        entry.code or "",
        entry.by.rsplit("/", 1)[-1] if entry.by.startswith("arn:") else entry.by,
        _tried(entry.challenger),
    )


def _tried(found: Challenger | None) -> str:
    return "" if found is None else f"{found.mode} {found.run} {found.share:.0%}"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.1%}"
