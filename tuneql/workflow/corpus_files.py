"""The files of a run's corpus in S3 (one object, or those of a folder), and the schemas beside them."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Final

from tuneql.corpus.formats.file_names import kind_of
from tuneql.corpus.schemas.files import merge, read_schema_file
from tuneql.corpus.schemas.schemas import NO_SCHEMAS, Schemas
from tuneql.errors import InvalidCorpus, InvalidInput
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.workflow.run import Run

SCHEMAS: Final = "work/schemas.json"


@dataclass(frozen=True, kw_only=True)
class CorpusFile:
    """A file with rows.

    Attributes:
        name: relative to the corpus, as rows know it.
        size: bytes.
    """

    location: Location
    name: str
    size: int


def corpus_files(run: Run, objects: Objects) -> list[CorpusFile]:
    """The files of the corpus, by name; empty files of a folder are left out.

    Raises:
        InvalidInput: there are none, or one is Parquet, which only the command line reads.
    """
    if not run.corpus.key.endswith("/"):
        name = run.corpus.key.rsplit("/", 1)[-1]
        return [_file(run.corpus, name, objects)]
    rows = [(each, name) for each, name in _below(run.corpus, objects) if kind_of(name) == "rows"]
    found = [file for each, name in rows if (file := _file(each, name, objects)).size]
    if not found:
        remedy = "put *.json, *.jsonl, *.csv or *.tsv there, plain or gzipped"
        raise InvalidInput(field="corpus", value=run.corpus.uri, rule="has no file with rows", remedy=remedy)
    return found


def write_schemas(run: Run, objects: Objects) -> str | None:
    """Collect the schemas of rows that have none, for all shards; returns the key, or None if there are no schemas.

    Raises:
        InvalidInput: a file named in the execution's input does not exist, or one is not a schema.
    """
    beside = _read(run.corpus, objects, field="corpus") if run.corpus.key.endswith("/") else NO_SCHEMAS
    found = (_read(run.schemas, objects, field="schemas") if run.schemas else NO_SCHEMAS).over(beside)
    if found == NO_SCHEMAS:
        return None
    body = json.dumps(asdict(found), ensure_ascii=False).encode()
    objects.write(run.location(SCHEMAS), body, content_type="application/json")
    return run.key(SCHEMAS)


def read_schemas(run: Run, key: str | None, objects: Objects) -> Schemas:
    """What `write_schemas` wrote."""
    if key is None:
        return NO_SCHEMAS
    return Schemas(**json.loads(objects.read(Location(bucket=run.bucket, key=key))))


def _read(location: Location, objects: Objects, *, field: str) -> Schemas:
    """The schemas of a folder, or of a file."""
    if location.key.endswith("/"):
        files = [(each, name) for each, name in _below(location, objects) if kind_of(name) == "schema"]
    else:
        objects.size(location, field=field)
        files = [(location, location.key)]
    return merge(read_schema_file(name, objects.read(each)) for each, name in files)


def _below(folder: Location, objects: Objects) -> Iterator[tuple[Location, str]]:
    return ((each, each.key.removeprefix(folder.key)) for each in objects.list(folder) if each.key != folder.key)


def _file(location: Location, name: str, objects: Objects) -> CorpusFile:
    if kind_of(name) == "rows" and ".parquet" in name.lower():
        raise InvalidCorpus(
            field="corpus",
            value=location.uri,
            rule="is Parquet, which the workflow does not read",
            remedy="start the run with `tuneql run --corpus FILE.parquet`, which converts it, or upload JSON Lines",
        )
    return CorpusFile(location=location, name=name, size=objects.size(location, field="corpus"))
