"""What a job reads from S3, as SageMaker brings it into the container, and the reasons why it cannot go on."""

from collections.abc import Mapping
from pathlib import Path

from local.bedrock.objects import Objects, split_uri
from local.sagemaker.account import TrainingJob


class Unfit(Exception):
    """The job cannot go on; the message is for `FailureReason`."""


def download(objects: Objects, uri: str) -> dict[str, bytes]:
    """The objects under an S3 URI, by their path in the channel's folder.

    That is the key without the folder that the URI names; of a URI that is a whole key, or part of a name, the last
    part counts as well.

    Raises:
        Unfit: an object has gone.
    """
    bucket, prefix = split_uri(uri)
    try:
        keys = [key for key in objects.list(bucket, prefix) if not key.endswith("/")]
        return {_path(key, prefix): objects.get(bucket, key) for key in keys}
    except KeyError as error:
        raise Unfit(f"ClientError: Data download failed:NoSuchKey (404): {error}") from None


def download_all(objects: Objects, job: TrainingJob) -> dict[str, dict[str, bytes]]:
    """The files of every channel of a job, by its name."""
    return {
        each["ChannelName"]: download(objects, each["DataSource"]["S3DataSource"]["S3Uri"])
        for each in job.request.get("InputDataConfig", [])
    }


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder, by their path in it.

    Raises:
        Unfit: a path leads out of it.
    """
    for name, data in files.items():
        path = folder / name
        if not path.resolve().is_relative_to(folder.resolve()):
            raise Unfit(f"ClientError: Data download failed: the key {name!r} leads out of its folder")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


def _path(key: str, prefix: str) -> str:
    folder = f"{prefix.rstrip('/')}/"
    return key.removeprefix(folder) if key.startswith(folder) else key[prefix.rfind("/") + 1 :]
