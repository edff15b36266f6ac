"""The resources of a template, by their types."""

from collections.abc import Mapping
from typing import Any


def of_type(resources: Mapping[str, Any], kind: str, beginning: str = "") -> dict[str, Any]:
    """The properties of the resources of a type whose ids begin so, by id."""
    found = ((id_, each) for id_, each in resources.items() if each["Type"] == kind and id_.startswith(beginning))
    return {id_: each.get("Properties", {}) for id_, each in found}


def one(resources: Mapping[str, Any], kind: str, beginning: str = "") -> tuple[str, Any]:
    """The id and the properties of the only such resource."""
    (found,) = of_type(resources, kind, beginning).items()
    return found
