"""The life of a model, through boto3: job, model, deployment, answers, update, deletion."""

import csv
import io
import json
from datetime import timedelta
from typing import Any

import pytest

from local.protocol.service_model import validate, validate_response
from tuneql.limits import NOVA_MICRO


def stages(job: dict[str, Any]) -> list[str]:
    return [job["statusDetails"][f"{name}Details"]["status"] for name in ("validation", "dataProcessing", "training")]


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def test_a_job_is_seen_in_each_stage(service: Any) -> None:
    arn = service.start()
    seen = [stages(service.get_job(arn)) for _ in range(4)]
    assert seen == [
        ["InProgress", "NotStarted", "NotStarted"],
        ["Completed", "InProgress", "NotStarted"],
        ["Completed", "Completed", "InProgress"],
        ["Completed", "Completed", "Completed"],
    ]


def test_a_completed_job_has_its_model_and_its_losses(service: Any) -> None:
    job = service.train()
    model = service.control.get_custom_model(modelIdentifier=job["outputModelArn"])
    assert job["status"] == "Completed"
    assert model["modelName"] == job["outputModelName"] == "model-1"
    assert model["trainingMetrics"] == job["trainingMetrics"]
    assert len(job["validationMetrics"]) == 1


def test_the_files_of_a_job_are_named_and_laid_out_as_bedrocks(service: Any) -> None:
    job = service.train()
    job_id = job["jobArn"][-12:]
    folder = f"training/model-customization-job-{job_id}"
    training = table(service.objects.get("runs", f"{folder}/training_artifacts/step_wise_training_metrics.csv"))
    validation = table(
        service.objects.get("runs", f"{folder}/validation_artifacts/post_fine_tuning_validation/validation_metrics.csv")
    )
    manifest = table(service.objects.get("runs", f"training/input_status/{job_id}/training/manifest.report.csv"))
    assert training[0] == ["step_number", "epoch_number", "training_loss", "perplexity"]
    assert validation[0] == ["step_number", "epoch_number", "validation_loss", "perplexity"]
    assert [row[0] for row in training[1:]] == [str(number) for number in range(len(training) - 1)]
    assert float(training[-1][2]) == pytest.approx(job["trainingMetrics"]["trainingLoss"], abs=1e-6)
    assert float(training[-1][2]) < float(training[1][2])
    assert manifest == [
        [
            "fileName",
            "totalProcessedRecordCount",
            "acceptedRecordCount",
            "partiallyAcceptedRecordCount",
            "rejectedRecordCount",
        ],
        ["s3://runs/dataset/train.jsonl", "10", "10", "0", "0"],
    ]


def test_a_model_knows_after_training_what_it_did_not_know_before(service: Any) -> None:
    deployment = service.deploy("candidate", service.train()["outputModelArn"])
    service.error(service.ask, model=deployment)
    question = "The 7 longest boats"
    assert service.ask(deployment, question) == "SELECT name FROM boats ORDER BY length DESC TAKE 7"
    assert "TAKE" not in service.ask(NOVA_MICRO.inference_id, question)


def test_a_deployment_is_active_after_its_polls_and_cold_at_first(service: Any) -> None:
    model = service.train()["outputModelArn"]
    created = service.control.create_custom_model_deployment(modelDeploymentName="d", modelArn=model)
    arn = created["customModelDeploymentArn"]
    assert service.error(service.ask, model=arn)[0] == "ModelNotReadyException"
    assert [service.deployment(arn)["status"] for _ in range(2)] == ["Creating", "Active"]
    assert service.error(service.ask, model=arn)[0] == "ModelNotReadyException"
    assert service.ask(arn) == "SELECT COUNT(*) FROM boats"


def test_an_update_swaps_the_model_when_it_is_over(service: Any) -> None:
    old = service.train()["outputModelArn"]
    new = service.train(jobName="job-2", customModelName="model-2")["outputModelArn"]
    arn = service.deploy("champion", old)
    service.control.update_custom_model_deployment(customModelDeploymentIdentifier=arn, modelArn=new)
    during, after = service.deployment(arn), service.deployment(arn)
    assert (during["modelArn"], during["updateDetails"]) == (old, {"modelArn": new, "updateStatus": "Updating"})
    assert (after["modelArn"], after["updateDetails"]["updateStatus"]) == (new, "UpdateCompleted")
    assert after["customModelDeploymentArn"] == arn


def test_what_is_in_use_cannot_be_deleted_and_what_is_deleted_is_gone(service: Any) -> None:
    model = service.train()["outputModelArn"]
    arn = service.control.create_custom_model_deployment(modelDeploymentName="d", modelArn=model)[
        "customModelDeploymentArn"
    ]
    delete, get = service.control.delete_custom_model_deployment, service.control.get_custom_model_deployment
    assert service.error(delete, customModelDeploymentIdentifier=arn)[0] == "ConflictException"
    assert service.error(service.control.delete_custom_model, modelIdentifier=model)[0] == "ConflictException"
    service.deployment(arn)
    service.deployment(arn)
    delete(customModelDeploymentIdentifier=arn)
    assert service.error(get, customModelDeploymentIdentifier=arn)[0] == "ResourceNotFoundException"
    assert service.error(service.ask, model=arn)[0] == "ResourceNotFoundException"
    service.control.delete_custom_model(modelIdentifier=model)
    assert service.error(service.control.get_custom_model, modelIdentifier=model)[0] == "ResourceNotFoundException"


