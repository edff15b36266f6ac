import gzip
import io
import json
import tarfile
from typing import Any

import pytest

from tuneql.errors import RunFailed
from tuneql.training.nova.manifest import checkpoint_uri, manifest_keys, manifest_text

ESCROW = "s3://customer-escrow-123456789012-smtj-a1b2/tuneql-orders-1a2b3c4d/stepID"


def packed(**files: bytes) -> bytes:
    """A gzipped archive without the time of day, so that a test has the same name on every core."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return gzip.compress(made.getvalue(), mtime=0)


@pytest.mark.parametrize("uri", [ESCROW, f"{ESCROW}/", "s3://bucket/key"])
def test_the_checkpoint_is_where_the_manifest_says(uri: str) -> None:
    assert checkpoint_uri(json.dumps({"checkpoint_s3_bucket": uri, "more": 1})) == uri


@pytest.mark.parametrize(
    ("manifest", "says"),
    [
        ("", "is not JSON"),
        ("{", "is not JSON"),
        ("[]", "has no checkpoint_s3_bucket"),
        ("null", "has no checkpoint_s3_bucket"),
        ('"s3://bucket/key"', "has no checkpoint_s3_bucket"),
        ("{}", "has no checkpoint_s3_bucket"),
        ('{"checkpoint": "s3://bucket/key"}', "has no checkpoint_s3_bucket"),
        *(
            (json.dumps({"checkpoint_s3_bucket": odd}), "which is not a folder in S3")
            for odd in (
                None, 7, "", [], {"uri": ESCROW}, "customer-escrow-1/a", "https://bucket.s3.amazonaws.com/key",
                "s3://bucket", "s3://UPPER/key", "s3://bucket/a b", "s3://bucket/a=b", "s3://bucket//key",
                f" {ESCROW}", f"{ESCROW}\n",
            )
        ),
    ],
    ids=repr,
)  # fmt: skip
def test_a_manifest_without_a_usable_checkpoint_ends_the_run_in_words(manifest: str, says: str) -> None:
    with pytest.raises(RunFailed, match=says) as failed:
        checkpoint_uri(manifest, source="runs/a/manifest.json")
    assert "runs/a/manifest.json" in str(failed.value)
    assert "start the run again" in str(failed.value)


@pytest.mark.parametrize("output", ["runs/a/training", "runs/a/training/"])
def test_the_manifest_is_looked_for_where_each_kind_of_job_puts_it(output: str) -> None:
    assert manifest_keys(output, "job-1") == (
        "runs/a/training/job-1/output/output/manifest.json",
        "runs/a/training/job-1/output/manifest.json",
        "runs/a/training/job-1/manifest.json",
        "runs/a/training/job-1/output/output.tar.gz",
    )
    assert manifest_keys("", "job-1")[0] == "job-1/output/output/manifest.json"


@pytest.mark.parametrize("name", ["manifest.json", "./manifest.json", "output/manifest.json"])
def test_a_compressed_output_is_unpacked(name: str) -> None:
    archive = packed(**{"events.out": b"\0", name: b'{"a": 1}'})
    assert manifest_text(archive, source="job/output/output.tar.gz") == '{"a": 1}'
    assert manifest_text(b'{"a": 1}', source="job/output/output/manifest.json") == '{"a": 1}'


@pytest.mark.parametrize(
    ("data", "source", "says"),
    [
        (b"", "output.tar.gz", "cannot be read"),
        (b"not gzip", "output.tar.gz", "cannot be read"),
        (packed(manifest=b"{}"), "output.tar.gz", "has no manifest.json"),
        (packed(**{"manifest.json": b"{}"})[:-40], "output.tar.gz", "cannot be read"),
        (b"\xff\xfe", "manifest.json", "cannot be read"),
    ],
)
def test_an_output_that_cannot_be_read_ends_the_run_in_words(data: Any, source: str, says: str) -> None:
    with pytest.raises(RunFailed, match=says):
        manifest_text(data, source=source)
