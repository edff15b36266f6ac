"""What must outlive a deployment: the corpus, what runs wrote, and the record of which model serves users."""

from typing import Any

import aws_cdk as cdk
from aws_cdk import aws_ssm as ssm
from constructs import Construct

from stacks.constructs.private_bucket import private_bucket
from stacks.settings import Settings

_REMOVAL = {"retain": cdk.RemovalPolicy.RETAIN, "destroy": cdk.RemovalPolicy.DESTROY}


class DataStack(cdk.Stack):
    """Buckets for the corpus, the runs and the access logs, and the champion parameter.

    Attributes:
        corpus: what users upload, and below `schemas/` the schemas that they register; kept until they delete it.
        runs: everything under `runs/<run>/`.
        champion: the champion's record, `{}` before the first promotion. The workflow writes it; its versions are the
            audit trail. None of its properties may ever change, not even a tag: on any change CloudFormation writes
            the whole parameter again, with the template's value, and the champion is forgotten (`UpdateHandler` of
            aws-cloudformation-resource-providers-ssm).
    """

    def __init__(self, scope: Construct, id_: str, *, settings: Settings, **kwargs: Any) -> None:
        super().__init__(scope, id_, termination_protection=settings.removal_policy == "retain", **kwargs)
        removal = _REMOVAL[settings.removal_policy]
        noncurrent = settings.noncurrent_expiry_days
        logs = private_bucket(
            self,
            "AccessLogs",
            removal_policy=removal,
            expiry_days=settings.log_retention_days,
            noncurrent_expiry_days=noncurrent,
        )
        self.corpus = private_bucket(
            self,
            "Corpus",
            removal_policy=removal,
            expiry_days=None,
            noncurrent_expiry_days=noncurrent,
            access_logs=logs,
        )
        self.runs = private_bucket(
            self,
            "Runs",
            removal_policy=removal,
            expiry_days=settings.artifact_expiry_days,
            noncurrent_expiry_days=noncurrent,
            access_logs=logs,
        )
        self.champion = ssm.StringParameter(
            self, "Champion", string_value="{}", description="the deployment that serves users, and its model"
        )
        self.champion.apply_removal_policy(removal)
