"""The requests that make a model in Bedrock from what a SageMaker job trained."""

from collections.abc import Mapping
from typing import Any

from tuneql.training.bedrock.parts import kms_key, tag_list


def custom_model_request(
    *,
    model_name: str,
    checkpoint_uri: str,
    role_arn: str,
    client_token: str,
    tags: Mapping[str, str],
    model_kms_key: str | None = None,
) -> dict[str, Any]:
    """The parameters of CreateCustomModel, without which a trained Nova model cannot be deployed.

    Args:
        model_name: of the custom model.
        checkpoint_uri: from the job's manifest; it is in a bucket of AWS.
        role_arn: with which Bedrock reads the checkpoint.
        client_token: two requests with the same token make one model.
        tags: for the model.
        model_kms_key: the key that encrypts it; None for a key of AWS.
    """
    return {
        "modelName": model_name,
        "modelSourceConfig": {"s3DataSource": {"s3Uri": checkpoint_uri}},
        "roleArn": role_arn,
        "clientRequestToken": client_token,
        "modelTags": tag_list(tags),
    } | kms_key("modelKmsKeyArn", model_kms_key)


def import_job_request(
    *,
    model_name: str,
    weights_uri: str,
    role_arn: str,
    client_token: str,
    tags: Mapping[str, str],
    model_kms_key: str | None = None,
) -> dict[str, Any]:
    """The parameters of CreateModelImportJob, which imports open weights.

    Args:
        model_name: of the imported model, and of the job that imports it.
        weights_uri: the folder from the training job.
        role_arn: with which Bedrock reads it.
        client_token: two requests with the same token make one model.
        tags: for both.
        model_kms_key: the key that encrypts the model; None for a key of AWS.
    """
    labels = tag_list(tags)
    return {
        "jobName": model_name,
        "importedModelName": model_name,
        "roleArn": role_arn,
        "modelDataSource": {"s3DataSource": {"s3Uri": weights_uri}},
        "clientRequestToken": client_token,
        "jobTags": labels,
        "importedModelTags": labels,
    } | kms_key("importedModelKmsKeyId", model_kms_key)
