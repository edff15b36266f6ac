"""Nova Micro, the one foundation model that the stand-in has, under its two ids.

The id with the context length is trained and never invoked; the one without is invoked and never trained.
"""

from collections.abc import Mapping
from typing import Any, Final

from local.bedrock.account import Account
from local.bedrock.errors import not_found
from local.bedrock.resources import Params
from tuneql.limits import NOVA_MICRO

_CUSTOMIZATIONS: Final[Mapping[str, tuple[str, ...]]] = {
    NOVA_MICRO.training_id: ("FINE_TUNING",),
    NOVA_MICRO.inference_id: (),
}
_INFERENCE: Final[Mapping[str, tuple[str, ...]]] = {
    NOVA_MICRO.training_id: ("PROVISIONED",),
    NOVA_MICRO.inference_id: ("ON_DEMAND",),
}


def named(identifier: str) -> str:
    """The id in an id or a foundation model's ARN.

    Example:
        >>> named("arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-micro-v1:0")
        'amazon.nova-micro-v1:0'
    """
    return identifier.rpartition(":foundation-model/")[2]


def arn_of(model: str, region: str) -> str:
    """The ARN of a foundation model."""
    return f"arn:aws:bedrock:{region}::foundation-model/{model}"


def get(account: Account, params: Params) -> dict[str, Any]:
    """GetFoundationModel."""
    model = named(params["modelIdentifier"])
    if model not in _INFERENCE:
        raise not_found(f"The foundation model {model} was not found; the stand-in has {', '.join(_INFERENCE)}.")
    return {"modelDetails": _described(account, model)}


def list_all(account: Account, params: Params) -> dict[str, Any]:
    """ListFoundationModels."""
    described = [_described(account, model) for model in _INFERENCE]
    return {"modelSummaries": [each for each in described if _wanted(each, params)]}


def _wanted(model: Mapping[str, Any], params: Params) -> bool:
    return (
        params.get("byProvider", "Amazon").lower() == "amazon"
        and params.get("byOutputModality", "TEXT") == "TEXT"
        and _has(model["customizationsSupported"], params.get("byCustomizationType"))
        and _has(model["inferenceTypesSupported"], params.get("byInferenceType"))
    )


def _has(values: list[str], wanted: str | None) -> bool:
    return wanted is None or wanted in values


def _described(account: Account, model: str) -> dict[str, Any]:
    return {
        "modelArn": arn_of(model, account.region),
        "modelId": model,
        "modelName": "Nova Micro",
        "providerName": "Amazon",
        "inputModalities": ["TEXT"],
        "outputModalities": ["TEXT"],
        "responseStreamingSupported": True,
        "customizationsSupported": list(_CUSTOMIZATIONS[model]),
        "inferenceTypesSupported": list(_INFERENCE[model]),
        "modelLifecycle": {"status": "ACTIVE"},
    }
