import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.errors import InvalidSchema
from tuneql.evaluation.question import ModelFailure, Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.running.sandbox import Limits, Sandbox

DDL = "CREATE TABLE ships (id INTEGER, name TEXT); CREATE TABLE trips (ship_id INTEGER, nights INTEGER);"
CASES = read_cases(__file__, "scoring.jsonl")


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sandbox]:
    path = tmp_path_factory.mktemp("databases") / "ships.sqlite"
    connection = sqlite3.connect(path)
    connection.executescript(DDL)
    connection.executescript("INSERT INTO ships VALUES (1, 'Brant'), (2, 'Avocet'), (3, 'Curlew')")
    connection.close()
    with Sandbox(path, limits=Limits(seconds=0.2)) as opened:
        yield opened


def question(gold: str = "SELECT name FROM ships", ddl: str | None = DDL) -> Question:
    return Question(id="q", question="Which ships?", ddl=ddl, dialect="sqlite", gold_sql=gold, db_id="ships")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_scores_an_answer(case: dict[str, Any], sandbox: Sandbox) -> None:
    score = score_prediction(question(case["gold"]), Prediction(id="q", sql=case["answer"]), sandbox=sandbox)
    found = json.loads(score.model_dump_json())
    assert {name: found[name] for name in case["is"]} == case["is"]


@pytest.mark.parametrize("kind", ["truncated", "throttled", "filtered"])
def test_a_failing_model_is_wrong_and_its_text_is_not_used(kind: str, sandbox: Sandbox) -> None:
    failure = ModelFailure(kind=kind, detail="what the service said")
    score = score_prediction(question(), Prediction(id="q", sql="SELECT name", failure=failure), sandbox=sandbox)
    assert (score.error, score.detail, score.correct, score.predicted_sql) == (kind, failure.detail, False, None)


def test_keeps_a_few_rows_that_differ(sandbox: Sandbox) -> None:
    wrong = score_prediction(question(), Prediction(id="q", sql="SELECT name FROM ships WHERE id < 3"), sandbox=sandbox)
    assert wrong.gold_rows is not None
    assert wrong.predicted_rows is not None
    assert (wrong.gold_rows.rows, wrong.gold_rows.lonely, wrong.predicted_rows.lonely) == ((("Curlew",),), 1, 0)
    assert Score.model_validate_json(wrong.model_dump_json()) == wrong
    for sql in ("SELECT name FROM ships", "SELECT nam FROM ships"):
        assert score_prediction(question(), Prediction(id="q", sql=sql), sandbox=sandbox).gold_rows is None


def test_measures_no_rows_without_a_database() -> None:
    score = score_prediction(question(), Prediction(id="q", sql="SELECT name FROM ships"))
    assert (score.binds, score.executes, score.correct, score.exact_match) == (True, None, None, True)


def test_judges_no_names_without_a_schema(sandbox: Sandbox) -> None:
    score = score_prediction(question(ddl=None), Prediction(id="q", sql="SELECT a FROM b"), sandbox=sandbox)
    assert (score.parses, score.binds, score.executes, score.error, score.detail) == (True, None, None, None, None)
    assert (score.hallucinated_tables, score.hallucinated_columns) == ((), ())


def test_refuses_a_schema_that_does_not_parse() -> None:
    with pytest.raises(InvalidSchema):
        score_prediction(question(ddl="CREATE TABLE ("), Prediction(id="q", sql="SELECT 1"))


@pytest.mark.parametrize(
    ("answer", "forbidden"),
    [
        ("SELECT name FROM ships", False),
        ("SELECT MADE_UP(name) FROM ships", False),
        ("SELECT (", False),
        ("DELETE FROM ships", True),
        ("SELECT 1; DROP TABLE ships", True),
        ("ATTACH 'x' AS x", True),
        ("PRAGMA user_version = 9", True),
        ("WITH s AS (DELETE FROM ships RETURNING name) SELECT name FROM s", True),
    ],
)
def test_a_statement_that_would_write_is_forbidden(*, answer: str, forbidden: bool) -> None:
    assert score_prediction(question(), Prediction(id="q", sql=answer)).forbidden is forbidden


def test_carries_what_was_billed_and_measured() -> None:
    prediction = Prediction(id="q", sql="SELECT 1", input_tokens=800, output_tokens=60, latency_ms=477.0)
    score = score_prediction(question(), prediction)
    assert (score.input_tokens, score.output_tokens, score.latency_ms) == (800, 60, 477.0)


