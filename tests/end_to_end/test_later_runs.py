"""Runs in an account that has a champion: the next promotion, and those that end without one."""

from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from tests.end_to_end import orchard
from tests.end_to_end.house import House
from tests.end_to_end.releases import tuneql
from tests.end_to_end.seen import Champion, Ended
from tuneql.corpus.dataset.writing import FILES


def test_the_second_promotion_swaps_the_model_behind_the_same_arn(first_run: Ended, second_run: Ended) -> None:
    assert second_run.status == "SUCCEEDED"
    assert second_run.before == first_run.after
    assert second_run.after.model_id == first_run.after.model_id
    assert second_run.after.model_arn == second_run.output["training"]["model_arn"] != first_run.after.model_arn
    assert second_run.after.record["previous_model_arn"] == first_run.after.model_arn
    assert second_run.after.record["run"] == second_run.run


def test_it_goes_through_update_custom_model_deployment(house: House, first_run: Ended, second_run: Ended) -> None:
    swaps = [each["params"] for each in house.recorded("UpdateCustomModelDeployment")]
    assert swaps[0] == {
        "customModelDeploymentIdentifier": first_run.after.model_id,
        "modelArn": second_run.after.model_arn,
    }


def test_the_history_of_the_champion_parameter_holds_both(house: House, first_run: Ended, second_run: Ended) -> None:
    assert house.champion_history()[:3] == [{}, first_run.after.record, second_run.after.record]


def test_the_champion_is_measured_on_the_same_questions(house: House, second_run: Ended) -> None:
    metrics = house.json(second_run.run, "evaluation/metrics.json")
    assert list(metrics) == ["candidate", "base", "champion"]
    assert len({found["examples"] for found in metrics.values()}) == 1
    assert any("from the champion's" in reason for reason in second_run.output["gate"]["reasons"])


def test_both_are_compared_question_by_question(house: House, second_run: Ended) -> None:
    paired = house.json(second_run.run, "evaluation/paired.json")
    assert paired["questions"] == house.json(second_run.run, "evaluation/metrics.json")["champion"]["examples"]
    assert any("is not significantly worse" in reason for reason in second_run.output["gate"]["reasons"])


def test_a_run_that_was_overtaken_is_compared_with_the_champion_of_now_before_it_is_promoted(
    house: House, overtaken_run: tuple[Ended, Champion]
) -> None:
    run, champion = overtaken_run
    assert run.before != champion
    assert (run.status, run.after.record["run"]) == ("SUCCEEDED", run.run)
    counts = {
        name: run.states.count(name) for name in ("CompareAnew", "EvaluateShards", "Gate", "Promote", "SmokeTest")
    }
    assert counts == {"CompareAnew": 1, "EvaluateShards": 2, "Gate": 2, "Promote": 2, "SmokeTest": 1}
    assert house.json(run.run, "run.json")["compared_with"] == champion.record["run"]
    assert run.after.record["previous_model_arn"] == champion.model_arn
    asked = house.lines(run.run, "evaluation/predictions/champion-00000.jsonl")
    assert [each["id"] for each in asked] == [
        each["id"] for each in house.lines(run.run, "evaluation/predictions/candidate-00000.jsonl")
    ]


def test_a_second_start_of_the_same_name_and_input_is_the_same_run(second_run: Ended) -> None:
    assert second_run.jobs == 1
    assert len(second_run.messages) == 1


def test_its_name_cannot_be_used_again_once_it_is_over(house: House, second_run: Ended) -> None:
    with pytest.raises(ClientError, match="ExecutionAlreadyExists"):
        house.start(second_run.name, {"corpus": "another"})
    assert len(house.jobs_of(second_run.name)) == 1


def test_a_candidate_that_is_too_weak_is_not_promoted(too_weak_run: Ended) -> None:
    assert too_weak_run.status == "SUCCEEDED"
    assert too_weak_run.output["gate"]["promote"] is False
    assert "is below the floor of 100.0%" in too_weak_run.output["gate"]["reasons"][0]
    _measured_and_left_alone(too_weak_run)


def test_its_hyperparameters_are_those_of_the_input(house: House, too_weak_run: Ended) -> None:
    (job,) = house.jobs_of(too_weak_run.name)
    asked = {"epochCount": "1", "learningRate": "0.000001", "learningRateWarmupSteps": "100"}
    assert asked.items() <= job["hyperParameters"].items()


