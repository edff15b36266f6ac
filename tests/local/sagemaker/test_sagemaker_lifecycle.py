"""The life of a Nova model that SageMaker trains, through boto3: job, manifest, import, deployment, answers."""

import csv
import io
from typing import Any
from unittest.mock import ANY

from local.protocol.service_model import validate_response
from tests.local import boats
from tuneql.limits import NOVA_MICRO

OUTPUT = "training/job-1/output/output"
QUESTION = "The 7 longest boats"


def names(job: dict[str, Any]) -> list[str]:
    return [each["Status"] for each in job["SecondaryStatusTransitions"]]


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode())))


def test_a_job_is_seen_in_each_status(house: Any) -> None:
    name = house.start()
    seen = [house.describe(name) for _ in range(6)]
    assert [(job["TrainingJobStatus"], job["SecondaryStatus"]) for job in seen] == [
        ("InProgress", "Starting"),
        ("InProgress", "Downloading"),
        ("InProgress", "Training"),
        ("InProgress", "Uploading"),
        ("Completed", "Completed"),
        ("Completed", "Completed"),
    ]
    assert names(seen[-1]) == ["Starting", "Downloading", "Training", "Uploading", "Completed"]


def test_nothing_is_left_before_the_job_is_completed(house: Any) -> None:
    name = house.start()
    while house.describe(name)["TrainingJobStatus"] == "InProgress":
        assert house.objects.list("runs", "training/") == []
    assert house.objects.list("runs", "training/") != []


def test_transitions_have_times_and_words(house: Any) -> None:
    name = house.start()
    for _ in range(4):
        house.describe(name)
        house.clock.forward(60)
    job = house.describe(name)
    spans = [(each["EndTime"] - each["StartTime"]).seconds for each in job["SecondaryStatusTransitions"]]
    assert spans == [60, 60, 60, 60, 0]
    assert job["SecondaryStatusTransitions"][1]["StatusMessage"] == "Downloading input data"
    assert (job["TrainingTimeInSeconds"], job["BillableTimeInSeconds"]) == (180, 180)


def test_a_completed_job_leaves_manifest_and_losses(house: Any) -> None:
    house.train()
    training = table(house.objects.get("runs", f"{OUTPUT}/training_artifacts/step_wise_training_metrics.csv"))
    folder = f"{OUTPUT}/validation_artifacts/post_fine_tuning_validation"
    validation = table(house.objects.get("runs", f"{folder}/validation_metrics.csv"))
    assert training[0] == ["step_number", "epoch_number", "training_loss", "perplexity"]
    assert validation[0] == ["step_number", "epoch_number", "validation_loss", "perplexity"]
    assert [row[0] for row in training[1:]] == [str(number) for number in range(len(training) - 1)]
    assert float(training[-1][2]) < float(training[1][2])
    assert house.checkpoint() == f"s3://customer-escrow-123456789012-smtj-5e2f0a1c/job-1/{len(training) - 1}"


def test_without_held_out_records_only_training_losses_are_left(house: Any) -> None:
    channels = [each for each in house.request()["InputDataConfig"] if each["ChannelName"] != "val"]
    assert house.train(InputDataConfig=channels)["TrainingJobStatus"] == "Completed"
    assert [key for key in house.objects.list("runs", OUTPUT) if "validation" in key] == []


def test_what_sagemaker_trained_answers_after_import_better_than_the_base_model(house: Any) -> None:
    house.train()
    model = house.imported(house.checkpoint())
    deployment = house.deploy(model["modelArn"])
    house.error(house.ask, model=deployment, question=QUESTION)
    assert house.ask(deployment, QUESTION) == "SELECT name FROM boats ORDER BY length DESC TAKE 7"
    assert "TAKE" not in house.ask(NOVA_MICRO.inference_id, QUESTION)


def test_an_import_is_seen_being_created(house: Any) -> None:
    house.train()
    arn = house.bedrock.create_custom_model(**house.importing(house.checkpoint()))["modelArn"]
    seen = [house.model(arn) for _ in range(3)]
    assert [model["modelStatus"] for model in seen] == ["Creating", "Active", "Active"]
    assert seen[-1] | {"ResponseMetadata": None, "creationTime": None} == {
        "modelArn": arn,
        "modelName": "model-1",
        "baseModelArn": f"arn:aws:bedrock:us-east-1::foundation-model/{NOVA_MICRO.training_id}",
        "customizationType": "IMPORTED",
        "creationTime": None,
        "modelStatus": "Active",
        "ResponseMetadata": None,
    }
    assert house.bedrock.list_tags_for_resource(resourceARN=arn)["tags"] == [{"key": "run", "value": "1"}]


