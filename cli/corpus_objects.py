"""Corpus files in S3, read in blocks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.locations import Location, parse_location
from tuneql.ports import Objects

_BLOCK_BYTES = 8 * 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class CorpusObject:
    """An object in S3."""

    location: Location
    objects: Objects

    def blocks(self) -> Iterator[bytes]:
        """Its content."""
        size = self.objects.size(self.location, field="input")
        for start in range(0, size, _BLOCK_BYTES):
            yield self.objects.read(self.location, start=start, end=min(start + _BLOCK_BYTES, size))


def open_objects(uri: str) -> Mapping[str, CorpusObject]:
    """The object of a URI, or those below a prefix that ends with a slash, by their names there, in order."""
    return objects_at(parse_location(uri, field="input"), S3Objects(patient_client("s3")))


def objects_at(location: Location, objects: Objects) -> Mapping[str, CorpusObject]:
    """As `open_objects`, in any store."""
    if not location.key.endswith("/"):
        return {location.key.rsplit("/", 1)[-1]: CorpusObject(location=location, objects=objects)}
    found = (each for each in objects.list(location) if not each.key.endswith("/"))
    return {each.key.removeprefix(location.key): CorpusObject(location=each, objects=objects) for each in found}
