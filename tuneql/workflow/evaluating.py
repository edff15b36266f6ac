"""EvaluateShards: asks one model a slice of the held-out questions, and scores its answers."""

import tempfile
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pydantic import BaseModel

from tuneql.errors import ModelError, RunFailed
from tuneql.evaluation.batch import score_all
from tuneql.evaluation.judge import Opinion, is_mismatch, second_opinion
from tuneql.evaluation.prompting import prompt_of
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.robust.generation import generate
from tuneql.evaluation.robust.scoring import with_robustness
from tuneql.evaluation.score import Score
from tuneql.evaluation.specifications import with_specifications
from tuneql.ports import Model, Objects
from tuneql.prompt import Prompt
from tuneql.release.champion import Served
from tuneql.sql.running.sandbox import Sandbox
from tuneql.sql.running.worker import Worker
from tuneql.workflow.given_databases import GivenDatabases
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import Slice

PREDICTIONS = "evaluation/predictions/"
OPINIONS = "evaluation/opinions/"


def served(run: Run, candidate: Served, name: str) -> Served:
    """What to ask for the model of a slice.

    Args:
        run: the run.
        candidate: the run's own model.
        name: candidate, base or champion.
    """
    if name == "champion" and run.champion is not None:
        return run.champion
    return {"candidate": candidate, "base": Served(model_id=run.base_inference_id)}[name]


def prompt_version_of(run: Run, name: str) -> str:
    """The version of the prompts for the model of a slice: that of its training; for the base model, the run's."""
    return run.champion.prompt_version if name == "champion" and run.champion is not None else run.prompt_version


def billed(run: Run, asked: Served) -> str | None:
    """The model whose token prices apply; None for an imported model, which is billed by the minute."""
    return None if asked.is_imported else run.base_inference_id


def evaluate(run: Run, piece: Slice, *, model: Model, objects: Objects, judge: Model | None = None) -> int:
    """Score the slice, and write one line per question; returns how many.

    Args:
        run: the run.
        piece: which questions, and of which model.
        model: answers them.
        objects: where questions, databases and scores are.
        judge: gives a second opinion on the candidate's answers whose rows differ from the gold's.

    Raises:
        Throttled, NotReady: the model cannot be asked now; the whole slice is tried again.
    """
    lines = objects.read(run.location("dataset/test.jsonl")).splitlines()[piece.start : piece.end]
    questions = [Question.model_validate_json(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        rows = Rows(run, objects, Path(folder), questions)
        version = prompt_version_of(run, piece.model)
        scores = list(score_all(((each, _ask(each, model, version)) for each in questions), database=rows.of))
        if run.robust_databases:
            judged = zip(questions, scores, strict=True)
            scores = with_robustness(judged, count=run.robust_databases, database=rows.given)
        scores = with_specifications(zip(questions, scores, strict=True))
        opinions = _opinions(run, questions, scores, rows, judge) if judge and piece.model == "candidate" else []
    _write(run, f"{PREDICTIONS}{piece.model}-{piece.start:05}.jsonl", scores, objects)
    if opinions:
        _write(run, f"{OPINIONS}{piece.start:05}.jsonl", opinions, objects)
    return len(scores)


def read_scores(run: Run, objects: Objects) -> dict[str, list[Score]]:
    """All scores of the run, by model: candidate, base and, if there is one, champion; questions in order."""
    found: dict[str, list[Score]] = {}
    for location in objects.list(run.location(PREDICTIONS)):
        name = location.key.removeprefix(run.key(PREDICTIONS)).split("-", 1)[0]
        found.setdefault(name, []).extend(_lines(objects.read(location)))
    return found


def read_opinions(run: Run, objects: Objects) -> list[Opinion]:
    """The judge's opinions, if one was asked."""
    found = (objects.read(location) for location in objects.list(run.location(OPINIONS)))
    return [Opinion.model_validate_json(line) for data in found for line in data.splitlines()]


class Rows:
    """The SQLite files to run questions on: the run's own, each fetched when first used, or generated ones.

    Args:
        run: whose `databases` folder has `<db_id>.sqlite`.
        objects: where that is.
        folder: a temporary folder for files.
        questions: those to ask; rows are generated for those without a database.
    """

    def __init__(self, run: Run, objects: Objects, folder: Path, questions: Sequence[Question]) -> None:
        self._given = None if run.databases is None else GivenDatabases(run.databases, objects, folder)
        without = [each for each in questions if run.databases is None or each.db_id is None]
        self._generated = generate(without, folder) if run.robust_databases else {}

    def given(self, question: Question) -> Path | None:
        """The run's own database; None if it has none, or the question names none.

        Raises:
            RunFailed: it no longer exists, though it did at Preflight.
        """
        if self._given is None or question.db_id is None:
            return None
        found = self._given.file(question.db_id)
        if found is None:
            raise RunFailed(f"the database {question.db_id!r} of held-out questions is not there; upload it again")
        return found

    def of(self, question: Question) -> Path | None:
        """The run's own database, or else generated rows."""
        return self.given(question) or self._generated.get(question.id)


def _opinions(
    run: Run, questions: Sequence[Question], scores: Sequence[Score], rows: Rows, judge: Model
) -> list[Opinion]:
    found: list[Opinion | None] = []
    with Worker() as worker:
        for question, score in zip(questions, scores, strict=True):
            file = rows.of(question)
            if file is None or not is_mismatch(score):
                continue
            with Sandbox(file, dialect=question.dialect, worker=worker) as sandbox:
                ask = partial(_text, judge)
                found.append(second_opinion(question, score, sandbox=sandbox, ask=ask, model=run.judge_model_id or ""))
    return [each for each in found if each is not None]


def _text(model: Model, prompt: Prompt) -> str:
    return model.complete(prompt).text


def _write(run: Run, path: str, lines: Iterable[BaseModel], objects: Objects) -> None:
    body = "".join(line.model_dump_json() + "\n" for line in lines)
    objects.write(run.location(path), body.encode(), content_type="application/jsonlines")


def _ask(question: Question, model: Model, version: str) -> Prediction:
    prompt = prompt_of(question, version)
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
