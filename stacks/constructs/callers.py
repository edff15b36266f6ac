"""Who may call the API: how each method lets callers in, from where, and how often."""

from collections.abc import Mapping
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_apigateway as apigateway
from aws_cdk import aws_ec2 as ec2
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from constructs import Construct

from stacks.settings import Settings

# How long API Gateway caches the authorizer's answer: a token that expires meanwhile is still accepted.
TOKEN_CACHE_MINUTES: Final = 5


def closed(scope: Construct, settings: Settings, authorizer: lambda_.IFunction | None) -> apigateway.MethodOptions:
    """The options of methods that strangers may not call.

    Args:
        scope: the API's construct.
        settings: of the deployment.
        authorizer: the function that checks tokens, with `jwt` only.
    """
    if settings.authorization == "iam":
        return apigateway.MethodOptions(authorization_type=apigateway.AuthorizationType.IAM)
    if authorizer is None:
        return apigateway.MethodOptions(authorization_type=apigateway.AuthorizationType.NONE, api_key_required=True)
    tokens = apigateway.TokenAuthorizer(
        scope,
        "Tokens",
        handler=authorizer,
        validation_regex=r"^Bearer [-0-9A-Za-z_]+\.[-0-9A-Za-z_]+\.[-0-9A-Za-z_]+$",
        results_cache_ttl=cdk.Duration.minutes(TOKEN_CACHE_MINUTES),
    )
    return apigateway.MethodOptions(authorization_type=apigateway.AuthorizationType.CUSTOM, authorizer=tokens)


def for_browsers(options: apigateway.MethodOptions, settings: Settings) -> apigateway.MethodOptions:
    """The options of the playground's page.

    A browser that opens a page sends neither key nor token, so that with these the page is open: it holds no data, and
    asks for them. With IAM it is as closed as the rest, and `tuneql playground` serves it instead.
    """
    if settings.authorization == "iam":
        return options
    return apigateway.MethodOptions(authorization_type=apigateway.AuthorizationType.NONE, api_key_required=False)


def endpoint(scope: Construct, settings: Settings) -> apigateway.EndpointConfiguration:
    """Where the API is reached: from anywhere, or through interface endpoints only."""
    if not settings.private_api:
        return apigateway.EndpointConfiguration(types=[apigateway.EndpointType.REGIONAL])
    endpoints = [
        ec2.InterfaceVpcEndpoint.from_interface_vpc_endpoint_attributes(scope, id_, vpc_endpoint_id=id_, port=443)
        for id_ in settings.private_api
    ]
    return apigateway.EndpointConfiguration(types=[apigateway.EndpointType.PRIVATE], vpc_endpoints=endpoints)


def resource_policy(settings: Settings) -> iam.PolicyDocument | None:
    """The policy of a private API, which nobody could call without one: it allows calls through the endpoints only.

    Within one account, a resource policy that allows a caller is enough, whatever the caller's own policies say. With
    IAM it therefore allows the account, not everyone, and the account's policies decide who may call.
    """
    if not settings.private_api:
        return None
    who: iam.IPrincipal = iam.AccountRootPrincipal() if settings.authorization == "iam" else iam.AnyPrincipal()
    elsewhere = {"StringNotEquals": {"aws:SourceVpce": list(settings.private_api)}}
    return iam.PolicyDocument(
        statements=[
            _invoke(iam.Effect.ALLOW, who, {}),
            _invoke(iam.Effect.DENY, iam.AnyPrincipal(), elsewhere),
        ]
    )


def add_keys(api: apigateway.RestApi, settings: Settings) -> tuple[str, ...]:
    """Add a key for each client under one usage plan; returns the keys' names. AWS chooses their values."""
    plan = api.add_usage_plan(
        "Clients",
        description="what each client of the API may use",
        api_stages=[apigateway.UsagePlanPerApiStage(api=api, stage=api.deployment_stage)],
        throttle=_throttle(settings),
        quota=_quota(settings),
    )
    names = tuple(f"tuneql-{settings.stage}-{client}" for client in settings.clients)
    for client, name in zip(settings.clients, names, strict=True):
        plan.add_api_key(api.add_api_key(f"Key-{client}", api_key_name=name))
    return names


def _throttle(settings: Settings) -> apigateway.ThrottleSettings | None:
    if settings.client_throttle_rate is None:
        return None
    return apigateway.ThrottleSettings(
        rate_limit=settings.client_throttle_rate, burst_limit=settings.client_throttle_burst
    )


def _quota(settings: Settings) -> apigateway.QuotaSettings | None:
    if settings.daily_quota is None:
        return None
    return apigateway.QuotaSettings(limit=settings.daily_quota, period=apigateway.Period.DAY)


def _invoke(
    effect: iam.Effect, who: iam.IPrincipal, conditions: Mapping[str, Mapping[str, list[str]]]
) -> iam.PolicyStatement:
    return iam.PolicyStatement(
        effect=effect,
        principals=[who],
        actions=["execute-api:Invoke"],
        resources=["execute-api:/*"],
        conditions=conditions,
    )
