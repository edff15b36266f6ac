"""Open weights: imported models, which have no deployment, from training to promotion and back."""

from collections.abc import Mapping
from typing import Any

import pytest

from tests.end_to_end.cases import OPEN_WEIGHTS_FAULTS, Fault
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer, Ended
from tuneql.training.open_weights.script import script_files


def test_the_champion_is_a_pointer_to_the_imported_model(
    open_weights_runs: Mapping[str, Ended], faulty_runs: Mapping[str, Ended]
) -> None:
    run = open_weights_runs["llama"]
    assert (run.status, run.output["gate"]["promote"]) == ("SUCCEEDED", True)
    assert run.after.record["model_id"] == run.after.record["model_arn"] == run.output["training"]["model_arn"]
    assert ":imported-model/" in run.after.record["model_id"]
    assert run.after.record["interface"] == "converse"
    assert run.after.record["previous_model_arn"] == run.before.model_arn
    assert run.left == ("imported model",)
    assert not {"CheckDeployment", "CheckPromotion"} & set(run.states)


def test_the_deployment_that_served_users_before_is_left_for_the_next_custom_model(
    house: House, open_weights_runs: Mapping[str, Ended]
) -> None:
    before, back = open_weights_runs["llama"].before, open_weights_runs["back"].after
    for imported in ("llama", "qwen"):
        assert open_weights_runs[imported].after.record["idle_deployment_arn"] == before.model_id
    assert back.model_id == before.model_id
    assert back.record["idle_deployment_arn"] is None


def test_the_run_keeps_the_script_that_trained_it(house: House, open_weights_runs: Mapping[str, Ended]) -> None:
    run = open_weights_runs["llama"].run
    kept = {name for name in house.names(run) if name.startswith("training/code/")}
    assert kept == {f"training/code/{name}" for name in script_files()}
    assert house.read(run, "training/code/train.py") == script_files()["train.py"]


def test_the_endpoint_asks_the_imported_model_and_names_no_price_of_tokens(imported_answer: Answer) -> None:
    assert imported_answer.status == 200
    assert imported_answer.body["cost_usd"] is None
    assert imported_answer.body["sql"].startswith("SELECT")


def test_its_tokens_have_no_price_in_the_metrics_either(house: House, open_weights_runs: Mapping[str, Ended]) -> None:
    metrics = house.json(open_weights_runs["llama"].run, "evaluation/metrics.json")
    assert metrics["candidate"]["cost_usd"] is None
    assert metrics["candidate"]["tokens"]["input"] > 0
    assert metrics["base"]["cost_usd"] > 0


def test_the_report_tells_what_the_instance_was_billed(house: House, open_weights_runs: Mapping[str, Ended]) -> None:
    page = house.read(open_weights_runs["llama"].run, "evaluation/report.html").decode()
    assert "Billed for training on ml.g6e.2xlarge: " in page


def test_an_imported_model_that_is_not_promoted_makes_room(open_weights_runs: Mapping[str, Ended]) -> None:
    run = open_weights_runs["unpromoted"]
    assert (run.status, run.left, run.after) == ("SUCCEEDED", (), run.before)


@pytest.mark.parametrize("fault", OPEN_WEIGHTS_FAULTS, ids=lambda fault: fault.name)
def test_a_fault_ends_as_documented(open_weights_runs: Mapping[str, Ended], fault: Fault) -> None:
    run = open_weights_runs[fault.name]
    assert (run.status, run.error) == ("FAILED", fault.error)
    assert [text for text in fault.says if text not in run.cause] == [], run.cause
    assert (run.left, run.after) == ((), run.before)
    (message,) = run.messages
    assert (message["cause"], message["champion"], message["left_behind"]) == (run.cause, "unchanged", [])


def test_an_interrupted_job_goes_on_and_a_model_without_converse_is_invoked(
    house: House, open_weights_runs: Mapping[str, Ended]
) -> None:
    run = open_weights_runs["qwen"]
    assert (run.status, run.output["gate"]["promote"]) == ("SUCCEEDED", True)
    assert run.after.record["interface"] == "invoke"
    asked = {each["operation"] for each in house.recorded() if each["params"].get("modelId") == run.after.model_id}
    assert asked == {"InvokeModel"}


def test_the_next_custom_model_takes_the_place_of_the_imported_one(
    house: House, open_weights_runs: Mapping[str, Ended]
) -> None:
    run = open_weights_runs["back"]
    assert run.after.record["previous_model_arn"] == open_weights_runs["qwen"].after.model_id
    assert ":custom-model-deployment/" in run.after.record["model_id"]
    assert run.left == ("model",)
    assert house.imported(f"tuneql-{open_weights_runs['llama'].run}") is None  # nobody can go back to it any more


def test_a_shadow_may_be_an_imported_model(imported_run: Ended, imported_shadow: Mapping[str, Any]) -> None:
    assert ":imported-model/" in str(imported_run.after.model_id)
    assert imported_shadow == {"outcome": "answered"}
