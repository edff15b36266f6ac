"""Every request to Bedrock and SageMaker that any run made is one that they take."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from local.protocol.service_model import validate
from tests.end_to_end.cases import EVERY_RUN
from tests.end_to_end.house import House
from tuneql.limits import BEDROCK_S3_URI_PATTERN

pytestmark = pytest.mark.usefixtures(*EVERY_RUN)

OPERATIONS = {
    "CreateModelCustomizationJob",
    "GetModelCustomizationJob",
    "StopModelCustomizationJob",
    "CreateCustomModel",
    "GetCustomModel",
    "ListCustomModels",
    "ListTagsForResource",
    "ListCustomModelDeployments",
    "DeleteCustomModel",
    "CreateCustomModelDeployment",
    "GetCustomModelDeployment",
    "UpdateCustomModelDeployment",
    "DeleteCustomModelDeployment",
    "Converse",
    "ConverseStream",
    "InvokeModel",
    "CreateModelImportJob",
    "GetModelImportJob",
    "GetImportedModel",
    "DeleteImportedModel",
    "CreateTrainingJob",
    "DescribeTrainingJob",
}


@pytest.fixture(scope="module")
def requests(house: House) -> list[dict[str, Any]]:
    return house.recorded()


def test_the_runs_use_every_operation_that_the_workflow_knows(requests: list[dict[str, Any]]) -> None:
    assert {each["operation"] for each in requests} == OPERATIONS


def test_every_request_fits_the_service_model_with_patterns_and_limits(requests: list[dict[str, Any]]) -> None:
    faults = [
        fault
        for each in requests
        for fault in validate(each["operation"], _as_sent(each["params"]), service=_service(each["operation"]))
    ]
    assert faults == []


def _service(operation: str) -> str:
    if operation in {"Converse", "ConverseStream", "InvokeModel"}:
        return "bedrock-runtime"
    return "sagemaker" if operation.endswith("TrainingJob") else "bedrock"


def test_every_s3_uri_has_only_characters_that_bedrock_takes(requests: list[dict[str, Any]]) -> None:
    uris = {text for each in requests for text in _texts(each["params"]) if text.startswith("s3://")}
    assert uris
    assert [uri for uri in uris if not re.fullmatch(BEDROCK_S3_URI_PATTERN, uri)] == []


def test_bedrock_refused_nothing_but_what_faults_refused(requests: list[dict[str, Any]]) -> None:
    statuses = {(each["operation"], each["status"]) for each in requests if each["status"] >= 400}
    assert statuses <= {
        ("Converse", 429),
        ("ConverseStream", 429),
        ("Converse", 404),  # by the endpoint, of a model that was deleted since it had looked; it looks again
        ("GetImportedModel", 404),
        ("InvokeModel", 429),
        ("GetModelImportJob", 404),
        ("GetModelCustomizationJob", 404),
        ("GetCustomModel", 404),
        ("GetCustomModelDeployment", 404),
        ("DeleteCustomModelDeployment", 400),
        ("DescribeTrainingJob", 400),  # of a job that was never started
        ("StopModelCustomizationJob", 400),  # of a job that has ended since it was looked at
    }


def test_every_answer_is_bounded_and_deterministic(requests: list[dict[str, Any]]) -> None:
    configs = [each["params"]["inferenceConfig"] for each in requests if each["operation"].startswith("Converse")]
    assert {(config["maxTokens"], config["temperature"]) for config in configs} == {(512, 0), (600, 0)}  # models, judge


def _as_sent(params: dict[str, Any]) -> dict[str, Any]:
    """The recorder writes bytes as text."""
    return {name: value.encode() if name == "body" else value for name, value in params.items()}


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)
