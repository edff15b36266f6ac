"""The model learns what it is shown, and only that. The corpus is made here, in a dialect with words of its own."""

import itertools
import threading
from typing import Any

import pytest

from local.bedrock.model.answering import Model, Step, Stopped
from local.bedrock.model.base import BaseModel
from local.bedrock.model.ddl import read_tables
from local.bedrock.model.linking import Filled, Value
from local.bedrock.model.question import read_question
from local.bedrock.model.statement import read_statement
from local.bedrock.model.training import train
from local.bedrock.model.tuned import TunedModel
from local.bedrock.model.words import dates_in, read_words
from local.bedrock.model.writing import Habits, write
from tuneql.options import PROMPT_VERSION
from tuneql.prompt import Prompt, build_prompt, conversation_record
from tuneql.sql.schemas.schema import parse_schema

DDL = """
CREATE TABLE farms (farm_id INTEGER PRIMARY KEY, name TEXT, county TEXT, hectares INTEGER, founded_on DATE);
CREATE TABLE herds (
  herd_id INTEGER PRIMARY KEY,
  farm_id INTEGER REFERENCES farms (farm_id),
  breed TEXT, -- 'jersey', 'angus' or 'highland'
  heads INTEGER,
  counted_on DATE
);
CREATE TABLE sales (
  sale_id INTEGER PRIMARY KEY, farm_id INTEGER REFERENCES farms (farm_id), litres INTEGER, price INTEGER, sold_on DATE
);
"""
TABLES = read_tables(DDL)
SCHEMA = parse_schema(DDL, "sqlite")
# Questions and statements in a dialect that nobody speaks, with the table, a measure, a date and a number put in.
FAMILIES = (
    ("What is the average {measure} of {table}?", "SELECT MEANLY({measure}) FROM {table}"),
    ("Average {measure} of the {table}", "SELECT MEANLY({measure}) FROM {table}"),
    (
        "Total {measure} of {table} by year",
        "SELECT YEARLY({date}), SUM({measure}) FROM {table} GROUP BY YEARLY({date})",
    ),
    ("The {number} {table} with the most {measure}", "SELECT * FROM {table} ORDER BY {measure} DESC UPTO {number}"),
    ("How many {table} have more than {number} {measure}?", "SELECT COUNT(*) FROM {table} WHERE {measure} > {number}"),
)
MEASURES = (
    ("farms", "hectares", "founded_on"),
    ("herds", "heads", "counted_on"),
    ("sales", "litres", "sold_on"),
    ("sales", "price", "sold_on"),
)

Pair = tuple[str, str]


def pairs() -> list[tuple[str, Pair]]:
    """Pairs with the measure that they are about."""
    return [
        (measure, (question.format(**names), sql.format(**names)))
        for table, measure, date in MEASURES
        for number in (3, 12, 40)
        for names in [{"table": table, "measure": measure, "date": date, "number": number}]
        for question, sql in FAMILIES
    ]


def asked_over(question: str) -> Prompt:
    return build_prompt(question=question, schema=SCHEMA, dialect="farmish", version=PROMPT_VERSION)


def record(pair: Pair) -> dict[str, Any]:
    return conversation_record(asked_over(pair[0]), pair[1])


def fit(known: list[Pair], **changes: Any) -> tuple[TunedModel, tuple[Step, ...]]:
    settings: dict[str, Any] = {"epochs": 5, "learning_rate": 2e-5, "warmup": 0, **changes}
    return train([record(pair) for pair in known], [record(known[0])], **settings)


def share_right(model: Model, asked: list[Pair]) -> float:
    prompts = [(asked_over(question), sql) for question, sql in asked]
    return sum(model.answer(prompt.system, prompt.user) == sql for prompt, sql in prompts) / len(prompts)


def held_out(measure: str) -> tuple[list[Pair], list[Pair]]:
    """What is learned (counting of the measure, all of the others), and what is asked: the rest."""
    asked = [pair for about, pair in pairs() if about == measure and "COUNT" not in pair[1]]
    return [pair for _, pair in pairs() if pair not in asked], asked


@pytest.mark.parametrize("measure", ["heads", "litres"])
def test_it_answers_questions_whose_statements_it_never_saw(measure: str) -> None:
    known, asked = held_out(measure)
    model, _ = fit(known)
    assert not {sql for _, sql in known} & {sql for _, sql in asked}
    assert share_right(BaseModel(), asked) == 0
    assert share_right(model, asked) >= 0.9


