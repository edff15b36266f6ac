"""`tuneql score`: predictions against gold SQL, without any account."""

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import typer

from cli.collection import rare_collections
from cli.console import existing, json_lines, progress, say, show, show_json
from cli.outcome import print_scores
from cli.question_databases import QuestionDatabases, question_databases
from tuneql.errors import InvalidInput
from tuneql.evaluation.batch import score_all
from tuneql.evaluation.failures import worth_reading
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.report import Arm, ReportData, render_report
from tuneql.evaluation.robust.scoring import with_robustness
from tuneql.evaluation.score import Score
from tuneql.evaluation.specifications import with_specifications
from tuneql.parsing import parse_as

Identified = TypeVar("Identified", Question, Prediction)

_NAMED: Final = 5
MISSING = ModelFailure(kind="missing", detail="there is no prediction for this question")


def score(
    gold: Annotated[str, typer.Option(help='Lines {"id", "question", "sql", "db_id"?, "schema"?, "dialect"?}.')],
    predictions: Annotated[str, typer.Option(help='Lines {"id", "sql"}.')],
    out: Annotated[Path, typer.Option(help="Folder for metrics.json, scores.jsonl and report.html.")],
    databases: Annotated[str | None, typer.Option(help="A folder of <db_id>.sqlite files to run the SQL on.")] = None,
    robust: Annotated[int, typer.Option(min=0, max=100, help="Further databases to derive; right answers run on.")] = 0,
    dialect: Annotated[str, typer.Option(help="The dialect of lines that name none.")] = "sqlite",
    as_json: Annotated[bool, typer.Option("--json", help="Print metrics.json.")] = False,
) -> None:
    """Score predictions: parses, binds, read-only, executes, execution accuracy, exact match, similarity."""
    with rare_collections():
        body = _score(gold, predictions, out, databases, robust, dialect)
    if as_json:
        show_json(body)
        return
    print_scores({"predictions": body})
    show(f"\nreport  {out / 'report.html'}")


def _score(gold: str, predictions: str, out: Path, databases: str | None, robust: int, dialect: str) -> dict[str, Any]:
    folder = existing(databases, field="databases") if databases else None
    questions = list(_once_each(_questions(gold, dialect), "gold"))
    answers = {answer.id: answer for answer in _once_each(_predictions(predictions), "predictions")}
    _tell_of_strangers(answers, questions)
    with question_databases(questions, folder, generated=robust > 0) as database:
        scores = list(_scores(questions, answers, database))
        if robust:
            scores = with_robustness(zip(questions, scores, strict=True), count=robust, database=database.given)
    scores = with_specifications(zip(questions, scores, strict=True))
    metrics = summarise(scores)
    out.mkdir(parents=True, exist_ok=True)
    body = metrics.model_dump(mode="json")
    (out / "metrics.json").write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")
    (out / "scores.jsonl").write_text("".join(s.model_dump_json() + "\n" for s in scores), encoding="utf-8")
    arm = Arm(
        name="predictions", model=predictions, metrics=metrics, source="metrics.json", scores_source="scores.jsonl"
    )
    page = ReportData(
        run=gold,
        dialect=dialect,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        arms=(arm,),
        robust_databases=robust,
        failures=worth_reading(scores),
    )
    (out / "report.html").write_text(render_report(page), encoding="utf-8")
    return body


def _questions(source: str, dialect: str) -> Iterator[Question]:
    for number, line in json_lines(source, field="gold"):
        given: dict[str, Any] = {"dialect": dialect, **line, "id": str(line.get("id", number))}
        yield parse_as(Question, given, inside=f"gold line {number}")


def _predictions(source: str) -> Iterator[Prediction]:
    for number, line in json_lines(source, field="predictions"):
        given = {**line, "id": str(line.get("id", number))}
        yield parse_as(Prediction, given, inside=f"predictions line {number}")


def _once_each(found: Iterable[Identified], field: str) -> Iterator[Identified]:
    """Refuses a second line of one id: neither of the two would surely be the one that is meant."""
    seen = set()
    for each in found:
        if each.id in seen:
            raise InvalidInput(
                field=f"{field} id", value=each.id, rule="is on two lines", remedy="keep one line for each question"
            )
        seen.add(each.id)
        yield each


def _tell_of_strangers(answers: Iterable[str], questions: Iterable[Question]) -> None:
    strangers = sorted(set(answers) - {question.id for question in questions})
    if strangers:
        named = ", ".join(strangers[:_NAMED]) + (", ..." if len(strangers) > _NAMED else "")
        say(f"tuneql: {len(strangers)} predictions have the id of no question, and are left out: {named}")


def _scores(
    questions: list[Question], answers: Mapping[str, Prediction], database: QuestionDatabases
) -> Iterator[Score]:
    """One score a question, with a bar that shows how far it is."""
    pairs = ((each, answers.get(each.id) or Prediction(id=each.id, failure=MISSING)) for each in questions)
    with progress("questions", total=len(questions)) as advance:
        for found in score_all(pairs, database=database.of):
            yield found
            advance()
