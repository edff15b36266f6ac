"""On-demand deployments of custom models: create, get, list, update, delete."""

from collections.abc import Mapping
from typing import Any, Final

from local.bedrock.account import Account, now, once
from local.bedrock.errors import conflict, invalid, not_found, over_quota
from local.bedrock.listing import page
from local.bedrock.resources import Deployment, Params
from local.bedrock.tags import tag
from tuneql.limits import NOVA_MICRO

# "Custom model deployments" and "In-progress custom model deployments", Amazon Bedrock quotas, us-east-1.
DEPLOYMENTS: Final = 10
IN_PROGRESS: Final = 2
FAILURE: Final = "Failed to deploy the custom model. Try again, or contact AWS Support."


def is_champion(name: str) -> bool:
    """Whether the faults of the promotion concern a deployment of this name."""
    return "champion" in name and not name.endswith("candidate")


def create(account: Account, params: Params) -> dict[str, Any]:
    """CreateCustomModelDeployment."""
    return once(
        account, "CreateCustomModelDeployment", params, lambda: _create(account, params), clash="ValidationException"
    )


def _create(account: Account, params: Params) -> dict[str, Any]:
    _check_region(account)
    _check_model(account, params["modelArn"])
    _check_name(account, params["modelDeploymentName"])
    _check_quotas(account)
    created = now()
    deployment = Deployment(
        arn=account.new_arn("custom-model-deployment"),
        name=params["modelDeploymentName"],
        model_arn=params["modelArn"],
        description=params.get("description"),
        created=created,
        updated=created,
    )
    tag(account, deployment.arn, params.get("tags", []))
    account.deployments[deployment.arn] = deployment
    return {"customModelDeploymentArn": deployment.arn}


def _check_region(account: Account) -> None:
    if account.region not in NOVA_MICRO.regions:
        regions = ", ".join(NOVA_MICRO.regions)
        raise invalid(f"Custom Nova models cannot be deployed on demand in {account.region}; use {regions}.")


def _check_model(account: Account, arn: str) -> None:
    """Only an active model can be deployed."""
    if arn not in account.models:
        raise not_found(f"The custom model {arn} was not found.")
    if account.models[arn].status != "Active":
        raise invalid(f"The custom model {arn} is {account.models[arn].status}; only an Active one can be deployed.")


def _check_name(account: Account, name: str) -> None:
    if any(each.name == name for each in account.deployments.values()):
        raise invalid(f"The modelDeploymentName {name} is in use. Choose another.")


def _check_quotas(account: Account) -> None:
    if len(account.deployments) >= DEPLOYMENTS:
        raise over_quota(f"You have reached the quota of {DEPLOYMENTS} custom model deployments.")
    if sum(_in_progress(each) for each in account.deployments.values()) >= IN_PROGRESS:
        raise over_quota(f"You have reached the quota of {IN_PROGRESS} in-progress custom model deployments.")


def _in_progress(deployment: Deployment) -> bool:
    return deployment.status == "Creating" or deployment.update_status == "Updating"


def find(account: Account, identifier: str) -> Deployment:
    """The deployment of an ARN or a name; ResourceNotFoundException."""
    for deployment in account.deployments.values():
        if identifier in (deployment.arn, deployment.name):
            return deployment
    raise not_found(f"The custom model deployment {identifier} was not found.")


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetCustomModelDeployment. Asking often enough ends a creation or an update."""
    deployment = find(account, params["customModelDeploymentIdentifier"])
    if _in_progress(deployment):
        deployment.asked += 1
        if deployment.asked > account.polls:
            _finish(account, deployment)
    return _described(deployment)


def _finish(account: Account, deployment: Deployment) -> None:
    failed = _fails(account, deployment)
    deployment.asked, deployment.updated = 0, now()
    if deployment.status == "Creating":
        deployment.status, deployment.failure = ("Failed", FAILURE) if failed else ("Active", None)
    elif failed:
        deployment.update_status = "UpdateFailed"
    else:
        assert deployment.target_arn is not None  # noqa: S101 -- it is updating
        deployment.update_status, deployment.model_arn = "UpdateCompleted", deployment.target_arn


def _fails(account: Account, deployment: Deployment) -> bool:
    fault = "failed-promotion" if is_champion(deployment.name) else "failed-deployment"
    return account.faults.active(fault)


def _described(deployment: Deployment) -> dict[str, Any]:
    members = {
        "customModelDeploymentArn": deployment.arn,
        "modelDeploymentName": deployment.name,
        "modelArn": deployment.model_arn,
        "createdAt": deployment.created,
        "lastUpdatedAt": deployment.updated,
        "status": deployment.status,
        "description": deployment.description,
        "failureMessage": deployment.failure,
        "updateDetails": _update(deployment),
    }
    return {name: value for name, value in members.items() if value is not None}


def _update(deployment: Deployment) -> Mapping[str, str] | None:
    if deployment.target_arn is None or deployment.update_status is None:
        return None
    return {"modelArn": deployment.target_arn, "updateStatus": deployment.update_status}


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListCustomModelDeployments. Does not move them on."""
    wanted = params.get("modelArnEquals")
    kept = [each for each in account.deployments.values() if wanted in (None, each.model_arn)]
    return page(
        map(_summary, kept),
        params,
        member="modelDeploymentSummaries",
        created="createdAt",
        name="customModelDeploymentName",
    )


def _summary(deployment: Deployment) -> dict[str, Any]:
    shared = ("customModelDeploymentArn", "modelArn", "createdAt", "status", "lastUpdatedAt", "failureMessage")
    described = _described(deployment)
    return {name: described[name] for name in shared if name in described} | {
        "customModelDeploymentName": deployment.name
    }


def update(account: Account, params: Params) -> dict[str, Any]:
    """UpdateCustomModelDeployment. The old model is served until the update is over."""
    deployment = find(account, params["customModelDeploymentIdentifier"])
    _check_model(account, params["modelArn"])
    if deployment.status != "Active" or deployment.update_status == "Updating":
        raise invalid(f"The deployment {deployment.arn} is not ready to be updated; wait until it is Active.")
    deployment.target_arn, deployment.update_status = params["modelArn"], "Updating"
    deployment.asked, deployment.updated = 0, now()
    return {"customModelDeploymentArn": deployment.arn}


def delete(account: Account, params: Params) -> dict[str, Any]:
    """DeleteCustomModelDeployment. It is gone at once: there is no status Deleting."""
    deployment = find(account, params["customModelDeploymentIdentifier"])
    if _in_progress(deployment):
        raise conflict(f"The deployment {deployment.arn} is being created or updated; delete it when that is over.")
    del account.deployments[deployment.arn]
    account.tags.pop(deployment.arn, None)
    return {}
