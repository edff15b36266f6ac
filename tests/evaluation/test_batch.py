"""Many answers scored together get the same scores as each alone."""

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tuneql.evaluation.batch import AHEAD, TOGETHER, score_all
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.running.messages import Request
from tuneql.sql.running.sandbox import Sandbox
from tuneql.sql.running.worker import Awaited, Worker

DDL = "CREATE TABLE ships (id INTEGER, name TEXT)"
GOLD = "SELECT name FROM ships WHERE id < {} ORDER BY id % 2 LIMIT 2"
PREDICTIONS = (GOLD, "SELECT name FROM ships WHERE id < {} LIMIT 2", "SELECT nam FROM ships", "DROP TABLE ships", "")


@pytest.fixture
def databases(tmp_path: Path) -> list[Path]:
    """Two, of which one has fewer rows."""
    made = []
    for name, rows in (("fleet", 9), ("harbour", 3)):
        path = tmp_path / f"{name}.sqlite"
        connection = sqlite3.connect(path)
        connection.execute(DDL)
        connection.executemany("INSERT INTO ships VALUES (?, ?)", [(each, f"ship {each}") for each in range(rows)])
        connection.commit()
        connection.close()
        made.append(path)
    return made


def _answers(count: int) -> Iterator[tuple[Question, Prediction]]:
    for number in range(count):
        database = ("fleet", "harbour", "nowhere")[number % 3]
        gold, predicted = (sql.format(number % 11) for sql in (GOLD, PREDICTIONS[number % len(PREDICTIONS)]))
        asked = Question(id=str(number), question="?", ddl=DDL, dialect="sqlite", gold_sql=gold, db_id=database)
        yield asked, Prediction(id=asked.id, sql=predicted)


@pytest.mark.parametrize("count", [0, 1, TOGETHER, (2 * AHEAD + 1) * TOGETHER + 44])
def test_scores_each_as_if_it_stood_alone(count: int, databases: list[Path]) -> None:
    files = {path.stem: path for path in databases}
    together = list(score_all(_answers(count), database=lambda question: files.get(question.db_id or "")))
    assert together == list(_alone(count, databases))


class _Counting(Worker):
    """Counts the messages."""

    messages = 0

    def begin(self, requests: Sequence[Request]) -> Awaited:
        self.messages += 1
        return super().begin(requests)


def test_asks_for_all_ties_of_some_answers_together(databases: list[Path]) -> None:
    files = {path.stem: path for path in databases}
    with _Counting() as worker:
        scores = list(
            score_all(_answers(3 * TOGETHER), database=lambda each: files.get(each.db_id or ""), worker=worker)
        )
    assert {score.correct for score in scores} == {True, False, None}
    assert 0 < worker.messages <= 2 * 3


def test_a_question_without_a_schema_is_bound_to_that_of_its_database(databases: list[Path]) -> None:
    questions = [Question(id=each, question="?", dialect="sqlite", gold_sql="SELECT 1", db_id=each) for each in "ab"]
    answers = [(question, Prediction(id=question.id, sql="SELECT nam FROM ships")) for question in questions]
    scores = score_all(answers, database=lambda question: databases[0] if question.id == "a" else None)
    assert [score.binds for score in scores] == [False, None]


@pytest.mark.parametrize("ddl", ["CREATE TABLE", "CREATE TABLE ships (id INTEGER,", ""])
def test_a_schema_that_cannot_be_read_costs_its_own_question_only(ddl: str, databases: list[Path]) -> None:
    questions = [
        Question(id=name, question="?", ddl=each, dialect="sqlite", gold_sql="SELECT 1")
        for name, each in (("whole", DDL), ("broken", ddl))
    ]
    answers = [(each, Prediction(id=each.id, sql="SELECT 1")) for each in questions]
    scores = list(score_all(answers, database=lambda _: databases[0]))
    assert [score.correct for score in scores] == [True, None]
    assert (scores[0].gold_error, (scores[1].gold_error or "")[:7]) == (None, "schema:")


def _alone(count: int, databases: list[Path]) -> Iterator[Score]:
    with Sandbox(databases[0]) as fleet, Sandbox(databases[1]) as harbour:
        opened = {"fleet": fleet, "harbour": harbour}
        for question, prediction in _answers(count):
            yield score_prediction(question, prediction, sandbox=opened.get(question.db_id or ""))
