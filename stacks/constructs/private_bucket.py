"""The one kind of bucket that this app deploys."""

import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from constructs import Construct


def private_bucket(
    scope: Construct,
    id_: str,
    *,
    removal_policy: cdk.RemovalPolicy,
    expiry_days: int | None,
    noncurrent_expiry_days: int,
    access_logs: s3.IBucket | None = None,
) -> s3.Bucket:
    """A bucket that is encrypted, versioned, private, reached by TLS only, and whose objects expire.

    Args:
        scope: the stack.
        id_: its name in the scope.
        removal_policy: what happens to it when its stack is deleted.
        expiry_days: how long objects live; None keeps them.
        noncurrent_expiry_days: how long overwritten and deleted objects are kept.
        access_logs: where requests are logged, in a folder named after the bucket.
    """
    return s3.Bucket(
        scope,
        id_,
        encryption=s3.BucketEncryption.S3_MANAGED,
        versioned=True,
        enforce_ssl=True,
        minimum_tls_version=1.2,
        block_public_access=s3.BlockPublicAccess.BLOCK_ALL,
        object_ownership=s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
        removal_policy=removal_policy,
        lifecycle_rules=[_lifecycle(expiry_days, noncurrent_expiry_days)],
        server_access_logs_bucket=access_logs,
        server_access_logs_prefix=f"{id_.lower()}/" if access_logs else None,
    )


def _lifecycle(expiry_days: int | None, noncurrent_expiry_days: int) -> s3.LifecycleRule:
    return s3.LifecycleRule(
        expiration=cdk.Duration.days(expiry_days) if expiry_days else None,
        noncurrent_version_expiration=cdk.Duration.days(noncurrent_expiry_days),
        abort_incomplete_multipart_upload_after=cdk.Duration.days(7),
    )
