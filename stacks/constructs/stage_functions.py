"""The functions of the workflow's stages."""

from collections.abc import Mapping

from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_logs as logs
from constructs import Construct

from stacks.constructs.python_function import PythonFunction
from stacks.constructs.stage_allowances import Resources
from stacks.constructs.stages import STAGES, Stage, environment


def stage_functions(
    scope: Construct, resources: Resources, *, code: lambda_.Code, log_retention: logs.RetentionDays
) -> Mapping[str, lambda_.Function]:
    """One function for each stage, by the stage's folder; all run from one asset."""

    def function(stage: Stage) -> lambda_.Function:
        return PythonFunction(
            scope,
            stage.state,
            code=code,
            handler=f"lambdas.{stage.folder}.handler.handler",
            description=f"tuneql: {stage.does}",
            environment=environment(stage, resources),
            allowances=stage.allowances(resources),
            log_retention=log_retention,
            timeout_seconds=stage.seconds,
            memory_mb=stage.memory_mb,
        ).function

    return {stage.folder: function(stage) for stage in STAGES}
