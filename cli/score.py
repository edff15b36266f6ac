"""`tuneql score`: predictions against gold SQL, without any account."""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final, TypeVar

import typer

from cli.collection import rare_collections
from cli.console import existing_folder, json_lines, progress, say, show, show_json
from cli.outcome import print_scores
from cli.publishing import drafts
from cli.question_databases import QuestionDatabases, question_databases
from tuneql.errors import InvalidInput
from tuneql.evaluation.batch import score_all
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.report import Arm, ReportData, render_report
from tuneql.evaluation.report.failures import worth_reading
from tuneql.evaluation.robust.scoring import with_robustness
from tuneql.evaluation.score import Score
from tuneql.evaluation.specifications import with_specifications
from tuneql.parsing import parse_as
from tuneql.sql.dialects import dialect_called
from tuneql.sql.running.worker import Worker

Identified = TypeVar("Identified", Question, Prediction)

SCORES: Final = "scores.jsonl"
REPORT: Final = "report.html"
METRICS: Final = "metrics.json"
FILES: Final = (SCORES, REPORT, METRICS)
"""What is written, the metrics last."""

_NAMED: Final = 5
_REASONS: Final = 10
_REASON_CHARACTERS: Final = 200
_OTHER_NAMES_OF_SQL: Final = ("query", "SQL")

MISSING = ModelFailure(kind="missing", detail="there is no prediction for this question")


def score(
    gold: Annotated[
        str, typer.Option(help='Lines {"id", "question", "sql", "db_id"?, "schema"?, "dialect"?}, plain or gzipped.')
    ],
    predictions: Annotated[str, typer.Option(help='Lines {"id", "sql"}.')],
    out: Annotated[Path, typer.Option(help="Folder for metrics.json, scores.jsonl and report.html.")],
    databases: Annotated[str | None, typer.Option(help="A folder of <db_id>.sqlite files to run the SQL on.")] = None,
    robust: Annotated[
        int, typer.Option(min=0, max=100, help="More databases to derive, on which right answers are run again.")
    ] = 0,
    dialect: Annotated[str, typer.Option(help="The dialect of lines that name none.")] = "sqlite",
    as_json: Annotated[bool, typer.Option("--json", help="Print metrics.json.")] = False,
) -> None:
    """Score predictions: parses, binds, read-only, executes, execution accuracy, exact match, similarity.

    The SQL may also be called "query", as in Spider's files, or "SQL", as in BIRD's.
    """
    with rare_collections(), drafts(out) as made:
        body, gold_errors = _score(gold, predictions, made.folder, databases, robust, dialect)
        made.publish(FILES)
    if as_json:
        show_json(body)
        return
    print_scores({"predictions": body})
    if databases is None and not robust:
        show("\nNo SQL was run: --databases runs it on given rows, --robust 12 alone on rows made from the schemas.")
    if gold_errors:
        _tell_of_gold_errors(gold_errors, out / SCORES)
    show(f"\nreport  {out / REPORT}")


def _tell_of_gold_errors(found: Counter[str], place: Path) -> None:
    show(f"\ngold statements that do not run, and are left out of execution accuracy: {found.total():,}")
    for reason, count in found.most_common(_REASONS):
        show(f"  {count:,}  {' '.join(reason.split())[:_REASON_CHARACTERS]}")
    show(f"why     gold_error in {place}")


def _score(
    gold: str, predictions: str, out: Path, databases: str | None, robust: int, dialect: str
) -> tuple[dict[str, Any], Counter[str]]:
    """Write the files; returns the metrics, and how many golds do not run for which reason."""
    folder = existing_folder(databases, field="databases") if databases else None
    questions = list(_once_each(_questions(gold, dialect), "gold"))
    if not questions:
        raise InvalidInput(field="gold", value=gold, rule="holds no question", remedy="give one a line")
    answers = {answer.id: answer for answer in _once_each(_predictions(predictions), "predictions")}
    _tell_of_strangers(answers, questions)
    scores = _judged(questions, answers, folder, robust)
    metrics = summarise(scores)
    arm = Arm(name="predictions", model=predictions, metrics=metrics, source=METRICS, scores_source=SCORES)
    page = ReportData(
        run=gold,
        dialect=dialect,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        arms=(arm,),
        robust_databases=robust,
        failures=worth_reading(scores),
    )
    body = metrics.model_dump(mode="json")
    (out / METRICS).write_text(json.dumps(body, indent=2) + "\n", encoding="utf-8")
    (out / SCORES).write_text("".join(s.model_dump_json() + "\n" for s in scores), encoding="utf-8")
    (out / REPORT).write_text(render_report(page), encoding="utf-8")
    return body, Counter(each.gold_error for each in scores if each.gold_error is not None)


