"""SageMaker and its quotas behind the account's one door."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from botocore.exceptions import ClientError

from local.account import LocalAccount
from local.protocol.service_model import validate_response
from local.sagemaker.quotas import QUOTAS


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("account")


@pytest.fixture(scope="module")
def account(directory: Path) -> Iterator[LocalAccount]:
    with LocalAccount(directory=directory, polls=1, recorder=directory / "requests.jsonl") as running:
        yield running


def test_a_job_of_the_account_is_trained_imported_and_recorded(
    account: LocalAccount, directory: Path, house: Any
) -> None:
    s3, sagemaker, bedrock = (account.client(name) for name in ("s3", "sagemaker", "bedrock"))
    s3.create_bucket(Bucket="runs")
    for key in house.objects.list("runs", ""):
        s3.put_object(Bucket="runs", Key=key, Body=house.objects.get("runs", key))
    sagemaker.create_training_job(**house.request())
    while sagemaker.describe_training_job(TrainingJobName="job-1")["TrainingJobStatus"] == "InProgress":
        pass
    manifest = s3.get_object(Bucket="runs", Key="training/job-1/output/output/manifest.json")["Body"].read()
    house.objects.put("runs", "training/job-1/output/output/manifest.json", manifest)
    arn = bedrock.create_custom_model(**house.importing(house.checkpoint()))["modelArn"]
    seen = [bedrock.get_custom_model(modelIdentifier=arn)["modelStatus"] for _ in range(2)]
    assert seen == ["Creating", "Active"]
    recorded = [json.loads(line)["operation"] for line in (directory / "requests.jsonl").read_text().splitlines()]
    assert (recorded[0], recorded[-3]) == ("CreateTrainingJob", "CreateCustomModel")


def test_escrow_is_closed_to_everyone(account: LocalAccount, house: Any) -> None:
    s3 = account.client("s3")
    bucket = "customer-escrow-123456789012-smtj-5e2f0a1c"
    for call, params in ((s3.list_objects_v2, {}), (s3.get_object, {"Key": "job-1/1"}), (s3.create_bucket, {})):
        assert house.error(call, Bucket=bucket, **params)[0] == "AccessDenied"


def test_quotas_are_listed_and_found(account: LocalAccount) -> None:
    client = account.client("service-quotas")
    listed = [
        quota
        for page in client.get_paginator("list_service_quotas").paginate(
            ServiceCode="sagemaker", PaginationConfig={"PageSize": 3}
        )
        for quota in page["Quotas"]
    ]
    code = QUOTAS["ml.g5.48xlarge for training job usage"]
    found = client.get_service_quota(ServiceCode="sagemaker", QuotaCode=code)
    assert {quota["QuotaName"]: quota["QuotaCode"] for quota in listed} == QUOTAS
    assert found["Quota"]["QuotaName"] == "ml.g5.48xlarge for training job usage"
    assert found["Quota"]["Value"] == 1.0
    assert validate_response("GetServiceQuota", found, service="service-quotas") == []


def test_without_quota_it_is_0(account: LocalAccount) -> None:
    account.faults.enable("no-quota")
    quota = account.client("service-quotas").get_service_quota(ServiceCode="sagemaker", QuotaCode="L-C6383286")
    account.faults.disable("no-quota")
    assert quota["Quota"]["Value"] == 0.0


@pytest.mark.parametrize("service", ["sagemaker", "bedrock"])
def test_unknown_quotas_are_not_there(account: LocalAccount, service: str) -> None:
    with pytest.raises(ClientError) as caught:
        account.client("service-quotas").get_service_quota(ServiceCode=service, QuotaCode="L-00000000")
    assert caught.value.response["Error"]["Code"] == "NoSuchResourceException"
