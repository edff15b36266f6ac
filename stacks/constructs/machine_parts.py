"""What the app's state machines have in common: logs, permissions, payloads and retries."""

from collections.abc import Iterable, Mapping
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from aws_cdk import aws_stepfunctions as sfn
from aws_cdk import aws_stepfunctions_tasks as tasks
from constructs import Construct

from stacks.constructs.allowances import Allowance

# Errors, by the names of their classes in tuneql.errors, that mean: come back later.
COME_BACK_LATER: Final = ("Throttled", "NotReady", "StillPending", "Lambda.TooManyRequestsException")

_LOG_DELIVERY: Final = (
    "logs:CreateLogDelivery",
    "logs:GetLogDelivery",
    "logs:UpdateLogDelivery",
    "logs:DeleteLogDelivery",
    "logs:ListLogDeliveries",
    "logs:PutResourcePolicy",
    "logs:DescribeResourcePolicies",
    "logs:DescribeLogGroups",
)
_TRACING: Final = (
    "xray:PutTraceSegments",
    "xray:PutTelemetryRecords",
    "xray:GetSamplingRules",
    "xray:GetSamplingTargets",
)
_NO_RESOURCES: Final = (
    "CloudWatch's log delivery and X-Ray take no resources: their actions are allowed on all or on none"
)


def log_options(scope: Construct, retention: logs.RetentionDays) -> sfn.LogOptions:
    """Log every event, but no data: questions and schemas are confidential."""
    group = logs.LogGroup(scope, "Logs", retention=retention, removal_policy=cdk.RemovalPolicy.DESTROY)
    return sfn.LogOptions(destination=group, level=sfn.LogLevel.ALL, include_execution_data=False)


def own_calls(functions: Iterable[lambda_.IFunction]) -> tuple[Allowance, ...]:
    """What a machine does itself: call its functions, log and trace."""
    arns = tuple(function.function_arn for function in functions)
    return (
        Allowance(actions=("lambda:InvokeFunction",), resources=arns),
        Allowance(actions=_LOG_DELIVERY, resources=("*",), because=_NO_RESOURCES),
        Allowance(actions=_TRACING, resources=("*",), because=_NO_RESOURCES),
    )


def paths(fields: Mapping[str, str]) -> dict[str, str]:
    """What a Task is sent: paths that begin with `$$` are of the execution, with `$` of the state."""
    return {name: sfn.JsonPath.string_at(path) for name, path in fields.items()}


def retry(
    task: tasks.LambdaInvoke, *, seconds: int, attempts: int, longest: int, errors: tuple[str, ...] = COME_BACK_LATER
) -> None:
    """Try a Task again after errors that may pass, after pauses that double from `seconds` up to `longest`."""
    task.add_retry(
        errors=list(errors),
        interval=cdk.Duration.seconds(seconds),
        max_attempts=attempts,
        max_delay=cdk.Duration.seconds(longest),
        backoff_rate=2,
        jitter_strategy=sfn.JitterType.FULL,
    )
