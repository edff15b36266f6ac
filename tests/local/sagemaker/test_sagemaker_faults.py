"""Each fault of the training jobs does what its name says, and what it does not concern goes on."""

from typing import Any

import pytest

from local.bedrock.rules import INTERNAL_ERROR

THROUGH = ["Starting", "Downloading", "Training", "Uploading", "Completed"]
# Fault, the job's status, its secondary statuses, and the beginning of its failure reason.
ENDS: list[tuple[str, str, list[str], str]] = [
    ("no-capacity", "Failed", ["Starting", "Pending", "Failed"], "CapacityError: Unable to provision"),
    ("image-pull-failure", "Failed", ["Starting", "Downloading", "Failed"], "ClientError: Cannot pull algorithm"),
    ("algorithm-error", "Failed", ["Starting", "Downloading", "Training", "Failed"], "AlgorithmError: "),
    ("training-timeout", "Stopped", ["Starting", "Downloading", "Training", "MaxRuntimeExceeded"], ""),
    (
        "interrupted",
        "Completed",
        ["Starting", "Downloading", "Training", "Interrupted", *THROUGH],
        "",
    ),
    ("missing-manifest", "Completed", THROUGH, ""),
]


@pytest.mark.parametrize(("fault", "status", "statuses", "reason"), ENDS, ids=[case[0] for case in ENDS])
def test_a_job_ends_as_its_fault_says(house: Any, fault: str, status: str, statuses: list[str], reason: str) -> None:
    house.faults.enable(fault)
    job = house.train()
    assert job["TrainingJobStatus"] == status
    assert [each["Status"] for each in job["SecondaryStatusTransitions"]] == statuses
    assert job.get("FailureReason", "").startswith(reason)
    assert ("FailureReason" in job) == (status == "Failed")


@pytest.mark.parametrize("fault", [case[0] for case in ENDS if case[0] != "interrupted"])
def test_there_is_a_manifest_only_if_all_went_well(house: Any, fault: str) -> None:
    house.faults.enable(fault)
    house.train()
    assert [key for key in house.objects.list("runs", "training/") if key.endswith("manifest.json")] == []


def test_capacity_that_comes_while_the_job_waits_is_taken(house: Any) -> None:
    house.faults.enable("no-capacity")
    name = house.start()
    seen = [house.describe(name)["SecondaryStatus"] for _ in range(2)]
    house.faults.disable("no-capacity")
    assert [*seen, house.describe(name)["SecondaryStatus"]] == ["Starting", "Pending", "Downloading"]


def test_a_failed_import_says_why(house: Any) -> None:
    house.train()
    house.faults.enable("failed-import")
    model = house.imported(house.checkpoint())
    assert (model["modelStatus"], model["failureMessage"]) == ("Failed", INTERNAL_ERROR)
    create = house.bedrock.create_custom_model_deployment
    code, text = house.error(create, modelDeploymentName="d", modelArn=model["modelArn"])
    assert (code, "only an Active one" in text) == ("ValidationException", True)
    house.bedrock.delete_custom_model(modelIdentifier=model["modelArn"])


def test_without_quota_there_is_no_job(house: Any) -> None:
    house.faults.enable("no-quota")
    code, text = house.error(house.sagemaker.create_training_job, **house.request())
    assert code == "ResourceLimitExceeded"
    assert "'ml.g5.12xlarge for training job usage' is 0 Instances" in text
    assert house.error(house.sagemaker.describe_training_job, TrainingJobName="job-1")[0] == "ValidationException"
