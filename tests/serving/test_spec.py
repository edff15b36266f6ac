"""A query specification in place of a question."""

import json
from typing import Any

import pytest

from tests.serving.endpoint import DDL, ask

SPEC = {"table": "head", "cols": ["name", "age"], "filters": [{"column": "age", "operator": ">", "value": 56}]}
SQL = "SELECT name, age FROM head WHERE age > 56"


def test_a_specification_is_asked_as_json() -> None:
    found, model = ask({"spec": SPEC, "schema": DDL}, SQL)
    assert (found.status, found.body["sql"]) == (200, SQL)
    assert model.prompts[0].user.endswith(json.dumps(SPEC))


@pytest.mark.parametrize(
    "spec",
    [
        {"table": "head", "cols": ["*"]},
        {"table": "head", "cols": ["COUNT(*)"]},
        {"table": "head", "cols": ["name"], "filters": [{"column": "age", "operator": "IN", "value": [1, 2, None]}]},
        {"table": "head", "cols": ["name"], "filters": [{"column": "age", "operator": "IS NULL"}]},
        {"table": "head", "cols": ["name"], "filters": [{"column": "name", "operator": "=", "value": "Zoë"}]},
        {"table": "head", "cols": [{"column": "age", "aggregate": "AVG", "as": "mean"}], "distinct": True, "limit": 1},
    ],
)
def test_what_a_specification_may_say(spec: Any) -> None:
    found, model = ask({"spec": spec, "schema": DDL}, SQL)
    assert found.status == 200
    assert json.loads(model.prompts[0].user) == spec


@pytest.mark.parametrize(
    ("sql", "agrees"),
    [
        (SQL, True),
        ("SELECT h.name, h.age FROM head AS h WHERE NOT h.age <= 56", True),
        ("SELECT name, age FROM head WHERE age >= 56", False),
        ("SELECT name FROM head WHERE age > 56", False),
    ],
)
def test_the_answer_is_compared_with_what_the_specification_means(sql: str, agrees: bool) -> None:  # noqa: FBT001
    found, _ = ask({"spec": SPEC, "schema": DDL}, sql)
    assert (found.status, found.body["checks"]["agrees_with_spec"]) == (200, agrees)


def test_the_answer_is_compared_in_the_dialect_that_was_asked_for() -> None:
    found, _ = ask(
        {"spec": {**SPEC, "limit": 3, "order_by": ["age"]}, "schema": DDL, "dialect": "tsql"}, f"{SQL} LIMIT 3"
    )
    assert found.body["sql"] == "SELECT TOP 3 name, age FROM head WHERE age > 56"
    assert found.body["checks"]["agrees_with_spec"] is False


def test_nothing_is_said_of_an_answer_to_a_question() -> None:
    found, _ = ask({"question": "Who is older than 56?", "schema": DDL}, SQL)
    assert "agrees_with_spec" not in found.body["checks"]


BAD = [
    ({}, "spec.table", "table"),
    ({"table": "head", "cols": []}, "spec.cols", "at least 1"),
    ({"table": "head", "cols": ["name"], "unions": []}, "spec.unions", "not a known key"),
    ({"table": "heads", "cols": ["name"]}, "spec.table", "did you mean head?"),
    ({"table": "head", "cols": ["nam"]}, "spec.cols.0", "did you mean name?"),
    (
        {"table": "head", "cols": ["name"], "filters": [{"column": "agee", "operator": "=", "value": 1}]},
        "spec.filters.0.column",
        "age?",
    ),
    ({"table": "head; DROP TABLE head", "cols": ["name"]}, "spec.table", "is not a table of the schema"),
    ({"table": "head", "cols": ["(SELECT 1 FROM secrets)"]}, "spec.cols.0", "holds a statement"),
    ({"table": "head", "cols": ["load_extension('x')"]}, "spec", "function"),
    ({"table": "head", "cols": ["name"] * 101}, "spec.cols", "100"),
    (
        {"table": "head", "cols": ["name"], "filters": [{"column": "age", "operator": "~", "value": 1}]},
        "spec.filters.0.operator",
        "'='",
    ),
    ({"table": "head", "cols": ["x" * 250 for _ in range(20)]}, "spec", "longer than 4000"),
]


@pytest.mark.parametrize(("spec", "field", "says"), BAD, ids=lambda each: str(each)[:40])
def test_what_does_not_fit_never_reaches_the_model(spec: Any, field: str, says: str) -> None:
    found, model = ask({"spec": spec, "schema": DDL}, SQL)
    assert (found.status, found.body["type"], model.prompts) == (400, "/errors/invalid-request", [])
    assert found.body["errors"][0]["field"] == field
    assert says in found.body["detail"]
