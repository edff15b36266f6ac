"""A report with every section, and a text of somebody's choice wherever a corpus or a model can put one."""

import math
from typing import Final

from tuneql.evaluation.failures import Failure
from tuneql.evaluation.latency import ColdStart, LatencyReport, ModelLatency, Timing
from tuneql.evaluation.metrics import Metrics, summarise
from tuneql.evaluation.report import Arm, ReportData, Sourced, TrainingPart
from tuneql.evaluation.score import Score
from tuneql.limits import NOVA_MICRO
from tuneql.pricing import estimate_run
from tuneql.release.gate import Decision
from tuneql.training.curve import Curve, Point

HOSTILE: Final = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
_HARDNESS: Final = ("easy", "medium", "hard", "extra")
_ARMS: Final = {"candidate": 0.81, "base": 0.34, "champion": 0.78}
_FOLDER: Final = "runs/orders-nightly-20261120-3f7c1a2b/evaluation"


def whole_report(text: str) -> ReportData:
    """The page's data."""
    metrics = {name: _metrics(share) for name, share in _ARMS.items()}
    return ReportData(
        run="orders-nightly-20261120-3f7c1a2b",
        dialect="postgres",
        made_at="2026-11-20T15:00:00+00:00",
        arms=tuple(
            Arm(name=name, model=f"arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/{name}0123",
                metrics=found, source=f"{_FOLDER}/metrics.json", scores_source=f"{_FOLDER}/predictions/{name}-*.jsonl")
            for name, found in metrics.items()
        ),
        decision=Decision(metric="execution_accuracy", passed=False, promote=False, reasons=("it is no better", text)),
        decision_source=f"{_FOLDER}/decision.json",
        training=TrainingPart(
            method="bedrock",
            hyperparameters={"epochs": 3, "learning_rate": 1e-5},
            curve=_curve(600, 0.35),
            source="training/step_wise_training_metrics.csv",
            validation=_curve(6, 0.5, every=100),
        ),
        latency=LatencyReport(questions=20, models={name: _latency(name, number) for number, name in enumerate(_ARMS)}),
        latency_source=f"{_FOLDER}/latency.json",
        card=Sourced(facts={"read": 20_000, "kept": 18_544, "rejected": {text: 3}}, source="dataset/card.json"),
        estimate=estimate_run(
            training_tokens=5_000_000, epochs=3, questions=500, input_tokens=800, output_tokens=60
        ),
        estimate_source="estimate.json",
        failures=(Failure(score=_score(0, text, correct=False), lost_to="champion"),),
    )  # fmt: skip


def _metrics(share: float) -> Metrics:
    return summarise(_score(number, "How many?", correct=number < 100 * share) for number in range(100))


def _score(number: int, text: str, *, correct: bool) -> Score:
    return Score.model_validate({
        "id": f"orders-{number:04}", "question": text, "dialect": "postgres", "db_id": "orders",
        "gold_sql": f"SELECT '{text}' FROM orders WHERE placed_on >= CURRENT_DATE - INTERVAL '7 days'",
        "predicted_sql": f"SELECT {text}", "hardness": _HARDNESS[number % 4], "parses": True, "binds": True,
        "read_only": True, "executes": correct or number % 3 > 0, "correct": correct, "exact_match": correct,
        "error": None if correct or number % 3 else "unknown_column", "detail": text,
        "similarity": 0.7 + number % 7 / 20, "input_tokens": 800, "output_tokens": 60, "latency_ms": 477.0 + number,
    })  # fmt: skip


def _curve(steps: int, floor: float, *, every: int = 1) -> Curve:
    losses = (floor + 2 * math.exp(-8 * step / steps) + 0.05 * math.sin(9 * step) for step in range(steps))
    return Curve(points=tuple(Point(step=index * every, epoch=0, loss=loss) for index, loss in enumerate(losses)))


def _latency(name: str, number: int) -> ModelLatency:
    firsts = [340 + 40 * number + 7 * each for each in range(20)]
    timings = [Timing(first_token_ms=ms, latency_ms=ms + 110, input_tokens=812, output_tokens=58) for ms in firsts]
    cold = ColdStart(cold_ms=2_750, first_token_ms=2_640, attempts=3) if number == 0 else None
    return ModelLatency.of(timings, model=name, billed=NOVA_MICRO.inference_id, cold=cold)
