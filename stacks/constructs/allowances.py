"""IAM statements no wider than the calls that are made, each wildcard with its reason.

CDK's `grant_read` allows `s3:GetObject*`, `s3:GetBucket*` and `s3:List*`, and `grant_put` five actions: more than a
HeadObject or PutObject needs. For Bedrock's custom models CDK has no grants at all. These allow one call or two each.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import aws_cdk as cdk
from aws_cdk import aws_cloudwatch as cloudwatch
from aws_cdk import aws_iam as iam
from aws_cdk import aws_lambda as lambda_
from aws_cdk import aws_s3 as s3
from aws_cdk import aws_ssm as ssm

from stacks.constructs.acknowledgements import acknowledge, wildcard_finding
from tuneql.limits import PROFILE_GEOGRAPHIES

RUNS_PREFIX: Final = "runs/"

_NAMED_LATER: Final = "made while a workflow runs, under an ARN that AWS chooses then"
_KEYS_LATER: Final = "keys are chosen while a workflow runs, or by those who upload a corpus"


@dataclass(frozen=True, kw_only=True)
class Allowance:
    """One IAM statement.

    Attributes:
        actions: full names, none with a wildcard.
        resources: ARNs.
        conditions: as in IAM.
        because: why resources with a wildcard cannot be named more closely.
    """

    actions: tuple[str, ...]
    resources: tuple[str, ...]
    conditions: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    because: str = ""


def allow(role: iam.Role, allowances: Iterable[Allowance]) -> None:
    """Add allowances to a role, and acknowledge every wildcard with its reason."""
    for allowance in allowances:
        role.add_to_policy(
            iam.PolicyStatement(
                actions=list(allowance.actions),
                resources=list(allowance.resources),
                conditions=allowance.conditions,
            )
        )
        wildcards = (arn for arn in allowance.resources if "*" in arn)
        acknowledge(role, {wildcard_finding(role, arn): allowance.because for arn in wildcards})


def read_objects(bucket: s3.IBucket, prefix: str = "") -> Allowance:
    """GetObject, which allows HeadObject too, below a prefix."""
    return _objects(bucket, prefix, "s3:GetObject")


def write_objects(bucket: s3.IBucket, prefix: str) -> Allowance:
    """PutObject below a prefix."""
    return _objects(bucket, prefix, "s3:PutObject")


def list_objects(bucket: s3.IBucket, prefix: str) -> Allowance:
    """ListObjectsV2 of keys that start with a prefix."""
    conditions = {"StringLike": {"s3:prefix": f"{prefix}*"}}
    return Allowance(actions=("s3:ListBucket",), resources=(bucket.bucket_arn,), conditions=conditions)


def keep_objects(bucket: s3.IBucket, folder: str) -> tuple[Allowance, ...]:
    """Get, put, delete and list objects in a folder."""
    return (
        read_objects(bucket, folder),
        write_objects(bucket, folder),
        _objects(bucket, folder, "s3:DeleteObject"),
        list_objects(bucket, folder),
    )


def list_bucket(bucket: s3.IBucket) -> Allowance:
    """Listing without a condition, which AWS's documents require for a trainer."""
    return Allowance(actions=("s3:ListBucket",), resources=(bucket.bucket_arn,))


def train_on_runs(runs: s3.IBucket) -> tuple[Allowance, ...]:
    """What a trainer's own role needs: read a run's dataset and recipe, write its result beside them."""
    return (
        list_bucket(runs),
        read_objects(runs, f"{RUNS_PREFIX}*/dataset/"),
        read_objects(runs, f"{RUNS_PREFIX}*/training/"),
        write_objects(runs, f"{RUNS_PREFIX}*/training/"),
    )


def parameter(named: ssm.IStringParameter, *actions: str) -> Allowance:
    """SSM actions on one parameter."""
    return Allowance(actions=tuple(f"ssm:{action}" for action in actions), resources=(named.parameter_arn,))


def look_at_alarm(alarm: cloudwatch.IAlarm) -> Allowance:
    """Read one alarm and its state."""
    return Allowance(actions=("cloudwatch:DescribeAlarms",), resources=(alarm.alarm_arn,))


def bedrock(stack: cdk.Stack, actions: tuple[str, ...], *kinds: str) -> Allowance:
    """Bedrock actions on kinds of resources of this account and Region, e.g. `custom-model`."""
    return Allowance(
        actions=tuple(f"bedrock:{action}" for action in actions),
        resources=tuple(stack.format_arn(service="bedrock", resource=kind, resource_name="*") for kind in kinds),
        because=_NAMED_LATER,
    )


def apply_guardrail(stack: cdk.Stack, identifier: str) -> Allowance:
    """Have one guardrail look at questions and answers."""
    named = identifier.startswith("arn:")
    arn = identifier if named else stack.format_arn(service="bedrock", resource="guardrail", resource_name=identifier)
    return Allowance(actions=("bedrock:ApplyGuardrail",), resources=(arn,))


