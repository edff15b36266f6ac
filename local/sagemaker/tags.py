"""Tags of training jobs."""

from typing import Any, Final

from local.sagemaker.account import Account, Params
from local.sagemaker.errors import invalid, not_found

TAGS: Final = 50  # of one resource


def add(account: Account, params: Params) -> dict[str, Any]:
    """AddTags."""
    merged = _tags(account, params) | {each["Key"]: each["Value"] for each in params["Tags"]}
    if len(merged) > TAGS:
        raise invalid(f"A resource has at most {TAGS} tags.")
    account.tags[params["ResourceArn"]] = merged
    return {"Tags": _listed(merged)}


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListTags. All fit on one page."""
    return {"Tags": _listed(_tags(account, params))}


def _tags(account: Account, params: Params) -> dict[str, str]:
    if params["ResourceArn"] not in account.tags:
        raise not_found()
    return account.tags[params["ResourceArn"]]


def _listed(tags: dict[str, str]) -> list[dict[str, str]]:
    return [{"Key": key, "Value": value} for key, value in tags.items()]
