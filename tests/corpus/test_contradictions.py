from collections.abc import Callable, Iterable
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.decisions.contradictions import Policy, mark_contradictions
from tuneql.corpus.decisions.deduplication import mark_duplicates
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.execution import Runner
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context

CASES = read_cases(__file__, "cases/contradictions.jsonl")
Made = Callable[..., Row]


@pytest.fixture(scope="module")
def runner() -> Iterable[Runner]:
    made = Runner()
    yield made
    made.close()


def told(rows: list[Row], *, policy: Policy, runner: Runner | None) -> list[list[int] | None]:
    """For each row None if it stays, else the row that it contradicts or repeats."""
    outcomes = list(prepare_rows(rows, Context(dialect="sqlite")))
    assert all(isinstance(each, Prepared) for each in outcomes)
    with Ledger() as ledger:
        ledger.add((place, each) for place, each in enumerate(outcomes) if isinstance(each, Prepared))
        mark_duplicates(ledger)
        mark_contradictions(ledger, outcomes, policy=policy, runner=runner, dialect="sqlite")
        return [each.row if each.fate == "contradiction" else None for each in ledger.decisions()]  # type: ignore[misc] # numbers


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_rows_contradict_or_do_not(make_row: Made, runner: Runner, case: dict[str, Any]) -> None:
    rows = [make_row(number, question="Which?", sql=sql) for number, sql in enumerate(case["sql"], start=1)]
    assert told(rows, policy="majority", runner=runner) == case["majority"]
    assert told(rows, policy="set-aside", runner=runner) == case["set-aside"]


def test_without_running_it_sql_that_differs_contradicts(make_row: Made) -> None:
    sqls = ("SELECT name FROM ships", "select NAME from ships", "SELECT ships.name FROM ships")
    rows = [make_row(number, question="Which?", sql=sql) for number, sql in enumerate(sqls, start=1)]
    assert told(rows, policy="majority", runner=None) == [None, None, 1]


def test_rows_that_only_personal_data_told_apart_repeat_one_another(make_row: Made, runner: Runner) -> None:
    schema = "CREATE TABLE people (id INTEGER, born DATE, birth_date DATE)"
    rows = [
        make_row(
            number,
            question=f"Who was born on 1990-05-{number:02}?",
            sql=f"SELECT id FROM people WHERE birth_date = '1990-05-{number:02}'",
            schema=schema,
        )
        for number in (2, 3)
    ]
    assert told(rows, policy="majority", runner=runner) == [None, None]


def test_rows_of_other_schemas_do_not_contradict(make_row: Made, runner: Runner) -> None:
    other = make_row(2, question="Which?", sql="SELECT id FROM ships", schema="CREATE TABLE ships (id INT)")
    rows = [make_row(1, question="Which?", sql="SELECT name FROM ships"), other]
    assert told(rows, policy="majority", runner=runner) == [None, None]


def test_rows_of_other_dialects_do_not_contradict(make_row: Made, runner: Runner) -> None:
    sqls = {
        "sqlite": "SELECT STRFTIME('%Y', name) FROM ships",
        "postgres": "SELECT EXTRACT(YEAR FROM NOW()) FROM ships",
    }
    rows = [
        make_row(number, question="Which?", sql=sql, dialect=dialect)
        for number, (dialect, sql) in enumerate(sqls.items(), start=1)
    ]
    assert told(rows, policy="majority", runner=runner) == [None, None]
