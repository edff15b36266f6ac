"""The first run in an account that has no champion: everything that it makes and leaves behind."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.end_to_end import orchard
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer, Ended
from tuneql.evaluation.latency import LatencyReport
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.score import Score
from tuneql.sql.template import template

# Every state of the way to a promotion, in order; the children of the two maps have histories of their own.
STATES = """
    Plan PrepareShards AssembleDataset Preflight StartTraining TrainingDone WaitForTraining CheckTraining NeedsImport
    DeployCandidate DeploymentDone WaitForDeployment CheckDeployment WarmUp MeasureLatency EvaluateShards Report Gate
    Promotes Promote PromotionDone WaitForPromotion CheckPromotion SmokeTest Prune Retire Notify Succeeded
"""
OBJECTS = """
    run.json estimate.json release.json
    dataset/train.jsonl dataset/validation.jsonl dataset/test.jsonl dataset/rejected.jsonl dataset/duplicates.jsonl
    dataset/annotate.jsonl dataset/frequent.jsonl dataset/synthetic.jsonl dataset/card.html dataset/card.json
    training/summary.json
    evaluation/metrics.json evaluation/latency.json evaluation/paired.json evaluation/opinions.json
    evaluation/decision.json evaluation/smoke.json evaluation/report.html
    evaluation/predictions/base-00000.jsonl evaluation/predictions/base-00004.jsonl
    evaluation/predictions/candidate-00000.jsonl evaluation/predictions/candidate-00004.jsonl
