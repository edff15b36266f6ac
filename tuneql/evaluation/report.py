"""A run's report: one HTML page that needs nothing else, neither network nor script.

Everything that comes from a corpus or a model is text: the template escapes all it prints, and the page's own content
security policy forbids scripts and requests.
"""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from pydantic import BaseModel, ConfigDict, Field

from tuneql.evaluation import formats
from tuneql.evaluation.charts import hardness_rows, loss_plot, metric_rows
from tuneql.evaluation.failures import Failure, differences
from tuneql.evaluation.latency import LatencyReport
from tuneql.evaluation.latency_section import latency_section
from tuneql.evaluation.metrics import Metrics
from tuneql.pricing import Estimate
from tuneql.release.gate import Decision
from tuneql.training.curve import Curve
from tuneql.training.reading import read_curves

_FROZEN = ConfigDict(frozen=True)


class Arm(BaseModel):
    """A model that answered the questions.

    Attributes:
        name: `candidate`, `base`, `champion`; or what a user calls it.
        model: its id or ARN.
        metrics: its scores together.
        source: the S3 key, or the file, that `metrics` is read from.
        scores_source: the one with a score per question.
    """

    model_config = _FROZEN

    name: str
    model: str
    metrics: Metrics
    source: str
    scores_source: str | None = None


class TrainingPart(BaseModel):
    """How the candidate was trained.

    Attributes:
        method: `bedrock`, …
        hyperparameters: as sent.
        curve, validation: losses per step.
        source, validation_source: the S3 keys, or the files, of both.
    """

    model_config = _FROZEN

    method: str
    hyperparameters: dict[str, str | int | float]
    curve: Curve
    source: str
    validation: Curve | None = None
    validation_source: str | None = None


class Sourced(BaseModel):
    """Facts from one JSON file, shown as they are: the dataset card.

    Attributes:
        facts: what the file holds.
        source: its S3 key or name.
    """

    model_config = _FROZEN

    facts: dict[str, Any]
    source: str


class ReportData(BaseModel):
    """Everything on the page.

    Attributes:
        run: the run's id, or what was scored.
        dialect: of the SQL.
        made_at: ISO 8601, UTC.
        arms: the judged model first, then those it is compared with; at least one, at most four.
        decision: the gate's; None where no gate was asked.
        decision_source: the S3 key of it, if it is kept.
        training: None where nothing was trained.
        latency, latency_source: how fast the arms answer, where that was timed.
        card: the dataset card.
        estimate, estimate_source: what the run was expected to cost.
        failures: of the judged model, see `tuneql.evaluation.failures.worth_reading`.
        stand_in: whether the models are the local stand-in, not Bedrock's.
    """

    model_config = _FROZEN

    run: str
    dialect: str
    made_at: str
    arms: tuple[Arm, ...] = Field(min_length=1, max_length=4)
    decision: Decision | None = None
    decision_source: str | None = None
    training: TrainingPart | None = None
    latency: LatencyReport | None = None
    latency_source: str | None = None
    card: Sourced | None = None
    estimate: Estimate | None = None
    estimate_source: str | None = None
    failures: tuple[Failure, ...] = ()
    stand_in: bool = False


def render_report(data: ReportData) -> str:
    """The page as HTML."""
    template = _environment().from_string(files(__package__).joinpath("report.html.j2").read_text("utf-8"))
    arms = [arm.metrics for arm in data.arms]
    headline = _headline(data)
    training = data.training
    return template.render(
        data=data,
        headline=headline,
        metric_rows=metric_rows(arms),
        hardness_rows=hardness_rows([arm.by_hardness for arm in arms], headline),
        plot=loss_plot(training.curve, training.validation) if training else None,
        reading=read_curves(training.curve, training.validation) if training else None,
        latency=latency_section(data.latency, _shares(data, headline)) if data.latency else None,
        errors=_errors(arms),
        facts=_facts(data.card.facts) if data.card else (),
        sources=tuple(_sources(data)),
    )


def _environment() -> Environment:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    tools = (
        formats.percent, formats.points, formats.dollars, formats.count, formats.milliseconds, formats.words,
        formats.clip,
    )  # fmt: skip
    environment.filters.update({tool.__name__: tool for tool in tools})
    environment.globals["differences"] = differences
    return environment


def _headline(data: ReportData) -> str:
    """The metric that the gate looked at; rows where there are rows, else text."""
    if data.decision:
        return data.decision.metric
    return "exact_match" if data.arms[0].metrics.execution_accuracy is None else "execution_accuracy"


def _shares(data: ReportData, headline: str) -> dict[str, float | None]:
    return {arm.name: getattr(arm.metrics, headline) for arm in data.arms}


def _errors(arms: list[Metrics]) -> list[tuple[str, list[int]]]:
    """Every kind of error with its count in each arm, the most frequent in the first arm first."""
    kinds = {kind for arm in arms for kind in arm.errors}
    table = [(kind, [arm.errors.get(kind, 0) for arm in arms]) for kind in kinds]
    return sorted(table, key=lambda line: ([-count for count in line[1]], line[0]))


def _facts(facts: dict[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    """The leaves of a JSON object with their paths, in order."""
    lines: list[tuple[str, str]] = []
    for name, value in facts.items():
        path = f"{prefix}{name}"
        lines += _facts(value, f"{path}: ") if isinstance(value, dict) else [(path, _leaf(value))]
    return lines


def _leaf(value: object) -> str:
    if isinstance(value, bool | str):
        return str(value)
    return (
        formats.count(value)
        if isinstance(value, int | float)
        else formats.NOT_MEASURED
        if value is None
        else str(value)
    )


def _sources(data: ReportData) -> list[tuple[str, str]]:
    """What is on the page, and the file that it is read from."""
    training = data.training
    named = [
        ("the gate's decision", data.decision_source),
        *((f"metrics and intervals of the {arm.name}", arm.source) for arm in data.arms),
        *((f"scores per question of the {arm.name}", arm.scores_source) for arm in data.arms),
        ("training loss", training.source if training else None),
        ("validation loss", training.validation_source if training else None),
        ("latencies", data.latency_source),
        ("dataset", data.card.source if data.card else None),
        ("cost estimate", data.estimate_source),
    ]
    return [(what, source) for what, source in named if source]
