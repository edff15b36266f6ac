"""Answers to specifications, compared with the SQL that these compile to."""

import json

import pytest

from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.evaluation.specifications import with_specifications

DDL = """
CREATE TABLE ports (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
CREATE TABLE ships (
  id INTEGER PRIMARY KEY, name TEXT NOT NULL, seats INTEGER, port_id INTEGER REFERENCES ports (id)
);
"""
SPEC = {"table": "ships", "cols": ["name"], "filters": [{"column": "seats", "operator": ">", "value": 100}]}
GROUPED = {"table": "ships", "cols": ["port_id", "COUNT(*)"], "order_by": [{"column": "COUNT(*)", "direction": "DESC"}]}
JOINED = {"table": "ships", "cols": ["ships.name", "ports.name"], "joins": [{"table": "ports", "type": "LEFT"}]}


def judged(spec: object, sql: str | None, *, gold: str = "SELECT name FROM ships", ddl: str | None = DDL) -> Score:
    text = spec if isinstance(spec, str) else json.dumps(spec)
    question = Question(id="q", question=text, ddl=ddl, dialect="sqlite", gold_sql=gold)
    (found,) = with_specifications([(question, score_prediction(question, Prediction(id="q", sql=sql)))])
    return found


@pytest.mark.parametrize(
    ("spec", "sql", "agrees"),
    [
        (SPEC, "SELECT name FROM ships WHERE seats > 100", True),
        (SPEC, "SELECT s.name FROM ships AS s WHERE 100 < s.seats", True),
        (SPEC, "SELECT name FROM ships WHERE seats > 99", False),
        (SPEC, "SELECT name FROM ships WHERE seats > 100 OR seats IS NULL", False),
        (SPEC, "SELECT DISTINCT name FROM ships WHERE seats > 100", False),
        (SPEC, "SELECT nam FROM ships WHERE seats > 100", False),
        (SPEC, "I cannot tell.", False),
        (SPEC, None, False),
        (GROUPED, "SELECT port_id, COUNT(id) AS n FROM ships GROUP BY port_id ORDER BY n DESC", True),
        (GROUPED, "SELECT port_id, COUNT(*) FROM ships GROUP BY port_id ORDER BY COUNT(*)", False),
        (JOINED, "SELECT a.name, b.name FROM ships AS a LEFT JOIN ports AS b ON b.id = a.port_id", True),
        (JOINED, "SELECT a.name, b.name FROM ships AS a JOIN ports AS b ON b.id = a.port_id", False),
        ("Which ships?", "SELECT name FROM ships", None),
        ({**SPEC, "cols": ["nam"]}, "SELECT name FROM ships", None),
    ],
)
def test_whether_an_answer_means_what_the_specification_says(
    spec: object,
    sql: str | None,
    agrees: bool | None,  # noqa: FBT001 -- a case
) -> None:
    assert judged(spec, sql).agrees_with_spec is agrees


def test_the_gold_is_not_asked() -> None:
    assert judged(SPEC, "SELECT name FROM ships WHERE seats > 100", gold="SELECT 1").agrees_with_spec is True


def test_nothing_is_said_without_a_schema() -> None:
    assert judged(SPEC, "SELECT name FROM ships", ddl=None).agrees_with_spec is None


def test_agreement_with_specifications_is_a_metric() -> None:
    answers = ("SELECT name FROM ships WHERE seats > 100", "SELECT name FROM ships")
    metrics = summarise([*(judged(SPEC, sql) for sql in answers), judged("Which ships?", answers[1])])
    assert metrics.specification_agreement == 0.5
    assert metrics.measured["specification_agreement"] == 2
    assert "specification_agreement" in metrics.ci95
    assert summarise([judged("Which ships?", answers[1])]).specification_agreement is None
