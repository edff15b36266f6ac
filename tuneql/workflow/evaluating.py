"""Asking one model one slice of the held-out questions, and scoring its answers."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Self

from tuneql.errors import ModelError
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.ports import Model, Objects
from tuneql.prompt import build_prompt
from tuneql.release.champion import Served
from tuneql.sql.sandbox import Sandbox
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import Slice

PREDICTIONS = "evaluation/predictions/"


def served(run: Run, candidate: Served, name: str) -> Served:
    """What to ask for the model that a slice names.

    Args:
        run: the run.
        candidate: the run's own.
        name: candidate, base or champion.
    """
    if name == "champion" and run.champion is not None:
        return run.champion
    return {"candidate": candidate, "base": Served(model_id=run.base_inference_id)}[name]


def evaluate(run: Run, piece: Slice, *, model: Model, objects: Objects) -> int:
    """Score the slice, and write one line a question; returns how many.

    Raises:
        Throttled, NotReady: the model is not to be had now; the whole slice is tried again.
    """
    lines = objects.read(run.location("dataset/test.jsonl")).splitlines()[piece.start : piece.end]
    questions = [Question.model_validate_json(line) for line in lines]
    with Databases(run, objects) as databases:
        scores = [_scored(question, model, databases) for question in questions]
    target = run.location(f"{PREDICTIONS}{piece.model}-{piece.start:05}.jsonl")
    body = "".join(score.model_dump_json() + "\n" for score in scores)
    objects.write(target, body.encode(), content_type="application/jsonlines")
    return len(scores)


def read_scores(run: Run, objects: Objects) -> dict[str, list[Score]]:
    """All scores of the run, by model: candidate, base and, where there is one, champion; questions in order."""
    found: dict[str, list[Score]] = {}
    for location in objects.list(run.location(PREDICTIONS)):
        name = location.key.removeprefix(run.key(PREDICTIONS)).split("-", 1)[0]
        found.setdefault(name, []).extend(_lines(objects.read(location)))
    return found


class Databases:
    """The databases of a run, each fetched when it is first asked for; a context manager.

    Args:
        run: whose `databases` folder holds `<db_id>.sqlite`.
        objects: where it is.
    """

    def __init__(self, run: Run, objects: Objects) -> None:
        self._run, self._objects = run, objects
        self._open: dict[tuple[str, str], Sandbox] = {}
        self._stack = ExitStack()

    def __enter__(self) -> Self:
        """Make the folder that they are kept in for the time being."""
        self._folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory()))
        return self

    def __exit__(self, *_: object) -> None:
        """Close and delete them."""
        self._stack.close()

    def find(self, db_id: str | None, dialect: str) -> Sandbox | None:
        """The database of this id, with the dialect's functions.

        None where the run has no databases, or the question names none.
        """
        if self._run.databases is None or db_id is None:
            return None
        if (db_id, dialect) not in self._open:
            file = self._folder / f"{len(self._open)}.sqlite"
            file.write_bytes(self._objects.read(self._run.databases.within(f"{db_id}.sqlite")))
            self._open[db_id, dialect] = self._stack.enter_context(Sandbox(file, dialect=dialect))
        return self._open[db_id, dialect]


def _scored(question: Question, model: Model, databases: Databases) -> Score:
    return score_prediction(question, _ask(question, model), sandbox=databases.find(question.db_id, question.dialect))


def _ask(question: Question, model: Model) -> Prediction:
    prompt = build_prompt(question=question.question, ddl=question.ddl or "", dialect=question.dialect)
    try:
        said = model.complete(prompt)
    except ModelError as error:
        return Prediction(id=question.id, failure=ModelFailure(kind="model_error", detail=str(error)))
    return Prediction(
        id=question.id,
        sql=said.text,
        input_tokens=said.input_tokens,
        output_tokens=said.output_tokens,
        latency_ms=said.latency_ms,
    )


def _lines(data: bytes) -> Iterator[Score]:
    return (Score.model_validate_json(line) for line in data.splitlines())