def plan_statements(cluster: str, secret: str) -> tuple[Allowance, ...]:
    """Send statements to one cluster through the RDS Data API, which reads the secret on the caller's behalf."""
    return (
        Allowance(actions=("rds-data:ExecuteStatement",), resources=(cluster,)),
        Allowance(actions=("secretsmanager:GetSecretValue",), resources=(secret,)),
    )


def import_models() -> Allowance:
    """Start a model import."""
    reason = "starting an import takes no resources (service authorization reference, Bedrock)"
    return Allowance(actions=("bedrock:CreateModelImportJob",), resources=("*",), because=reason)


def list_models_and_deployments() -> Allowance:
    """List all custom models and all their deployments."""
    reason = "listing models and deployments takes no resources (service authorization reference, Bedrock)"
    actions = ("bedrock:ListCustomModels", "bedrock:ListCustomModelDeployments")
    return Allowance(actions=actions, resources=("*",), because=reason)


def use_key(key_arn: str | None, *actions: str) -> tuple[Allowance, ...]:
    """KMS actions on the user's own key, if there is one."""
    return (
        () if key_arn is None else (Allowance(actions=tuple(f"kms:{name}" for name in actions), resources=(key_arn,)),)
    )


def encrypt_models(stack: cdk.Stack, key_arn: str | None) -> tuple[Allowance, ...]:
    """Have Bedrock encrypt a model with the user's own key, if there is one.

    Source: Amazon Bedrock user guide, "Encryption of custom models" and "Encryption of imported models".
    """
    return _through_bedrock(stack, key_arn, "CreateGrant", "Decrypt", "DescribeKey", "GenerateDataKey")


def ask_encrypted_models(stack: cdk.Stack, key_arn: str | None) -> tuple[Allowance, ...]:
    """Ask such a model: whoever invokes it needs the key, too."""
    return _through_bedrock(stack, key_arn, "Decrypt", "GenerateDataKey")


def _through_bedrock(stack: cdk.Stack, key_arn: str | None, *actions: str) -> tuple[Allowance, ...]:
    via = {"StringEquals": {"kms:ViaService": f"bedrock.{stack.region}.amazonaws.com"}}
    return tuple(replace(each, conditions=via) for each in use_key(key_arn, *actions))


def training_jobs(stack: cdk.Stack, *actions: str) -> Allowance:
    """SageMaker actions on training jobs; runs call theirs `tuneql-…`."""
    return Allowance(
        actions=tuple(f"sagemaker:{action}" for action in actions),
        resources=(stack.format_arn(service="sagemaker", resource="training-job", resource_name="tuneql-*"),),
        because=_NAMED_LATER,
    )


def look_at_quotas() -> Allowance:
    """List the account's quotas."""
    reason = "listing quotas takes no resources (service authorization reference, Service Quotas)"
    return Allowance(actions=("servicequotas:ListServiceQuotas",), resources=("*",), because=reason)


def detect_personal_data() -> Allowance:
    """Ask Amazon Comprehend for personal data in a text."""
    reason = "detection of entities takes no resources (service authorization reference, Amazon Comprehend)"
    return Allowance(actions=("comprehend:DetectPiiEntities",), resources=("*",), because=reason)


def foundation_model(stack: cdk.Stack, action: str, model: str) -> Allowance:
    """One Bedrock action on one of AWS's own models, whose ARNs have no account.

    An inference profile, such as `us.amazon.nova-pro-v1:0`, sends each call to a Region of its choice: who asks it must
    be allowed the profile, and the model behind it in all of them (Bedrock user guide, "Prerequisites for inference
    profiles").
    """
    geography, _, behind = model.partition(".")
    if geography not in PROFILE_GEOGRAPHIES:
        arn = stack.format_arn(service="bedrock", account="", resource="foundation-model", resource_name=model)
        return Allowance(actions=(f"bedrock:{action}",), resources=(arn,))
    profile = stack.format_arn(service="bedrock", resource="inference-profile", resource_name=model)
    anywhere = stack.format_arn(
        service="bedrock", region="*", account="", resource="foundation-model", resource_name=behind
    )
    because = "an inference profile chooses the Region of each call"
    return Allowance(actions=(f"bedrock:{action}",), resources=(profile, anywhere), because=because)


def pass_role(role: iam.IRole, service: str) -> Allowance:
    """Hand a role to one service; `grant_pass_role` allows any service."""
    conditions = {"StringEquals": {"iam:PassedToService": service}}
    return Allowance(actions=("iam:PassRole",), resources=(role.role_arn,), conditions=conditions)


def invoke(function: lambda_.IFunction) -> Allowance:
    """Invoke one function; `grant_invoke` allows its versions and aliases as well."""
    return Allowance(actions=("lambda:InvokeFunction",), resources=(function.function_arn,))


def _objects(bucket: s3.IBucket, prefix: str, *actions: str) -> Allowance:
    return Allowance(actions=actions, resources=(bucket.arn_for_objects(f"{prefix}*"),), because=_KEYS_LATER)
