"""Questions that wait for the right SQL."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.conftest import Ran, tuneql  # noqa: F401 - a fixture
from tuneql.aws.objects import MemoryObjects
from tuneql.corpus.conversion import to_example
from tuneql.corpus.example import Example
from tuneql.corpus.row import Row
from tuneql.locations import Location
from tuneql.operations.wanted import LoggedQuestion, StoredFeedback, Wanted, wanted
from tuneql.serving.messages import SchemaRequest
from tuneql.serving.schemas import Schemas

NOON: Final = datetime(2026, 11, 30, 12, tzinfo=UTC)


def asked(request: str, outcome: str = "answered", *, minutes: int = 0, **given: Any) -> LoggedQuestion:
    line = {"request_id": request, "question": "Which?", "outcome": outcome, "at": NOON + timedelta(minutes=minutes)}
    return LoggedQuestion.model_validate(line | ({"sql": "SELECT 1"} if outcome == "answered" else {}) | given)


def said(request: str, verdict: str = "bad", **given: Any) -> StoredFeedback:
    return StoredFeedback.model_validate({"request_id": request, "verdict": verdict, "received_at": NOON, **given})


WAITING: Final = [
    ([asked("a", "refused", rules=["known_columns", "parses"])], [], "its SQL was refused: known_columns, parses"),
    ([asked("a", "refused")], [], "refused"),
    ([asked("a", "declined")], [], "the model said that the tables do not hold it"),
    ([asked("a")], [said("a")], "called bad"),
    ([asked("a")], [said("a", note="of last year")], "called bad: of last year"),
    ([asked("a"), asked("b", minutes=1)], [said("a")], "called bad"),  # the same answer again
    ([asked("a"), asked("b", "refused", minutes=1)], [], "refused"),
    ([asked("a", "outdated"), asked("a", "declined", minutes=1)], [], "the model said that the tables do not hold it"),
    ([], [said("a", question="Which?")], "called bad"),  # the log is older than its retention
]


@pytest.mark.parametrize(("lines", "opinions", "why"), WAITING)
def test_a_question_without_a_good_answer_waits(
    lines: list[LoggedQuestion], opinions: list[StoredFeedback], why: str
) -> None:
    (found,) = wanted(reversed(lines), opinions)
    assert (found.question, found.sql, found.why) == ("Which?", "", why)
    assert found.count == max(1, len({each.request_id for each in lines}))


NOT_WAITING: Final = [
    ([asked("a")], []),
    ([asked("a")], [said("a", "good")]),
    ([asked("a", "busy"), asked("b", "failed"), asked("c", "invalid")], []),
    ([asked("a", "refused"), asked("b", minutes=1)], []),  # answered later
    ([asked("a"), asked("b", sql="SELECT 2", minutes=1)], [said("a")]),  # otherwise later
    ([asked("a")], [said("a"), said("a", "good", received_at=NOON + timedelta(minutes=1))]),
    ([asked("a")], [said("a", question="Which?", sql="SELECT 2")]),  # a correction
    ([], [said("a", "good", question="Which?")]),
    ([], [said("a")]),
]


@pytest.mark.parametrize(("lines", "opinions"), NOT_WAITING)
def test_a_question_does_not_wait_if_answered_well_or_asked_in_vain(
    lines: list[LoggedQuestion], opinions: list[StoredFeedback]
) -> None:
    assert wanted(lines, opinions) == []


def test_the_most_frequent_come_first_and_schemas_are_told_apart() -> None:
    lines = [
        asked("a", "refused", question="Seldom?"),
        *(asked(f"b{n}", "refused", question="Often?") for n in range(3)),
        *(asked(f"c{n}", "refused", question="Often?", schema_id="other") for n in range(2)),
    ]
    found = [(each.question, each.schema_id, each.count) for each in wanted(lines, [])]
    assert found == [("Often?", None, 3), ("Often?", "other", 2), ("Seldom?", None, 1)]


def test_sql_that_somebody_said_without_the_question_is_filled_in() -> None:
    (found,) = wanted([asked("a")], [said("a", sql="SELECT 2")])
    assert (found.sql, found.wrong_sql) == ("SELECT 2", "SELECT 1")


def test_filled_in_it_is_a_row_of_a_corpus() -> None:
    schemas = Schemas(MemoryObjects(), Location(bucket="corpora", key="schemas/"))
    schemas.put("fleet", SchemaRequest(schema="CREATE TABLE t (a INTEGER)"), dialect="duckdb")
    (found,) = wanted([asked("a", schema_id="fleet")], [said("a", note="no")])
    row = found.row(schemas) | {"sql": "SELECT a FROM t"}
    example = to_example(Row(source="annotate.jsonl", row=1, record=row))
    assert isinstance(example, Example), example
    assert (example.question, example.sql, example.ddl, example.dialect, example.count) == (
        "Which?", "SELECT a FROM t", "CREATE TABLE t (a INTEGER)", "duckdb", 1,
    )  # fmt: skip
    (inline,) = wanted([asked("a")], [said("a", schema="CREATE TABLE t (b INT)")])
    assert inline.row(schemas)["schema"] == "CREATE TABLE t (b INT)"
    gone = Wanted.model_validate(found.model_dump() | {"schema_id": "forgotten"})
    assert "schema" not in gone.row(schemas)


def test_what_somebody_has_filled_in_is_not_written_over(tuneql: Callable[..., Ran], tmp_path: Path) -> None:  # noqa: F811
    path = tmp_path / "annotate.jsonl"
    path.write_text("{}")
    ran = tuneql("wanted", "--out", path)
    assert (ran.code, path.read_text()) == (2, "{}")
    assert "name another file" in ran.err
