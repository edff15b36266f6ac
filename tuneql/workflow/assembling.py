"""AssembleDataset: makes the datasets for training and measuring from the shards' rows, and their card."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.dataset.writing import FILES, TO_MEND
from tuneql.corpus.outcomes import Outcome, from_line, shift
from tuneql.errors import InvalidCorpus, RunFailed
from tuneql.ports import Objects
from tuneql.workflow.comparing import write_slices
from tuneql.workflow.given_databases import given_databases
from tuneql.workflow.preparing import LINES, OUTCOMES
from tuneql.workflow.run import Run

MOST_DATABASES: Final = 200
"""How many databases Preflight looks for at most, because a state must stay small."""

_KINDS: Final = {".jsonl": "application/jsonlines", ".json": "application/json", ".html": "text/html; charset=utf-8"}


def assemble_dataset(run: Run, *, shards: int, objects: Objects) -> dict[str, Any]:
    """Write `dataset/` and the manifest of the evaluation; returns the counts that later states need.

    Args:
        run: the run.
        shards: how many there were; the run fails if one is missing.
        objects: where the shards' results are.

    Raises:
        InvalidCorpus: there are too few usable rows; the rejected rows are written nevertheless.
    """
    outcomes = _ShardOutcomes(run, shards, objects)
    with TemporaryDirectory() as name, given_databases(run, objects) as databases:
        folder = Path(name)
        try:
            card = assemble(outcomes, replace(run.preparation_context, databases=databases), folder)
        except InvalidCorpus as error:
            _upload(run, folder, objects, TO_MEND)
            raise _pointing_to_rejected(error, run, folder / "rejected.jsonl") from None
        _upload(run, folder, objects, FILES)
        return _told(run, card, _databases(folder / "test.jsonl"), objects)


class _ShardOutcomes:
    """The outcome of every row, shard by shard; rows are numbered from the first line of their file."""

    def __init__(self, run: Run, shards: int, objects: Objects) -> None:
        counts = [json.loads(objects.read(location)) for location in objects.list(run.location(LINES))]
        if len(counts) != shards:
            raise RunFailed(f"{len(counts)} of {shards} shards are in {run.location(LINES).uri}; start the run again")
        self._run, self._objects = run, objects
        self._before = list(_lines_before(counts))

    def __iter__(self) -> Iterator[Outcome]:
        for index, before in enumerate(self._before):
            # Not str.splitlines: JSON may contain U+2028, at which bytes.splitlines does not split.
            body = self._objects.read(self._run.location(f"{OUTCOMES}{index:05}.jsonl"))
            yield from (shift(from_line(line), before) for line in body.splitlines())


def _lines_before(shards: Iterable[tuple[int, int]]) -> Iterator[int]:
    """How many lines of its file precede each shard; `shards` has the first byte and the number of lines of each."""
    before = 0
    for start, lines in shards:
        before = before if start else 0
        yield before
        before += lines


def _upload(run: Run, folder: Path, objects: Objects, names: Iterable[str]) -> None:
    """Upload files in order, the card last: if there is a card, the dataset is complete."""
    for name in names:
        with (folder / name).open("rb") as file:
            objects.write(run.location(f"dataset/{name}"), file, content_type=_KINDS[Path(name).suffix])


def _databases(test: Path) -> list[str]:
    with test.open("rb") as file:
        found = {json.loads(line).get("db_id") for line in file}
    return sorted(found - {None})[:MOST_DATABASES]


def _told(run: Run, card: DatasetCard, databases: list[str], objects: Objects) -> dict[str, Any]:
    questions = min(card.test, run.examples)
    return {
        "train": card.train + card.synthetic.rows,
        "validation": card.validation,
        "test": card.test,
        "questions": questions,
        "tokens": card.tokens.model_dump(),
        "evaluation_shards_key": write_slices(run, run.models, questions=questions, objects=objects),
        "databases": databases,
    }


def _pointing_to_rejected(error: InvalidCorpus, run: Run, rejected: Path) -> InvalidCorpus:
    """The same error, with the first rejection in words and the location of all of them."""
    with rejected.open("rb") as file:
        line = file.readline()
    if not line:
        return error
    first = json.loads(line)
    where = f"line {first['row']} of {first['source']} ({first['reason']}: {first['detail']})"
    uri = run.location("dataset/rejected.jsonl").uri
    remedy = f"{error.remedy}; the first rejected row is {where}, all are in {uri}"
    return InvalidCorpus(field=error.field, value=error.value, rule=error.rule, remedy=remedy)
