"""PrepareShard: judges whether each row of one shard of the corpus can be used."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from tuneql.corpus.outcomes import to_line
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.reading import lines_in_range, read_file, read_rows
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.ports import Objects
from tuneql.workflow.corpus_files import read_schemas
from tuneql.workflow.given_databases import given_databases
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import Shard

OUTCOMES, LINES = "work/outcomes/", "work/lines/"

_BLOCK_BYTES: Final = 8 * 1024 * 1024


def prepare_shard(run: Run, shard: Shard, objects: Objects, personal_data: PersonalData | None = None) -> None:
    """Write the outcome of each of the shard's rows, the shard's first byte and its number of lines.

    Rows are numbered from the shard's first line; assembling adds the lines of the preceding shards. `personal_data`,
    the service that finds personal data, is needed for runs with the option `comprehend`.
    """
    lines = _Counted()
    schemas = without_dumped_rows(read_schemas(run, shard.schemas, objects), run.dialect)
    with given_databases(run, objects) as databases:
        context = replace(run.preparation_context, schemas=schemas, databases=databases, personal_data=personal_data)
        outcomes = prepare_rows(_rows(shard, objects, lines), context)
        _write(run, f"{OUTCOMES}{shard.index:05}.jsonl", b"".join(map(to_line, outcomes)), objects)
    _write(run, f"{LINES}{shard.index:05}.json", json.dumps([shard.start, lines.count]).encode(), objects)


class _Counted:
    """Counts the lines that pass through."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.count += 1
            yield line


def _rows(shard: Shard, objects: Objects, counted: _Counted) -> Iterator[Row | Rejection]:
    file = shard.location
    if shard.format != "jsonl":
        return read_file(_blocks(shard, objects), source=shard.source)
    # One request for the shard, and small ones for a last line that ends beyond it.
    kept = objects.read(file, start=max(shard.start - 1, 0), end=shard.end)

    def read(start: int, length: int) -> bytes:
        offset = start - max(shard.start - 1, 0)
        if offset < len(kept):
            return kept[offset : offset + length]
        return objects.read(file, start=start, end=min(start + length, shard.size))

    return read_rows(counted(lines_in_range(read, shard.start, shard.end, shard.size)), source=shard.source)


def _blocks(shard: Shard, objects: Objects) -> Iterator[bytes]:
    for start in range(0, shard.size, _BLOCK_BYTES):
        yield objects.read(shard.location, start=start, end=min(start + _BLOCK_BYTES, shard.size))


def _write(run: Run, path: str, body: bytes, objects: Objects) -> None:
    objects.write(run.location(path), body, content_type="application/jsonlines")
