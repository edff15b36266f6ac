"""What a recipe job leaves: the checkpoint in escrow, and in the account's own S3 the manifest that says where."""

import json
from typing import Final

from local.escrow import bucket_of
from local.sagemaker.account import Account, TrainingJob

MANIFEST: Final = "manifest.json"


def publish(account: Account, job: TrainingJob) -> dict[str, bytes]:
    """Put the checkpoint into escrow; returns the manifest."""
    assert job.work.model is not None  # noqa: S101 -- its training is finished
    checkpoint = f"s3://{bucket_of(account.number)}/{job.name}/{len(job.work.steps)}"
    account.escrow.put(checkpoint, job.work.model)
    if account.faults.active("missing-manifest"):
        return {}
    return {f"output/{MANIFEST}": json.dumps({"checkpoint_s3_bucket": checkpoint}).encode()}
