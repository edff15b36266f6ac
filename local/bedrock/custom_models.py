"""Custom models: get, list, delete. A job makes them."""

from typing import Any

from local.bedrock import hyperparameters, jobs
from local.bedrock.account import Account, CustomModel, Params
from local.bedrock.errors import conflict, not_found
from local.bedrock.foundation_models import arn_of
from local.bedrock.listing import page
from tuneql.limits import NOVA_MICRO


def find(account: Account, identifier: str) -> CustomModel:
    """The custom model of an ARN or a name; ResourceNotFoundException."""
    for model in account.models.values():
        if identifier in (model.arn, model.name):
            return model
    raise not_found(f"The custom model {identifier} was not found.")


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetCustomModel."""
    model = find(account, params["modelIdentifier"])
    request = model.job.request
    return {
        "modelArn": model.arn,
        "modelName": model.name,
        "jobName": request["jobName"],
        "jobArn": model.job.arn,
        "baseModelArn": arn_of(NOVA_MICRO.training_id, account.region),
        "customizationType": "FINE_TUNING",
        "hyperParameters": dict(hyperparameters.DEFAULTS) | dict(request.get("hyperParameters", {})),
        "trainingDataConfig": request["trainingDataConfig"],
        "validationDataConfig": request.get("validationDataConfig", {"validators": []}),
        "outputDataConfig": request["outputDataConfig"],
        "creationTime": model.created,
        "modelStatus": "Active",
        **jobs.metrics(model.job),
    }


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListCustomModels. Every model here is owned, active, and made from Nova Micro."""
    base = arn_of(NOVA_MICRO.training_id, account.region)
    asked = [params.get(name, base) for name in ("baseModelArnEquals", "foundationModelArnEquals")]
    wanted = asked == [base, base] and params.get("modelStatus", "Active") == "Active" and params.get("isOwned", True)
    return page(
        [_summary(account, model) for model in account.models.values() if wanted],
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
        "customizationType": "FINE_TUNING",
        "ownerAccountId": account.number,
        "modelStatus": "Active",
    }


def delete(account: Account, params: Params) -> dict[str, Any]:
    """DeleteCustomModel. Refused while a deployment serves it, or is being moved to it."""
    model = find(account, params["modelIdentifier"])
    for deployment in account.deployments.values():
        moving = deployment.target_arn if deployment.update_status == "Updating" else None
        if model.arn in (deployment.model_arn, moving):
            raise conflict(f"The model {model.arn} is deployed as {deployment.arn}; delete the deployment first.")
    del account.models[model.arn]
    account.tags.pop(model.arn, None)
    return {}
