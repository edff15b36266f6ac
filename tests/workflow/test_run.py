from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tuneql.errors import InvalidInput, UnknownPromptVersion
from tuneql.limits import EXECUTION_KEYS
from tuneql.options import Options
from tuneql.release.champion import Champion
from tuneql.workflow.execution_input import ExecutionInput, plan_run
from tuneql.workflow.run import Defaults, Run

REFUSED = [
    ({"corpus": None}, "corpus", "None"),
    ({"corpus": "/home/me/corpus.jsonl"}, "corpus", "s3://bucket/key"),
    ({"corpus": "s3://corpora"}, "corpus", "s3://bucket/key"),
    ({"epochs": 3}, "epochs", "is not a known key"),
    ({"dialect": "klingon"}, "dialect", "klingon"),
    ({"preparation": {"luck": 1}}, "preparation.luck", "is not a known key; remove it, or use one of: "),
    ({"preparation": {"synthetic_by": "model"}}, "preparation.synthetic_by", "is for the command line"),
    ({"preparation": {"limit": 20_001}}, "preparation.limit", "choose 20,000 or less"),
    ({"preparation": {"prompt_version": "2031-1"}}, "preparation.prompt_version", "2026-11-1"),
    ({"method": "magic"}, "method", "'bedrock'"),
    ({"hyperparameters": {"epochs": 6}}, "hyperparameters.epochs", "choose 5 or less"),
    ({"hyperparameters": {"epochs": 2.5}}, "hyperparameters.epochs", "whole number"),
    ({"hyperparameters": {"learning_rate": 1e-3}}, "hyperparameters.learning_rate", "choose 0.0001 or less"),
    ({"hyperparameters": {"learning_rate_warmup_steps": 101}}, "hyperparameters.learning_rate_warmup_steps", "100"),
    ({"hyperparameters": {"batch_size": 4}}, "hyperparameters.batch_size", "learning_rate_warmup_steps"),
    ({"evaluation": {"examples": 0}}, "evaluation.examples", "choose 1 or more"),
    ({"evaluation": {"gate": {"minimum_accuracy": 1.5}}}, "evaluation.gate.minimum_accuracy", "choose 1 or less"),
    ({"evaluation": {"gate": {"luck": 1}}}, "evaluation.gate.luck", "minimum_accuracy"),
    ({"budget_usd": -1}, "budget_usd", "choose 0 or more"),
    ({"promote": "perhaps"}, "promote", "perhaps"),
]


@pytest.mark.parametrize(("given", "field", "says"), REFUSED, ids=lambda value: str(value)[:40])
def test_input_that_breaks_a_rule_is_refused_by_name(
    make_run: Callable[..., Run], given: dict[str, Any], field: str, says: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_run(**given)
    assert refused.value.field == field
    assert says in str(refused.value)


def test_a_champion_that_could_not_be_asked_is_found_before_anything_is_spent(
    make_run: Callable[..., Run], champion: Champion
) -> None:
    with pytest.raises(UnknownPromptVersion, match="2031-1"):
        make_run(replace(champion, prompt_version="2031-1"))


def test_what_is_left_out_has_the_deployments_default(make_run: Callable[..., Run]) -> None:
    run = make_run(hyperparameters={"epochs": 4}, evaluation={"gate": {"minimum_accuracy": 0.5}})
    assert (run.hyperparameters.epochs, run.hyperparameters.learning_rate) == (4, 1e-5)
    assert (run.thresholds.minimum_accuracy, run.thresholds.minimum_gain_over_base) == (0.5, 0.05)
    assert run.dialect == "postgres"


def test_what_is_chosen_of_the_preparation_goes_over_the_deployments_choice(defaults: Defaults) -> None:
    chosen = defaults.model_copy(update={"preparation": Options(redaction="off", near_duplicates="keep", limit=500)})
    asked = {"corpus": "s3://corpora/all.jsonl", "preparation": {"redaction": "patterns", "verbatim": True}}
    run = plan_run(asked, defaults=chosen, bucket="runs", champion=None, execution_id="e:night", started_at="2026")
    assert run.preparation == Options(redaction="patterns", near_duplicates="keep", limit=500, verbatim=True)


SPOT = {"open_weights_spot": True, "judge_model_id": "us.amazon.nova-pro-v1:0"}


@pytest.mark.parametrize(
    ("given", "instance_type", "spot"),
    [
        ({}, "ml.g5.12xlarge", False),
        ({"method": "sagemaker-nova"}, "ml.g5.12xlarge", False),
        ({"method": "sagemaker-open-weights", "base_model": "s3://corpora/models/a/"}, "ml.g6e.2xlarge", True),
    ],
)
def test_each_method_has_its_instances_and_spot_is_for_a_script_that_goes_on(
    defaults: Defaults, given: dict[str, Any], instance_type: str, *, spot: bool
) -> None:
    run = planned(given, defaults.model_copy(update=SPOT))
    assert (run.training_instance_type, run.spot, run.base_model is not None) == (instance_type, spot, spot)


@pytest.mark.parametrize("asked", [True, False])
def test_the_judge_is_left_out_on_request_and_the_promotion_too(defaults: Defaults, *, asked: bool) -> None:
    run = planned({"evaluation": {"judge": asked}, "promote": asked}, defaults.model_copy(update=SPOT))
    assert (run.judge_model_id, run.promote) == (SPOT["judge_model_id"] if asked else None, asked)
    usual = planned({}, defaults.model_copy(update=SPOT))
    assert (usual.judge_model_id, usual.promote) == (SPOT["judge_model_id"], True)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (
            {"method": "sagemaker-open-weights"},
            "is needed where the method is 'sagemaker-open-weights'; name the folder",
        ),
        ({"base_model": "s3://corpora/models/a/"}, "means nothing where the method is 'bedrock'; leave it out"),
    ],
)
def test_open_weights_are_named_where_they_are_trained_and_nowhere_else(
    defaults: Defaults, given: dict[str, Any], says: str
) -> None:
    with pytest.raises(InvalidInput, match=says):
        planned(given, defaults)


def planned(given: dict[str, Any], defaults: Defaults) -> Run:
    return plan_run(
        {"corpus": "s3://corpora/all.jsonl", **given},
        defaults=defaults,
        bucket="runs-bucket",
        champion=None,
        execution_id="arn:aws:states:us-east-1:123456789012:execution:tuning:nightly",
        started_at="2026-11-20T10:00:00Z",
    )


def test_a_run_survives_the_state_machine_as_json(make_run: Callable[..., Run]) -> None:
    run = make_run(databases="s3://corpora/databases")
    assert Run.model_validate(run.model_dump(mode="json")) == run
    assert len(run.model_dump_json()) < 4096


def test_the_stacks_know_every_key_of_the_input() -> None:
    assert {"corpus", *EXECUTION_KEYS} == set(ExecutionInput.model_fields)