def test_a_judge_that_gives_no_mark_has_no_opinion_and_changes_no_score(house: House, too_weak_run: Ended) -> None:
    opinions = house.json(too_weak_run.run, "evaluation/opinions.json")
    metrics = house.json(too_weak_run.run, "evaluation/metrics.json")["candidate"]
    wrong = round((1 - metrics["execution_accuracy"]) * metrics["examples"])
    assert (opinions["asked"], opinions["judged"], opinions["mean"]) == (wrong, 0, None)
    assert opinions["errors"] == {"no_score": wrong}


def test_rows_of_the_other_shape_are_read_and_run_on_generated_rows(house: House, too_weak_run: Ended) -> None:
    card = house.json(too_weak_run.run, "dataset/card.json")
    metrics = house.json(too_weak_run.run, "evaluation/metrics.json")["candidate"]
    assert (card["read"], card["kept"], card["rejected"]) == (len(orchard.rows()), len(orchard.rows()), {})
    assert (metrics["examples"], metrics["rows"]) == (5, "generated")
    assert 0 <= metrics["robust_execution_accuracy"] <= metrics["execution_accuracy"] <= 1
    assert too_weak_run.output["gate"]["metric"] == "execution_accuracy"


def test_a_candidate_that_is_worse_than_the_champion_is_refused(worse_run: Ended) -> None:
    assert (worse_run.status, worse_run.output["gate"]["passed"], worse_run.after) == (
        "SUCCEEDED",
        False,
        worse_run.before,
    )
    assert any("from the champion's" in reason for reason in worse_run.output["gate"]["reasons"])


def test_a_person_can_only_insist_on_it(house: House, worse_run: Ended) -> None:
    ran = tuneql(house, "release", "promote", worse_run.run)
    assert (ran.code, house.champion()) == (2, worse_run.after)
    assert "was refused by the gate" in ran.err


def test_a_run_that_asks_for_no_promotion_gets_none(blemished_run: Ended) -> None:
    assert blemished_run.status == "SUCCEEDED"
    assert blemished_run.output["gate"]["passed"] is True
    assert blemished_run.output["gate"]["promote"] is False
    assert "the run asked for no promotion (promote: false)" in blemished_run.output["gate"]["reasons"]
    _measured_and_left_alone(blemished_run)


def _measured_and_left_alone(run: Ended) -> None:
    """The champion is as it was, the candidate is gone, the model is kept, and people are told once."""
    assert run.after == run.before
    assert run.left == ("model",)
    assert [(m["status"], m["promoted"], m["champion"]) for m in run.messages] == [
        ("SUCCEEDED", False, run.before.model_id)
    ]
    assert not {"Promote", "SmokeTest"} & set(run.states)


def test_rejected_rows_are_named_by_their_line_even_in_the_last_shard(house: House, blemished_run: Ended) -> None:
    rejected = house.lines(blemished_run.run, "dataset/rejected.jsonl")
    last = len(orchard.rows())
    assert len(house.json(blemished_run.run, "work/shards.json")) > 2
    assert [(row["source"], row["row"], row["reason"]) for row in rejected] == [
        ("blemished.jsonl", last, "missing-sql"),
        ("blemished.jsonl", last + 2, "invalid-json"),
        ("blemished.jsonl", last + 4, "contradiction"),
    ]
    assert rejected[0]["record"]["question"] == "How many?"
    assert "answer" in rejected[0]["detail"]


def test_the_command_line_prepares_the_same_corpus_to_the_same_bytes(
    house: House, blemished_run: Ended, tmp_path: Path
) -> None:
    corpus = f"s3://{house.outputs['CorpusBucket']}/blemished.jsonl"
    options = ("--out", str(tmp_path / "out"), "--dialect", orchard.DIALECT, "--workers", "1")
    options += ("--databases", str(house.directory))
    ran = tuneql(house, "corpus", "prepare", corpus, *options)
    assert ran.code == 0, ran.err
    prepared = {name: (tmp_path / "out" / name).read_bytes() for name in FILES}
    assert {name: house.read(blemished_run.run, f"dataset/{name}") for name in FILES} == prepared


def test_a_corpus_with_blemishes_is_accounted_for_row_by_row(house: House, blemished_run: Ended) -> None:
    card = house.json(blemished_run.run, "dataset/card.json")
    kept = len(orchard.rows()) - 1
    assert (card["read"], card["kept"], card["duplicates"]) == (kept + 4, kept, 1)
    assert card["rejected"] == {"contradiction": 1, "invalid-json": 1, "missing-sql": 1}