@pytest.mark.own_dialect
def test_runs_a_dialect_of_its_own_functions_and_words() -> None:
    asked = Question(id="q", question="?", dialect="kestrel", ddl=DDL, gold_sql="SELECT name ?? 'x' FROM ships TAKE 1")
    score = score_prediction(asked, Prediction(id="q", sql="SELECT COALESCE(name, 'x') FROM ships TAKE 1"))
    assert (score.parses, score.binds, score.exact_match) == (True, True, True)


def test_reads_gold_and_prediction_lines_as_they_are() -> None:
    gold = {"id": "1", "question": "?", "sql": "SELECT 1", "schema": DDL, "dialect": "sqlite", "db_id": "ships"}
    assert Question.model_validate(gold).gold_sql == "SELECT 1"
    assert Prediction.model_validate({"id": "1", "sql": "SELECT 1"}).failure is None


def test_several_golds_are_as_right_as_one_another(sandbox: Sandbox) -> None:
    asked = Question.model_validate(
        {
            "id": "q",
            "question": "?",
            "schema": DDL,
            "dialect": "sqlite",
            "sql": ["SELECT id FROM ships", "SELECT name FROM ships"],
        }
    )
    for answer in ("SELECT name FROM ships", "SELECT id FROM ships"):
        score = score_prediction(asked, Prediction(id="q", sql=answer), sandbox=sandbox)
        assert (score.correct, score.exact_match, score.similarity) == (True, True, 1.0)
    assert Question.model_validate(asked.model_dump(by_alias=True)).golds() == asked.golds()


@pytest.mark.parametrize(
    ("answer", "correct", "subset"),
    [
        ("SELECT name FROM ships", True, True),
        ("SELECT name, id FROM ships", True, True),
        ("SELECT id, name, 1 FROM ships", False, True),
        ("SELECT 1, id FROM ships", False, True),
        ("SELECT 1 FROM ships", False, False),
    ],
)
def test_columns_in_braces_are_optional(*, answer: str, correct: bool, subset: bool, sandbox: Sandbox) -> None:
    score = score_prediction(question("SELECT {id, name} FROM ships"), Prediction(id="q", sql=answer), sandbox=sandbox)
    assert (score.correct, score.subset_correct) == (correct, subset)


def test_a_gold_that_fails_beside_one_that_runs_is_left_out(sandbox: Sandbox) -> None:
    asked = question("SELECT missing FROM ships; SELECT name FROM ships")
    score = score_prediction(asked, Prediction(id="q", sql="SELECT name FROM ships"), sandbox=sandbox)
    assert (score.correct, score.gold_error) == (True, None)


def test_efficiency_is_work_and_only_of_right_answers(tmp_path: Path) -> None:
    path = tmp_path / "numbers.sqlite"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE numbers (n INTEGER PRIMARY KEY)")
    connection.executemany("INSERT INTO numbers VALUES (?)", [(n,) for n in range(3_000)])
    connection.commit()
    connection.close()
    asked = Question(
        id="q",
        question="?",
        dialect="sqlite",
        ddl="CREATE TABLE numbers (n INTEGER)",
        gold_sql="SELECT COUNT(*) FROM numbers",
    )
    slow = "SELECT COUNT(*) / 20 FROM numbers AS a JOIN numbers AS b ON b.n < 20"
    with Sandbox(path) as opened:
        right = score_prediction(asked, Prediction(id="q", sql=slow), sandbox=opened)
        small = score_prediction(asked, Prediction(id="q", sql="SELECT 3000 FROM numbers LIMIT 1"), sandbox=opened)
        wrong = score_prediction(asked, Prediction(id="q", sql=slow.replace("/ 20", "/ 19")), sandbox=opened)
    assert right.efficiency is not None
    assert right.efficiency < 0.1
    assert (small.correct, small.efficiency) == (True, None)
    assert (wrong.correct, wrong.efficiency) == (False, None)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=2 * settings.default.max_examples)
@given(answer=st.text() | st.text(alphabet="SELECT namefromships;'\"()*-/ \n`,0").map(lambda text: f"SELECT {text}"))
def test_any_answer_gets_a_score_that_is_a_json_line(answer: str, sandbox: Sandbox) -> None:
    score = score_prediction(question(), Prediction(id="q", sql=answer), sandbox=sandbox)
    assert Score.model_validate_json(score.model_dump_json()) == score
    assert score.executes or not score.correct
    assert score.error is not None or score.executes