def _judged(
    questions: list[Question], answers: Mapping[str, Prediction], folder: Path | None, robust: int
) -> list[Score]:
    """The scores of all answers, on the given rows and on derived databases."""
    with question_databases(questions, folder, generated=robust > 0) as database, Worker() as worker:
        scores = list(_scores(questions, answers, database, worker))
        if robust:
            judged = zip(questions, scores, strict=True)
            scores = with_robustness(judged, count=robust, database=database.given, worker=worker)
    return with_specifications(zip(questions, scores, strict=True))


def _questions(source: str, dialect: str) -> Iterator[Question]:
    for number, line in json_lines(source, field="gold"):
        given: dict[str, Any] = {"dialect": dialect, **_with_sql(line), "id": _id(line, number)}
        if isinstance(given["dialect"], str):
            given["dialect"] = dialect_called(given["dialect"])
        yield parse_as(Question, given, inside=f"gold line {number}")


def _predictions(source: str) -> Iterator[Prediction]:
    for number, given in json_lines(source, field="predictions"):
        line = _with_sql(given)
        if "sql" not in line and "failure" not in line:
            rule, remedy = "has no sql", 'add "sql"; null is no answer'
            raise InvalidInput(field=f"predictions line {number}", value=line, rule=rule, remedy=remedy)
        yield parse_as(Prediction, {**line, "id": _id(line, number)}, inside=f"predictions line {number}")


def _with_sql(line: dict[str, Any]) -> dict[str, Any]:
    """A line with its statement as `sql`, which is a parse tree in Spider's own files."""
    if "sql" in line and not isinstance(line["sql"], dict):
        return line
    return next(({**line, "sql": line[name]} for name in _OTHER_NAMES_OF_SQL if name in line), line)


def _id(line: dict[str, Any], number: int) -> object:
    """A line's id as text, in BIRD's files `question_id`; without one, the line's number."""
    found = line.get("id", line.get("question_id", number))
    return str(found) if isinstance(found, int | float) else found


def _once_each(found: Iterable[Identified], field: str) -> Iterator[Identified]:
    """Refuse a second line with the same id, since it is unclear which is meant."""
    seen = set()
    for each in found:
        if each.id in seen:
            raise InvalidInput(
                field=f"{field} id", value=each.id, rule="is on two lines", remedy="keep one line for each question"
            )
        seen.add(each.id)
        yield each


def _tell_of_strangers(answers: Collection[str], questions: Collection[Question]) -> None:
    """Say which predictions answer no question, and how many questions have none."""
    strangers = sorted(set(answers) - {question.id for question in questions})
    if strangers:
        named = ", ".join(strangers[:_NAMED]) + (", ..." if len(strangers) > _NAMED else "")
        say(f"tuneql: predictions with the id of no question are left out ({len(strangers):,}): {named}")
    if missing := sum(question.id not in answers for question in questions):
        say(f"tuneql: {missing:,} of {len(questions):,} questions have no prediction, and count as wrong")


def _scores(
    questions: list[Question], answers: Mapping[str, Prediction], database: QuestionDatabases, worker: Worker
) -> Iterator[Score]:
    """A score for each question, with a progress bar."""
    pairs = ((each, answers.get(each.id) or Prediction(id=each.id, failure=MISSING)) for each in questions)
    with progress("questions", total=len(questions)) as advance:
        for found in score_all(pairs, database=database.of, worker=worker):
            yield found
            advance()
