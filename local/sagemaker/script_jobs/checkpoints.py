"""The checkpoint folder of a container and its copy in S3.

What is there when the container starts is restored; what it writes is copied while it runs, and what it removes stays
in S3. Source: SageMaker developer guide, "Checkpoints in Amazon SageMaker AI".
"""

import contextlib
from pathlib import Path

from local.bedrock.objects import Objects, split_uri
from local.sagemaker.channels import Unfit, download, write_files


class Checkpoints:
    """A folder that is copied to S3.

    Args:
        objects: the S3.
        uri: of the copy; None if there is none.
        folder: in the container.
    """

    def __init__(self, objects: Objects, uri: str | None, folder: Path) -> None:
        self._objects, self._uri, self._folder = objects, uri, folder
        self._copied: dict[str, tuple[int, int]] = {}
        self.written = False

    def restore(self) -> None:
        """Bring back what an earlier run wrote."""
        self._folder.mkdir(parents=True, exist_ok=True)
        if self._uri is not None:
            write_files(self._folder, download(self._objects, f"{self._uri.rstrip('/')}/"))
            self._copied = self._stamps()

    def copy(self) -> None:
        """Copy what is new or has changed.

        Raises:
            Unfit: there is no such bucket.
        """
        if self._uri is None:
            return
        bucket, prefix = split_uri(self._uri.rstrip("/"))
        for name, stamp in self._stamps().items():
            if self._copied.get(name) != stamp:
                with contextlib.suppress(FileNotFoundError):  # removed meanwhile
                    self._put(bucket, f"{prefix}/{name}".lstrip("/"), (self._folder / name).read_bytes())
                self._copied[name] = stamp
                self.written = True

    def _put(self, bucket: str, key: str, data: bytes) -> None:
        try:
            self._objects.put(bucket, key, data)
        except KeyError:
            raise Unfit(
                f"ClientError: Checkpoint upload failed: The specified bucket does not exist: {bucket}"
            ) from None

    def _stamps(self) -> dict[str, tuple[int, int]]:
        found: dict[str, tuple[int, int]] = {}
        for path in self._folder.rglob("*"):
            with contextlib.suppress(FileNotFoundError):
                if path.is_file():
                    status = path.stat()
                    found[path.relative_to(self._folder).as_posix()] = (status.st_size, status.st_mtime_ns)
        return found


def read_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder, by their path in it; none if there is no folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