def test_an_import_is_deleted_like_any_model(house: Any) -> None:
    house.train()
    arn = house.imported(house.checkpoint())["modelArn"]
    deployment = house.deploy(arn)
    delete = house.bedrock.delete_custom_model
    assert house.error(delete, modelIdentifier=arn)[0] == "ConflictException"
    house.bedrock.delete_custom_model_deployment(customModelDeploymentIdentifier=deployment)
    delete(modelIdentifier=arn)
    assert house.error(house.bedrock.get_custom_model, modelIdentifier=arn)[0] == "ResourceNotFoundException"


def test_a_token_imports_one_model(house: Any) -> None:
    house.train()
    request = house.importing(house.checkpoint(), clientRequestToken="token")
    first, again = (house.bedrock.create_custom_model(**request)["modelArn"] for _ in range(2))
    assert first == again
    other = request | {"modelName": "model-2"}
    assert house.error(house.bedrock.create_custom_model, **other)[0] == "ConflictException"


def test_a_job_can_be_stopped(house: Any) -> None:
    name = house.start()
    house.sagemaker.stop_training_job(TrainingJobName=name)
    house.sagemaker.stop_training_job(TrainingJobName=name)
    seen = [house.describe(name) for _ in range(2)]
    assert [job["TrainingJobStatus"] for job in seen] == ["Stopping", "Stopped"]
    code, text = house.error(house.sagemaker.stop_training_job, TrainingJobName=name)
    assert (code, text.endswith("in status Stopped.")) == ("ValidationException", True)
    assert house.objects.list("runs", "training/") == []


def test_a_job_that_takes_too_long_is_stopped(house: Any) -> None:
    name = house.start(StoppingCondition={"MaxRuntimeInSeconds": 60})
    house.describe(name)
    house.clock.forward(600)
    assert house.describe(name)["SecondaryStatus"] == "Downloading"
    house.clock.forward(61)
    job = house.describe(name)
    assert (job["TrainingJobStatus"], job["SecondaryStatus"]) == ("Stopped", "MaxRuntimeExceeded")


def test_preferences_are_learned_as_the_answers_they_prefer(house: Any) -> None:
    records = [
        boats.record(f"The {n} longest boats", f"SELECT name FROM boats ORDER BY length DESC TAKE {n}")
        for n in range(2, 12)
    ]
    for each in records:
        right, wrong = each["messages"][-1].pop("content"), [{"text": "SELECT 1"}]
        labelled = (("preferred", right), ("non-preferred", wrong))
        each["messages"][-1]["candidates"] = [{"content": text, "preferenceLabel": label} for label, text in labelled]
    recipe = house.recipe.replace("8192", "4096").replace("    peft:\n", "    dpo_cfg:\n      beta: 0.1\n    peft:\n")
    image = house.request()["AlgorithmSpecification"]["TrainingImage"].replace("SFT", "DPO")
    house.objects.put("runs", "dataset/train.jsonl", boats.json_lines(records))
    house.objects.put("runs", "recipe.yaml", recipe.encode())
    channels = [each for each in house.request()["InputDataConfig"] if each["ChannelName"] != "val"]
    specification = {"TrainingImage": image, "TrainingInputMode": "File"}
    job = house.train(AlgorithmSpecification=specification, InputDataConfig=channels)
    assert job.get("FailureReason") is None
    deployment = house.deploy(house.imported(house.checkpoint())["modelArn"])
    house.error(house.ask, model=deployment, question=QUESTION)
    assert house.ask(deployment, QUESTION) == "SELECT name FROM boats ORDER BY length DESC TAKE 7"


def test_tags_are_those_of_the_request_and_more(house: Any) -> None:
    arn = house.describe(house.start())["TrainingJobArn"]
    house.sagemaker.add_tags(ResourceArn=arn, Tags=[{"Key": "team", "Value": "data"}])
    listed = house.sagemaker.list_tags(ResourceArn=arn)["Tags"]
    assert listed == [{"Key": "run", "Value": "1"}, {"Key": "team", "Value": "data"}]
    assert house.error(house.sagemaker.list_tags, ResourceArn=f"{arn}-2") == ("ValidationException", ANY)


def test_every_response_is_what_the_service_model_says(house: Any) -> None:
    name = house.start(VpcConfig={"SecurityGroupIds": ["sg-1"], "Subnets": ["subnet-1"]})
    described = [house.describe(name) for _ in range(5)]
    arn = described[0]["TrainingJobArn"]
    model = house.imported(house.checkpoint())
    found = [fault for job in described for fault in validate_response("DescribeTrainingJob", job, service="sagemaker")]
    listed = house.sagemaker.list_tags(ResourceArn=arn)
    assert found == validate_response("ListTags", listed, service="sagemaker") == []
    assert validate_response("GetCustomModel", model, service="bedrock") == []
    assert validate_response("ListCustomModels", house.bedrock.list_custom_models(), service="bedrock") == []