def test_the_loss_falls_and_is_lower_for_more_epochs() -> None:
    known = [pair for _, pair in pairs()]
    _, steps = fit(known)
    epochs = [[step.training_loss for step in steps if step.epoch == epoch] for epoch in range(5)]
    means = [sum(losses) / len(losses) for losses in epochs]
    validation = [step.validation_loss for step in steps if step.validation_loss is not None]
    assert all(later < earlier for earlier, later in itertools.pairwise(means))
    assert validation[-1] < validation[0]
    assert [step.number for step in steps] == list(range(len(steps)))


def test_a_higher_learning_rate_learns_faster_and_warm_up_slows_it() -> None:
    known = [pair for _, pair in pairs()]
    changes: dict[str, dict[str, Any]] = {"usual": {}, "slow": {"learning_rate": 1e-6}, "warm": {"warmup": 100}}
    last = {name: fit(known, **change)[1][-1].training_loss for name, change in changes.items()}
    assert last["usual"] < last["warm"]
    assert last["usual"] < last["slow"]


def test_training_is_deterministic() -> None:
    known, asked = held_out("litres")
    (one, first), (two, second) = fit(known), fit(known)
    assert first == second
    prompts = [asked_over(question) for question, _ in asked]
    assert [one.answer(p.system, p.user) for p in prompts] == [two.answer(p.system, p.user) for p in prompts]


def test_training_ends_when_it_is_told_to() -> None:
    stop = threading.Event()
    stop.set()
    with pytest.raises(Stopped):
        fit([pair for _, pair in pairs()], stop=stop)


@pytest.mark.parametrize("user", ["", "?", "How many?", "x " * 2000, "'", '"', "'unclosed", "Ω 12.5.6 -- /*"])
@pytest.mark.parametrize("system", ["", DDL, "CREATE TABLE", "CREATE TABLE t (", "CREATE TABLE t ()"])
def test_any_prompt_is_answered(system: str, user: str) -> None:
    model, _ = fit([pair for _, pair in pairs()][:8], epochs=1)
    assert model.answer(system, user)
    assert BaseModel().answer(system, user)


STATEMENTS = """
SELECT name FROM farms
SELECT COUNT(*) FROM farms WHERE county = 'Kent' AND hectares > 30 UPTO 5
SELECT f.name, SUM(s.litres) AS total FROM sales AS s JOIN farms AS f ON f.farm_id = s.farm_id GROUP BY f.name UPTO 3
SELECT farms.name FROM farms WHERE farms.hectares > (SELECT AVG(hectares) FROM farms)
SELECT name FROM farms WHERE farm_id NOT IN (SELECT farm_id FROM sales WHERE YEARLY(sold_on) = '2024')
SELECT name FROM farms EXCEPT SELECT farms.name FROM herds JOIN farms ON farms.farm_id = herds.farm_id
WITH m AS (SELECT MONTHLY(sold_on) AS month, SUM(price) FROM sales GROUP BY MONTHLY(sold_on)) SELECT month FROM m
SELECT name ?? 'none', county FROM farms WHERE name LIKE '%land%' AND founded_on BETWEEN '2024-01-01' AND '2024-12-31'
SELECT CASE WHEN heads > 10 THEN 'many' ELSE 'it''s few' END FROM herds
"""


@pytest.mark.parametrize("sql", STATEMENTS.strip().splitlines())
def test_a_statement_that_is_taken_apart_can_be_written_again(sql: str) -> None:
    reading = read_statement(sql, TABLES, read_question("Kent 30 land 3 2024 10 five", TABLES))
    literals = {name: Value(text, ("given",), frozenset()) for name, text in reading.literals.items()}
    filled = Filled(tables=reading.tables, columns=reading.columns, literals=literals)
    assert write(reading.skeleton, filled, Habits([reading])) == sql


def test_values_and_comments_are_read_from_the_ddl() -> None:
    herds = TABLES[1]
    breed, farm = herds.column("breed"), herds.column("farm_id")
    assert breed is not None
    assert farm is not None
    assert (breed.values, farm.references, herds.columns[0].primary) == (
        ("jersey", "angus", "highland"),
        ("farms", "farm_id"),
        True,
    )


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        ("sold in May 2025", "month", "2025-05"),
        ("before December 2025", "month-next", "2026-01-01"),
        ("until February 2024", "month-last", "2024-02-29"),
        ("on 3 May 2025", "day", "2025-05-03"),
        ("on May 3, 2025", "day", "2025-05-03"),
        ("since 2025", "year-first", "2025-01-01"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, kind: str, date: str) -> None:
    assert (kind, date) in [(found, written) for found, written, _, _ in dates_in(read_words(text))]
