"""`tuneql release canary` and `shadow`: begin a trial beside the champion, show how it stands, and end it."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Annotated, Final

import typer

from cli.console import show, show_json, show_table
from cli.deployed import Deployed, find_deployed, query_log, release_ports
from cli.options import AsJson, EverySeconds
from tuneql.aws.clients import patient_client
from tuneql.aws.log_lines import lines_of
from tuneql.aws.stacks import find_output
from tuneql.aws.trainers import models_of
from tuneql.errors import LEFT_OUT, InvalidInput
from tuneql.evaluation.intervals import Interval
from tuneql.release.champion import Challenger, Mode
from tuneql.release.observation import MARK, Observation, Opinion
from tuneql.release.standing import Figures, Standing, standing
from tuneql.workflow.challenging import Trial, begin, end
from tuneql.workflow.provenance import read_provenance
from tuneql.workflow.releasing import find_model

Run = Annotated[str | None, typer.Argument(help="The run whose model is tried.")]
Share = Annotated[
    float, typer.Option(help="Share of the questions; at most the setting challenger_share, and 0.5 for a canary.")
]
Force = Annotated[bool, typer.Option("--force", help="Even if the gate refused it.")]
End = Annotated[bool, typer.Option("--end", help="End the trial, and delete its deployment.")]
Status = Annotated[bool, typer.Option("--status", help="Figures of both arms so far, and whether they are enough.")]


def _command(mode: Mode, what: str) -> Callable[..., None]:
    """The command of a mode; both have the same options."""

    def command(
        run: Run = None,
        share: Share = 0.1,
        status: Status = False,
        end_it: End = False,
        force: Force = False,
        every_seconds: EverySeconds = 5.0,
        as_json: AsJson = False,
    ) -> None:
        _do(mode, run, share, status=status, end_it=end_it, force=force, every_seconds=every_seconds, as_json=as_json)

    command.__doc__ = what
    return command


canary = _command("canary", "Let a run's model answer a share of the questions; without an answer, the champion does.")
shadow = _command(
    "shadow", "Ask a run's model a share of the questions as well; users see the champion's answers only."
)


def _do(
    mode: Mode,
    run: str | None,
    share: float,
    *,
    status: bool,
    end_it: bool,
    force: bool,
    every_seconds: float,
    as_json: bool,
) -> None:
    asked = [name for name, given in (("RUN", run), ("--status", status), ("--end", end_it)) if given]
    if len(asked) != 1:
        rule = "must be one of RUN, --status and --end"
        raise InvalidInput(field="asked for", value=asked, rule=rule, remedy="choose one of the three")
    found = find_deployed()
    if status:
        _show_standing(_standing(found), as_json=as_json)
        return
    if run is None:
        ended = end(release_ports(found, patient_client("bedrock"), None, every_seconds=every_seconds))
        _print(ended, "is not tried any more", as_json=as_json)
        return
    begun = _begin(found, mode, run, share, force=force, every_seconds=every_seconds)
    _print(begun, f"is tried as {begun.mode} with {begun.share:.0%} of the questions", as_json=as_json)


def _begin(found: Deployed, mode: Mode, run: str, share: float, *, force: bool, every_seconds: float) -> Challenger:
    bedrock = patient_client("bedrock")
    given = read_provenance(run, bucket=found.bucket, objects=found.objects)
    models = models_of(given.run.method, bedrock)
    model = find_model(given.run, models=models, objects=found.objects, despite_gate=force)
    now, stamp = datetime.now(UTC), secrets.token_hex(4)
    trial = Trial(mode=mode, share=share, largest=_largest_share(found), now=now, stamp=stamp)
    return begin(given, model, trial, release_ports(found, bedrock, given.run, every_seconds=every_seconds))


def _largest_share(found: Deployed) -> float:
    """The share that the deployment allows; its stacks have no such output if it is 0."""
    with suppress(InvalidInput):
        return float(find_output(found.stacks, "ChallengerShare"))
    return 0.0


def _print(challenger: Challenger, what: str, *, as_json: bool) -> None:
    if as_json:
        show_json(asdict(challenger))
    else:
        show(f"the model of {challenger.run} {what}")


def _standing(found: Deployed) -> Standing:
    champion = found.pointer.read()
    if champion is None or champion.challenger is None:
        raise InvalidInput(
            field="challenger",
            value=LEFT_OUT,
            rule="no trial is running",
            remedy="begin with tuneql release canary RUN or tuneql release shadow RUN",
        )
    challenger = champion.challenger
    lines = list(query_log(found.stacks, mark=MARK, since=datetime.fromisoformat(challenger.since)))
    return standing(challenger, lines_of(Observation, lines), lines_of(Opinion, lines))


def _show_standing(found: Standing, *, as_json: bool) -> None:
    if as_json:
        show_json(found.model_dump(mode="json"))
        return
    challenger = found.challenger
    title = f"{challenger.mode} of {challenger.run}: {challenger.share:.0%} of the questions since {challenger.since}"
    show_table(title, ("", *found.arms), table_of(found))
    for line in sentences(found):
        show(line)


def table_of(found: Standing) -> Iterator[tuple[str, ...]]:
    """A row for each figure, champion first."""
    arms = found.arms["champion"], found.arms["challenger"]
    return ((label, *map(cell, arms)) for label, cell in ROWS.items())


def _answered(arm: Figures) -> str:
    return f"{arm.answered / arm.questions:.1%}" if arm.questions else ""


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _interval(found: Interval | None) -> str:
    return "" if found is None else f"{found[0]:.1%} to {found[1]:.1%}"


ROWS: Final[Mapping[str, Callable[[Figures], str]]] = {
    "questions": lambda arm: _number(arm.questions),
    "answered": _answered,
    "95 % interval": lambda arm: _interval(arm.answered_ci95),
    "refused": lambda arm: _number(arm.refused),
    "declined": lambda arm: _number(arm.declined),
    "busy": lambda arm: _number(arm.busy),
    "failed": lambda arm: _number(arm.failed),
    "repaired": lambda arm: _number(arm.repaired),
    "latency p50, ms": lambda arm: _number(arm.latency_p50_ms),
    "latency p95, ms": lambda arm: _number(arm.latency_p95_ms),
    "tokens an answer": lambda arm: _number(arm.tokens_per_answer),
    "called good": lambda arm: _number(arm.good),
    "called bad": lambda arm: _number(arm.bad),
}


def sentences(found: Standing) -> Iterator[str]:
    """What the figures say, and what to do."""
    if found.agreement is not None and found.agreement.both:
        both, same = found.agreement.both, found.agreement.same_sql
        yield (
            f"of {both:,} questions that both answered, {same:,} got the same SQL "
            f"({_interval(found.agreement.same_sql_ci95)}), {found.agreement.same_template:,} the same but for values"
        )
    yield found.reason
    yield found.opinions
    yield NEXT[found.verdict].format(run=found.challenger.run, mode=found.challenger.mode)


NEXT: Final = {
    "no worse": "to decide for it: tuneql release promote {run}",
    "worse": "to end it: tuneql release {mode} --end",
    "undecided": "wait, or end it: tuneql release {mode} --end",
}
