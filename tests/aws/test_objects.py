"""S3, as moto simulates it, and its fake in memory: both must do the same."""

from collections.abc import Iterator

import boto3
import pytest
from moto import mock_aws

from tuneql.aws.objects import MemoryObjects, S3Objects
from tuneql.locations import Location
from tuneql.ports import Objects

HERE = Location(bucket="corpus", key="schemas/hr.json")


@pytest.fixture(params=["s3", "memory"])
def objects(request: pytest.FixtureRequest) -> Iterator[Objects]:
    if request.param == "memory":
        yield MemoryObjects()
        return
    with mock_aws():
        client = boto3.client("s3", region_name="us-east-1", aws_access_key_id="a", aws_secret_access_key="b")
        client.create_bucket(Bucket=HERE.bucket)
        client.put_bucket_versioning(Bucket=HERE.bucket, VersioningConfiguration={"Status": "Enabled"})
        yield S3Objects(client)


def test_what_is_known_is_not_sent_again(objects: Objects) -> None:
    objects.write(HERE, b"one", content_type="text/plain")
    first = objects.fetch(HERE)
    assert first is not None
    assert first.data == b"one"
    again = objects.fetch(HERE, known=first.etag)
    assert again is not None
    assert (again.data, again.etag) == (None, first.etag)
    objects.write(HERE, b"two", content_type="text/plain")
    changed = objects.fetch(HERE, known=first.etag)
    assert changed is not None
    assert changed.data == b"two"
    assert changed.etag != first.etag


def test_what_is_not_there_or_no_longer_is_none(objects: Objects) -> None:
    assert objects.fetch(HERE) is None
    objects.write(HERE, b"one", content_type="text/plain")
    found = objects.fetch(HERE)
    assert found is not None
    objects.remove(HERE)
    objects.remove(HERE)
    assert objects.fetch(HERE) is None
    assert objects.fetch(HERE, known=found.etag) is None
