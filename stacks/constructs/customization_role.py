"""The role that Bedrock assumes to train a model."""

import aws_cdk as cdk
from aws_cdk import aws_iam as iam
from aws_cdk import aws_s3 as s3
from constructs import Construct

from stacks.constructs import allowances as may
from stacks.constructs.allowances import allow


class CustomizationRole(Construct):
    """May read a run's dataset and write next to it, for the customization jobs of this account and Region only.

    The conditions keep Bedrock from using the role for anybody else. Policy and trust are those of the Bedrock user
    guide, "Create an IAM service role for model customization", with prefixes narrowed to what runs use.
    """

    def __init__(self, scope: Construct, id_: str, *, runs: s3.IBucket, model_key: str | None) -> None:
        super().__init__(scope, id_)
        stack = cdk.Stack.of(self)
        jobs = stack.format_arn(service="bedrock", resource="model-customization-job", resource_name="*")
        conditions = {"StringEquals": {"aws:SourceAccount": stack.account}, "ArnEquals": {"aws:SourceArn": jobs}}
        self.role = iam.Role(
            self, "Role", assumed_by=iam.ServicePrincipal("bedrock.amazonaws.com", conditions=conditions)
        )
        allow(self.role, (*may.train_on_runs(runs), *may.encrypt_models(stack, model_key)))