"""


def test_it_goes_through_every_state(first_run: Ended) -> None:
    assert (first_run.status, first_run.error, first_run.cause) == ("SUCCEEDED", "", "")
    assert list(dict.fromkeys(first_run.states)) == STATES.split()
    assert first_run.states.count("CheckTraining") > 1


def test_it_makes_a_champion_and_records_it(house: House, first_run: Ended) -> None:
    assert first_run.before.record == {}
    champion = first_run.after
    assert champion.record["run"] == first_run.run
    assert champion.record["model_id"] == first_run.output["champion"]["model_id"]
    assert champion.record["model_arn"] == champion.model_arn == first_run.output["training"]["model_arn"]
    assert champion.record["previous_model_arn"] is None
    assert house.champion_history()[:2] == [{}, champion.record]


def test_it_trains_once_keeps_the_model_and_retires_the_candidate(first_run: Ended) -> None:
    assert first_run.jobs == 1
    assert first_run.left == ("model",)


def test_it_tells_once_how_it_ended(first_run: Ended) -> None:
    (message,) = first_run.messages
    assert message["status"] == "SUCCEEDED"
    assert message["promoted"] is True
    assert message["champion"] == first_run.after.model_id
    assert message["report"].endswith(f"runs/{first_run.run}/evaluation/report.html")


def test_it_writes_the_documented_objects(house: House, first_run: Ended) -> None:
    names = house.names(first_run.run)
    bedrocks = {name for name in names if name.startswith("training/") and name != "training/summary.json"}
    later = ("work/", "releases/")
    assert {name for name in names - bedrocks if not name.startswith(later)} == set(OBJECTS.split())
    assert {"step_wise_training_metrics.csv", "manifest.report.csv"} <= {name.rsplit("/", 1)[-1] for name in bedrocks}


def test_every_row_of_the_corpus_is_accounted_for(house: House, first_run: Ended) -> None:
    card = house.json(first_run.run, "dataset/card.json")
    sizes = {name: len(house.lines(first_run.run, f"dataset/{name}.jsonl")) for name in ("train", "validation", "test")}
    assert card["read"] == len(orchard.rows()) == card["kept"] + card["duplicates"] + sum(card["rejected"].values())
    assert sizes == {name: card[name] for name in sizes}
    assert sum(sizes.values()) == card["kept"]
    assert len(house.json(first_run.run, "work/shards.json")) > 2


def test_no_held_out_answer_was_trained_on(house: House, first_run: Ended) -> None:
    trained = [
        record["messages"]
        for name in ("train", "validation")
        for record in house.lines(first_run.run, f"dataset/{name}.jsonl")
    ]
    templates = {template(asked[1]["content"][0]["text"], orchard.DIALECT) for asked in trained}
    questions = {asked[0]["content"][0]["text"] for asked in trained}
    for held_out in house.lines(first_run.run, "dataset/test.jsonl"):
        assert template(held_out["sql"], orchard.DIALECT) not in templates
        assert not any(held_out["question"] in question for question in questions)


def test_the_losses_are_those_of_bedrocks_file_and_fall(house: House, first_run: Ended) -> None:
    summary = house.json(first_run.run, "training/summary.json")
    path = summary["metrics_key"].removeprefix(f"runs/{first_run.run}/")
    head, *rows = house.read(first_run.run, path).decode().split()
    losses = [float(row.split(",")[2]) for row in rows]
    assert head == "step_number,epoch_number,training_loss,perplexity"
    assert (summary["steps"], summary["first_loss"], summary["last_loss"]) == (len(losses), losses[0], losses[-1])
    assert losses[-1] < losses[0]
    assert {key: first_run.output["training"][key] for key in summary} == summary


def test_the_metrics_follow_from_the_predictions(house: House, first_run: Ended) -> None:
    metrics = house.json(first_run.run, "evaluation/metrics.json")
    assert list(metrics) == ["candidate", "base"]
    for model, measured in metrics.items():
        assert summarise(_scores(house, first_run, model)).model_dump(mode="json") == measured
        assert first_run.output["evaluation"]["scores"][model].items() <= measured.items()
    assert metrics["candidate"]["execution_accuracy"] >= metrics["base"]["execution_accuracy"] + 0.3


@pytest.mark.parametrize("model", ["candidate", "base"])
def test_correct_answers_are_those_with_the_gold_rows(
    house: House, first_run: Ended, model: str, tmp_path: Path
) -> None:
    path = tmp_path / "orchard.sqlite"
    orchard.write_database(path)
    with closing(sqlite3.connect(path)) as database:
        for score in _scores(house, first_run, model):
            gold, predicted = (_rows(database, sql) for sql in (score.gold_sql, score.predicted_sql))
            assert score.correct == (gold == predicted), score


def test_candidate_and_base_are_timed_on_the_same_questions(house: House, first_run: Ended) -> None:
    latency = LatencyReport.model_validate(house.json(first_run.run, "evaluation/latency.json"))
    assert first_run.output["latency"] == {"measured": {"candidate": 1, "base": 1}}
    assert (latency.questions, list(latency.models)) == (1, ["candidate", "base"])
    for found in latency.models.values():
        assert (found.measured, found.no_answers, found.stopped) == (1, 0, None)
        assert found.first_token_ms is not None
        assert found.latency_ms is not None
        assert 0 < found.first_token_ms.p50 <= found.latency_ms.p50 <= found.latency_ms.p95
        assert found.usd is not None


def test_the_candidates_cold_start_is_that_of_its_first_request(house: House, first_run: Ended) -> None:
    latency = LatencyReport.model_validate(house.json(first_run.run, "evaluation/latency.json"))
    assert latency.models["base"].cold is None
    cold = latency.models["candidate"].cold
    assert cold is not None
    assert cold.model_dump().items() <= first_run.output["warm_up"].items()
    assert cold.attempts > 1  # a deployment's first request finds it not ready
    assert cold.first_token_ms is not None
    assert 250 < cold.first_token_ms <= cold.cold_ms


def _scores(house: House, run: Ended, model: str) -> list[Score]:
    names = sorted(name for name in house.names(run.run) if name.startswith(f"evaluation/predictions/{model}-"))
    return [Score.model_validate(line) for name in names for line in house.lines(run.run, name)]


def _rows(database: sqlite3.Connection, sql: str | None) -> list[tuple[object, ...]]:
    rows = database.execute(str(sql)).fetchall()
    return rows if "ORDER BY" in str(sql) else sorted(rows)


def test_the_decision_is_written_down_with_its_reasons(house: House, first_run: Ended) -> None:
    decision = house.json(first_run.run, "evaluation/decision.json")
    assert decision == first_run.output["gate"]
    assert decision["promote"] is True
    assert any(reason.endswith("no champion to compare with") for reason in decision["reasons"])


def test_the_report_names_the_run_its_numbers_and_the_stand_in(house: House, first_run: Ended) -> None:
    page = house.read(first_run.run, "evaluation/report.html").decode()
    accuracy = house.json(first_run.run, "evaluation/metrics.json")["candidate"]["execution_accuracy"]
    for expected in (first_run.run, "stand-in", f"{accuracy:.1%}", "evaluation/metrics.json"):
        assert expected in page


def test_what_was_counted_stays_within_what_was_estimated(house: House, first_run: Ended) -> None:
    estimate = house.json(first_run.run, "estimate.json")
    assert estimate["total_usd"] == pytest.approx(sum(item["usd"] for item in estimate["items"]))
    assert first_run.output["preflight"]["estimate_usd"] == estimate["total_usd"]


def test_before_the_first_promotion_the_endpoint_says_so(answer_before_promotion: Answer) -> None:
    assert answer_before_promotion.status == 503
    assert answer_before_promotion.content_type == "application/problem+json"
    assert answer_before_promotion.body["type"] == "/errors/no-model-yet"


def test_afterwards_it_answers_with_checked_sql(answer: Answer, first_run: Ended) -> None:
    assert (answer.status, answer.content_type) == (200, "application/json")
    assert answer.body["sql"] == "SELECT COUNT(*) FROM tractors WHERE gone = 0"
    assert answer.body["dialect"] == orchard.DIALECT
    assert answer.body["model"] == first_run.run
    assert answer.body["checks"]
    assert all(answer.body["checks"].values())
    assert answer.body["usage"]["input_tokens"] > answer.body["usage"]["output_tokens"] > 0
    assert answer.body["cost_usd"] > 0


def test_the_state_stays_small(first_run: Ended) -> None:
    assert len(json.dumps(first_run.output)) < 16 * 1024
