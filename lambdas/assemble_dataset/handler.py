"""AssembleDataset: deduplicate, split without leaks, write the dataset and its card."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.workflow.assembling import assemble_dataset
from tuneql.workflow.run import Run


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """`{run, shards}` in; the dataset's counts, and the key of the evaluation's manifest, out."""
    return assemble_dataset(
        Run.model_validate(event["run"]),
        shards=event["shards"]["count"],
        objects=S3Objects(patient_client("s3")),
    )
