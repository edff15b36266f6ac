"""Uploads the user's files to the corpus bucket."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from cli.console import existing, existing_folder, filled, progress
from cli.optional import huggingface_rows, parquet_rows
from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.corpus.formats.file_names import kind_of
from tuneql.corpus.formats.sniffing import is_parquet
from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidInput
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.sql.running.database_files import database_files

_DIGEST_CHARACTERS: Final = 12
_FILES: Final[Mapping[str, str]] = {
    "rows": "*.json, *.jsonl, *.csv, *.tsv or *.parquet",
    "schema": "<db_id>.sql and tables.json",
}


def require_local(name: str, *, field: str) -> None:
    """Refuse a file or folder that is missing or empty; what is in S3 or on the Hub is not checked.

    Raises:
        InvalidInput: it is missing or empty.
    """
    if not name.startswith(("s3://", "hf:")):
        filled(name, field=field)


class Uploads:
    """Puts the user's files into the corpus bucket, unless they are in S3 already.

    Keys hold a digest of the content: other files of the same name are put elsewhere, so that a run reads to its end
    what it was started with, and what is behind a release stays as it was.

    Args:
        bucket: the corpus bucket.
        objects: S3; by default that of the AWS environment.
    """

    def __init__(self, bucket: str, objects: Objects | None = None) -> None:
        self.bucket = bucket
        self._objects = objects or S3Objects(patient_client("s3"))

    def corpus(self, name: str) -> str:
        """The S3 URI of a corpus: a file, a folder, or a data set of the Hugging Face Hub.

        Raises:
            InvalidInput: it does not exist, or is a folder without a file of rows.
        """
        if name.startswith("s3://"):
            return name
        if name.startswith("hf:"):
            target = self._place(f"corpora/{_safe(name.removeprefix('hf:'))}.jsonl")
            return self._write(_lines(huggingface_rows(name)), target)
        path = existing(name, field="corpus")
        if path.is_dir():
            return self._folder(path, {"rows", "schema"}, needed="rows", field="corpus")
        return self._data(path, self._by_content(path))

    def schemas(self, name: str) -> str:
        """The S3 URI of schemas for rows that bring none: a file, or a folder of them.

        Raises:
            InvalidInput: it does not exist, or is a folder without a schema.
        """
        if name.startswith("s3://"):
            return name
        path = existing(name, field="schemas")
        if path.is_dir():
            return self._folder(path, {"schema"}, needed="schema", field="schemas")
        return self.file(path, self._by_content(path))

    def databases(self, name: str) -> str:
        """The S3 URI of a folder of databases.

        Raises:
            InvalidInput: it does not exist, or has none.
        """
        if name.startswith("s3://"):
            return name
        folder = existing_folder(name, field="databases")
        files = {f"{db_id}.sqlite": path for db_id, path in database_files(folder).items()}
        if not files:
            remedy = "name the folder of <db_id>.sqlite"
            raise InvalidInput(field="databases", value=name, rule="holds no *.sqlite file", remedy=remedy)
        place = self._place(f"databases/{_safe(folder.resolve().name)}-{_digest(files)}")
        return self._all(files, place, "uploading databases")

    def file(self, path: Path, target: Location) -> str:
        """Upload a file; returns its S3 URI."""
        return self._write([path.read_bytes()], target)

    def _folder(self, folder: Path, kinds: set[str], *, needed: str, field: str) -> str:
        every = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        files = {name: path for name, path in every.items() if kind_of(name) in kinds}
        if not any(kind_of(name) == needed for name in files):
            remedy = f"name a folder of {_FILES[needed]}, or one file"
            raise InvalidInput(field=field, value=str(folder), rule=f"holds no {needed}", remedy=remedy)
        name = _safe(folder.resolve().name)
        return self._all(files, self._place(f"corpora/{name}-{_digest(files)}/"), f"uploading {name}")

    def _all(self, files: Mapping[str, Path], target: Location, doing: str) -> str:
        with progress(doing, total=len(files)) as advance:
            for name, path in files.items():
                self._data(path, target.within(name))
                advance()
        return target.uri

    def _data(self, path: Path, target: Location) -> str:
        """Upload a file; Parquet as JSON Lines, since the workflow's functions do not have its library."""
        with path.open("rb") as file:
            packed = is_parquet(file.read(4))
        if not packed:
            return self.file(path, target)
        lines = _lines(parquet_rows(path, source=path.name))
        return self._write(lines, Location(bucket=target.bucket, key=f"{target.key}.jsonl"))

    def _by_content(self, path: Path) -> Location:
        return self._place(f"corpora/{_digest({path.name: path})}/{_safe(path.name)}")

    def _place(self, key: str) -> Location:
        return Location(bucket=self.bucket, key=key)

    def _write(self, data: Iterable[bytes], target: Location) -> str:
        self._objects.write(target, b"".join(data), content_type="application/octet-stream")
        return target.uri


def _lines(rows: Iterable[Row | Rejection]) -> Iterator[bytes]:
    for row in rows:
        if isinstance(row, Row):  # the libraries reject no rows: they fail
            yield json.dumps(row.record, ensure_ascii=False, default=str).encode() + b"\n"


def _digest(files: Mapping[str, Path]) -> str:
    digest = hashlib.sha256()
    for name, path in files.items():
        digest.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:_DIGEST_CHARACTERS]


def _safe(name: str) -> str:
    """The name with characters replaced that Bedrock refuses in S3 URIs."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in os.fspath(name))
