"""A report with every section, and a text of somebody's choice wherever a corpus or a model can put one."""

import math
import random
from typing import Final

from tuneql.evaluation.judge import Opinions
from tuneql.evaluation.latency import ColdStart, LatencyReport, ModelLatency, Timing
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.report import Arm, JudgePart, ReportData, Sourced, TrainingPart
from tuneql.evaluation.report.failures import Failure, worth_reading
from tuneql.evaluation.samples import Sample
from tuneql.evaluation.score import Score
from tuneql.limits import NOVA_MICRO
from tuneql.pricing.estimates import estimate_run, estimate_training
from tuneql.release.gate import Thresholds, decide
from tuneql.release.paired import compare_paired
from tuneql.training.curves.curve import Curve, Point

HOSTILE: Final = "<script>document.title='pwned'</script><img src=x onerror=\"document.title='pwned'\">"
_HARDNESS: Final = ("easy", "medium", "hard", "extra")
_FEATURES: Final = ("join", "aggregate", "group_by", "order_by", "limit", "subquery", "window", "cte", "where", "null")
_SCHEMAS: Final = ("orders", "returns", "order_items", "customers", "warehouse_stock")
_ARMS: Final = {"candidate": 0.81, "base": 0.34, "champion": 0.78}
_FOLDER: Final = "runs/orders-nightly-20261120-3f7c1a2b/evaluation"
_QUESTIONS: Final = 300
_THRESHOLDS: Final = Thresholds(minimum_gain_over_base=0.5, protected_slices=("feature:join", "schema:order_items"))


def whole_report(text: str) -> ReportData:
    """The page's data."""
    scores = {name: _scores(name, share) for name, share in _ARMS.items()}
    metrics = {name: summarise(found) for name, found in scores.items()}
    paired = compare_paired(scores["candidate"], scores["champion"])
    decision = decide(metrics, _THRESHOLDS, promote=True, paired=paired)
    failures = (
        Failure(score=_wrong(text), lost_to="champion", mark=85),
        *worth_reading(scores["candidate"], scores["champion"], name="champion", limit=4),
    )
    return ReportData(
        run="orders-nightly-20261120-3f7c1a2b",
        dialect="postgres",
        made_at="2026-11-20T15:00:00+00:00",
        arms=tuple(
            Arm(name=name, model=f"arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/{name}0123",
                metrics=found, source=f"{_FOLDER}/metrics.json", scores_source=f"{_FOLDER}/predictions/{name}-*.jsonl")
            for name, found in metrics.items()
        ),
        decision=decision.model_copy(update={"reasons": (*decision.reasons, text)}),
        decision_source=f"{_FOLDER}/decision.json",
        protected=_THRESHOLDS.protected_slices,
        paired=paired,
        paired_source=f"{_FOLDER}/paired.json",
        robust_databases=12,
        judge=JudgePart(
            model="anthropic.claude-sonnet-4-5-20250929-v1:0",
            opinions=Opinions(asked=57, judged=55, mean=31.4, kind=6, errors={"no_score": 2}),
            source=f"{_FOLDER}/opinions.json",
        ),
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
            estimate_training(5_000_000, 3), questions=500, input_tokens=800, output_tokens=60
        ),
        estimate_source="estimate.json",
        failures=failures,
    )  # fmt: skip


def _scores(name: str, share: float) -> list[Score]:
    draw = random.Random(name)  # noqa: S311 -- no secret
    return [_score(number, draw, share) for number in range(_QUESTIONS)]


def _score(number: int, draw: random.Random, share: float) -> Score:
    hardness = number % len(_HARDNESS)
    correct = draw.random() < share + 0.12 - 0.08 * hardness
    error = None if correct else draw.choice([None, None, None, "no_such_column", "syntax", "refused", "timeout"])
    gold, predicted = (Sample(columns=("day", "n"), rows=((None, n),), width=2, total=9, lonely=1) for n in ("7", "8"))
    ran = not correct and error is None
    return Score.model_validate({
        "id": f"orders-{number:04}", "question": "How many orders were placed on each of the last seven days?",
        "dialect": "postgres", "db_id": _SCHEMAS[number % 7 % len(_SCHEMAS)],
        "gold_sql": "SELECT placed_on, COUNT(*) FROM orders WHERE placed_on >= CURRENT_DATE - 7 GROUP BY placed_on",
        "predicted_sql": "SELECT placed_on, COUNT(*) FROM orders WHERE placed_on > CURRENT_DATE - 7 GROUP BY placed_on",
        "hardness": _HARDNESS[hardness], "features": draw.sample(_FEATURES, 1 + hardness),
        "parses": error not in {"syntax", "refused"}, "binds": error != "no_such_column", "read_only": True,
        "executes": correct or ran, "correct": correct, "robust_correct": correct and draw.random() > 0.03,
        "subset_correct": correct or draw.random() < 0.02, "exact_match": correct and draw.random() < 0.6,
        "rows": "given", "efficiency": 0.5 + draw.random() if correct else None, "refused": error == "refused",
        "error": error, "hallucinated_columns": ["ordered_at"] if error == "no_such_column" else (),
        "detail": "values of column count are in no column of the other" if ran else None,
        "gold_rows": gold if ran else None, "predicted_rows": predicted if ran else None,
        "similarity": 0.7 + number % 7 / 20, "input_tokens": 800, "output_tokens": 60, "latency_ms": 477.0 + number,
    })  # fmt: skip


def _wrong(text: str) -> Score:
    """An answer that holds the text wherever there is room."""
    names = ("id", text, "a", "b", "c", "d")
    rows = Sample(
        columns=names, rows=((text, None, "1", "2.5", "x" * 60, "2026-11-20"),) * 5, width=9, total=40, lonely=5
    )
    return _scores("wrong", 0.0)[0].model_copy(update={
        "question": text, "gold_sql": f"SELECT '{text}' FROM orders WHERE placed_on >= CURRENT_DATE - 7",
        "predicted_sql": f"SELECT {text}", "error": None, "detail": text, "gold_rows": rows, "predicted_rows": rows,
    })  # fmt: skip


def _curve(steps: int, floor: float, *, every: int = 1) -> Curve:
    losses = (floor + 2 * math.exp(-8 * step / steps) + 0.05 * math.sin(9 * step) for step in range(steps))
    return Curve(points=tuple(Point(step=index * every, epoch=0, loss=loss) for index, loss in enumerate(losses)))


def _latency(name: str, number: int) -> ModelLatency:
    firsts = [340 + 40 * number + 7 * each for each in range(20)]
    timings = [Timing(first_token_ms=ms, latency_ms=ms + 110, input_tokens=812, output_tokens=58) for ms in firsts]
    cold = ColdStart(cold_ms=2_750, first_token_ms=2_640, attempts=3) if number == 0 else None
    return ModelLatency.of(timings, model=name, billed=NOVA_MICRO.inference_id, cold=cold)
