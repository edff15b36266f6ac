from typing import Any

import pytest

from tuneql.training.bedrock.hyperparameters import BedrockHyperparameters
from tuneql.training.bedrock.request import customization_job_request


def request(**changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "job_name": "tuneql-a",
        "model_name": "tuneql-model-a",
        "role_arn": "arn:role",
        "client_token": "a-train",
        "base_model_id": "amazon.nova-micro-v1:0:128k",
        "hyperparameters": BedrockHyperparameters(),
        "train_uri": "s3://runs/train.jsonl",
        "validation_uri": "s3://runs/validation.jsonl",
        "output_uri": "s3://runs/training/",
        "tags": {"team": "fares", "tuneql:run": "a"},
    }
    return customization_job_request(**{**plain, **changes})


def test_validation_is_left_out_where_there_is_none() -> None:
    assert request()["validationDataConfig"] == {"validators": [{"s3Uri": "s3://runs/validation.jsonl"}]}
    assert "validationDataConfig" not in request(validation_uri=None)


def test_job_and_model_have_the_tags_in_order() -> None:
    tags = [{"key": "team", "value": "fares"}, {"key": "tuneql:run", "value": "a"}]
    assert (request()["jobTags"], request()["customModelTags"]) == (tags, tags)


@pytest.mark.parametrize(
    ("given", "sent"),
    [
        ({}, {"epochCount": "5", "learningRate": "0.00001", "learningRateWarmupSteps": "10"}),
        (
            {"epochs": 2, "learning_rate": 1e-6, "learning_rate_warmup_steps": 0},
            {"epochCount": "2", "learningRate": "0.000001", "learningRateWarmupSteps": "0"},
        ),
    ],
)
def test_hyperparameters_are_sent_as_texts_without_exponents(given: dict[str, Any], sent: dict[str, str]) -> None:
    assert request(hyperparameters=BedrockHyperparameters(**given))["hyperParameters"] == sent
