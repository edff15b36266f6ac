"""What a completed job leaves: the checkpoint in escrow, and in the account's own S3 the manifest that says where.

`<S3OutputPath>/<job>/output/output/` holds `manifest.json` and the losses of each step, in the layout of Bedrock's.
"""

import json
from typing import Final

from local.bedrock.losses import loss_files
from local.bedrock.objects import split_uri
from local.escrow import bucket_of
from local.sagemaker.account import Account, TrainingJob

MANIFEST: Final = "manifest.json"


def output_uri(job: TrainingJob) -> str:
    """Where uncompressed output lies; one folder deeper than SageMaker's documents say."""
    return f"{job.request['OutputDataConfig']['S3OutputPath'].rstrip('/')}/{job.name}/output/output"


def publish(account: Account, job: TrainingJob) -> str | None:
    """Leave everything.

    Returns:
        Why it cannot be left; None if it was.
    """
    assert job.work.model is not None  # noqa: S101 -- its training is finished
    checkpoint = f"s3://{bucket_of(account.number)}/{job.name}/{len(job.work.steps)}"
    account.escrow.put(checkpoint, job.work.model)
    files = loss_files(job.work.steps)
    if not account.faults.active("missing-manifest"):
        files[MANIFEST] = json.dumps({"checkpoint_s3_bucket": checkpoint}).encode()
    bucket, prefix = split_uri(output_uri(job))
    try:
        for name, data in files.items():
            account.objects.put(bucket, f"{prefix}/{name}".lstrip("/"), data)
    except KeyError:
        return f"ClientError: Artifact upload failed:Error 7: The specified bucket does not exist: {bucket}"
    return None
