"""Cuts work into pieces that one Lambda call can do, listed in a JSON manifest that a Distributed Map reads."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pydantic import BaseModel

from tuneql.errors import InvalidCorpus
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.workflow.run import Run

if TYPE_CHECKING:  # functions that only write manifests of slices need not import what reads schemas
    from tuneql.workflow.corpus_files import CorpusFile


class Shard(BaseModel, frozen=True):
    """A range of a file of the corpus: the lines that begin at a byte from `start` up to, not including, `end`.

    Attributes:
        location: of the file.
        source: its name, as rows know it.
        format: jsonl, or another, which cannot be cut and is one shard.
        size: of the whole file, in bytes.
        schemas: the key of the schemas for rows without one, if there are any.
    """

    index: int
    location: Location
    source: str
    start: int
    end: int
    size: int
    format: str
    schemas: str | None = None


class Slice(BaseModel, frozen=True):
    """A range of the test set to ask one model: the questions `start` up to, not including, `end`."""

    index: int
    model: str
    start: int
    end: int


def file_shards(file: "CorpusFile", *, form: str, shard_bytes: int, first: int = 0) -> list[Shard]:
    """The shards of a file of the corpus.

    Args:
        file: one that is not empty.
        form: its format, from `sniff_file`.
        shard_bytes: of a piece of JSON Lines.
        first: the index of the first shard.

    Raises:
        InvalidCorpus: it is empty.
    """
    if file.size == 0:
        raise InvalidCorpus(
            field="corpus", value="0 bytes", rule="is empty", remedy="upload a file with one example per line"
        )
    step = shard_bytes if form == "jsonl" else file.size
    return [
        Shard(
            index=index,
            location=file.location,
            source=file.name,
            start=start,
            end=min(start + step, file.size),
            size=file.size,
            format=form,
        )
        for index, start in enumerate(range(0, file.size, step), start=first)
    ]


def evaluation_slices(*, questions: int, models: Sequence[str], slice_size: int) -> list[Slice]:
    """The slices that ask every model every question."""
    starts = range(0, questions, slice_size)
    pieces = [(model, start) for model in models for start in starts]
    return [
        Slice(index=index, model=model, start=start, end=min(start + slice_size, questions))
        for index, (model, start) in enumerate(pieces)
    ]


def write_manifest(run: Run, path: str, items: Sequence[BaseModel], objects: Objects) -> str:
    """Write the JSON array that the Distributed Map reads its items from; returns its key."""
    manifest = json.dumps([item.model_dump() for item in items]).encode()
    objects.write(run.location(path), manifest, content_type="application/json")
    return run.key(path)
