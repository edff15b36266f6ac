"""The request that starts a Bedrock model customization job."""

from collections.abc import Mapping
from typing import Any

from tuneql.training.bedrock.hyperparameters import BedrockHyperparameters
from tuneql.training.bedrock.parts import kms_key, tag_list


def customization_job_request(
    *,
    job_name: str,
    model_name: str,
    role_arn: str,
    base_model_id: str,
    train_uri: str,
    validation_uri: str | None,
    output_uri: str,
    hyperparameters: BedrockHyperparameters,
    client_token: str,
    tags: Mapping[str, str],
    model_kms_key: str | None = None,
) -> dict[str, Any]:
    """The parameters of CreateModelCustomizationJob.

    `validation_uri` is None if the corpus is too small to spare validation records. Two requests with the same
    `client_token` start one job. The tags are for the job and the model that it makes;
    `model_kms_key` encrypts that model, None means a key of AWS.
    """
    labels = tag_list(tags)
    request: dict[str, Any] = {
        "jobName": job_name,
        "customModelName": model_name,
        "roleArn": role_arn,
        "clientRequestToken": client_token,
        "baseModelIdentifier": base_model_id,
        "customizationType": "FINE_TUNING",
        "hyperParameters": hyperparameters.as_bedrock(),
        "trainingDataConfig": {"s3Uri": train_uri},
        "outputDataConfig": {"s3Uri": output_uri},
        "jobTags": labels,
        "customModelTags": labels,
    }
    if validation_uri is not None:
        request["validationDataConfig"] = {"validators": [{"s3Uri": validation_uri}]}
    return request | kms_key("customModelKmsKeyId", model_kms_key)
