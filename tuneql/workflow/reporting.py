"""Report: turns the scores of all slices into metrics, smoke questions and the report."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tuneql.errors import RunFailed
from tuneql.evaluation.judge import Opinion, summarise_opinions
from tuneql.evaluation.metrics import Metrics, summarise
from tuneql.evaluation.report import Arm, JudgePart, ReportData, Sourced, TrainingPart, render_report
from tuneql.evaluation.report.failures import Failure, worth_reading
from tuneql.evaluation.score import Score
from tuneql.ports import Objects
from tuneql.pricing.estimates import estimate_instance_training
from tuneql.pricing.lines import Estimate, Item
from tuneql.release.champion import Served
from tuneql.release.paired import Paired, compare_paired
from tuneql.workflow.budget import ESTIMATE
from tuneql.workflow.evaluating import PREDICTIONS, billed, read_opinions, read_scores, served
from tuneql.workflow.gating import PAIRED, decision_of
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import DECISION, METRICS
from tuneql.workflow.smoke import SMOKE, choose_questions
from tuneql.workflow.timing import LATENCY, read_latency
from tuneql.workflow.training_results import SUMMARY, TrainingSummary, training_curves
from tuneql.workflow.writing import write_json

REPORT, OPINIONS = "evaluation/report.html", "evaluation/opinions.json"


@dataclass(frozen=True, kw_only=True)
class _Measured:
    """What the slices of a run have measured, by the name of the model: candidate, base, champion.

    Attributes:
        asked: how each model was asked.
        paired: the candidate beside the champion, question by question; None without a champion.
        opinions: the judge's.
    """

    asked: Mapping[str, Served]
    scores: Mapping[str, list[Score]]
    metrics: dict[str, Metrics]
    paired: Paired | None
    opinions: Sequence[Opinion]


def report(
    run: Run, *, questions: int, candidate: Served, objects: Objects, now: datetime, stand_in: bool
) -> dict[str, Any]:
    """Write metrics, smoke questions and the report; returns their locations, and a summary of the scores.

    Args:
        run: the run.
        questions: how many every model was asked; the run fails if a slice is missing.
        candidate: the run's own model.
        objects: where predictions are read from.
        now: the date on the page.
        stand_in: whether the models are the local stand-in.
    """
    measured = _read_measured(run, candidate, questions, objects)
    _write_results(run, measured, objects)
    page = render_report(_page(run, measured, objects, now=now, stand_in=stand_in))
    objects.write(run.location(REPORT), page.encode(), content_type="text/html; charset=utf-8")
    return {
        "metrics_key": run.key(METRICS),
        "report_key": run.key(REPORT),
        "report_uri": run.location(REPORT).uri,
        "scores": {name: found.model_dump(mode="json", include=_SHORT) for name, found in measured.metrics.items()},
    }


def _read_measured(run: Run, candidate: Served, questions: int, objects: Objects) -> _Measured:
    scores = read_scores(run, objects)
    _refuse_lost(scores, run, questions)
    asked = {name: served(run, candidate, name) for name in run.models}
    return _Measured(
        asked=asked,
        scores=scores,
        metrics={name: summarise(scores[name], model=billed(run, found)) for name, found in asked.items()},
        paired=compare_paired(scores["candidate"], scores.get("champion", ())),
        opinions=read_opinions(run, objects),
    )


def _write_results(run: Run, measured: _Measured, objects: Objects) -> None:
    """Write what later states and people read."""
    paired, judge = measured.paired, _judge(run, measured.opinions)
    smoke = choose_questions(run, measured.scores["candidate"], objects)
    results = {
        METRICS: {name: found.model_dump(mode="json") for name, found in measured.metrics.items()},
        PAIRED: paired and paired.model_dump(mode="json"),
        SMOKE: [question.model_dump(mode="json", by_alias=True) for question in smoke],
        **({OPINIONS: judge.opinions.model_dump(mode="json")} if judge else {}),
    }
    for path, value in results.items():
        write_json(run.location(path), value, objects)


# A state must be small; metrics.json has everything.
_SHORT = {
    "examples", "execution_accuracy", "robust_execution_accuracy", "exact_match", "parses", "binds", "read_only",
    "similarity",
}  # fmt: skip


def _refuse_lost(scores: dict[str, list[Score]], run: Run, questions: int) -> None:
    for name in run.models:
        found = len(scores.get(name, ()))
        if found != questions:
            raise RunFailed(f"{found} of {questions} predictions of the {name} are in {run.location(PREDICTIONS).uri}")


def _page(run: Run, measured: _Measured, objects: Objects, *, now: datetime, stand_in: bool) -> ReportData:
    metrics, paired = measured.metrics, measured.paired
    latency = read_latency(run, objects)
    return ReportData(
        run=run.id,
        dialect=run.dialect,
        made_at=now.isoformat(timespec="seconds"),
        arms=tuple(_arm(run, name, found, measured.asked[name]) for name, found in metrics.items()),
        decision=decision_of(run, metrics, paired=paired),
        decision_source=run.key(DECISION),
        protected=run.thresholds.protected_slices,
        paired=paired,
        paired_source=run.key(PAIRED) if paired else None,
        robust_databases=run.robust_databases,
        judge=_judge(run, measured.opinions),
        training=_training(run, objects),
        latency=latency,
        latency_source=run.key(LATENCY) if latency else None,
        card=_card(run, objects),
        estimate=Estimate.model_validate_json(objects.read(run.location(ESTIMATE))),
        estimate_source=run.key(ESTIMATE),
        billed=_billed(run, objects),
        failures=_failures(measured),
        stand_in=stand_in,
    )


def _judge(run: Run, opinions: Sequence[Opinion]) -> JudgePart | None:
    if run.judge_model_id is None:
        return None
    return JudgePart(model=run.judge_model_id, opinions=summarise_opinions(opinions), source=run.key(OPINIONS))


def _failures(measured: _Measured) -> tuple[Failure, ...]:
    scores = measured.scores
    rival = "champion" if "champion" in scores else "base"
    marks = {each.id: each.score for each in measured.opinions if each.score is not None}
    return worth_reading(scores["candidate"], scores[rival], name=rival, marks=marks)


def _arm(run: Run, name: str, metrics: Metrics, asked: Served) -> Arm:
    return Arm(
        name=name,
        model=asked.model_id,
        metrics=metrics,
        source=run.key(METRICS),
        scores_source=run.key(f"{PREDICTIONS}{name}-*.jsonl"),
    )


def _training(run: Run, objects: Objects) -> TrainingPart | None:
    curves = training_curves(run, objects)
    if curves is None:
        return None
    return TrainingPart(
        method=run.method,
        hyperparameters={name: _shown(value) for name, value in run.hyperparameters.model_dump().items()},
        curve=curves.training,
        source=curves.training_key,
        validation=curves.validation,
        validation_source=curves.validation_key,
    )


def _billed(run: Run, objects: Objects) -> Item | None:
    """The cost of the training's instance; None if tokens are billed."""
    found = objects.fetch(run.location(SUMMARY))
    summary = None if found is None or found.data is None else TrainingSummary.model_validate_json(found.data)
    if summary is None or summary.billed_seconds is None:
        return None
    hours = summary.billed_seconds / 3_600
    return estimate_instance_training(hours, instance_type=run.training_instance_type).items[0]


def _shown(value: object) -> str | float:
    return value if isinstance(value, str | int | float) else json.dumps(value)


def _card(run: Run, objects: Objects) -> Sourced:
    """The part of the dataset card that belongs beside scores; `card.html` shows all of it."""
    card = json.loads(objects.read(run.location("dataset/card.json")))
    return Sourced(facts={name: card[name] for name in _CARD_FACTS}, source=run.key("dataset/card.json"))


_CARD_FACTS = (
    "read", "kept", "rejected", "duplicates", "train", "validation", "test", "split", "leaks", "tokens", "schemas",
    "dialect", "seed", "prompt_version",
)  # fmt: skip
