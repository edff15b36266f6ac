from pathlib import Path

import pytest

from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.robust.generation import generate
from tuneql.evaluation.robust.scoring import with_robustness
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.running.sandbox import Sandbox

GOLD = "SELECT name FROM ships WHERE seats > 100"
SAME = "SELECT s.name FROM ships AS s WHERE 100 < s.seats"
LUCKY = "SELECT name FROM ships WHERE seats > 90"
WRONG = "SELECT name FROM ships WHERE seats > 300"


def scored(answers: list[str], ddl: str, database: Path, *, given: bool, gold: str = GOLD) -> list[Score]:
    questions = [
        Question(id=str(number), question="?", ddl=ddl, dialect="sqlite", gold_sql=gold)
        for number in range(len(answers))
    ]
    with Sandbox(database) as sandbox:
        first = [
            score_prediction(question, Prediction(id=question.id, sql=sql), sandbox=sandbox)
            for question, sql in zip(questions, answers, strict=True)
        ]
    judged = zip(questions, first, strict=True)
    return with_robustness(judged, count=12, database=lambda _: database if given else None)


def test_a_lucky_answer_is_found_out(harbour: Path, harbour_ddl: str) -> None:
    found = scored([GOLD, SAME, LUCKY, WRONG], harbour_ddl, harbour, given=True)
    assert [score.correct for score in found] == [True, True, True, False]
    assert [score.robust_correct for score in found] == [True, True, False, False]
    assert [score.rows for score in found] == ["given"] * 4
    assert str(found[2].robust_detail).startswith("on derived database ")


def test_the_same_program_is_right_whatever_the_rows(harbour: Path, harbour_ddl: str) -> None:
    gold = "SELECT COUNT(*) FROM ships WHERE seats > 100"
    same, other = "SELECT COUNT(*) FROM (SELECT * FROM ships) AS s WHERE s.seats > 100", gold.replace("*", "name")
    for given in (True, False):
        found = scored([same, other], harbour_ddl, harbour, given=given, gold=gold)
        assert [(score.exact_match, score.robust_correct) for score in found] == [(False, True), (False, True)]


def test_counts_into_the_metrics(harbour: Path, harbour_ddl: str) -> None:
    metrics = summarise(scored([GOLD, SAME, LUCKY, WRONG], harbour_ddl, harbour, given=True))
    assert (metrics.execution_accuracy, metrics.robust_execution_accuracy) == (0.75, 0.5)
    assert metrics.measured["robust_execution_accuracy"] == 4
    assert "robust_execution_accuracy" in metrics.ci95
    assert metrics.rows == "given"


def test_generates_rows_where_there_are_none(harbour_ddl: str, tmp_path: Path) -> None:
    question = Question(id="1", question="?", ddl=harbour_ddl, dialect="sqlite", gold_sql=GOLD)
    files = generate([question, question.model_copy(update={"id": "2"})], tmp_path)
    assert files["1"] == files["2"]
    found = scored([GOLD, SAME, WRONG], harbour_ddl, files["1"], given=False)
    assert [score.robust_correct for score in found] == [True, True, False]
    assert summarise(found).rows == "generated"
    with Sandbox(files["1"]) as sandbox:
        assert sandbox.run(GOLD).rows


@pytest.mark.parametrize("gold", ["SELECT nothing FROM ships", "SELECT (", "SELECT name FROM ships WHERE 1 = 0"])
def test_generates_rows_whatever_the_gold(gold: str, harbour_ddl: str, tmp_path: Path) -> None:
    question = Question(id="1", question="?", ddl=harbour_ddl, dialect="sqlite", gold_sql=gold)
    assert generate([question], tmp_path)["1"].is_file()


@pytest.mark.parametrize(
    "ddl", ["CREATE TABLE", "CREATE TABLE t (x INT); CREATE TABLE", "CREATE TABLE t (x INT, X INT)", ""]
)
def test_generates_no_rows_for_a_schema_that_cannot_be_made(ddl: str, harbour_ddl: str, tmp_path: Path) -> None:
    questions = [
        Question(id=name, question="?", ddl=each, dialect="sqlite", gold_sql=GOLD)
        for name, each in (("whole", harbour_ddl), ("broken", ddl))
    ]
    assert [*generate(questions, tmp_path)] == ["whole"]


def test_the_same_questions_give_the_same_scores(harbour: Path, harbour_ddl: str) -> None:
    answers = [SAME, LUCKY, WRONG]
    assert scored(answers, harbour_ddl, harbour, given=True) == scored(answers, harbour_ddl, harbour, given=True)
