"""Conversion and validation: one row, and what becomes of it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.conversion import to_example
from tuneql.corpus.example import Example
from tuneql.corpus.outcomes import from_line, to_line
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.remedies import REMEDIES, remedy_of
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context
from tuneql.sql.guard import RULE_NAMES

CASES = read_cases(__file__, "cases/rows.jsonl")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_a_row_is_prepared_or_rejected_with_one_reason(case: dict[str, Any]) -> None:
    (found,) = prepare_rows([Row(source="f", row=3, record=case["record"])], Context(dialect="sqlite"))
    if "reason" in case:
        assert isinstance(found, Rejection)
        assert (found.source, found.row, found.reason, found.record) == ("f", 3, case["reason"], case["record"])
        assert found.detail.startswith(str(case["detail"]))
    else:
        assert isinstance(found, Prepared)
        assert (found.example.source, found.example.row) == ("f", 3)


@pytest.mark.parametrize(
    ("path", "found"), [("said.1.sql", "SELECT a FROM t"), ("said.2.sql", None), ("said.sql", None)]
)
def test_a_path_leads_into_objects_and_lists(path: str, found: str | None) -> None:
    record = {"said": [{"sql": "no"}, {"sql": "SELECT a FROM t"}], "question": "q", "schema": "CREATE TABLE t (a INT)"}
    read = to_example(Row(source="f", row=1, record=record), fields={"sql": path})
    assert (read.sql if isinstance(read, Example) else None) == found


def test_every_reason_says_what_to_do() -> None:
    reasons = {
        case["reason"] for file in Path(__file__).parent.rglob("*.jsonl") for case in read(file) if "reason" in case
    }
    reasons |= {f"sql-{name.replace('_', '-')}" for name in RULE_NAMES}
    assert len(reasons) > 20
    assert reasons - {"x"} <= set(REMEDIES)
    assert all(remedy_of(reason) for reason in ("x", *reasons))


def read(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def test_both_shapes_of_a_row_make_the_same_example() -> None:
    ours = {"question": "q", "schema": "CREATE TABLE t (a INT)", "sql": "SELECT a FROM t", "db_id": "d"}
    theirs = {"question": "q", "context": "CREATE TABLE t (a INT)", "answer": "SELECT a FROM t", "db_id": "d"}
    examples = [to_example(Row(source="f", row=1, record=record)) for record in (ours, theirs)]
    first, second = (each.model_dump(exclude={"shape"}) for each in examples if isinstance(each, Example))
    assert first == second


@pytest.mark.own_dialect
def test_what_is_prepared_survives_a_line() -> None:
    good = next(case for case in CASES if case["case"] == "ours, with all it may have")
    (found,) = prepare_rows([Row(source="f", row=1, record=good["record"])], Context(dialect="sqlite"))
    assert isinstance(found, Prepared)
    assert from_line(to_line(found)) == found
