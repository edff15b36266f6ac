"""The provenance of a run's model: its input, code and prompt, kept beside its results.

The state of an execution is deleted after 90 days, and a model may be promoted later than that.
"""

import hashlib
from pathlib import Path

from pydantic import BaseModel

from tuneql.errors import InvalidInput
from tuneql.locations import Location
from tuneql.ports import Objects
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import RunRecord
from tuneql.workflow.writing import write_json

SOURCES = ("tuneql", "dialects", "lambdas")
DIGEST_CHARACTERS = 12


class Provenance(BaseModel, frozen=True):
    """The contents of `run.json`.

    Attributes:
        run: the part of the run that is kept.
        compared_with: the run whose model served users, with which the gate compares.
        code: `code_digest` of the function that planned it.
        prompt_version: of the prompts that the model was trained on.
    """

    run: RunRecord
    compared_with: str | None
    code: str
    prompt_version: str


def write_provenance(run: Run, objects: Objects) -> None:
    """Write `run.json`."""
    found = Provenance(
        run=RunRecord.model_validate(run.model_dump()),
        compared_with=run.champion.run if run.champion else None,
        code=code_digest(),
        prompt_version=run.prompt_version,
    )
    write_json(_location(run.id, run.bucket), found, objects)


def find_provenance(run: str, *, bucket: str, objects: Objects) -> Provenance | None:
    """The provenance of the run of this id; None if there was no such run, or its objects are gone."""
    location = _location(run, bucket)
    if location not in objects.list(location):
        return None
    return Provenance.model_validate_json(objects.read(location))


def read_provenance(run: str, *, bucket: str, objects: Objects) -> Provenance:
    """The provenance of a run that a person named.

    Raises:
        InvalidInput: there is no such run.
    """
    found = find_provenance(run, bucket=bucket, objects=objects)
    if found is None:
        raise InvalidInput(
            field="run",
            value=run,
            rule=f"is not a run with objects in s3://{bucket}/runs/",
            remedy="name a run as `tuneql release list` or a notification does",
        )
    return found


def code_digest(root: Path | None = None) -> str:
    """A digest of the library's source files: the same for the same code, wherever it is, without git.

    Args:
        root: the folder with the packages; by default the one that this module is in; in Lambda, the asset.
    """
    root = root or Path(__file__).resolve().parents[2]
    digest = hashlib.sha256()
    for path in sorted(path for package in SOURCES for path in (root / package).rglob("*.py")):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:DIGEST_CHARACTERS]


def _location(run: str, bucket: str) -> Location:
    return Location(bucket=bucket, key=f"runs/{run}/run.json")