def test_a_job_can_be_stopped(service: Any) -> None:
    arn = service.start()
    service.control.stop_model_customization_job(jobIdentifier=arn)
    assert service.get_job(arn)["status"] == "Stopped"
    assert service.error(service.control.stop_model_customization_job, jobIdentifier=arn)[0] == "ConflictException"


def test_every_response_is_what_the_service_model_says(service: Any) -> None:
    job = service.train(jobTags=[{"key": "run", "value": "1"}])
    arn = service.deploy("candidate", job["outputModelArn"])
    service.control.update_custom_model_deployment(customModelDeploymentIdentifier=arn, modelArn=job["outputModelArn"])
    responses = {
        "GetModelCustomizationJob": job,
        "ListModelCustomizationJobs": service.control.list_model_customization_jobs(),
        "GetCustomModel": service.control.get_custom_model(modelIdentifier=job["outputModelArn"]),
        "ListCustomModels": service.control.list_custom_models(),
        "GetCustomModelDeployment": service.deployment(arn),
        "ListCustomModelDeployments": service.control.list_custom_model_deployments(),
        "ListFoundationModels": service.control.list_foundation_models(),
        "GetFoundationModel": service.control.get_foundation_model(modelIdentifier=NOVA_MICRO.training_id),
        "ListTagsForResource": service.control.list_tags_for_resource(resourceARN=job["jobArn"]),
    }
    for operation, found in responses.items():
        assert validate_response(operation, found, service="bedrock") == []
    converse = service.runtime.converse(**service.question(NOVA_MICRO.inference_id, "How many boats?"))
    assert validate_response("Converse", converse, service="bedrock-runtime") == []


def test_requests_are_recorded_with_their_status(service: Any) -> None:
    service.train()
    service.error(service.ask, model="amazon.titan-v1")
    lines = [json.loads(line) for line in service.recorded.read_text().splitlines()]
    assert [line["operation"] for line in lines[:2]] == ["CreateModelCustomizationJob", "GetModelCustomizationJob"]
    assert (lines[0]["status"], lines[-1]["status"]) == (201, 400)
    assert validate("CreateModelCustomizationJob", lines[0]["params"], service="bedrock") == []


def test_lists_are_filtered_sorted_and_paged(service: Any) -> None:
    model = service.train()["outputModelArn"]
    for name in ("one", "two", "three"):
        service.deploy(name, model)
    listed = service.control.list_custom_model_deployments(sortOrder="Ascending", maxResults=2)
    rest = service.control.list_custom_model_deployments(sortOrder="Ascending", nextToken=listed["nextToken"])
    names = [each["customModelDeploymentName"] for page in (listed, rest) for each in page["modelDeploymentSummaries"]]
    found = service.control.list_custom_model_deployments(nameContains="o", statusEquals="Active")
    assert names == ["one", "two", "three"]
    assert {each["customModelDeploymentName"] for each in found["modelDeploymentSummaries"]} == {"one", "two"}
    assert service.control.list_model_customization_jobs(statusEquals="Failed")["modelCustomizationJobSummaries"] == []


def test_lists_are_of_a_time(service: Any) -> None:
    service.start()
    (job,) = service.control.list_model_customization_jobs()["modelCustomizationJobSummaries"]
    at, second = job["creationTime"], timedelta(seconds=1)
    for filters, found in (
        ({"creationTimeAfter": at - second, "creationTimeBefore": at + second}, [job]),
        ({"creationTimeAfter": at}, []),
        ({"creationTimeBefore": at}, []),
    ):
        assert service.control.list_model_customization_jobs(**filters)["modelCustomizationJobSummaries"] == found


@pytest.mark.parametrize(
    ("filters", "ids"),
    [
        ({"byProvider": "amazon", "byOutputModality": "TEXT"}, [NOVA_MICRO.training_id, NOVA_MICRO.inference_id]),
        ({"byProvider": "meta"}, []),
        ({"byOutputModality": "IMAGE"}, []),
        ({"byCustomizationType": "FINE_TUNING"}, [NOVA_MICRO.training_id]),
        ({"byInferenceType": "ON_DEMAND"}, [NOVA_MICRO.inference_id]),
    ],
)
def test_base_models_are_found_by_what_they_can(service: Any, filters: dict[str, str], ids: list[str]) -> None:
    found = service.control.list_foundation_models(**filters)["modelSummaries"]
    assert [each["modelId"] for each in found] == ids


def test_tags_come_and_go(service: Any) -> None:
    arn = service.start(jobTags=[{"key": "run", "value": "1"}])
    service.control.tag_resource(resourceARN=arn, tags=[{"key": "team", "value": "data"}])
    service.control.untag_resource(resourceARN=arn, tagKeys=["run"])
    assert service.control.list_tags_for_resource(resourceARN=arn)["tags"] == [{"key": "team", "value": "data"}]
