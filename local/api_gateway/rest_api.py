"""A REST API as its template describes it: routes, models, validators and gateway responses."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from local.api_gateway.throttling import Throttle
from local.api_gateway.usage_plans import UsagePlan, read_plans
from local.cloudformation.template import Template
from local.iam.permissions import function_name

TYPE: Final = "AWS::ApiGateway::"
_FUNCTION: Final = re.compile(r"functions/([^/]+)/invocations")


@dataclass(frozen=True, kw_only=True)
class GatewayResponse:
    """The gateway's own answer for one type of error.

    Attributes:
        status: overrides the type's own, unless None.
        headers: by name, values unquoted.
        templates: body templates by content type.
    """

    status: int | None
    headers: Mapping[str, str]
    templates: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class TokenAuthorizer:
    """An authorizer.

    Attributes:
        function: the name of the function that decides.
        header: which header has the token, in small letters.
        pattern: what a token must match before the function is called.
    """

    function: str
    header: str
    pattern: str


@dataclass(frozen=True, kw_only=True)
class Route:
    """A method of a resource.

    Attributes:
        path: the resource's path, such as `/schemas/{id}`.
        pattern: matches its paths; the groups are the path parameters.
        method: an HTTP method or `ANY`.
        signed: AWS_IAM authorization: requests must be signed.
        key_required: an API key must be sent.
        authorizer: checks tokens; None if there are none.
        function: the name of the function that answers.
        timeout: seconds, or None for the gateway's own limit.
        models: JSON schemas of the body by content type; empty if bodies are not validated.
        required: parameters that must be there, such as `method.request.querystring.q`.
    """

    path: str
    pattern: re.Pattern[str]
    method: str
    signed: bool
    key_required: bool
    authorizer: TokenAuthorizer | None
    function: str
    timeout: float | None
    models: Mapping[str, Any]
    required: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class RestApi:
    """A deployed REST API.

    Attributes:
        stages: by name, what throttles each method.
    """

    id: str
    logical_id: str
    stages: Mapping[str, Throttle | None]
    routes: tuple[Route, ...]
    responses: Mapping[str, GatewayResponse]
    plans: tuple[UsagePlan, ...]

    def find(self, method: str, path: str) -> tuple[Route, dict[str, str]] | None:
        """The route of a request and its path parameters; the most literal path wins, a named method before ANY."""
        fitting = [(route, match) for route in self.routes if (match := route.pattern.fullmatch(path))]
        fitting = [(route, match) for route, match in fitting if route.method in {method, "ANY"}]
        best = min(fitting, key=lambda each: (*_literalness(each[0].path), each[0].method == "ANY"), default=None)
        return best and (best[0], dict(best[1].groupdict()))


def read_apis(template: Template, keys: Mapping[str, str]) -> Iterator[RestApi]:
    """The REST APIs of a template.

    Args:
        template: with all that belongs to them.
        keys: the values of its API keys, from `make_keys`.
    """
    for logical_id in template.of_type(f"{TYPE}RestApi"):
        api_id = template.reference(logical_id)
        yield RestApi(
            id=api_id,
            logical_id=logical_id,
            stages={each["StageName"]: _throttle(each) for each in _of_api(template, "Stage", api_id).values()},
            routes=tuple(_routes(template, api_id)),
            responses={
                each["ResponseType"]: _gateway_response(each)
                for each in _of_api(template, "GatewayResponse", api_id).values()
            },
            plans=tuple(read_plans(template, keys)),
        )


def _of_api(template: Template, kind: str, api_id: str) -> dict[str, dict[str, Any]]:
    found = template.of_type(f"{TYPE}{kind}")
    return {name: properties for name, properties in found.items() if properties["RestApiId"] == api_id}


def _throttle(stage: Mapping[str, Any]) -> Throttle | None:
    """The limits that a stage sets for all methods; limits of single methods are not read."""
    settings = (each for each in stage.get("MethodSettings", ()) if each.get("ResourcePath") == "/*")
    return next((Throttle.read(each, "ThrottlingRateLimit", "ThrottlingBurstLimit") for each in settings), None)


def _routes(template: Template, api_id: str) -> Iterator[Route]:
    resources = _by_reference(template, "Resource", api_id)
    validators = _by_reference(template, "RequestValidator", api_id)
    schemas = _by_reference(template, "Model", api_id)
    authorizers = {id_: _authorizer(each) for id_, each in _by_reference(template, "Authorizer", api_id).items()}
    for method in _of_api(template, "Method", api_id).values():
        function = _FUNCTION.search(str(method.get("Integration", {}).get("Uri", "")))
        if function is not None:
            path = _path(method["ResourceId"], resources)
            validator = validators.get(method.get("RequestValidatorId", ""), {})
            authorizer = authorizers.get(method.get("AuthorizerId", ""))
            yield _route(method, path, function.group(1), validator, schemas, authorizer=authorizer)


def _by_reference(template: Template, kind: str, api_id: str) -> dict[str, dict[str, Any]]:
    return {template.reference(name): properties for name, properties in _of_api(template, kind, api_id).items()}


def _route(
    method: Mapping[str, Any],
    path: str,
    function: str,
    validator: Mapping[str, Any],
    schemas: Mapping[str, Any],
    *,
    authorizer: TokenAuthorizer | None,
) -> Route:
    milliseconds = method["Integration"].get("TimeoutInMillis")
    models = method.get("RequestModels", {}) if validator.get("ValidateRequestBody") else {}
    required = method.get("RequestParameters", {}) if validator.get("ValidateRequestParameters") else {}
    return Route(
        path=path,
        pattern=re.compile(_pattern(path)),
        method=method["HttpMethod"],
        signed=method.get("AuthorizationType") == "AWS_IAM",
        key_required=bool(method.get("ApiKeyRequired")),
        authorizer=authorizer if method.get("AuthorizationType") == "CUSTOM" else None,
        function=function_name(function),
        timeout=milliseconds / 1000 if milliseconds else None,
        models={content: schemas[name]["Schema"] for content, name in models.items() if name in schemas},
        required=tuple(name for name, needed in required.items() if needed),
    )


def _authorizer(properties: Mapping[str, Any]) -> TokenAuthorizer:
    function = _FUNCTION.search(str(properties["AuthorizerUri"]))
    assert function is not None  # noqa: S101 - CloudFormation takes no other
    return TokenAuthorizer(
        function=function_name(function.group(1)),
        header=properties["IdentitySource"].rpartition(".")[2].lower(),
        pattern=properties.get("IdentityValidationExpression", ".*"),
    )


def _path(resource: str, resources: Mapping[str, Any]) -> str:
    # An id that no resource of the template has is the API's root.
    parts: list[str] = []
    while resource in resources:
        parts.append(resources[resource]["PathPart"])
        resource = resources[resource]["ParentId"]
    return "/" + "/".join(reversed(parts))


def _pattern(path: str) -> str:
    parts = re.split(r"\{([\w.-]+)(\+?)\}", path)
    names = zip(parts[1::3], parts[2::3], parts[3::3], strict=True)
    return re.escape(parts[0]) + "".join(
        f"(?P<{name}>{'.+' if greedy else '[^/]+'}){re.escape(literal)}" for name, greedy, literal in names
    )


def _literalness(path: str) -> tuple[bool, int]:
    return path.endswith("+}"), path.count("{")


def _gateway_response(properties: Mapping[str, Any]) -> GatewayResponse:
    status = properties.get("StatusCode")
    return GatewayResponse(
        status=int(status) if status else None,
        headers=dict(_response_headers(properties.get("ResponseParameters", {}).items())),
        templates=properties.get("ResponseTemplates", {}),
    )


def _response_headers(parameters: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    # Static values are written in single quotes: "gatewayresponse.header.Content-Type": "'application/problem+json'".
    for name, value in parameters:
        yield name.removeprefix("gatewayresponse.header."), value.strip("'")
