"""All stacks of a deployment, in one CDK app."""

from collections.abc import Mapping
from typing import Any

import aws_cdk as cdk
import cdk_nag
from aws_cdk import aws_ssm as ssm

from stacks.assets.bundling import python_code
from stacks.data_stack import DataStack
from stacks.inference_stack import InferenceStack
from stacks.settings import Settings
from stacks.training_stack import TrainingStack


def add_stacks(app: cdk.App, settings: Settings) -> None:
    """Data, training and inference, and the checks that they must pass.

    All have the deployment's tags except the champion's record, which must not change with a setting: see `DataStack`.

    Args:
        app: the app, with its context.
        settings: of the deployment.
    """
    environment = cdk.Environment(region=settings.region)

    def common(part: str) -> Mapping[str, Any]:
        return {"settings": settings, "env": environment, "stack_name": f"tuneql-{settings.stage}-{part}"}

    data = DataStack(app, "Data", description="tuneql: buckets and the champion's record", **common("data"))
    TrainingStack(
        app,
        "Training",
        data=data,
        code=python_code("workflow"),
        description="tuneql: from a corpus to a champion",
        **common("training"),
    )
    InferenceStack(
        app,
        "Inference",
        data=data,
        code=python_code("api"),
        description="tuneql: SQL for questions",
        **common("inference"),
    )
    cdk.Tags.of(app).add("project", "tuneql")
    cdk.Tags.of(app).add("stage", settings.stage)
    for key, value in settings.tags.items():
        cdk.Tags.of(app).add(key, value, exclude_resource_types=[ssm.CfnParameter.CFN_RESOURCE_TYPE_NAME])
    cdk.Validations.of(app).add_plugins(cdk_nag.AwsSolutionsChecks(app, verbose=True))
