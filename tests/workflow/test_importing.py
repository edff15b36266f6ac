from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from local.protocol.service_model import validate
from tuneql.errors import TrainingFailed
from tuneql.ports import CustomModel
from tuneql.release.champion import Served
from tuneql.workflow.deployment import retire_imported
from tuneql.workflow.importing import check_model, import_model
from tuneql.workflow.run import Run
from tuneql.workflow.training_requests import customization_request, import_request

NOW = datetime(2026, 11, 20, tzinfo=UTC)
ARN = "arn:aws:bedrock:us-east-1:123456789012:imported-model/"
BASE = {"method": "sagemaker-open-weights", "base_model": "s3://corpora/models/llama/"}


class Models:
    """One model, as Bedrock says it stands."""

    def __init__(self, found: CustomModel | None = None) -> None:
        self.found = found
        self.requests: list[Mapping[str, Any]] = []
        self.deleted: list[str] = []

    def create(self, request: Mapping[str, Any]) -> None:
        self.requests.append(request)

    def find(self, name: str) -> CustomModel | None:  # noqa: ARG002 - the port's signature
        return self.found

    def delete(self, arn: str) -> None:
        self.deleted.append(arn)


def looked_at(run: Run, found: CustomModel | None, *, waited: int = 0) -> dict[str, Any]:
    training = {"since": (NOW - timedelta(seconds=waited)).isoformat(), "checkpoint": "s3://runs/model"}
    return check_model(run, training, models=Models(found), now=NOW)


@pytest.mark.parametrize(
    ("given", "operation"), [({"method": "sagemaker-nova"}, "modelName"), (BASE, "importedModelName")]
)
def test_each_method_asks_for_its_own_kind_of_model(
    make_run: Callable[..., Run], given: dict[str, str], operation: str
) -> None:
    run, models = make_run(**given), Models()
    import_model(run, "s3://runs/model", role_arn="arn:role", models=models)
    import_model(run, "s3://runs/model", role_arn="arn:role", models=models)
    first, again = models.requests
    assert first == again
    assert first[operation] == run.names.model
    assert first["clientRequestToken"] == f"{run.id}-import"


MODEL_KEY = "arn:aws:kms:us-east-1:123456789012:key/11111111-1111-1111-1111-111111111111"
REQUESTS: list[tuple[dict[str, str], str, str]] = [
    ({}, "CreateModelCustomizationJob", "customModelKmsKeyId"),
    ({"method": "sagemaker-nova"}, "CreateCustomModel", "modelKmsKeyArn"),
    (BASE, "CreateModelImportJob", "importedModelKmsKeyId"),
]


@pytest.mark.parametrize(("given", "operation", "name"), REQUESTS)
def test_a_model_has_the_key_of_the_setting(
    make_run: Callable[..., Run], given: dict[str, str], operation: str, name: str
) -> None:
    for key in (MODEL_KEY, None):
        run, role = make_run(**given).model_copy(update={"model_kms_key": key}), "arn:aws:iam::123456789012:role/r"
        if operation == "CreateModelCustomizationJob":
            request = customization_request(run, {"validation": 9}, role_arn=role)
        else:
            request = import_request(run, "s3://runs/runs/a/model", role_arn=role)
        assert request.get(name) == key
        assert validate(operation, request, service="bedrock") == []


def test_an_imported_model_brings_the_way_to_ask_it(make_run: Callable[..., Run]) -> None:
    found = CustomModel(arn=f"{ARN}abcdefghijkl", status="Active", interface="invoke")
    state = looked_at(make_run(**BASE), found)
    assert (state["model_status"], state["model_arn"], state["interface"]) == ("Active", found.arn, "invoke")


def test_a_custom_model_brings_none_since_it_needs_a_deployment(make_run: Callable[..., Run]) -> None:
    state = looked_at(make_run(method="sagemaker-nova"), CustomModel(arn="arn:model", status="Active"))
    assert (state["model_arn"], "interface" in state) == ("arn:model", False)


def test_an_import_under_way_has_no_arn_yet(make_run: Callable[..., Run]) -> None:
    state = looked_at(make_run(**BASE), CustomModel(arn=None, status="Creating"))
    assert (state["model_status"], "model_arn" in state) == ("Creating", False)


@pytest.mark.parametrize(
    ("found", "waited", "says"),
    [
        (None, 0, "is gone"),
        (CustomModel(arn=None, status="Failed", failure="unknown architecture."), 0, "unknown architecture; start the"),
        (CustomModel(arn=None, status="Failed"), 0, "Bedrock gives no reason"),
        (CustomModel(arn=None, status="Creating"), 7201, "after 7201 seconds; raise deployment_deadline_seconds"),
    ],
)
def test_an_import_that_will_not_end_well_fails_the_run(
    make_run: Callable[..., Run], found: CustomModel | None, waited: int, says: str
) -> None:
    with pytest.raises(TrainingFailed, match=says):
        looked_at(make_run(**BASE), found, waited=waited)


@pytest.mark.parametrize(
    ("candidate", "promoted", "replaced", "deleted"),
    [
        (f"{ARN}candidate", False, None, [f"{ARN}candidate"]),
        (f"{ARN}candidate", True, None, []),
        (f"{ARN}candidate", True, f"{ARN}older", [f"{ARN}older"]),
        (f"{ARN}candidate", True, "arn:aws:bedrock:us-east-1:123456789012:custom-model/imported/a", []),
        ("arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/a", False, None, []),
        ("arn:aws:bedrock:us-east-1:123456789012:custom-model-deployment/a", True, f"{ARN}older", [f"{ARN}older"]),
    ],
)
def test_of_imported_models_only_the_champion_and_the_one_before_are_kept(
    candidate: str, *, promoted: bool, replaced: str | None, deleted: list[str]
) -> None:
    models = Models()
    retire_imported(Served(model_id=candidate), kept=promoted, replaced=replaced, models=models)
    assert models.deleted == deleted
