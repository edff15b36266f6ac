"""Releases by hand, with the command line in a process of its own; and what a promotion leaves of earlier models."""

import json
from collections.abc import Mapping

import pytest

from tests.end_to_end.cases import FAULTS
from tests.end_to_end.house import House
from tests.end_to_end.releases import Approval, Releases
from tests.end_to_end.seen import Ended


def test_rollback_puts_the_previous_model_behind_the_same_arn(
    first_run: Ended, second_run: Ended, releases: Releases
) -> None:
    before, after = second_run.after, releases.rolled_back
    assert releases.rollback.code == 0, releases.rollback.err
    assert (after.model_id, after.model_arn) == (before.model_id, first_run.after.model_arn)
    assert (after.record["run"], after.record["previous_model_arn"]) == (first_run.run, before.model_arn)
    assert "serves users" in releases.rollback.out
    assert "asking the champion" in releases.rollback.err


def test_it_is_written_down_before_anything_changes(
    house: House, first_run: Ended, second_run: Ended, releases: Releases
) -> None:
    (name, *_) = sorted(name for name in house.names(first_run.run) if name.startswith("releases/"))
    written = house.json(first_run.run, name)
    assert written["model_arn"] == releases.rolled_back.model_arn
    assert written["before"] == second_run.after.record


@pytest.mark.parametrize("fault", ["failed-promotion", "bad-champion"])
def test_a_promotion_that_fails_is_taken_back(releases: Releases, fault: str) -> None:
    ran, after = releases.failed[fault]
    assert (ran.code, ran.out, after) == (1, "", releases.rolled_back)
    assert "putting everything back" in ran.err
    assert {"failed-promotion": "behind the champion", "bad-champion": "the guard refuses"}[fault] in ran.err
    assert "Traceback" not in ran.err


def test_promote_puts_the_model_of_a_named_run_behind_it(second_run: Ended, releases: Releases) -> None:
    assert releases.promotion.code == 0, releases.promotion.err
    assert json.loads(releases.promotion.out) == releases.promoted.record
    assert releases.promoted.record["run"] == second_run.run
    assert releases.promoted.model_arn == second_run.after.model_arn


def test_what_cannot_be_promoted_is_refused_by_name(second_run: Ended, releases: Releases) -> None:
    assert releases.refused[second_run.run].err.startswith(
        f"tuneql: run: '{second_run.run}' is what serves users already"
    )
    assert "is not a run with objects" in releases.refused["nobody"].err
    assert {ran.code for ran in releases.refused.values()} == {2}


def test_the_list_names_every_release_and_marks_the_present_one(
    house: House, first_run: Ended, second_run: Ended, releases: Releases
) -> None:
    entries = json.loads(releases.listed.out)["releases"]
    runs = [entry["run"] for entry in entries]
    assert runs == [None, first_run.run, second_run.run, first_run.run, second_run.run]
    assert [entry["version"] for entry in entries if entry["serves"]] == [5]
    accuracy = house.json(second_run.run, "evaluation/metrics.json")["candidate"]["execution_accuracy"]
    assert entries[-1]["scores"]["execution_accuracy"] == accuracy
    assert entries[-1]["corpus"] == f"s3://{house.outputs['CorpusBucket']}/orchard.jsonl"
    assert entries[-1]["code"]
    assert [entry["by"].rsplit("/")[-1] for entry in entries[-2:]] == ["administrator", "administrator"]
    assert "SmokeTest" in entries[2]["by"]


def test_old_models_are_deleted_after_a_promotion(house: House, faulty_runs: Mapping[str, Ended]) -> None:
    promoted = [faulty_runs[fault.name] for fault in FAULTS if fault.promoted]
    deleted = {name for run in promoted for name in run.output["pruned"]["deleted"]}
    assert deleted
    assert all(house.model(name) is None for name in deleted)
    assert all(run.messages[0]["old_models"] == run.output["pruned"] for run in promoted)


def test_what_serves_users_and_what_did_before_is_there(house: House, faulty_runs: Mapping[str, Ended]) -> None:
    record = house.champion().record
    for arn in (record["model_arn"], record["previous_model_arn"]):
        assert (house.imported if ":imported-model/" in arn else house.model)(arn), arn


def test_models_that_cannot_be_deleted_undo_no_promotion(unpruned_run: Ended) -> None:
    assert (unpruned_run.status, unpruned_run.after.record["run"]) == ("SUCCEEDED", unpruned_run.run)
    assert unpruned_run.output["pruned"]["Error"] == "Runtime.ExitError"
    (message,) = unpruned_run.messages
    assert (message["promoted"], message["old_models"]["error"]) == (True, "Runtime.ExitError")
    assert "CleanUp" not in unpruned_run.states


def test_where_people_approve_a_good_run_ends_before_its_promotion(approved_runs: Mapping[str, Ended]) -> None:
    for run in approved_runs.values():
        assert (run.status, run.after, run.output["gate"]["passed"]) == ("SUCCEEDED", run.before, True)
        (message,) = run.messages
        assert (message["promoted"], message["approve_with"]) == (False, f"tuneql release promote {run.run}")
        assert not {"Promote", "Prune"} & set(run.states)
    assert {name: run.left for name, run in approved_runs.items()} == {
        "custom": ("model",),
        "imported": ("imported model",),
    }


def test_a_person_promotes_it_with_the_command_of_the_notification(
    approved_runs: Mapping[str, Ended], approval: Approval
) -> None:
    run = approved_runs["imported"]
    assert approval.promotion.code == 0, approval.promotion.err
    assert approval.promoted.record["run"] == run.run
    assert approval.promoted.model_id == approval.promoted.model_arn == run.output["training"]["model_arn"]
    assert approval.promoted.record["idle_deployment_arn"] == run.before.model_id


def test_what_could_be_gone_back_to_until_then_makes_room(
    house: House, open_weights_runs: Mapping[str, Ended], approval: Approval
) -> None:
    assert "deleted models of earlier runs" in approval.promotion.err
    assert house.imported(f"tuneql-{open_weights_runs['qwen'].run}") is None


def test_and_goes_back_from_an_imported_model_to_the_deployment_that_was(
    approved_runs: Mapping[str, Ended], approval: Approval
) -> None:
    before = approved_runs["imported"].before
    assert approval.rollback.code == 0, approval.rollback.err
    assert (approval.rolled_back.model_id, approval.rolled_back.model_arn) == (before.model_id, before.model_arn)
    assert approval.rolled_back.record["run"] == before.record["run"]
