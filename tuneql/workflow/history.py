"""The history of releases, each with its data, code and scores."""

import json
from collections.abc import Sequence
from datetime import datetime

from pydantic import BaseModel

from tuneql.ports import Objects
from tuneql.release.champion import Challenger, Champion
from tuneql.release.history import Version
from tuneql.workflow.provenance import find_provenance
from tuneql.workflow.run_record import METRICS, RunRecord

SCORES = ("execution_accuracy", "exact_match")


class Entry(BaseModel, frozen=True):
    """A release or rollback, or the beginning or end of a trial.

    Attributes:
        version, at, by: of the champion's record.
        serves: whether it is the present one.
        run, model: what served users from then on; None if nothing did.
        challenger: what was tried beside it from then on, if anything was.
        corpus: the URI of what the model was trained on, and `code` the digest of the code that planned it; None if the
            run's objects are deleted.
        scores: of the candidate on its held-out questions; None if not measured.
    """

    version: int
    at: datetime
    by: str
    serves: bool
    run: str | None = None
    model: str | None = None
    challenger: Challenger | None = None
    corpus: str | None = None
    code: str | None = None
    prompt_version: str | None = None
    scores: dict[str, float | None] = {}


def release_history(versions: Sequence[Version], *, bucket: str, objects: Objects) -> tuple[Entry, ...]:
    """Every version of the champion's record, the oldest first, with what its run left in the bucket."""
    runs = {version.champion.run for version in versions if version.champion}
    known = {run: _known(run, bucket, objects) for run in runs}
    return tuple(
        _entry(version, known, serves=version is versions[-1] and version.champion is not None) for version in versions
    )


def _entry(version: Version, known: dict[str, dict[str, object]], *, serves: bool) -> Entry:
    found = {"version": version.number, "at": version.at, "by": version.by, "serves": serves}
    if version.champion is not None:
        found |= _recorded(version.champion) | known[version.champion.run]
    return Entry.model_validate(found)


def _recorded(champion: Champion) -> dict[str, object]:
    return {
        "run": champion.run,
        "model": champion.model_arn,
        "prompt_version": champion.prompt_version,
        "challenger": champion.challenger,
    }


def _known(run: str, bucket: str, objects: Objects) -> dict[str, object]:
    found = find_provenance(run, bucket=bucket, objects=objects)
    if found is None:
        return {}
    return {"corpus": found.run.corpus.uri, "code": found.code, "scores": _scores(found.run, objects)}


def _scores(run: RunRecord, objects: Objects) -> dict[str, float | None]:
    location = run.location(METRICS)
    if location not in objects.list(location):
        return {}
    candidate = json.loads(objects.read(location))["candidate"]
    return {name: candidate.get(name) for name in SCORES}
