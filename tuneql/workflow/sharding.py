"""Cutting work into pieces that one Lambda call can do, as a JSON manifest that a Distributed Map reads."""

import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from tuneql.errors import InvalidCorpus
from tuneql.ports import Objects
from tuneql.workflow.run import Run

HEAD_BYTES = 4096


class Shard(BaseModel):
    """A range of the corpus: the lines that begin in bytes `start` up to, not including, `end`.

    Attributes:
        format: jsonl, or json or gzip, which cannot be cut and come as one shard.
        size: of the whole object.
    """

    model_config = ConfigDict(frozen=True)

    index: int
    start: int
    end: int
    size: int
    format: str


class Slice(BaseModel):
    """A range of the test set to ask one model: the questions `start` up to, not including, `end`."""

    model_config = ConfigDict(frozen=True)

    index: int
    model: str
    start: int
    end: int


def corpus_shards(*, size: int, form: str, shard_bytes: int) -> list[Shard]:
    """The shards of a corpus of `size` bytes.

    Raises:
        InvalidCorpus: it is empty.
    """
    if size == 0:
        raise InvalidCorpus(
            field="corpus", value="0 bytes", rule="is empty", remedy="upload a file with one example per line"
        )
    step = shard_bytes if form == "jsonl" else size
    return [
        Shard(index=index, start=start, end=min(start + step, size), size=size, format=form)
        for index, start in enumerate(range(0, size, step))
    ]


def evaluation_slices(*, questions: int, models: Sequence[str], slice_size: int) -> list[Slice]:
    """The slices in which every model is asked every question."""
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
