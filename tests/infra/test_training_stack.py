import json
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from statelint.linter import Linter  # type: ignore[import-untyped]  # it has no types

from stacks.setting_checks import longest_execution_seconds
from stacks.settings import Settings
from tests.infra.resources import of_type
from tuneql import errors

States = Mapping[str, Mapping[str, Any]]

# The workflow as the architecture page draws it: each state, and where it goes when all is well.
PATH = {
    "Plan": "PrepareShards",
    "PrepareShards": "AssembleDataset",
    "AssembleDataset": "Preflight",
    "Preflight": "StartTraining",
    "StartTraining": "TrainingDone",
    "WaitForTraining": "CheckTraining",
    "CheckTraining": "TrainingDone",
    "ImportModel": "ModelDone",
    "WaitForModel": "CheckModel",
    "CheckModel": "ModelDone",
    "DeployCandidate": "DeploymentDone",
    "WaitForDeployment": "CheckDeployment",
    "CheckDeployment": "DeploymentDone",
    "WarmUp": "MeasureLatency",
    "MeasureLatency": "EvaluateShards",
    "EvaluateShards": "Report",
    "Report": "Gate",
    "Gate": "Promotes",
    "Promote": "PromotionDone",
    "CompareAnew": "MeasureLatency",
    "WaitForPromotion": "CheckPromotion",
    "CheckPromotion": "PromotionDone",
    "SmokeTest": "Prune",
    "Prune": "Retire",
    "Retire": "Notify",
    "Notify": "Succeeded",
    "CleanUp": "Clean",
    "WaitForCleanUp": "CleanUp",
    "NotifyFailure": "Failed",
}
CHOICES = {
    "TrainingDone": ("$.training.status", "Completed", "NeedsImport", "WaitForTraining"),
    "NeedsImport": ("$.training.checkpoint", True, "ImportModel", "DeployCandidate"),
    "ModelDone": ("$.training.model_status", "Active", "DeployCandidate", "WaitForModel"),
    "DeploymentDone": ("$.candidate.status", "Active", "WarmUp", "WaitForDeployment"),
    "Promotes": ("$.gate.promote", True, "Promote", "Retire"),
    "PromotionDone": ("$.champion.status", "Active", "SmokeTest", "WaitForPromotion"),
    "Clean": ("$.cleanup.status", "Done", "NotifyFailure", "WaitForCleanUp"),
}
OPERATORS = {"Promotes": "BooleanEquals", "NeedsImport": "IsPresent"}
ENDS = {"Succeeded": "Succeed", "Failed": "Fail", "FailedUnclean": "Fail"}

# statelint 3.1.0 knows the states language as of 2023, without readers of JSON files and labels of map runs.
# BackoffRate 2 is a number, which is what the language asks for.
UNKNOWN_TO_STATELINT = {
    'Field "InputType" not allowed in State Machine.States.PrepareShards.ItemReader.ReaderConfig',
    'Field "InputType" not allowed in State Machine.States.EvaluateShards.ItemReader.ReaderConfig',
    'Field "Label" not allowed in State Machine.States.PrepareShards',
    'Field "Label" not allowed in State Machine.States.EvaluateShards',
}


@pytest.fixture(scope="module")
def states(definition: Mapping[str, Any]) -> States:
    return dict(definition["States"])


