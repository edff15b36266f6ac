"""Reads the manifest of a Nova training job, which names its checkpoint in a bucket of AWS (escrow)."""

import io
import json
import re
import tarfile
from typing import Final

from tuneql.errors import RunFailed
from tuneql.limits import BEDROCK_S3_URI_PATTERN

_CHECKPOINT: Final = "checkpoint_s3_bucket"
_ARCHIVE: Final = "output.tar.gz"


def manifest_keys(output_key: str, job_name: str) -> tuple[str, ...]:
    """Where the manifest may be, the most likely key first.

    Uncompressed output is one folder deeper than SageMaker's documents say, HyperPod's is one folder higher, and
    compressed output is an archive that contains the manifest.

    Args:
        output_key: the key of the job's S3OutputPath.
        job_name: the job's.
    """
    job = f"{output_key.rstrip('/')}/{job_name}".lstrip("/")
    names = ("output/output/manifest.json", "output/manifest.json", "manifest.json", f"output/{_ARCHIVE}")
    return tuple(f"{job}/{name}" for name in names)


def manifest_text(data: bytes, *, source: str) -> str:
    """The text of the manifest, extracted from its archive if it is in one.

    Args:
        data: the object at one of `manifest_keys`.
        source: its key or URI.

    Raises:
        RunFailed: it cannot be read.
    """
    try:
        return (_unpacked(data, source) if source.endswith(_ARCHIVE) else data).decode()
    except (tarfile.TarError, EOFError, OSError, UnicodeDecodeError) as error:
        raise _failed(source, f"cannot be read ({error})") from None


def _unpacked(data: bytes, source: str) -> bytes:
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        for member in archive:
            found = archive.extractfile(member) if member.name.rsplit("/", 1)[-1] == "manifest.json" else None
            if found is not None:
                return found.read()
    raise _failed(source, "has no manifest.json")


def checkpoint_uri(manifest: str, *, source: str = "manifest.json") -> str:
    """The S3 URI of the checkpoint, for CreateCustomModel.

    Args:
        manifest: the file's text.
        source: its key or URI, for messages.

    Raises:
        RunFailed: it names no checkpoint, or something other than a folder in S3.
    """
    try:
        content = json.loads(manifest)
    except ValueError as error:
        raise _failed(source, f"is not JSON ({error})") from None
    if not isinstance(content, dict) or _CHECKPOINT not in content:
        raise _failed(source, f"has no {_CHECKPOINT}")
    uri = content[_CHECKPOINT]
    if not isinstance(uri, str) or not re.fullmatch(BEDROCK_S3_URI_PATTERN, uri) or uri.count("/") < 3:  # noqa: PLR2004 -- s3://bucket/key
        raise _failed(source, f"says that {_CHECKPOINT} is {uri!r}, which is not a folder in S3 for Bedrock to import")
    return uri


def _failed(source: str, what: str) -> RunFailed:
    return RunFailed(
        f"the training job is completed, but its manifest {source} {what}; there is no checkpoint to import: look at "
        f"the job's log, and start the run again"
    )
