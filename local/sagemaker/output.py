"""Writes the results of a completed job to the account's S3, uncompressed, under `<S3OutputPath>/<job>/output/`.

`model/` there is what the container had in `/opt/ml/model`, and `output/` what it had in `/opt/ml/output/data`; one
folder deeper than SageMaker's documents say.
"""

from local.bedrock.objects import split_uri
from local.sagemaker.account import Account, TrainingJob


def output_uri(job: TrainingJob) -> str:
    """Where uncompressed output lies."""
    return f"{job.request['OutputDataConfig']['S3OutputPath'].rstrip('/')}/{job.name}/output"


def model_uri(job: TrainingJob) -> str:
    """Where the model's files lie."""
    return f"{output_uri(job)}/model/"


def publish(account: Account, job: TrainingJob) -> str | None:
    """Leave everything.

    Returns:
        Why it cannot be left; None if it was.
    """
    files = {**job.work.files, **job.kind.publish(account, job)}
    bucket, prefix = split_uri(output_uri(job))
    try:
        for name, data in files.items():
            account.objects.put(bucket, f"{prefix}/{name}".lstrip("/"), data)
    except KeyError:
        return f"ClientError: Artifact upload failed:Error 7: The specified bucket does not exist: {bucket}"
    return None
