"""What a request to Bedrock needs.

Source: Service Authorization Reference, "Amazon Bedrock" (required resource types of each action), and the Bedrock user
guide, "Identity-based policy examples" (Converse is InvokeModel, ConverseStream is InvokeModelWithResponseStream).
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from local.iam.permission import Permission, Place
from local.protocol.http import Request
from local.protocol.rest_json_service import route
from tuneql.limits import PROFILE_GEOGRAPHIES

SERVICES: Final = ("bedrock", "bedrock-runtime")
Values = Mapping[str, Any]
Resources = Callable[[Values, Place], tuple[str, ...]]

# In place of the identifier that Bedrock will give.
NEW: Final = "000000000000"
_GUARDRAIL_HEADER: Final = "x-amzn-bedrock-guardrailidentifier"
ACTIONS: Final = {
    "Converse": "InvokeModel",
    "ConverseStream": "InvokeModelWithResponseStream",
}


def bedrock_permissions(request: Request, place: Place) -> Iterator[Permission]:
    """The permissions for a request to the control plane or the runtime."""
    found = route(request.method, request.path, SERVICES)
    if found is None:
        yield Permission(action=f"bedrock:{request.method}", resource="*")
        return
    values = {**request.json(), **found.labels}
    action = f"bedrock:{ACTIONS.get(found.operation, found.operation)}"
    for resource in RESOURCES.get(found.operation, _any)(values, place):
        yield Permission(action=action, resource=resource)
    yield from _passed_role(values)
    yield from _applied_guardrail(values, request, place)
    for resource in TAGGED.get(found.operation, _none)(values, place):
        yield Permission(action="bedrock:TagResource", resource=resource)


def _passed_role(values: Values) -> Iterator[Permission]:
    if "roleArn" in values:
        context = {"iam:PassedToService": "bedrock.amazonaws.com"}
        yield Permission(action="iam:PassRole", resource=str(values["roleArn"]), context=context)


def _applied_guardrail(values: Values, request: Request, place: Place) -> Iterator[Permission]:
    """The guardrail that a request for an answer names, in its body or in a header."""
    named = values.get("guardrailConfig", {}).get("guardrailIdentifier") or request.headers.get(_GUARDRAIL_HEADER)
    if named:
        resource = named if named.startswith("arn:") else place.arn("bedrock", f"guardrail/{named}")
        yield Permission(action="bedrock:ApplyGuardrail", resource=resource)


def _any(_values: Values, _place: Place) -> tuple[str, ...]:
    return ("*",)


def _none(_values: Values, _place: Place) -> tuple[str, ...]:
    return ()


def _named(member: str, kind: str) -> Resources:
    """The resource whose ARN or name a member holds."""

    def resources(values: Values, place: Place) -> tuple[str, ...]:
        name = str(values.get(member, "*"))
        return (name if name.startswith("arn:") else place.arn("bedrock", f"{kind}/{name}"),)

    return resources


def _model(member: str) -> Resources:
    """The model that a member names: an ARN, or the id of a foundation model or of an inference profile.

    Of a profile it is the profile, and the model behind it in whichever Region the call is sent to.
    """

    def resources(values: Values, place: Place) -> tuple[str, ...]:
        name = str(values.get(member, "*"))
        geography, _, behind = name.partition(".")
        if geography in PROFILE_GEOGRAPHIES:
            elsewhere = f"arn:aws:bedrock:us-west-2::foundation-model/{behind}"
            return (place.arn("bedrock", f"inference-profile/{name}"), elsewhere)
        return (name if name.startswith("arn:") else f"arn:aws:bedrock:{place.region}::foundation-model/{name}",)

    return resources


def _both(first: Resources, second: Resources) -> Resources:
    return lambda values, place: first(values, place) + second(values, place)


def _new(kind: str) -> Resources:
    return lambda _values, place: (place.arn("bedrock", f"{kind}/{NEW}"),)


def _new_of_base(kind: str) -> Resources:
    """A new resource whose ARN holds its base model's id."""

    def resources(values: Values, place: Place) -> tuple[str, ...]:
        base = str(values.get("baseModelIdentifier", "")).rpartition("foundation-model/")[2]
        return (place.arn("bedrock", f"{kind}/{base}/{NEW}"),)

    return resources


def _if_tagged(member: str, resources: Resources) -> Resources:
    return lambda values, place: resources(values, place) if values.get(member) else ()


_IMPORTED: Final = _new("custom-model/imported")
_JOB: Final = _named("jobIdentifier", "model-customization-job")
_CUSTOM_MODEL: Final = _named("modelIdentifier", "custom-model")
_DEPLOYMENT: Final = _named("customModelDeploymentIdentifier", "custom-model-deployment")
_IMPORT_JOB: Final = _named("jobIdentifier", "model-import-job")
_IMPORTED_MODEL: Final = _named("modelIdentifier", "imported-model")
_INVOKED: Final = _model("modelId")

RESOURCES: Final[Mapping[str, Resources]] = {
    "CreateModelCustomizationJob": _both(_model("baseModelIdentifier"), _new_of_base("custom-model")),
    "GetModelCustomizationJob": _JOB,
    "StopModelCustomizationJob": _JOB,
    "CreateCustomModel": _IMPORTED,
    "GetCustomModel": _CUSTOM_MODEL,
    "DeleteCustomModel": _CUSTOM_MODEL,
    "CreateCustomModelDeployment": _named("modelArn", "custom-model"),
    "GetCustomModelDeployment": _DEPLOYMENT,
    "UpdateCustomModelDeployment": _both(_named("modelArn", "custom-model"), _DEPLOYMENT),
    "DeleteCustomModelDeployment": _DEPLOYMENT,
    "GetModelImportJob": _IMPORT_JOB,
    "GetImportedModel": _IMPORTED_MODEL,
    "DeleteImportedModel": _IMPORTED_MODEL,
    "CreateGuardrail": _new("guardrail"),
    "DeleteGuardrail": _named("guardrailIdentifier", "guardrail"),
    "TagResource": _named("resourceARN", "custom-model"),
    "UntagResource": _named("resourceARN", "custom-model"),
    "ListTagsForResource": _named("resourceARN", "custom-model"),
    "GetFoundationModel": _model("modelIdentifier"),
    "InvokeModel": _INVOKED,
    "InvokeModelWithResponseStream": _INVOKED,
    "Converse": _INVOKED,
    "ConverseStream": _INVOKED,
    "CountTokens": _INVOKED,
}
# What is tagged while it is made.
TAGGED: Final[Mapping[str, Resources]] = {
    "CreateModelCustomizationJob": _both(
        _if_tagged("jobTags", _new_of_base("model-customization-job")),
        _if_tagged("customModelTags", _new_of_base("custom-model")),
    ),
    "CreateCustomModel": _if_tagged("modelTags", _IMPORTED),
    "CreateModelImportJob": _both(
        _if_tagged("jobTags", _new("model-import-job")), _if_tagged("importedModelTags", _new("imported-model"))
    ),
    "CreateCustomModelDeployment": _if_tagged("tags", _new("custom-model-deployment")),
}
