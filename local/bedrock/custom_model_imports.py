"""Imports of models that SageMaker trained: CreateCustomModel, and the life of the model.

Source: Amazon Bedrock user guide, "Import a SageMaker AI-trained Amazon Nova model".
"""

from typing import Any, Final

from local.bedrock.account import Account, now, once
from local.bedrock.errors import conflict, invalid
from local.bedrock.resources import CustomModel, Params
from local.bedrock.rules import INTERNAL_ERROR, Rule, check, role_is_of_this_account
from local.bedrock.tags import tag
from tuneql.limits import NOVA_MICRO

FAILURE: Final = "Failed to import the custom model. Check that the S3 URI is that of a checkpoint of a trained model."


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateCustomModel."""
    return once(account, "CreateCustomModel", params, lambda: _create(account, params), clash="ConflictException")


def _create(account: Account, params: Params) -> dict[str, Any]:
    check(RULES, account, params)
    model = CustomModel(
        arn=account.new_arn("custom-model/imported"),
        name=params["modelName"],
        created=now(),
        model=None,
        source=params["modelSourceConfig"]["s3DataSource"]["s3Uri"],
        kms_key=params.get("modelKmsKeyArn"),
        status="Creating",
    )
    tag(account, model.arn, params.get("modelTags", []))
    account.reserved.add(("model", model.name))
    account.models[model.arn] = model
    return {"modelArn": model.arn}


def models_are_imported_here(account: Account, _params: Params) -> None:
    """Only in the regions that deploy Nova on demand."""
    if account.region not in NOVA_MICRO.regions:
        regions = ", ".join(NOVA_MICRO.regions)
        raise invalid(f"Custom Nova models cannot be imported in {account.region}; use {regions}.")


def source_is_in_s3(_account: Account, params: Params) -> None:
    """The stand-in imports checkpoints from escrow only, and has no model packages."""
    if "customModelDataSource" in params or "modelSourceConfig" not in params:
        raise invalid("The local stand-in imports from modelSourceConfig.s3DataSource only.")


def role_is_given(_account: Account, params: Params) -> None:
    """Bedrock reads the checkpoint with it."""
    if params.get("roleArn") is None:
        raise invalid("roleArn is required with modelSourceConfig.")


def name_is_new(account: Account, params: Params) -> None:
    """A custom model's name is never free again, whatever became of it."""
    if ("model", params["modelName"]) in account.reserved:
        raise conflict(f"The modelName {params['modelName']} is or was in use. Choose a name that was never used.")


RULES: Final[tuple[Rule, ...]] = (
    models_are_imported_here,
    source_is_in_s3,
    role_is_given,
    role_is_of_this_account,
    name_is_new,
)


def advance(account: Account, model: CustomModel) -> None:
    """Asking often enough ends an import."""
    if model.status != "Creating" or model.source is None:
        return
    model.asked += 1
    if model.asked <= account.polls:
        return
    broken = account.faults.active("failed-import")
    model.model = None if broken else account.escrow.find(model.source)
    model.status = "Failed" if model.model is None else "Active"
    if model.model is None:
        model.failure = INTERNAL_ERROR if broken else FAILURE
