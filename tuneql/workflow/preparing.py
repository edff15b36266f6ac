"""PrepareShard: one shard of the corpus, row by row, into what may be trained on and what may not."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from tuneql.corpus.outcomes import to_line
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.reading import lines_in_range, read_file, read_rows
from tuneql.corpus.row import Rejection, Row
from tuneql.ports import Objects
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import Shard

OUTCOMES, LINES = "work/outcomes/", "work/lines/"


def prepare_shard(run: Run, shard: Shard, objects: Objects, personal_data: PersonalData | None = None) -> None:
    """Write what became of each of the shard's rows, and how many lines it had.

    Row numbers count from the shard's first line; the line counts of the shards before it make them the file's. Runs
    with the option `comprehend` need the service that finds personal data.
    """
    lines = _Counted()
    context = replace(run.preparation_context, personal_data=personal_data)
    outcomes = prepare_rows(_rows(run, shard, objects, lines), context)
    _write(run, f"{OUTCOMES}{shard.index:05}.jsonl", b"".join(map(to_line, outcomes)), objects)
    _write(run, f"{LINES}{shard.index:05}.json", str(lines.count).encode(), objects)


class _Counted:
    """Counts the lines that pass through."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        for line in lines:
            self.count += 1
            yield line


def _rows(run: Run, shard: Shard, objects: Objects, counted: _Counted) -> Iterator[Row | Rejection]:
    source = run.corpus.key.rsplit("/", 1)[-1]
    if shard.format == "jsonl":
        # One request for the shard, and small ones for a last line that reaches beyond it.
        kept = objects.read(run.corpus, start=max(shard.start - 1, 0), end=shard.end)

        def read(start: int, length: int) -> bytes:
            offset = start - max(shard.start - 1, 0)
            if offset < len(kept):
                return kept[offset : offset + length]
            return objects.read(run.corpus, start=start, end=min(start + length, shard.size))

        return read_rows(counted(lines_in_range(read, shard.start, shard.end, shard.size)), source=source)
    return read_file([objects.read(run.corpus)], source=source)


def _write(run: Run, path: str, body: bytes, objects: Objects) -> None:
    objects.write(run.location(path), body, content_type="application/jsonlines")
