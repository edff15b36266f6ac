"""The smoke test of a new champion: it must answer what the candidate answered, before it is recorded."""

import json

from tuneql.errors import ModelError, SmokeTestFailed
from tuneql.evaluation.prompting import prompt_of
from tuneql.evaluation.question import Question
from tuneql.evaluation.score import Score
from tuneql.ports import Model, Objects
from tuneql.sql.answer_text import extract_sql
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import parse_schema
from tuneql.workflow.run import Run
from tuneql.workflow.run_record import RunRecord

QUESTIONS = 3
SMOKE = "evaluation/smoke.json"
_REMEDY = "compare with the candidate's answers in the run's report, and start the run again"


def choose_questions(run: Run, scores: list[Score], objects: Objects) -> list[Question]:
    """A few held-out questions that the candidate answered right, or at least with SQL that passed the guard."""
    best = [s.id for s in scores if s.correct or s.exact_match] or [s.id for s in scores if s.binds and s.read_only]
    lines = objects.read(run.location("dataset/test.jsonl")).splitlines()
    known = {question.id: question for question in map(Question.model_validate_json, lines)}
    return [known[found] for found in best[:QUESTIONS]]


def smoke_test(run: RunRecord, *, model: Model, prompt_version: str, objects: Objects) -> int:
    """Ask the champion the smoke questions; returns how many it answered.

    Args:
        run: whose model it is.
        model: the champion.
        prompt_version: of its training.
        objects: where the questions are.

    Raises:
        SmokeTestFailed: an answer is not SQL that passes the guard.
        Throttled, NotReady: ask again later.
    """
    questions = [Question.model_validate(q) for q in json.loads(objects.read(run.location(SMOKE)))]
    for question in questions:
        _must_answer(question, model, prompt_version)
    return len(questions)


def _must_answer(question: Question, model: Model, prompt_version: str) -> None:
    prompt = prompt_of(question, prompt_version)
    try:
        sql = extract_sql(model.complete(prompt).text)
    except ModelError as error:
        raise SmokeTestFailed(f"the new champion does not answer {question.question!r}: {error}; {_REMEDY}") from error
    verdict = check(sql, schema=parse_schema(question.ddl or "", question.dialect), dialect=question.dialect)
    if not verdict.allowed:
        why = "; ".join(f"{denial.rule}: {denial.detail}" for denial in verdict.denials)
        raise SmokeTestFailed(
            f"the new champion answers {question.question!r} with SQL that the guard refuses: {why}; {_REMEDY}"
        )
