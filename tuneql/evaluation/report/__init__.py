"""A run's report: one HTML page that needs neither network nor script.

`charts`, `tables`, `wording`, `failures` and the `_section` modules compute what the templates in `page` print.

The templates escape everything that they print, and the page's content security policy forbids scripts and requests.
"""

from functools import lru_cache
from typing import Any

from jinja2 import Environment
from pydantic import BaseModel, Field

from tuneql.evaluation import formats
from tuneql.evaluation.judge import Opinions
from tuneql.evaluation.latency import LatencyReport
from tuneql.evaluation.metrics import Metrics
from tuneql.evaluation.report.charts import PERCENT_TICKS, Row, loss_plot, share_marks
from tuneql.evaluation.report.failures import Failure, differences
from tuneql.evaluation.report.latency_section import latency_section
from tuneql.evaluation.report.slices_section import slice_panels
from tuneql.evaluation.report.tables import answer_lines, error_lines, spending_lines
from tuneql.evaluation.report.wording import judge_words, paired_words, rows_words, sample_words, summary
from tuneql.page import environment
from tuneql.pricing.lines import Estimate, Item
from tuneql.release.gate import Decision
from tuneql.release.paired import Paired
from tuneql.training.curves.curve import Curve
from tuneql.training.curves.reading import read_curves

_METRICS = (
    "execution_accuracy", "robust_execution_accuracy", "specification_agreement", "exact_match", "similarity",
    "parses", "binds", "read_only", "executes",
)  # fmt: skip


class Arm(BaseModel, frozen=True):
    """A model that answered the questions.

    Attributes:
        name: `candidate`, `base`, `champion`, or a user's name for it.
        model: its id or ARN.
        metrics: its scores.
        source: the S3 key, or the file, of `metrics`.
        scores_source: the one with a score per question.
    """

    name: str
    model: str
    metrics: Metrics
    source: str
    scores_source: str | None = None


class TrainingPart(BaseModel, frozen=True):
    """How the candidate was trained.

    Attributes:
        method: `bedrock`, …
        hyperparameters: as sent.
        curve, validation: losses per step.
        source, validation_source: the S3 keys, or the files, of both.
    """

    method: str
    hyperparameters: dict[str, str | int | float]
    curve: Curve
    source: str
    validation: Curve | None = None
    validation_source: str | None = None


class JudgePart(BaseModel, frozen=True):
    """A judge's second opinion.

    Attributes:
        model: who was asked.
        opinions: a summary of what it said.
        source: its S3 key.
    """

    model: str
    opinions: Opinions
    source: str


class Sourced(BaseModel, frozen=True):
    """Facts from one JSON file, the dataset card, shown as they are.

    Attributes:
        facts: the file's content.
        source: its S3 key or name.
    """

    facts: dict[str, Any]
    source: str


class ReportData(BaseModel, frozen=True):
    """Everything on the page.

    Attributes:
        run: the run's id, or what was scored.
        dialect: of the SQL.
        made_at: ISO 8601, UTC.
        arms: the judged model first, then one to three others that it is compared with, or none.
        decision: the gate's; None if no gate was asked.
        decision_source: its S3 key, if it is kept.
        protected: slices that may not fall, as the gate's thresholds name them.
        paired, paired_source: the first arm and the champion, question by question, if there is a champion.
        robust_databases: on how many derived databases right answers were run.
        judge: None if no judge was asked.
        training: None if nothing was trained.
        latency, latency_source: how fast the arms answer, if that was timed.
        card: the dataset card.
        estimate, estimate_source: what the run was expected to cost.
        billed: what the training's instance cost; None if none was paid by the hour.
        failures: of the judged model, see `tuneql.evaluation.report.failures.worth_reading`.
        stand_in: whether the models are the local stand-in, not Bedrock's.
    """

    run: str
    dialect: str
    made_at: str
    arms: tuple[Arm, ...] = Field(min_length=1, max_length=4)
    decision: Decision | None = None
    decision_source: str | None = None
    protected: tuple[str, ...] = ()
    paired: Paired | None = None
    paired_source: str | None = None
    robust_databases: int = 0
    judge: JudgePart | None = None
    training: TrainingPart | None = None
    latency: LatencyReport | None = None
    latency_source: str | None = None
    card: Sourced | None = None
    estimate: Estimate | None = None
    estimate_source: str | None = None
    billed: Item | None = None
    failures: tuple[Failure, ...] = ()
    stand_in: bool = False


