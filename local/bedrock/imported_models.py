"""Imported models: get, list, delete. A model import job makes them.

Source: Amazon Bedrock user guide, "Invoke your imported model" (which architectures Converse takes).
"""

from typing import Any, Final

from local.bedrock.account import Account
from local.bedrock.errors import not_found
from local.bedrock.imported.weights import Weights
from local.bedrock.listing import page
from local.bedrock.model_imports import kms_key
from local.bedrock.resources import ImportedModel, Params

# Qwen2 and 2.5, their vision models, Qwen3 and GPT-OSS, as config.json's `model_type` names them.
NO_CONVERSE: Final = frozenset({"qwen2", "qwen2_vl", "qwen2_5_vl", "qwen3", "qwen3_moe", "gpt_oss"})
# What a model that runs beside the local account would take. Bedrock decides by architecture, size and context, and
# says so only after an import.
UNITS: Final = {"customModelUnitsPerModelCopy": 1, "customModelUnitsVersion": "v1.0"}


def find(account: Account, identifier: str) -> ImportedModel:
    """The imported model of an ARN or a name; ResourceNotFoundException."""
    for model in account.imported_models.values():
        if identifier in (model.arn, model.name):
            return model
    raise not_found(f"The imported model {identifier} was not found.")


def takes_converse(model: ImportedModel) -> bool:
    """Whether Converse can be used with a model; InvokeModel always can."""
    return model.architecture not in NO_CONVERSE


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetImportedModel."""
    model = find(account, params["modelIdentifier"])
    key = kms_key(model.job)
    return {
        **_summary(model),
        "jobName": model.job.request["jobName"],
        "jobArn": model.job.arn,
        "modelDataSource": model.job.request["modelDataSource"],
        "customModelUnits": UNITS,
        **({} if key is None else {"modelKmsKeyArn": key}),
    }


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListImportedModels."""
    return page(
        map(_summary, account.imported_models.values()),
        params,
        member="modelSummaries",
        created="creationTime",
        name="modelName",
    )


def _summary(model: ImportedModel) -> dict[str, Any]:
    return {
        "modelArn": model.arn,
        "modelName": model.name,
        "creationTime": model.created,
        "modelArchitecture": model.architecture,
        "instructSupported": takes_converse(model),
    }


def delete(account: Account, params: Params) -> dict[str, Any]:
    """DeleteImportedModel. It is gone at once, and its process with it."""
    model = find(account, params["modelIdentifier"])
    del account.imported_models[model.arn]
    account.tags.pop(model.arn, None)
    close(model)
    return {}


def close(model: ImportedModel) -> None:
    """End what answers for a model, if that is a process."""
    if isinstance(model.model, Weights):
        model.model.close()
