"""Tags of jobs, models and deployments."""

from typing import Any, Final

from local.bedrock.account import Account
from local.bedrock.errors import ServiceError, invalid, not_found
from local.bedrock.resources import Params

TAGS: Final = 200  # of one resource


def tag(account: Account, arn: str, tags: list[dict[str, str]]) -> None:
    """Give a new resource its tags; `check_tags` has seen them, or its error is raised here."""
    check_tags(tags)
    account.tags[arn] = {each["key"]: each["value"] for each in tags}


def check_tags(tags: list[dict[str, str]]) -> None:
    """Refuse tags that no resource can have.

    Raises:
        ServiceError: a key is there twice.
    """
    keys = [each["key"] for each in tags]
    if len(set(keys)) < len(keys):
        raise invalid("The tag keys must be unique.")


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
