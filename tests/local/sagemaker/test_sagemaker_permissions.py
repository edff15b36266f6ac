"""What requests of the SageMaker route need, by IAM action and resource."""

import json
from typing import Any

import pytest

from local.iam import Place, permissions
from local.protocol.http import Request

PLACE = Place(region="us-east-1", account="123456789012")
ROLE = "arn:aws:iam::123456789012:role/training"
JOB = "arn:aws:sagemaker:us-east-1:123456789012:training-job/job-1"
IMPORTED = "arn:aws:bedrock:us-east-1:123456789012:custom-model/imported/000000000000"


def asked(target: str | None, body: dict[str, Any], path: str = "/") -> Request:
    headers = {} if target is None else {"x-amz-target": target}
    return Request(method="POST", path=path, raw_path=path, query="", headers=headers, body=json.dumps(body).encode())


NEEDS = [
    (
        "sagemaker",
        asked("SageMaker.CreateTrainingJob", {"TrainingJobName": "Job-1", "RoleArn": ROLE, "Tags": [{}]}),
        [f"sagemaker:CreateTrainingJob {JOB}", f"iam:PassRole {ROLE}", f"sagemaker:AddTags {JOB}"],
    ),
    (
        "sagemaker",
        asked("SageMaker.CreateTrainingJob", {"TrainingJobName": "job-1", "RoleArn": ROLE}),
        [f"sagemaker:CreateTrainingJob {JOB}", f"iam:PassRole {ROLE}"],
    ),
    (
        "sagemaker",
        asked("SageMaker.DescribeTrainingJob", {"TrainingJobName": "job-1"}),
        [f"sagemaker:DescribeTrainingJob {JOB}"],
    ),
    ("sagemaker", asked("SageMaker.ListTags", {"ResourceArn": JOB}), [f"sagemaker:ListTags {JOB}"]),
    ("sagemaker", asked("SageMaker.ListTrainingJobs", {}), ["sagemaker:ListTrainingJobs *"]),
    (
        "servicequotas",
        asked("ServiceQuotasV20190624.GetServiceQuota", {"ServiceCode": "sagemaker", "QuotaCode": "L-C6383286"}),
        ["servicequotas:GetServiceQuota *"],
    ),
    (
        "bedrock",
        asked(None, {"modelName": "m", "roleArn": ROLE, "modelTags": [{}]}, "/custom-models/create-custom-model"),
        [f"bedrock:CreateCustomModel {IMPORTED}", f"iam:PassRole {ROLE}", f"bedrock:TagResource {IMPORTED}"],
    ),
]


@pytest.mark.parametrize(("service", "request_", "needed"), NEEDS)
def test_a_request_needs_its_permissions(service: str, request_: Request, needed: list[str]) -> None:
    assert [f"{each.action} {each.resource}" for each in permissions(request_, service, PLACE)] == needed


@pytest.mark.parametrize(("at", "service"), [(0, "sagemaker.amazonaws.com"), (-1, "bedrock.amazonaws.com")])
def test_passing_a_role_says_to_which_service(at: int, service: str) -> None:
    passing = next(each for each in permissions(NEEDS[at][1], NEEDS[at][0], PLACE) if each.action == "iam:PassRole")
    assert passing.context == {"iam:PassedToService": service}
