"""The requests that start a run's training, and the import of what SageMaker trained."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tuneql.locations import for_bedrock
from tuneql.training.bedrock.model_imports import custom_model_request, import_job_request
from tuneql.training.bedrock.request import customization_job_request
from tuneql.training.nova.request import nova_job_request
from tuneql.training.open_weights.request import script_job_request
from tuneql.training.sagemaker.job_settings import JobSettings
from tuneql.workflow.names import client_token
from tuneql.workflow.run import Run

OUTPUT = "training"
RECIPE = f"{OUTPUT}/recipe.yaml"
CODE = f"{OUTPUT}/code"
CHECKPOINTS = f"{OUTPUT}/checkpoints"


def customization_request(run: Run, dataset: Mapping[str, object], *, role_arn: str) -> dict[str, object]:
    """The request that starts this run's job in Bedrock; the same for every retry."""
    return customization_job_request(
        job_name=run.names.job,
        model_name=run.names.model,
        role_arn=role_arn,
        base_model_id=run.base_model_id,
        train_uri=for_bedrock(run.location("dataset/train.jsonl")),
        validation_uri=_validation_uri(run, dataset),
        output_uri=for_bedrock(run.location(f"{OUTPUT}/")),
        hyperparameters=run.bedrock,
        client_token=client_token(run.id, "training"),
        tags=run.tags,
        model_kms_key=run.model_kms_key,
    )


def nova_request(run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta) -> dict[str, object]:
    """The request that starts this run's job in SageMaker; the same for every retry."""
    return nova_job_request(
        _job_settings(run, dataset, role_arn=role_arn, longest=longest),
        technique=run.nova.technique,
        recipe_uri=run.location(RECIPE).uri,
    )


def open_weights_request(
    run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta
) -> dict[str, object]:
    """The request that starts this run's training of open weights; the same for every retry."""
    assert run.base_model is not None  # noqa: S101 - as the method says
    return script_job_request(
        _job_settings(run, dataset, role_arn=role_arn, longest=longest),
        code_uri=run.location(f"{CODE}/").uri,
        model_uri=run.base_model.uri,
        checkpoints_uri=run.location(CHECKPOINTS).uri,
        hyperparameters=run.open_weights,
        max_wait_seconds=run.training_deadline_seconds,
        spot=run.spot,
    )


def _job_settings(run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta) -> JobSettings:
    return JobSettings(
        name=run.names.job,
        role_arn=role_arn,
        region=run.region,
        instance_type=run.training_instance_type,
        train_uri=run.location("dataset/train.jsonl").uri,
        validation_uri=_validation_uri(run, dataset),
        output_uri=run.location(OUTPUT).uri,
        max_runtime_seconds=int(longest.total_seconds()),
        tags=run.tags,
        output_kms_key=run.output_kms_key,
        vpc=run.vpc,
    )


def import_request(run: Run, checkpoint: str, *, role_arn: str) -> dict[str, object]:
    """The request that makes a model in Bedrock from what SageMaker trained; the same for every retry."""
    common: dict[str, Any] = {
        "model_name": run.names.model,
        "role_arn": role_arn,
        "client_token": client_token(run.id, "import"),
        "tags": run.tags,
        "model_kms_key": run.model_kms_key,
    }
    if run.method == "sagemaker-open-weights":
        return import_job_request(weights_uri=checkpoint, **common)
    return custom_model_request(checkpoint_uri=checkpoint, **common)


def _validation_uri(run: Run, dataset: Mapping[str, object]) -> str | None:
    return for_bedrock(run.location("dataset/validation.jsonl")) if dataset["validation"] else None
