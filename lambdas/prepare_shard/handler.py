"""PrepareShard: read, check and convert one shard of the corpus."""

from typing import Any

from tuneql.aws.clients import patient_client
from tuneql.aws.comprehend import personal_data
from tuneql.aws.objects import S3Objects
from tuneql.workflow.preparing import prepare_shard
from tuneql.workflow.run import Run
from tuneql.workflow.shard_errors import left_in_s3
from tuneql.workflow.sharding import Shard


def handler(event: dict[str, Any], context: object) -> None:
    """`{run, shard}` in; everything it makes is in S3."""
    run, shard = Run.model_validate(event["run"]), Shard.model_validate(event["shard"])
    objects = S3Objects(patient_client("s3"))
    with left_in_s3(run, f"prepare-{shard.index:05}", objects):
        prepare_shard(run, shard, objects, personal_data(run.preparation))
