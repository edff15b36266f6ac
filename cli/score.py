"""`tuneql score`: predictions against gold SQL, without any account."""

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.console import existing, json_lines, progress, show, show_json
from cli.outcome import print_scores
from tuneql.errors import InvalidInput
from tuneql.evaluation.failures import worth_reading
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.report import Arm, ReportData, render_report
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.parsing import parse_as
from tuneql.sql.sandbox import Sandbox

MISSING = ModelFailure(kind="missing", detail="there is no prediction for this question")


def score(
    gold: Annotated[str, typer.Option(help='Lines {"id", "question", "sql", "db_id"?, "schema"?, "dialect"?}.')],
    predictions: Annotated[str, typer.Option(help='Lines {"id", "sql"}.')],
    out: Annotated[Path, typer.Option(help="Folder for metrics.json, scores.jsonl and report.html.")],
    databases: Annotated[str | None, typer.Option(help="A folder of <db_id>.sqlite files to run the SQL on.")] = None,
    dialect: Annotated[str, typer.Option(help="The dialect of lines that name none.")] = "sqlite",
    as_json: Annotated[bool, typer.Option("--json", help="Print metrics.json.")] = False,
) -> None:
    """Score predictions: parses, binds, read-only, executes, execution accuracy, exact match, similarity."""
    folder = existing(databases, field="databases") if databases else None
    questions = list(_questions(gold, dialect))
    answers = dict(_predictions(predictions))
    scores = list(_scores(questions, answers, folder))
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
        failures=worth_reading(scores),
    )
    (out / "report.html").write_text(render_report(page), encoding="utf-8")
    if as_json:
        show_json(body)
        return
    print_scores({"predictions": body})
    show(f"\nreport  {out / 'report.html'}")


def _questions(source: str, dialect: str) -> Iterator[Question]:
    for number, line in json_lines(source, field="gold"):
        given: dict[str, Any] = {"dialect": dialect, **line, "id": str(line.get("id", number))}
        yield parse_as(Question, given, inside=f"gold line {number}")


def _predictions(source: str) -> Iterator[tuple[str, Prediction]]:
    for number, line in json_lines(source, field="predictions"):
        given = {**line, "id": str(line.get("id", number))}
        yield given["id"], parse_as(Prediction, given, inside=f"predictions line {number}")


def _scores(questions: list[Question], answers: Mapping[str, Prediction], folder: Path | None) -> Iterator[Score]:
    """One score a question; every database is opened once."""
    opened: dict[tuple[str, str], Sandbox] = {}
    with ExitStack() as stack, progress("questions", total=len(questions)) as advance:
        for question in questions:
            prediction = answers.get(question.id) or Prediction(id=question.id, failure=MISSING)
            if folder is None or question.db_id is None:
                yield score_prediction(question, prediction)
                continue
            file, key = _database(folder, question.db_id), (question.db_id, question.dialect)
            if key not in opened:
                opened[key] = stack.enter_context(Sandbox(file, dialect=question.dialect))
            known = question if question.ddl else question.model_copy(update={"ddl": read_ddl(file)})
            yield score_prediction(known, prediction, sandbox=opened[key])
            advance()


@cache
def read_ddl(database: Path) -> str:
    """The CREATE TABLE statements of a SQLite file."""
    with closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        rows = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
        return ";\n".join(sql for (sql,) in rows)


def _database(folder: Path, db_id: str) -> Path:
    path = folder / f"{db_id}.sqlite"
    if path.parent != folder or not path.is_file():
        raise InvalidInput(
            field="db_id", value=db_id, rule=f"has no file {path}", remedy="add it, or correct the db_id"
        )
    return path
