import pytest

from tuneql.sql.running.engine import ExecutionFailed, Result
from tuneql.sql.running.remembered import MOST_QUERIES, MOST_ROWS, no_results_yet

FLEET, HARBOUR = "fleet", "harbour"


def _result(rows: int) -> Result:
    return Result(columns=("a",), rows=tuple((each,) for each in range(rows)))


def test_remembers_by_query_and_database() -> None:
    remembered, failure = no_results_yet(), ExecutionFailed(kind="syntax", message="near FROM")
    remembered.add((FLEET, "SELECT 1"), _result(1))
    remembered.add((HARBOUR, "SELECT 1"), failure)
    assert remembered.get((FLEET, "SELECT 1")) == _result(1)
    assert remembered.get((HARBOUR, "SELECT 1")) is failure
    assert (FLEET, "SELECT 2") not in remembered
    assert remembered.get((FLEET, "SELECT 2")) is None


@pytest.mark.parametrize("rows", [0, MOST_ROWS // 100])
def test_the_oldest_results_are_forgotten(rows: int) -> None:
    remembered, found = no_results_yet(), _result(rows)
    for number in range(MOST_QUERIES + 1):
        remembered.add((FLEET, f"SELECT {number}"), found)
    known = [number for number in range(MOST_QUERIES + 1) if (FLEET, f"SELECT {number}") in remembered]
    assert known == list(range(MOST_QUERIES + 1))[-(100 if rows else MOST_QUERIES) :]
