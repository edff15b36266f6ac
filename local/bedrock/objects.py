"""The port through which the stand-in reads and writes S3, and its fake."""

import threading
from typing import Protocol


class Objects(Protocol):
    """The objects of an S3."""

    def get(self, bucket: str, key: str) -> bytes:
        """The bytes of an object; KeyError if there is none."""
        ...

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Write an object."""
        ...

    def list(self, bucket: str, prefix: str) -> list[str]:
        """The keys that begin with `prefix`, in order."""
        ...


class MemoryObjects:
    """An S3 in a dictionary, for tests. Buckets exist as soon as they are named."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._data: dict[tuple[str, str], bytes] = {}

    def get(self, bucket: str, key: str) -> bytes:
        """The bytes of an object; KeyError if there is none."""
        with self._lock:
            return self._data[bucket, key]

    def put(self, bucket: str, key: str, data: bytes) -> None:
        """Write an object."""
        with self._lock:
            self._data[bucket, key] = data

    def list(self, bucket: str, prefix: str) -> list[str]:
        """The keys that begin with `prefix`, in order."""
        with self._lock:
            return sorted(key for owner, key in self._data if owner == bucket and key.startswith(prefix))


def split_uri(uri: str) -> tuple[str, str]:
    """Bucket and key of an S3 URI.

    Example:
        >>> split_uri("s3://corpus/a/b.jsonl")
        ('corpus', 'a/b.jsonl')
    """
    bucket, _, key = uri.removeprefix("s3://").partition("/")
    return bucket, key