def render_report(data: ReportData) -> str:
    """The page as HTML."""
    arms = [arm.metrics for arm in data.arms]
    headline = _headline(data)
    training, judge = data.training, data.judge
    return (
        _environment()
        .get_template("report.html.j2")
        .render(
            data=data,
            headline=headline,
            summary=summary({arm.name: arm.metrics for arm in data.arms}, headline),
            rules=_rules(data.decision) if data.decision else None,
            rows_words=" ".join(rows_words(arms[0], data.robust_databases)),
            metric_rows=_metric_rows(arms, headline),
            percent_ticks=PERCENT_TICKS,
            paired=paired_words(data.paired) if data.paired else None,
            judge=" ".join(judge_words(judge.opinions)) if judge else None,
            answer_lines=tuple(answer_lines(arms)),
            error_lines=error_lines(arms),
            panels=slice_panels(arms, headline, protected=data.protected, broken=_broken_slices(data.decision)),
            plot=loss_plot(training.curve, training.validation) if training else None,
            reading=read_curves(training.curve, training.validation) if training else None,
            latency=latency_section(data.latency, [arm.name for arm in data.arms]) if data.latency else None,
            spending_lines=tuple(spending_lines(arms)),
            facts=_facts(data.card.facts) if data.card else (),
            sources=tuple(_sources(data)),
        )
    )


@lru_cache
def _environment() -> Environment:
    templates = environment("tuneql.evaluation.report")
    tools = (
        formats.percent, formats.points, formats.dollars, formats.count, formats.milliseconds, formats.moment,
        formats.words, formats.clip, formats.counted, sample_words,
    )  # fmt: skip
    templates.filters.update({tool.__name__: tool for tool in tools})
    templates.globals["differences"] = differences
    return templates


def _metric_rows(arms: list[Metrics], headline: str) -> tuple[Row, ...]:
    """A row for every share that was measured in any arm."""
    found = {metric: share_marks(metric, dict(enumerate(arms))) for metric in _METRICS}
    return tuple(
        Row(label=formats.words(metric), marks=marks, is_chief=metric == headline)
        for metric, marks in found.items()
        if marks
    )


def _rules(decision: Decision) -> tuple[list[str], list[str]]:
    """The gate's reasons, of broken rules and of kept ones; metrics are named in words."""
    said = [reason.replace(decision.metric, formats.words(decision.metric), 1) for reason in decision.reasons]
    return said[: len(decision.broken)], said[len(decision.broken) :]


def _broken_slices(decision: Decision | None) -> set[str]:
    rule = "protected_slices "
    return {name.removeprefix(rule) for name in decision.broken if name.startswith(rule)} if decision else set()


def _headline(data: ReportData) -> str:
    """The metric that the gate looked at; without a gate, execution accuracy if it was measured, else exact match."""
    if data.decision:
        return data.decision.metric
    return "exact_match" if data.arms[0].metrics.execution_accuracy is None else "execution_accuracy"


def _facts(facts: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """The leaves of a JSON object with their paths, in order."""
    lines: list[tuple[str, str]] = []
    for name, value in facts.items():
        path = f"{prefix}{name}"
        lines += _facts(value, f"{path}: ") if isinstance(value, dict) else [(path, _leaf(value))]
    return lines


def _leaf(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float | None):
        return str(value)
    return formats.count(value)


def _sources(data: ReportData) -> list[tuple[str, str]]:
    """The parts of the page, and the files that they are read from."""
    training = data.training
    named = [
        ("the gate's decision", data.decision_source),
        ("comparison with the champion, question by question", data.paired_source),
        *((f"metrics and intervals of the {arm.name}", arm.source) for arm in data.arms),
        *((f"scores per question of the {arm.name}", arm.scores_source) for arm in data.arms),
        ("the judge's opinions", data.judge.source if data.judge else None),
        ("training loss", training.source if training else None),
        ("validation loss", training.validation_source if training else None),
        ("latencies", data.latency_source),
        ("dataset", data.card.source if data.card else None),
        ("cost estimate", data.estimate_source),
    ]
    return [(what, source) for what, source in named if source]
