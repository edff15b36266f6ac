import pytest
from pydantic import ValidationError

from tuneql.evaluation.question import Prediction, Question

LINE = {"id": "1", "question": "?", "dialect": "sqlite"}


def test_a_list_of_sql_is_several_golds() -> None:
    question = Question.model_validate(LINE | {"sql": ["SELECT 1", "SELECT {a, b} FROM t"]})
    assert question.gold_sql == "SELECT 1"
    assert question.golds() == (
        "SELECT 1", "SELECT a, b FROM t", "SELECT a FROM t", "SELECT b FROM t",
    )  # fmt: skip


@pytest.mark.parametrize("sql", [[], [""], ""])
def test_a_question_without_a_gold_is_refused(sql: object) -> None:
    with pytest.raises(ValidationError, match="at least 1 character"):
        Question.model_validate(LINE | {"sql": sql})


def test_half_a_surrogate_pair_becomes_text_that_can_be_written() -> None:
    question = Question.model_validate(LINE | {"question": "\ud83d?", "sql": "SELECT '\ud800é😀'"})
    answer = Prediction(id="1", sql="SELECT '\udc00'")
    assert (question.question, question.gold_sql, answer.sql) == ("\ufffd?", "SELECT '\ufffdé😀'", "SELECT '\ufffd'")
    assert question.model_dump_json()
    assert answer.model_dump_json()


@pytest.mark.parametrize("latency", ["-1", "NaN", "Infinity"])
def test_a_latency_is_a_number_that_json_can_hold(latency: str) -> None:
    with pytest.raises(ValidationError, match="latency_ms"):
        Prediction.model_validate({"id": "1", "latency_ms": float(latency)})