def _of_type(states: States, kind: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """States of a type, those inside maps too."""
    for name, state in states.items():
        if state["Type"] == kind:
            yield name, state
        yield from _of_type(state.get("ItemProcessor", {}).get("States", {}), kind)


def test_statelint_finds_nothing(definition: Mapping[str, Any]) -> None:
    problems = {problem for problem in Linter.validate(dict(definition)) if "should be a Float" not in problem}
    assert problems == UNKNOWN_TO_STATELINT


def test_every_state_is_there_and_wired(definition: Mapping[str, Any], states: States) -> None:
    assert definition["StartAt"] == "Plan"
    assert set(states) == {*PATH, *CHOICES, *ENDS}
    assert {name: state["Next"] for name, state in states.items() if "Next" in state} == PATH
    assert {name: states[name]["Type"] for name in ENDS} == ENDS


@pytest.mark.parametrize(("name", "expected"), CHOICES.items())
def test_choices_ask_what_they_must(states: States, name: str, expected: tuple[str, Any, str, str]) -> None:
    (rule,) = states[name]["Choices"]
    (operator,) = set(rule) - {"Variable", "Next"}
    assert operator == OPERATORS.get(name, "StringEquals")
    assert (rule["Variable"], rule[operator], rule["Next"], states[name]["Default"]) == expected


def test_every_task_is_a_function_with_a_timeout_and_retries(states: States) -> None:
    tasks = dict(_of_type(states, "Task"))
    assert len(tasks) == 24
    for task in tasks.values():
        assert task["Resource"].startswith("arn:aws:lambda:")
        assert 0 < task["TimeoutSeconds"] <= 910
        assert task["Retry"]


def test_what_is_retried_are_errors_that_may_pass(states: States) -> None:
    for _, task in _of_type(states, "Task"):
        service, ours = task["Retry"]
        assert all(name.startswith("Lambda.") for name in service["ErrorEquals"])
        classes = [name for name in ours["ErrorEquals"] if not name.startswith("Lambda.")]
        assert all(issubclass(getattr(errors, name), errors.Unavailable) for name in classes)
        assert (ours["JitterStrategy"], ours["BackoffRate"]) == ("FULL", 2)
        assert ours["MaxAttempts"] <= 6


def test_any_failure_is_cleaned_up_after_but_that_of_a_measurement_that_a_run_can_do_without(states: States) -> None:
    caught = {name: state["Catch"] for name, state in states.items() if "Catch" in state}
    assert set(caught) == {name for name, state in states.items() if state["Type"] in {"Task", "Map"}}
    assert caught.pop("MeasureLatency") == [
        {"ErrorEquals": ["States.ALL"], "ResultPath": "$.latency", "Next": "EvaluateShards"}
    ]
    other, *after = caught.pop("Promote")
    assert other == {"ErrorEquals": ["ChampionChanged"], "ResultPath": None, "Next": "CompareAnew"}
    assert after == caught["Gate"]
    assert issubclass(errors.ChampionChanged, errors.RunFailed)
    for name, catchers in caught.items():
        if name == "Prune":
            continue
        target = "FailedUnclean" if name in {"CleanUp", "NotifyFailure"} else "CleanUp"
        assert catchers == [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.failure", "Next": target}]


def test_old_models_that_cannot_be_deleted_undo_no_promotion(states: States) -> None:
    assert states["Prune"]["Catch"] == [{"ErrorEquals": ["States.ALL"], "ResultPath": "$.pruned", "Next": "Retire"}]


def test_failures_say_why(states: States) -> None:
    assert states["Failed"] == {
        "Type": "Fail",
        "ErrorPath": "$.notification.error",
        "CausePath": "$.notification.cause",
    }
    assert states["FailedUnclean"] == {"Type": "Fail", "Error": "CleanUpFailed", "CausePath": "$.failure.Cause"}


@pytest.mark.parametrize(
    ("name", "key", "child"),
    [
        ("PrepareShards", "$.shards.key", "PrepareShard"),
        ("EvaluateShards", "$.dataset.evaluation_shards_key", "EvaluateShard"),
    ],
)
def test_maps_take_shards_from_a_manifest_and_drop_results(states: States, name: str, key: str, child: str) -> None:
    shards = states[name]
    assert shards["ItemProcessor"]["ProcessorConfig"] == {"Mode": "DISTRIBUTED", "ExecutionType": "EXPRESS"}
    assert shards["ItemReader"]["Parameters"]["Key.$"] == key
    assert shards["ItemReader"]["ReaderConfig"] == {"InputType": "JSON"}
    assert shards["ItemSelector"]["shard.$"] == "$$.Map.Item.Value"
    assert shards["ResultPath"] is None
    assert shards["ItemProcessor"]["States"][child]["OutputPath"] is None


def test_shards_fit_into_an_express_execution(states: States) -> None:
    """Express executions end after five minutes; a shard that is throttled is worth a second attempt."""
    for name in ("PrepareShards", "EvaluateShards"):
        (task,) = states[name]["ItemProcessor"]["States"].values()
        assert 2 * task["TimeoutSeconds"] <= 300


def test_nothing_that_only_aws_can_run(definition: Mapping[str, Any]) -> None:
    """The machine that runs locally must be the one deployed."""
    text = json.dumps(definition)
    for refused in ("JSONata", "ItemBatcher", ".sync", "waitForTaskToken", "ResultWriter", "ToleratedFailure"):
        assert refused not in text


def test_the_machines_log_every_event_and_no_data(templates: Mapping[str, Any]) -> None:
    machines = of_type(templates["Training"]["Resources"], "AWS::StepFunctions::StateMachine")
    for machine in machines.values():
        logging = machine["LoggingConfiguration"]
        assert (logging["Level"], logging["IncludeExecutionData"]) == ("ALL", False)
        assert machine["TracingConfiguration"] == {"Enabled": True}
    assert len(machines) == 2


def test_an_execution_that_comes_to_no_end_is_ended(definition: Mapping[str, Any]) -> None:
    """All its waits have deadlines that end sooner."""
    settings = Settings()
    assert definition["TimeoutSeconds"] == longest_execution_seconds(settings)
    waits = settings.training_deadline_seconds + 3 * settings.deployment_deadline_seconds
    assert definition["TimeoutSeconds"] >= waits + 120 * settings.poll_seconds


def test_the_outputs_name_what_a_run_needs(templates: Mapping[str, Any]) -> None:
    assert set(templates["Training"]["Outputs"]) == {
        "StateMachineArn",
        "TakingBackArn",
        "CorpusBucket",
        "RunsBucket",
        "ChampionParameter",
        "TopicArn",
    }
