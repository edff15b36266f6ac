"""The requests that start a run's training, and the import of what SageMaker trained."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from tuneql.locations import for_bedrock
from tuneql.training.bedrock import customization_job_request
from tuneql.training.sagemaker import import_model_request, training_job_request
from tuneql.training.script_job import model_import_request, script_job_request
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
    return training_job_request(
        job_name=run.names.job,
        role_arn=role_arn,
        region=run.region,
        technique=run.nova.technique,
        instance_type=run.training_instance_type,
        train_uri=run.location("dataset/train.jsonl").uri,
        validation_uri=_validation_uri(run, dataset),
        recipe_uri=run.location(RECIPE).uri,
        output_uri=run.location(OUTPUT).uri,
        max_runtime_seconds=int(longest.total_seconds()),
        tags=run.tags,
        output_kms_key=run.output_kms_key,
        vpc=run.vpc,
    )


def open_weights_request(
    run: Run, dataset: Mapping[str, object], *, role_arn: str, longest: timedelta
) -> dict[str, object]:
    """The request that starts this run's training of open weights; the same for every retry."""
    assert run.base_model is not None  # noqa: S101 - as the method says
    return script_job_request(
        job_name=run.names.job,
        role_arn=role_arn,
        region=run.region,
        instance_type=run.training_instance_type,
        train_uri=run.location("dataset/train.jsonl").uri,
        validation_uri=_validation_uri(run, dataset),
        code_uri=run.location(f"{CODE}/").uri,
        model_uri=run.base_model.uri,
        checkpoints_uri=run.location(CHECKPOINTS).uri,
        output_uri=run.location(OUTPUT).uri,
        hyperparameters=run.open_weights,
        max_runtime_seconds=int(longest.total_seconds()),
        max_wait_seconds=run.training_deadline_seconds,
        tags=run.tags,
        spot=run.spot,
        output_kms_key=run.output_kms_key,
        vpc=run.vpc,
    )


def import_request(run: Run, checkpoint: str, *, role_arn: str) -> dict[str, object]:
    """The request that makes a model in Bedrock from what SageMaker trained; the same for every retry."""
    common: dict[str, Any] = {
        "role_arn": role_arn,
        "client_token": client_token(run.id, "import"),
        "tags": run.tags,
        "model_kms_key": run.model_kms_key,
    }
    if run.method == "sagemaker-open-weights":
        return model_import_request(name=run.names.model, weights_uri=checkpoint, **common)
    return import_model_request(model_name=run.names.model, checkpoint_uri=checkpoint, **common)


def _validation_uri(run: Run, dataset: Mapping[str, object]) -> str | None:
    return for_bedrock(run.location("dataset/validation.jsonl")) if dataset["validation"] else None
