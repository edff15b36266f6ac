"""What a request needs: the IAM actions and the resources that AWS checks before it acts.

Source of actions, resource types and condition keys: AWS Service Authorization Reference. A service that is not in
these tables still has its action checked, on the resource `*`.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import parse_qsl

from local.iam.bedrock import bedrock_permissions
from local.iam.permission import Permission, Place
from local.iam.s3 import s3_permissions
from local.iam.sagemaker import sagemaker_permissions
from local.protocol.http import Request

Resource = Callable[[Mapping[str, Any], Place], str]

# IAM prefixes that are not the signing name.
PREFIXES: Final = {"monitoring": "cloudwatch", "email": "ses"}
# Calls that need no permission.
FREE: Final = frozenset({"sts:GetCallerIdentity"})


def permissions(request: Request, service: str, place: Place) -> tuple[Permission, ...]:
    """Everything that the caller of a request must be allowed to do.

    Args:
        request: the request.
        service: the signing name of the service that it is for.
        place: the account and region that it arrived in.
    """
    if service == "s3":
        return tuple(s3_permissions(request))
    if service == "bedrock":
        return tuple(bedrock_permissions(request, place))
    if service == "sagemaker":
        return tuple(sagemaker_permissions(request, place))
    if service == "rds-data":
        return tuple(_data_api(request))
    permission = _lambda(request, place) if service == "lambda" else _by_name(request, service, place)
    return () if permission.action in FREE else (permission,)


def function_name(reference: str) -> str:
    """The name in a function's name or ARN, qualified or not.

    Example:
        >>> function_name("arn:aws:lambda:us-east-1:123456789012:function:plan:live")
        'plan'
    """
    return reference.split(":")[6] if reference.startswith("arn:") else reference.partition(":")[0]


def _by_name(request: Request, service: str, place: Place) -> Permission:
    operation, parameters = _operation(request)
    action = f"{PREFIXES.get(service, service)}:{operation}"
    resource = RESOURCES.get(service, _any)
    return Permission(action=action, resource=resource(parameters, place))


def _operation(request: Request) -> tuple[str, Mapping[str, Any]]:
    target = request.headers.get("x-amz-target")
    if target is not None:  # the JSON protocols
        return target.rpartition(".")[2], request.json()
    form = dict(parse_qsl(request.body.decode("utf-8", "replace"), keep_blank_values=True))
    parameters = {**request.parameters, **form}  # the query protocol
    return parameters.get("Action", request.method), parameters


def _any(_parameters: Mapping[str, Any], _place: Place) -> str:
    return "*"


def _parameter(parameters: Mapping[str, Any], place: Place) -> str:
    name = str(parameters.get("Name", "*"))
    return name if name.startswith("arn:") else place.arn("ssm", f"parameter/{name.removeprefix('/')}")


def _execution(parameters: Mapping[str, Any], _place: Place) -> str:
    return str(
        parameters.get("stateMachineArn") or parameters.get("executionArn") or parameters.get("mapRunArn") or "*"
    )


def _topic(parameters: Mapping[str, Any], _place: Place) -> str:
    return str(parameters.get("TopicArn") or parameters.get("TargetArn") or "*")


def _queue(parameters: Mapping[str, Any], place: Place) -> str:
    url = str(parameters.get("QueueUrl", ""))
    return place.arn("sqs", url.rpartition("/")[2]) if url else "*"


def _table(parameters: Mapping[str, Any], place: Place) -> str:
    name = str(parameters.get("TableName", ""))
    return place.arn("dynamodb", f"table/{name}") if name else "*"


def _alarm(parameters: Mapping[str, Any], place: Place) -> str:
    names = parameters.get("AlarmNames", [])
    return place.arn("cloudwatch", f"alarm:{names[0]}") if len(names) == 1 else "*"


def _log_group(parameters: Mapping[str, Any], place: Place) -> str:
    group, stream = parameters.get("logGroupName"), parameters.get("logStreamName")
    return place.arn("logs", f"log-group:{group}:" + (f"log-stream:{stream}" if stream else "*")) if group else "*"


def _lambda(request: Request, place: Place) -> Permission:
    parts = request.path.strip("/").split("/")  # 2015-03-31/functions/NAME/invocations
    action = "InvokeFunction" if parts[-1] in {"invocations", "invoke-async"} else request.method
    named = len(parts) > 2 and parts[1] == "functions"  # noqa: PLR2004 - date, collection, name
    resource = place.arn("lambda", f"function:{function_name(parts[2])}") if named else "*"
    return Permission(action=f"lambda:{action}", resource=resource)


def _data_api(request: Request) -> Iterator[Permission]:
    """The Data API reads the secret as its caller (Aurora user guide, "Authorizing access to RDS Data API")."""
    parameters = request.json()
    operation = f"{request.path.strip('/')}Statement"
    yield Permission(action=f"rds-data:{operation}", resource=str(parameters.get("resourceArn", "*")))
    yield Permission(action="secretsmanager:GetSecretValue", resource=str(parameters.get("secretArn", "*")))


RESOURCES: Final[Mapping[str, Resource]] = {
    "ssm": _parameter,
    "states": _execution,
    "sns": _topic,
    "sqs": _queue,
    "dynamodb": _table,
    "logs": _log_group,
    "monitoring": _alarm,
}
