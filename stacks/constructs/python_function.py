"""The one kind of Lambda function that this app deploys."""

from collections.abc import Iterable, Mapping
from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from stacks.constructs.acknowledgements import acknowledge
from stacks.constructs.allowances import Allowance, allow


class PythonFunction(Construct):
    """A Python 3.13 function on Graviton with JSON logs that expire, and its own role.

    The role may write those logs and do what `allowances` say. It has no managed policy: AWSLambdaBasicExecutionRole
    may create any log group in the account.

    Attributes:
        role, function, log_group: the resources.
    """

    def __init__(
        self,
        scope: Construct,
        id_: str,
        *,
        code: lambda_.Code,
        handler: str,
        description: str,
        environment: Mapping[str, str],
        allowances: Iterable[Allowance],
        log_retention: logs.RetentionDays,
        timeout_seconds: int,
        memory_mb: int = 512,
        events_retried: int | None = None,
    ) -> None:
        super().__init__(scope, id_)
        self.log_group = logs.LogGroup(self, "Logs", retention=log_retention, removal_policy=cdk.RemovalPolicy.DESTROY)
        self.role = iam.Role(self, "Role", assumed_by=iam.ServicePrincipal("lambda.amazonaws.com"))
        self.log_group.grant_write(self.role)
        allow(self.role, allowances)
        self.function = lambda_.Function(
            self,
            "Function",
            code=code,
            handler=handler,
            description=description,
            environment=dict(environment),
            log_group=self.log_group,
            role=self.role,
            timeout=cdk.Duration.seconds(timeout_seconds),
            memory_size=memory_mb,
            retry_attempts=events_retried,
            **_RUNTIME,
        )
        acknowledge(self.function, _ACKNOWLEDGED)


_RUNTIME: dict[str, Any] = {
    "runtime": lambda_.Runtime.PYTHON_3_13,
    "architecture": lambda_.Architecture.ARM_64,
    "logging_format": lambda_.LoggingFormat.JSON,
}

_ACKNOWLEDGED = {
    "AwsSolutions-L1": "Python 3.13 is what the wheels in the assets are built for; it is supported until June 2029",
}
