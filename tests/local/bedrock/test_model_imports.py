"""Model import jobs: their life, what they refuse, and why they fail."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.bedrock.imported.source import NO_PYTORCH
from local.bedrock.model_imports import REGIONS
from local.bedrock.rules import INTERNAL_ERROR
from local.protocol.service_model import validate, validate_response

VALIDATION = "ValidationException"
KEY = "01234567-89ab-cdef-0123-456789abcdef"

# What is changed in a good CreateModelImportJob (None: left out), and what the message must say.
JOBS: list[tuple[dict[str, Any], str]] = [
    ({"jobName": None}, "jobName: is required"),
    ({"jobName": "a_b"}, "jobName: must match"),
    ({"jobName": "a" * 64}, "length of at most 63"),
    ({"importedModelName": "a.b"}, "importedModelName: must match"),
    ({"importedModelName": "a--b"}, "importedModelName: must match"),
    ({"roleArn": None}, "roleArn: is required"),
    ({"roleArn": "arn:aws:iam::999999999999:role/other"}, "Could not assume provided IAM role"),
    ({"modelDataSource": {}}, "modelDataSource: must have exactly one of"),
    ({"modelDataSource": {"s3DataSource": {}}}, "s3Uri: is required"),
    ({"modelDataSource": {"s3DataSource": {"s3Uri": "s3://models/run=1"}}}, "s3Uri: must match"),
    ({"modelDataSource": {"s3DataSource": {"s3Uri": "/models/boats"}}}, "s3Uri: must match"),
    ({"importedModelKmsKeyId": "key"}, "importedModelKmsKeyId: must match"),
    ({"importedModelKmsKeyId": "alias/models"}, "no aliases of KMS keys"),
    ({"jobTags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}, "must be unique"),
    ({"importedModelTags": [{"key": "a", "value": "1"}, {"key": "a", "value": "2"}]}, "must be unique"),
    ({"vpcConfig": {"subnetIds": [], "securityGroupIds": ["sg-1"]}}, "vpcConfig.subnetIds"),
    ({"clientRequestToken": "a_b"}, "clientRequestToken: must match"),
]


@pytest.mark.parametrize(("changes", "message"), JOBS, ids=[message for _, message in JOBS])
def test_an_import_that_breaks_a_rule_is_refused(service: Any, changes: dict[str, Any], message: str) -> None:
    code, text = service.error(service.control.create_model_import_job, **service.import_job(**changes))
    assert (code, message in text) == (VALIDATION, True), text
    assert service.control.list_model_import_jobs()["modelImportJobSummaries"] == []


@pytest.mark.parametrize("region", [*REGIONS, "eu-west-1"])
def test_models_are_imported_only_where_aws_does(start_service: Callable[..., Any], region: str) -> None:
    service = start_service(region)
    service.keep()
    if region in REGIONS:
        assert service.import_model()["status"] == "Completed"
        return
    code, text = service.error(service.control.create_model_import_job, **service.import_job())
    assert (code, "us-east-1, us-east-2, us-west-2, eu-central-1" in text) == (VALIDATION, True)


def test_an_import_is_in_progress_for_its_polls_and_then_has_its_model(service: Any) -> None:
    service.keep()
    arn = service.control.create_model_import_job(**service.import_job())["jobArn"]
    seen = [service.control.get_model_import_job(jobIdentifier=name) for name in (arn, "import-1")]
    assert [job["status"] for job in seen] == ["InProgress", "Completed"]
    assert ("importedModelArn" in seen[0], "endTime" in seen[0]) == (False, False)
    model = service.control.get_imported_model(modelIdentifier=seen[1]["importedModelArn"])
    assert (model["jobArn"], model["modelName"], model["jobName"]) == (arn, "boats-1", "import-1")
    assert (model["modelArchitecture"], model["instructSupported"]) == ("llama", True)
    assert model["customModelUnits"] == {"customModelUnitsPerModelCopy": 1, "customModelUnitsVersion": "v1.0"}
    assert model["modelDataSource"] == seen[1]["modelDataSource"]


@pytest.mark.parametrize("uri", ["s3://models/boats", "s3://models/boats/"])
def test_a_folder_may_end_with_a_slash(service: Any, uri: str) -> None:
    service.keep()
    assert service.import_model(modelDataSource={"s3DataSource": {"s3Uri": uri}})["status"] == "Completed"


def test_every_response_is_what_the_service_model_says(service: Any) -> None:
    service.keep()
    job = service.import_model(
        importedModelKmsKeyId=KEY, vpcConfig={"subnetIds": ["subnet-1"], "securityGroupIds": ["sg-1"]}
    )
    model = service.control.get_imported_model(modelIdentifier="boats-1")
    responses = {
        "GetModelImportJob": job,
        "ListModelImportJobs": service.control.list_model_import_jobs(),
        "GetImportedModel": model,
        "ListImportedModels": service.control.list_imported_models(),
    }
    for operation, found in responses.items():
        assert validate_response(operation, found, service="bedrock") == []
    assert job["importedModelKmsKeyArn"] == model["modelKmsKeyArn"]
    assert job["importedModelKmsKeyArn"] == f"arn:aws:kms:us-east-1:123456789012:key/{KEY}"
    assert [each["jobArn"] for each in responses["ListModelImportJobs"]["modelImportJobSummaries"]] == [job["jobArn"]]
    assert [each["modelName"] for each in responses["ListImportedModels"]["modelSummaries"]] == ["boats-1"]


def test_a_token_starts_one_import(service: Any) -> None:
    create = service.control.create_model_import_job
    first, again = (create(**service.import_job(clientRequestToken="token"))["jobArn"] for _ in range(2))
    assert first == again
    other = service.import_job(clientRequestToken="token", jobName="other")
    assert service.error(create, **other)[0] == "ConflictException"


def test_a_member_that_is_of_another_operation_is_refused() -> None:
    params = {"modelKmsKeyArn": KEY, "jobName": "a"}  # boto3 cannot send it
    faults = validate("CreateModelImportJob", params, service="bedrock")
    assert "modelKmsKeyArn: is no member of CreateModelImportJobRequest" in faults


def test_a_jobs_name_stays_taken_and_a_models_until_it_is_deleted(service: Any) -> None:
    service.keep()
    service.import_model()
    create = service.control.create_model_import_job
    assert service.error(create, **service.import_job(importedModelName="other")) == (
        VALIDATION,
        "The provided job name is currently in use.",
    )
    again = service.import_job(jobName="import-2")
    assert service.error(create, **again) == (VALIDATION, "The provided model name is currently in use.")
    service.control.delete_imported_model(modelIdentifier="boats-1")
    create(**again)
    code, _ = service.error(create, **service.import_job(jobName="import-3"))
    assert code == VALIDATION


def test_one_import_at_a_time_and_three_models(service: Any) -> None:
    service.keep()
    create = service.control.create_model_import_job
    create(**service.import_job())
    second = service.import_job(jobName="import-2", importedModelName="boats-2")
    code, text = service.error(create, **second)
    assert (code, "1 concurrent" in text) == ("ServiceQuotaExceededException", True)
    service.control.get_model_import_job(jobIdentifier="import-1")
    service.import_model(**second)
    service.import_model(jobName="import-3", importedModelName="boats-3")
    fourth = service.import_job(jobName="import-4", importedModelName="boats-4")
    code, text = service.error(create, **fourth)
    assert (code, "3 imported models" in text) == ("ServiceQuotaExceededException", True)
    service.control.delete_imported_model(modelIdentifier="boats-2")
    create(**fourth)


def test_an_import_that_nobody_looks_at_does_not_bar_others_for_ever(service: Any) -> None:
    service.keep()
    create = service.control.create_model_import_job
    create(**service.import_job())
    other = service.import_job(jobName="import-2", importedModelName="boats-2")
    assert [service.error(create, **other)[0] for _ in range(2)] == ["ServiceQuotaExceededException"] * 2
    create(**other)


def test_the_fault_fails_the_import(service: Any) -> None:
    service.keep()
    service.faults.enable("failed-import")
    job = service.import_model()
    assert (job["status"], job["failureMessage"], "importedModelArn" in job) == ("Failed", INTERNAL_ERROR, False)
    assert service.control.list_imported_models()["modelSummaries"] == []


Files = dict[str, bytes | None]

# Files that are changed in a good folder (None: left out), and what failureMessage must say.
FOLDERS: list[tuple[Files, str]] = [
    ({"config.json": None}, "could not find the expected file s3://models/boats/config.json"),
    ({"config.json": b"{"}, "config.json: is not a JSON object"),
    ({"config.json": b"[]"}, "config.json: is not a JSON object"),
    ({"tokenizer_config.json": None}, "tokenizer_config.json: is missing"),
    ({"tokenizer_config.json": b"{}"}, "has no chat_template"),
    ({"tokenizer.json": None}, "tokenizer.json or tokenizer.model: is missing"),
    ({"model.safetensors": None}, "there are no weights"),
    ({"model.safetensors": b"no tensors"}, "model.safetensors: is not a safetensors file"),
    ({"model.safetensors": b"\x02" + bytes(7) + b"[]"}, "model"),
    ({"adapter_config.json": b"{}"}, "adapter_config.json: is an adapter's file"),
    ({"adapter_model.safetensors": b""}, "merge the adapter"),
    ({"README.md": b"x"}, "README.md: does not belong"),
    ({"original/params.json": b"x"}, "original: does not belong"),
    ({"../escape": b"x"}, "../escape: is no name of a model's file"),
    ({"/absolute": b"x"}, "is no name of a model's file"),
]


@pytest.mark.parametrize(("changes", "message"), FOLDERS, ids=[",".join(each) + message for each, message in FOLDERS])
def test_a_folder_that_breaks_a_rule_fails_the_import(
    start_service: Callable[..., Any], files: Callable[..., Files], changes: Files, message: str
) -> None:
    service = start_service(python=Path(sys.executable))
    service.upload({name: data for name, data in (files() | changes).items() if data is not None})
    job = service.import_model()
    assert (job["status"], message in job["failureMessage"]) == ("Failed", True), job["failureMessage"]


# Members that are changed in a good config.json, and what failureMessage must say.
CONFIGS: list[tuple[dict[str, Any], str]] = [
    ({"architectures": ["GPT2LMHeadModel"]}, "architectures is ['GPT2LMHeadModel']"),
    ({"architectures": []}, "architectures is []"),
    ({"architectures": [{}]}, "architectures is [{}]"),
    ({"architectures": None}, "architectures is None"),
    ({"architectures": "LlamaForCausalLM"}, "architectures is LlamaForCausalLM"),
    ({"torch_dtype": "float64"}, "torch_dtype is 'float64'"),
    ({"torch_dtype": "bfloat16"}, "holds F32; config.json says bfloat16"),
    ({"quantization_config": {}}, "has quantization_config"),
    ({"num_hidden_layers": 2}, "hold 1 layers; config.json says 2"),
    ({"vocab_size": 5}, "embed 4 tokens; config.json says 5"),
    ({"tie_word_embeddings": False}, "have no lm_head.weight"),
    ({"max_position_embeddings": 1 << 20}, "the longest context"),
    ({"max_position_embeddings": "long"}, "is not of the type"),
]


@pytest.mark.parametrize(("changes", "message"), CONFIGS, ids=[message for _, message in CONFIGS])
def test_a_configuration_that_breaks_a_rule_fails_the_import(
    start_service: Callable[..., Any], files: Callable[..., Files], changes: dict[str, Any], message: str
) -> None:
    service = start_service(python=Path(sys.executable))
    service.upload(files(**changes))
    job = service.import_model()
    assert (job["status"], message in job["failureMessage"]) == ("Failed", True), job["failureMessage"]


@pytest.mark.parametrize("uri", ["s3://models/nothing", "s3://nowhere", "s3://models/boa"])
def test_an_empty_place_fails_the_import(service: Any, files: Callable[..., Files], uri: str) -> None:
    service.upload(files())
    job = service.import_model(modelDataSource={"s3DataSource": {"s3Uri": uri}})
    assert (job["status"], f"{uri}/config.json" in job["failureMessage"]) == ("Failed", True)


def test_a_good_folder_needs_pytorch_to_be_served(service: Any, files: Callable[..., Files]) -> None:
    service.upload(files())
    job = service.import_model()
    assert (job["status"], job["failureMessage"]) == ("Failed", NO_PYTORCH)
    assert "make test-training" in NO_PYTORCH


def test_a_checkpoint_of_nova_is_no_model_to_import(service: Any) -> None:
    uri = "s3://customer-escrow-123456789012-smtj-1/job"
    service.escrow.put(uri, object())
    job = service.import_model(modelDataSource={"s3DataSource": {"s3Uri": uri}})
    assert (job["status"], "config.json" in job["failureMessage"]) == ("Failed", True)


@pytest.mark.parametrize(("region", "status"), [("us-east-1", "Completed"), ("us-west-2", "Failed")])
def test_gpt_oss_is_imported_in_one_region(start_service: Callable[..., Any], region: str, status: str) -> None:
    service = start_service(region)
    service.keep(architectures=["GptOssForCausalLM"], model_type="gpt_oss")
    assert service.import_model()["status"] == status


def test_tags_of_job_and_model(service: Any) -> None:
    service.keep()
    tags = {"jobTags": [{"key": "run", "value": "1"}], "importedModelTags": [{"key": "run", "value": "2"}]}
    job = service.import_model(**tags)
    control = service.control
    listed = [control.list_tags_for_resource(resourceARN=job[name])["tags"] for name in ("jobArn", "importedModelArn")]
    assert listed == list(tags.values())
    control.tag_resource(resourceARN=job["importedModelArn"], tags=[{"key": "team", "value": "data"}])
    control.untag_resource(resourceARN=job["importedModelArn"], tagKeys=["run"])
    found = control.list_tags_for_resource(resourceARN=job["importedModelArn"])["tags"]
    assert found == [{"key": "team", "value": "data"}]
    control.delete_imported_model(modelIdentifier=job["importedModelArn"])
    code, _ = service.error(control.list_tags_for_resource, resourceARN=job["importedModelArn"])
    assert code == "ResourceNotFoundException"


def test_requests_are_recorded(service: Any) -> None:
    service.keep()
    service.import_model()
    lines = [json.loads(line) for line in service.recorded.read_text().splitlines()]
    assert [(line["operation"], line["status"]) for line in lines] == [
        ("CreateModelImportJob", 201),
        ("GetModelImportJob", 200),
        ("GetModelImportJob", 200),
    ]
