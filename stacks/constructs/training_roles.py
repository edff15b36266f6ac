"""The roles that train a model: Bedrock's, SageMaker's, and the one that Bedrock reads SageMaker's result with."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.allowances import Allowance, allow
from stacks.data_stack import DataStack
from stacks.setting_types import Vpc
from stacks.settings import Settings
from tuneql.limits import MODELS_FOLDER, NOVA_IMAGE_ACCOUNTS, OPEN_WEIGHTS_IMAGE, OPEN_WEIGHTS_IMAGE_ACCOUNT

_LOG_GROUP = "/aws/sagemaker/TrainingJobs"


class CustomizationRole(Construct):
    """May read a run's dataset and write next to it, for the customization jobs of this account and Region only.

    The conditions keep Bedrock from using the role for anybody else. Policy and trust are those of the Bedrock user
    guide, "Create an IAM service role for model customization", with prefixes narrowed to what runs use.
    """

    def __init__(self, scope: Construct, id_: str, *, runs: s3.IBucket, model_key: str | None) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        self.role = iam.Role(self, "Role", assumed_by=_bedrock(stack, "model-customization-job"))
        allow(self.role, (*may.train_on_runs(runs), *may.encrypt_models(stack, model_key)))


class TrainingRole(Construct):
    """May read a run's dataset, recipe or script, and base model; write its result; fetch AWS's images; log.

    AWS's documents attach AmazonSageMakerFullAccess instead, which may do nearly anything in SageMaker.
    """

    def __init__(self, scope: Construct, id_: str, *, data: DataStack, settings: Settings) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        conditions = {"StringEquals": {"aws:SourceAccount": stack.account}}
        self.role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("sagemaker.amazonaws.com", conditions=conditions)
        )
        allow(
            self.role,
            (
                *may.train_on_runs(data.runs),
                may.list_objects(data.corpus, MODELS_FOLDER),
                may.read_objects(data.corpus, MODELS_FOLDER),
                *may.use_key(settings.output_kms_key, "Decrypt", "GenerateDataKey"),
                *_images(settings.region),
                *_logs(stack),
                *(() if settings.vpc is None else _network(stack, settings.vpc)),
            ),
        )


class ImportRole(Construct):
    """May read what SageMaker trained, for Bedrock to import.

    SageMaker keeps Nova's checkpoints for this account in AWS's own buckets (escrow), so that there is no condition on
    `aws:ResourceAccount` as in AWS's example. Open weights are in the bucket of runs.
    """

    def __init__(
        self, scope: Construct, id_: str, *, runs: s3.IBucket, output_key: str | None, model_key: str | None
    ) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        self.role = iam.Role(self, "Role", assumed_by=_bedrock(stack, "model-import-job"))
        buckets = f"arn:{stack.partition}:s3:::customer-escrow-{stack.account}-*"
        reason = "AWS chooses the bucket and the key of a checkpoint when it is trained"
        allow(
            self.role,
            (
                Allowance(actions=("s3:ListBucket",), resources=(buckets,), because=reason),
                Allowance(actions=("s3:GetObject",), resources=(f"{buckets}/*",), because=reason),
                may.list_objects(runs, may.RUNS_PREFIX),
                may.read_objects(runs, f"{may.RUNS_PREFIX}*/training/"),
                *may.use_key(output_key, "Decrypt"),
                *may.encrypt_models(stack, model_key),
            ),
        )


def _bedrock(stack: cdk.Stack, kind: str) -> iam.ServicePrincipal:
    """Bedrock, for jobs of a kind in this account and Region."""
    jobs = stack.format_arn(service="bedrock", resource=kind, resource_name="*")
    conditions = {"StringEquals": {"aws:SourceAccount": stack.account}, "ArnEquals": {"aws:SourceArn": jobs}}
    return iam.ServicePrincipal("bedrock.amazonaws.com", conditions=conditions)


def _images(region: str) -> tuple[Allowance, ...]:
    registries = (
        f"arn:aws:ecr:{region}:{NOVA_IMAGE_ACCOUNTS[region]}:repository/nova-fine-tune-repo",
        f"arn:aws:ecr:{region}:{OPEN_WEIGHTS_IMAGE_ACCOUNT}:repository/{OPEN_WEIGHTS_IMAGE.partition(':')[0]}",
    )
    fetching = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
    reason = "a token for registries takes no resources (service authorization reference, ECR)"
    return (
        Allowance(actions=("ecr:GetAuthorizationToken",), resources=("*",), because=reason),
        Allowance(actions=fetching, resources=registries),
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


def _network(stack: cdk.Stack, vpc: Vpc) -> tuple[Allowance, ...]:
    """The network interfaces of a job in a VPC. Source: SageMaker developer guide, "Execution role permissions"."""

    def arns(kind: str, *names: str) -> tuple[str, ...]:
        return tuple(stack.format_arn(service="ec2", resource=kind, resource_name=name) for name in names)

    interfaces = arns("network-interface", "*")
    places = (*interfaces, *arns("subnet", *vpc.subnets), *arns("security-group", *vpc.security_groups))
    named = "EC2 names network interfaces when a job makes them"
    return (
        Allowance(actions=("ec2:CreateNetworkInterface",), resources=places, because=named),
        Allowance(actions=_INTERFACE_ACTIONS, resources=interfaces, because=named),
        Allowance(actions=_LOOKING, resources=("*",), because="describing takes no resources in EC2"),
    )


_INTERFACE_ACTIONS = (
    "ec2:CreateNetworkInterfacePermission",
    "ec2:DeleteNetworkInterface",
    "ec2:DeleteNetworkInterfacePermission",
)
_LOOKING = (
    "ec2:DescribeDhcpOptions",
    "ec2:DescribeNetworkInterfaces",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
)
