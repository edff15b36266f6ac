"""AssembleDataset: from the shards' rows to the sets to train and measure on, and the card that counts them."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any

from tuneql.corpus.preparation import Dataset, Prepared, assemble, shift
from tuneql.corpus.records import held_out_record, rejection_record, training_record
from tuneql.corpus.row import Rejection
from tuneql.errors import InvalidCorpus, RunFailed
from tuneql.ports import Objects
from tuneql.workflow.preparing import LINES, PREPARED, REJECTED
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import evaluation_slices, write_manifest


def assemble_dataset(run: Run, *, shards: int, objects: Objects, now: datetime) -> dict[str, Any]:
    """Write `dataset/` and the manifest of the evaluation; returns the counts that later states need.

    Args:
        run: the run.
        shards: how many there were; one that is missing fails the run.
        objects: where the shards' results are.
        now: to say on the card how long preparation took.

    Raises:
        InvalidCorpus: too few usable rows; what was rejected is written nevertheless.
    """
    prepared, rejections = _outcomes(run, shards, objects)
    seconds = (now - datetime.fromisoformat(run.started_at)).total_seconds()
    try:
        dataset = assemble(prepared, rejections, run.preparation_context, seconds=seconds)
    except InvalidCorpus as error:
        _write_lines(run, "rejected", map(rejection_record, rejections), objects)
        raise _pointing_to_rejected(error, run, rejections) from None
    _write_dataset(run, dataset, objects)
    questions = min(len(dataset.test), run.examples)
    models = ("candidate", "base", *(("champion",) if run.champion else ()))
    slices = evaluation_slices(questions=questions, models=models, slice_size=run.evaluation_slice)
    key = write_manifest(run, "work/evaluation-shards.json", slices, objects)
    card = dataset.card
    return {
        "train": card.train,
        "validation": card.validation,
        "test": card.test,
        "questions": questions,
        "tokens": card.tokens.model_dump(),
        "evaluation_shards_key": key,
        "databases": sorted({each.example.db_id for each in dataset.test if each.example.db_id})[:MOST_DATABASES],
    }


# How many databases Preflight looks for; a state must stay small.
MOST_DATABASES = 200


def _outcomes(run: Run, shards: int, objects: Objects) -> tuple[list[Prepared], list[Rejection]]:
    counts = [json.loads(objects.read(location)) for location in objects.list(run.location(LINES))]
    if len(counts) != shards:
        raise RunFailed(f"{len(counts)} of {shards} shards are in {run.location(LINES).uri}; start the run again")
    prepared: list[Prepared] = []
    rejections: list[Rejection] = []
    for index, before in enumerate(accumulate(counts[:-1], initial=0)):
        name = f"{index:05}.jsonl"
        prepared += [shift(Prepared.from_json(each), before) for each in _records(run, f"{PREPARED}{name}", objects)]
        rejections += [shift(Rejection(**each), before) for each in _records(run, f"{REJECTED}{name}", objects)]
    return prepared, rejections


def _records(run: Run, path: str, objects: Objects) -> Iterator[dict[str, Any]]:
    # Not splitlines: JSON may hold U+2028, which bytes.splitlines leaves alone and str.splitlines would not.
    return map(json.loads, objects.read(run.location(path)).splitlines())


def _write_dataset(run: Run, dataset: Dataset, objects: Objects) -> None:
    for name, rows in (("train", dataset.train), ("validation", dataset.validation)):
        records = (training_record(each.example, run.dialect, run.prompt_version) for each in rows)
        _write_lines(run, name, records, objects)
    _write_lines(run, "test", (held_out_record(p.example, run.dialect) for p in dataset.test), objects)
    _write_lines(run, "rejected", map(rejection_record, dataset.rejections), objects)
    body = dataset.card.model_dump_json(indent=2).encode()
    objects.write(run.location("dataset/card.json"), body, content_type="application/json")


def _write_lines(run: Run, name: str, records: Iterable[dict[str, Any]], objects: Objects) -> None:
    body = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()
    objects.write(run.location(f"dataset/{name}.jsonl"), body, content_type="application/jsonlines")


def _pointing_to_rejected(error: InvalidCorpus, run: Run, rejections: Sequence[Rejection]) -> InvalidCorpus:
    """The same error, with the first rejection in words and the place where all of them are."""
    if not rejections:
        return error
    first = rejections[0]
    where = f"the first rejected row is line {first.row} of {first.source} ({first.reason}: {first.detail})"
    remedy = f"{error.remedy}; {where}, all are in {run.location('dataset/rejected.jsonl').uri}"
    return InvalidCorpus(field=error.field, value=error.value, rule=error.rule, remedy=remedy)
