"""Tags of jobs, models and deployments."""

from typing import Any, Final

from local.bedrock.account import Account, Params
from local.bedrock.errors import ServiceError, not_found

TAGS: Final = 200  # of one resource


def _tags(account: Account, arn: str) -> dict[str, str]:
    if arn not in account.tags:
        raise not_found(f"The resource {arn} was not found.")
    return account.tags[arn]


def tag_resource(account: Account, params: Params) -> dict[str, Any]:
    """TagResource."""
    tags = _tags(account, params["resourceARN"])
    merged = tags | {each["key"]: each["value"] for each in params["tags"]}
    if len(merged) > TAGS:
        raise ServiceError("TooManyTagsException", f"A resource has at most {TAGS} tags.")
    account.tags[params["resourceARN"]] = merged
    return {}


def untag_resource(account: Account, params: Params) -> dict[str, Any]:
    """UntagResource."""
    tags = _tags(account, params["resourceARN"])
    for key in params["tagKeys"]:
        tags.pop(key, None)
    return {}


def list_tags(account: Account, params: Params) -> dict[str, Any]:
    """ListTagsForResource."""
    tags = _tags(account, params["resourceARN"])
    return {"tags": [{"key": key, "value": value} for key, value in tags.items()]}
