"""Files of the user into the corpus bucket."""

import os
from pathlib import Path

from cli.console import existing, progress
from tuneql.aws.clients import patient_client
from tuneql.aws.objects import S3Objects
from tuneql.errors import InvalidInput
from tuneql.locations import Location


def upload(corpus: str, bucket: str) -> str:
    """The S3 URI of the corpus; a file is uploaded first."""
    if corpus.startswith("s3://"):
        return corpus
    path = existing(corpus, field="corpus")
    if not path.is_file():
        raise InvalidInput(field="corpus", value=corpus, rule="is not a file", remedy="name one file")
    return put(path, Location(bucket=bucket, key=f"corpora/{_safe(path.name)}"))


def upload_databases(databases: str | None, bucket: str) -> str | None:
    """The S3 URI of the folder of databases; a local folder's files are uploaded first."""
    if databases is None or databases.startswith("s3://"):
        return databases
    folder = existing(databases, field="databases")
    files = sorted(folder.glob("*.sqlite"))
    if not files:
        raise InvalidInput(
            field="databases",
            value=databases,
            rule="holds no *.sqlite file",
            remedy="name the folder of <db_id>.sqlite",
        )
    target = Location(bucket=bucket, key=f"databases/{_safe(folder.resolve().name)}")
    with progress("uploading databases", total=len(files)) as advance:
        for file in files:
            put(file, target.within(file.name))
            advance()
    return target.uri


def put(path: Path, target: Location) -> str:
    """Put a file at a place; returns its S3 URI."""
    S3Objects(patient_client("s3")).write(target, path.read_bytes(), content_type="application/octet-stream")
    return target.uri


def _safe(name: str) -> str:
    """The name with what S3 URIs of Bedrock cannot hold replaced."""
    return "".join(c if c.isascii() and (c.isalnum() or c in "-_.") else "-" for c in os.fspath(name))
