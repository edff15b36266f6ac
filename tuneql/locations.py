"""S3 locations, as users write them and as Bedrock accepts them."""

import re
from dataclasses import dataclass

from tuneql.errors import InvalidInput
from tuneql.limits import BEDROCK_S3_URI_PATTERN


@dataclass(frozen=True, kw_only=True)
class Location:
    """A bucket and a key, or a prefix if a folder is meant."""

    bucket: str
    key: str

    @property
    def uri(self) -> str:
        """As `s3://bucket/key`."""
        return f"s3://{self.bucket}/{self.key}"

    def within(self, name: str) -> "Location":
        """The object `name` in this folder."""
        return Location(bucket=self.bucket, key=f"{self.key.rstrip('/')}/{name}")


def parse_location(uri: str, *, field: str) -> Location:
    """`s3://bucket/key` as a location.

    Raises:
        InvalidInput: it is not an S3 URI, or has no key.
    """
    match = re.fullmatch(r"s3://([a-z0-9][-.a-z0-9]{1,61}[a-z0-9])/(.+)", uri)
    if match is None:
        raise InvalidInput(
            field=field, value=uri, rule="is not an S3 URI of an object", remedy="write it as s3://bucket/key"
        )
    return Location(bucket=match[1], key=match[2])


def for_bedrock(location: Location) -> str:
    """The URI of a location for Bedrock to read or write.

    Raises:
        InvalidInput: it has characters that Bedrock refuses (`=`, spaces, `+`, `//`).
    """
    if not re.fullmatch(BEDROCK_S3_URI_PATTERN, location.uri):
        raise InvalidInput(
            field="s3Uri",
            value=location.uri,
            rule="has characters that Bedrock refuses",
            remedy="use letters, digits and -!_*'(). between single slashes",
        )
    return location.uri
