"""What AWS would refuse is refused, with the same error. Cases are data."""

from collections.abc import Callable
from typing import Any

import pytest

from local.protocol.service_model import validate
from tuneql.limits import NOVA_MICRO

VALIDATION = "ValidationException"

# What is changed in a good CreateModelCustomizationJob (None: left out), and what the message must say.
JOBS: list[tuple[dict[str, Any], str]] = [
    ({"jobName": None}, "jobName: is required"),
    ({"jobName": "a_b"}, "jobName: must match"),
    ({"jobName": "a" * 64}, "length of at most 63"),
    ({"jobName": "-" * 62 + "_"}, "jobName: must match"),
    ({"customModelName": "a.b"}, "customModelName: must match"),
    ({"customModelName": "a--b"}, "customModelName: must match"),
    ({"roleArn": "customization"}, "roleArn: must match"),
    ({"roleArn": "arn:aws:iam::999999999999:role/other"}, "Could not assume provided IAM role"),
    ({"baseModelIdentifier": NOVA_MICRO.inference_id}, "does not support customization"),
    ({"baseModelIdentifier": "amazon.titan-text-v1"}, "model identifier is invalid"),
    ({"customizationType": "TUNING"}, "customizationType: must be one of"),
    ({"customizationType": "DISTILLATION"}, "use FINE_TUNING"),
    ({"hyperParameters": {"epochCount": 3}}, "hyperParameters.epochCount: must be a string"),
    ({"hyperParameters": {"epochCount": "6"}}, "epochCount must be 1 to 5"),
    ({"hyperParameters": {"epochCount": "1.5"}}, "epochCount must be a whole number"),
    ({"hyperParameters": {"learningRate": "0.1"}}, "learningRate must be 1e-06 to 0.0001"),
    ({"hyperParameters": {"learningRate": "fast"}}, "learningRate must be a number"),
    ({"hyperParameters": {"learningRate": "nan"}}, "learningRate must be 1e-06 to 0.0001"),
    ({"hyperParameters": {"learningRateWarmupSteps": "101"}}, "learningRateWarmupSteps must be 0 to 100"),
    ({"hyperParameters": {"batchSize": "2"}}, "batchSize must be 1 to 1"),
    ({"hyperParameters": {"epochs": "2"}}, "epochs is not supported"),
    ({"trainingDataConfig": {"s3Uri": "s3://runs/dt=1/train.jsonl"}}, "trainingDataConfig.s3Uri: must match"),
    ({"trainingDataConfig": {"s3Uri": "s3://runs/a b/train.jsonl"}}, "trainingDataConfig.s3Uri: must match"),
    ({"trainingDataConfig": {"s3Uri": "s3://runs//train.jsonl"}}, "trainingDataConfig.s3Uri: must match"),
    ({"trainingDataConfig": {"s3Uri": "s3://runs/train.csv"}}, ".jsonl"),
    ({"trainingDataConfig": {}}, ".jsonl"),
    ({"jobTags": [{"key": "a"}]}, "jobTags[0].value: is required"),
    ({"jobTags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}, "must be unique"),
    ({"jobTags": [{"key": str(n), "value": ""} for n in range(201)]}, "length of at most 200"),
    ({"clientRequestToken": "a_b"}, "clientRequestToken: must match"),
    ({"customizationConfig": {}}, "customizationConfig: must have exactly one of"),
    ({"vpcConfig": {"subnetIds": [], "securityGroupIds": ["sg-1"]}}, "vpcConfig.subnetIds"),
]

# What is changed in a good Converse with the base model.
CONVERSATIONS: list[tuple[dict[str, Any], str, str]] = [
    ({"modelId": NOVA_MICRO.training_id}, "ResourceNotFoundException", "cannot be invoked"),
    ({"modelId": "amazon.titan-text-v1"}, VALIDATION, "identifier amazon.titan-text-v1 is invalid"),
    ({"modelId": "a b"}, VALIDATION, "modelId: must match"),
    (
        {"modelId": "arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/abcdefghijkl"},
        "ResourceNotFoundException",
        "was not found",
    ),
    ({"messages": []}, VALIDATION, "must start and end with a user message"),
    ({"messages": [{"role": "assistant", "content": [{"text": "x"}]}]}, VALIDATION, "must start and end"),
    ({"messages": [{"role": "user", "content": []}]}, VALIDATION, "is empty"),
    ({"messages": [{"role": "user", "content": [{"text": " "}]}]}, VALIDATION, "is blank"),
    ({"messages": [{"role": "user", "content": [{}]}]}, VALIDATION, "exactly one of"),
    ({"messages": [{"role": "user", "content": [{"text": 1}]}]}, VALIDATION, "must be a string"),
    ({"inferenceConfig": {"maxTokens": 0}}, VALIDATION, "value of at least 1"),
    ({"inferenceConfig": {"maxTokens": 10_001}}, VALIDATION, "exceeds the model limit"),
    ({"inferenceConfig": {"temperature": 1.5}}, VALIDATION, "value of at most 1"),
    ({"toolConfig": {"tools": [{"cachePoint": {"type": "default"}}]}}, VALIDATION, "does not serve toolConfig"),
]


@pytest.mark.parametrize(("changes", "message"), JOBS, ids=[message for _, message in JOBS])
def test_a_job_that_breaks_a_rule_is_refused(service: Any, changes: dict[str, Any], message: str) -> None:
    code, text = service.error(service.control.create_model_customization_job, **service.job(**changes))
    assert code == VALIDATION
    assert message in text
    assert service.control.list_model_customization_jobs()["modelCustomizationJobSummaries"] == []


@pytest.mark.parametrize(("changes", "code", "message"), CONVERSATIONS, ids=[each[2] for each in CONVERSATIONS])
def test_a_conversation_that_breaks_a_rule_is_refused(
    service: Any, changes: dict[str, Any], code: str, message: str
) -> None:
    params = {**service.question(NOVA_MICRO.inference_id, "How many boats?"), **changes}
    found, text = service.error(service.runtime.converse, **params)
    assert found == code
    assert message in text


@pytest.mark.parametrize("spelling", [f"us.{NOVA_MICRO.inference_id}", NOVA_MICRO.inference_id])
def test_the_base_model_is_invoked_by_its_id_and_its_profile(service: Any, spelling: str) -> None:
    assert service.ask(spelling) == "SELECT COUNT(*) FROM boats"


def test_nova_is_customised_only_where_aws_does(start_service: Callable[..., Any]) -> None:
    service = start_service("us-west-2")
    code, text = service.error(service.control.create_model_customization_job, **service.job())
    assert (code, "us-east-1" in text) == (VALIDATION, True)


def test_names_stay_reserved_whatever_became_of_the_job(service: Any) -> None:
    service.control.stop_model_customization_job(jobIdentifier=service.start())
    create = service.control.create_model_customization_job
    assert service.error(create, **service.job(customModelName="other"))[0] == "ConflictException"
    assert service.error(create, **service.job(jobName="other"))[0] == "ConflictException"


def test_a_token_starts_one_job(service: Any) -> None:
    create = service.control.create_model_customization_job
    first, again = (create(**service.job(clientRequestToken="token"))["jobArn"] for _ in range(2))
    assert first == again
    other = service.job(clientRequestToken="token", jobName="other")
    assert service.error(create, **other)[0] == "ConflictException"


def test_a_token_creates_one_deployment(service: Any) -> None:
    params = {"modelArn": service.train()["outputModelArn"], "clientRequestToken": "token"}
    create = service.control.create_custom_model_deployment
    first, again = (create(modelDeploymentName="d", **params) for _ in range(2))
    assert first["customModelDeploymentArn"] == again["customModelDeploymentArn"]
    assert service.error(create, modelDeploymentName="e", **params)[0] == VALIDATION


def test_deployments_have_a_model_a_name_and_a_quota(service: Any) -> None:
    model = service.train()["outputModelArn"]
    create = service.control.create_custom_model_deployment
    unknown = model[:-12] + "abcdefghijkl"
    assert service.error(create, modelDeploymentName="d", modelArn=unknown)[0] == "ResourceNotFoundException"
    for number in range(10):
        service.deploy(f"d-{number}", model)
    assert service.error(create, modelDeploymentName="d-0", modelArn=model)[0] == VALIDATION
    assert service.error(create, modelDeploymentName="d-10", modelArn=model)[0] == "ServiceQuotaExceededException"


def test_ten_jobs_may_be_scheduled(service: Any) -> None:
    *jobs, last = ({"jobName": f"job-{number}", "customModelName": f"model-{number}"} for number in range(11))
    for each in jobs:
        service.start(**each)
    assert service.error(service.start, **last)[0] == "ServiceQuotaExceededException"


def test_two_deployments_may_be_in_progress(service: Any) -> None:
    params = {"modelArn": service.train()["outputModelArn"]}
    create = service.control.create_custom_model_deployment
    for name in ("one", "two"):
        create(modelDeploymentName=name, **params)
    assert service.error(create, modelDeploymentName="three", **params)[0] == "ServiceQuotaExceededException"


def test_a_custom_model_is_not_invoked_without_a_deployment(service: Any) -> None:
    model = service.train()["outputModelArn"]
    code, text = service.error(service.ask, model=model)
    assert code == VALIDATION
    assert "on-demand throughput" in text or "must match" in text


def test_a_deployment_is_not_updated_before_it_is_active(service: Any) -> None:
    model = service.train()["outputModelArn"]
    arn = service.control.create_custom_model_deployment(modelDeploymentName="d", modelArn=model)
    params = {"customModelDeploymentIdentifier": arn["customModelDeploymentArn"], "modelArn": model}
    assert service.error(service.control.update_custom_model_deployment, **params)[0] == VALIDATION


@pytest.mark.parametrize("operation", ["list_guardrails", "list_model_copy_jobs"])
def test_what_is_not_served_is_said_to_be(service: Any, operation: str) -> None:
    code, text = service.error(getattr(service.control, operation))
    assert (code, "does not serve" in text) == ("NotImplementedException", True)


def test_unknown_members_are_named() -> None:
    output = {"outputDataConfig": {"s3Uri": "s3://runs/out", "kmsKeyId": "k"}}
    assert "outputDataConfig.kmsKeyId: is no member of OutputDataConfig" in validate(
        "CreateModelCustomizationJob", output, service="bedrock"
    )
    limit = {"modelId": "m", "inferenceConfig": {"max_tokens": 5}}
    assert validate("Converse", limit, service="bedrock-runtime") == [
        "inferenceConfig.max_tokens: is no member of InferenceConfiguration"
    ]


def test_validate_takes_what_boto3_takes() -> None:
    params = {"jobIdentifier": "job-1"}
    assert validate("GetModelCustomizationJob", params, service="bedrock") == []
    assert validate("GetModelCustomizationJob", {}, service="bedrock") == ["jobIdentifier: is required"]
