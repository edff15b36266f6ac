"""The roles of the SageMaker route: the one that trains, and the one that Bedrock reads the result with."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.allowances import Allowance, allow
from tuneql.limits import NOVA_IMAGE_ACCOUNTS

_LOG_GROUP = "/aws/sagemaker/TrainingJobs"


class TrainingRole(Construct):
    """Read a run's dataset and recipe, write its result, fetch AWS's image, and log: what a Nova recipe job does.

    AWS's documents attach AmazonSageMakerFullAccess instead, which may do nearly anything in SageMaker.
    """

    def __init__(self, scope: Construct, id_: str, *, runs: s3.IBucket, region: str) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        conditions = {"StringEquals": {"aws:SourceAccount": stack.account}}
        self.role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com", conditions=conditions)
        )
        allow(
            self.role,
            (
                *may.train_on_runs(runs),
                *_image(region),
                *_logs(stack),
            ),
        )


class ImportRole(Construct):
    """Read checkpoints that SageMaker keeps for this account, in buckets of AWS's (escrow), for Bedrock to import.

    There is no condition on `aws:ResourceAccount`, as AWS's example for one's own buckets has: these are not.
    """

    def __init__(self, scope: Construct, id_: str) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        jobs = stack.format_arn(service="bedrock", resource="model-import-job", resource_name="*")
        conditions = {"StringEquals": {"aws:SourceAccount": stack.account}, "ArnEquals": {"aws:SourceArn": jobs}}
        self.role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com", conditions=conditions)
        )
        buckets = f"arn:{stack.partition}:s3:::customer-escrow-{stack.account}-*"
        reason = "AWS chooses the bucket and the key of a checkpoint when it is trained"
        allow(
            self.role,
            (
                Allowance(actions=("s3:ListBucket",), resources=(buckets,), because=reason),
                Allowance(actions=("s3:GetObject",), resources=(f"{buckets}/*",), because=reason),
            ),
        )


def _image(region: str) -> tuple[Allowance, ...]:
    registry = f"arn:aws:ecr:{region}:{NOVA_IMAGE_ACCOUNTS[region]}:repository/nova-fine-tune-repo"
    fetching = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
    reason = "a token for registries takes no resources (service authorization reference, ECR)"
    return (
        Allowance(actions=("ecr:GetAuthorizationToken",), resources=("*",), because=reason),
        Allowance(actions=fetching, resources=(registry,)),
    )


def _logs(stack: cdk.Stack) -> tuple[Allowance, ...]:
    group = stack.format_arn(
        service="logs",
        resource="log-group",
        resource_name=f"{_LOG_GROUP}:*",
        arn_format=cdk.ArnFormat.COLON_RESOURCE_NAME,
    )
    actions = ("logs:CreateLogGroup", "logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents")
    streams = "SageMaker names a log stream after each job"
    metrics = "putting metrics takes no resources; the namespace is in the condition"
    return (
        Allowance(actions=actions, resources=(group,), because=streams),
        Allowance(
            actions=("cloudwatch:PutMetricData",),
            resources=("*",),
            conditions={"StringEquals": {"cloudwatch:namespace": _LOG_GROUP}},
            because=metrics,
        ),
    )
