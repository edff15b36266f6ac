"""Custom models: get, list, delete. A job makes them, or an import."""

from typing import Any

from local.bedrock import custom_model_imports, hyperparameters, jobs
from local.bedrock.account import Account
from local.bedrock.errors import conflict, not_found
from local.bedrock.foundation_models import arn_of
from local.bedrock.listing import page
from local.bedrock.resources import CustomModel, Job, Params
from tuneql.limits import NOVA_MICRO


def find(account: Account, identifier: str) -> CustomModel:
    """The custom model of an ARN or a name; ResourceNotFoundException."""
    for model in account.models.values():
        if identifier in (model.arn, model.name):
            return model
    raise not_found(f"The custom model {identifier} was not found.")


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetCustomModel. Asking moves an import on."""
    model = find(account, params["modelIdentifier"])
    custom_model_imports.advance(account, model)
    return {
        "modelArn": model.arn,
        "modelName": model.name,
        "baseModelArn": arn_of(NOVA_MICRO.training_id, account.region),
        "creationTime": model.created,
        "modelStatus": model.status,
        **(_imported(model) if model.job is None else _trained(model.job)),
    }


def _imported(model: CustomModel) -> dict[str, Any]:
    members = {"failureMessage": model.failure, "modelKmsKeyArn": model.kms_key}
    return {"customizationType": "IMPORTED"} | {name: value for name, value in members.items() if value is not None}


def _trained(job: Job) -> dict[str, Any]:
    request = job.request
    return {
        "jobName": request["jobName"],
        "jobArn": job.arn,
        "customizationType": "FINE_TUNING",
        "hyperParameters": dict(hyperparameters.DEFAULTS) | dict(request.get("hyperParameters", {})),
        "trainingDataConfig": request["trainingDataConfig"],
        "validationDataConfig": request.get("validationDataConfig", {"validators": []}),
        "outputDataConfig": request["outputDataConfig"],
        **jobs.metrics(job),
    }


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListCustomModels. Every model here is owned, and made from Nova Micro. Does not move imports on."""
    base = arn_of(NOVA_MICRO.training_id, account.region)
    asked = [params.get(name, base) for name in ("baseModelArnEquals", "foundationModelArnEquals")]
    wanted = asked == [base, base] and params.get("isOwned", True)
    kept = [each for each in account.models.values() if params.get("modelStatus", each.status) == each.status]
    return page(
        [_summary(account, model) for model in kept if wanted],
        params,
        member="modelSummaries",
        created="creationTime",
        name="modelName",
    )


def _summary(account: Account, model: CustomModel) -> dict[str, Any]:
    return {
        "modelArn": model.arn,
        "modelName": model.name,
        "creationTime": model.created,
        "baseModelArn": arn_of(NOVA_MICRO.training_id, account.region),
        "baseModelName": NOVA_MICRO.inference_id.partition(":")[0],
        "customizationType": "IMPORTED" if model.job is None else "FINE_TUNING",
        "ownerAccountId": account.number,
        "modelStatus": model.status,
    }


def delete(account: Account, params: Params) -> dict[str, Any]:
    """DeleteCustomModel. Refused while it is imported, while a deployment serves it, or is being moved to it."""
    model = find(account, params["modelIdentifier"])
    if model.status == "Creating":
        raise conflict(f"The model {model.arn} is being created; delete it when that is over.")
    for deployment in account.deployments.values():
        moving = deployment.target_arn if deployment.update_status == "Updating" else None
        if model.arn in (deployment.model_arn, moving):
            raise conflict(f"The model {model.arn} is deployed as {deployment.arn}; delete the deployment first.")
    del account.models[model.arn]
    account.tags.pop(model.arn, None)
    return {}
