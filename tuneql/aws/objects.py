"""`tuneql.ports.Objects` in S3, and in memory."""

import hashlib
from collections.abc import Iterator
from typing import Any, BinaryIO

from botocore.exceptions import ClientError

from tuneql.aws.clients import is_missing, listed, translated_errors
from tuneql.errors import InvalidInput
from tuneql.locations import Location
from tuneql.ports import Fetched


class S3Objects:
    """`Objects` in S3.

    Args:
        client: a boto3 S3 client.
    """

    def __init__(self, client: Any) -> None:
        self._client = client

    def size(self, location: Location, *, field: str) -> int:
        """How many bytes the object has.

        Raises:
            InvalidInput: for `field`, if the object does not exist.
        """
        try:
            return int(self._client.head_object(Bucket=location.bucket, Key=location.key)["ContentLength"])
        except ClientError as error:
            if is_missing(error) or _is_hidden(error):
                raise _missing(location, field) from error
            with translated_errors(f"look at {location.uri}"):
                raise

    def read(self, location: Location, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from `start` up to, not including, `end` (None: the rest)."""
        span = {} if (start, end) == (0, None) else {"Range": f"bytes={start}-{'' if end is None else end - 1}"}
        with translated_errors(f"read {location.uri}"):
            answer = self._client.get_object(Bucket=location.bucket, Key=location.key, **span)
            return bytes(answer["Body"].read())

    def write(self, location: Location, data: bytes | BinaryIO, *, content_type: str) -> None:
        """Put an object, replacing what was there; S3 accepts 5 GB in one request."""
        with translated_errors(f"write {location.uri}"):
            self._client.put_object(Bucket=location.bucket, Key=location.key, Body=data, ContentType=content_type)

    def list(self, folder: Location) -> Iterator[Location]:
        """The objects whose keys start with the folder's, in order."""
        request = {"Bucket": folder.bucket, "Prefix": folder.key}
        for item in listed(self._client, "list_objects_v2", "Contents", doing=f"list {folder.uri}", **request):
            yield Location(bucket=folder.bucket, key=item["Key"])

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        """The object, without its bytes if its ETag is `known`; None if there is none."""
        condition = {} if known is None else {"IfNoneMatch": known}
        with translated_errors(f"read {location.uri}"):
            try:
                answer = self._client.get_object(Bucket=location.bucket, Key=location.key, **condition)
                return Fetched(data=bytes(answer["Body"].read()), etag=str(answer["ETag"]))
            except ClientError as error:
                if known is not None and error.response["Error"]["Code"] in {"304", "NotModified"}:
                    return Fetched(data=None, etag=known)
                if is_missing(error) or _is_hidden(error):
                    return None
                raise

    def remove(self, location: Location) -> None:
        """Delete an object, if there is one; a versioned bucket keeps what it was."""
        with translated_errors(f"delete {location.uri}"):
            self._client.delete_object(Bucket=location.bucket, Key=location.key)


class MemoryObjects:
    """`Objects` in a dict, for tests."""

    def __init__(self, objects: dict[Location, bytes] | None = None) -> None:
        self.objects = dict(objects or {})

    def size(self, location: Location, *, field: str) -> int:
        """As `S3Objects.size`."""
        if location not in self.objects:
            raise _missing(location, field)
        return len(self.objects[location])

    def read(self, location: Location, *, start: int = 0, end: int | None = None) -> bytes:
        """As `S3Objects.read`."""
        return self.objects[location][start:end]

    def write(self, location: Location, data: bytes | BinaryIO, *, content_type: str) -> None:  # noqa: ARG002 - the port's signature
        """As `S3Objects.write`."""
        self.objects[location] = data if isinstance(data, bytes) else data.read()

    def by_uri(self) -> dict[str, bytes]:
        """Everything that was written."""
        return {location.uri: data for location, data in self.objects.items()}

    def list(self, folder: Location) -> Iterator[Location]:
        """As `S3Objects.list`."""
        found = (o for o in self.objects if o.bucket == folder.bucket and o.key.startswith(folder.key))
        return iter(sorted(found, key=lambda o: o.key))

    def fetch(self, location: Location, *, known: str | None = None) -> Fetched | None:
        """As `S3Objects.fetch`."""
        data = self.objects.get(location)
        if data is None:
            return None
        etag = f'"{hashlib.md5(data, usedforsecurity=False).hexdigest()}"'
        return Fetched(data=None if etag == known else data, etag=etag)

    def remove(self, location: Location) -> None:
        """As `S3Objects.remove`."""
        self.objects.pop(location, None)


def _is_hidden(error: ClientError) -> bool:
    """Whether S3 answered 403 and not 404 for a missing key, as it does if one may not list the whole bucket."""
    return error.response["Error"]["Code"] in {"403", "AccessDenied"}


def _missing(location: Location, field: str) -> InvalidInput:
    return InvalidInput(
        field=field,
        value=location.uri,
        rule="does not exist, or is not in the corpus bucket",
        remedy="upload it there first, or correct the URI",
    )
