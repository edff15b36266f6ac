"""What of a corpus holds no longer once schemas have moved on."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import pytest

from tests.cli.conftest import Ran, tuneql  # noqa: F401 - a fixture
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.errors import InvalidSchema
from tuneql.operations.drift import Drift, drift
from tuneql.operations.schema_changes import Changes

WAS: Final = """
CREATE TABLE Ships (id INTEGER, name TEXT, "built year" INTEGER, port TEXT);
CREATE TABLE ports (name TEXT, berths INTEGER);
"""
NOW: Final = """
CREATE TABLE ships (id BIGINT, name TEXT, "built year" DATE, harbour TEXT);
CREATE TABLE weather (day DATE, wind INTEGER);
"""
COUNT: Final = "SELECT COUNT(*) FROM ships"


def rows(*statements: str, **fields: str) -> list[Row | Rejection]:
    asked = ({"question": f"Question {n}?", "sql": sql, **fields} for n, sql in enumerate(statements, start=1))
    return [Row(source="q.jsonl", row=n, record=record) for n, record in enumerate(asked, start=1)]


def found(*statements: str, was: str | None = WAS, now: str = NOW, **fields: str) -> Drift:
    before = Schemas(default=was, by_id={} if was is None else {"was": was})
    return drift(
        rows(*statements, **fields), was=before, now=Schemas(default=now, by_id={"now": now}), dialect="sqlite"
    )


def test_changed_tables_and_columns_are_named_as_people_write_them() -> None:
    assert found(COUNT).changes == Changes(
        new_tables=("weather",),
        gone_tables=("ports",),
        new_columns=("ships.harbour",),
        gone_columns=("Ships.port",),
        retyped=("ships.built year: int, now date",),
    )


BROKEN: Final = [
    (COUNT, ()),
    ('SELECT MAX("built year") FROM SHIPS', ()),
    ("SELECT port FROM ships", ("column port does not exist",)),
    ("SELECT COUNT(*) FROM ports", ("table ports is not in the schema",)),
    ("SELECT nowhere_function(id) FROM ships", ()),  # refused, but not for a name that is gone
]


@pytest.mark.parametrize(("sql", "reasons"), BROKEN)
def test_a_question_whose_sql_names_what_is_gone_is_found(sql: str, reasons: tuple[str, ...]) -> None:
    broken = found(sql).broken
    assert len(broken) == bool(reasons)
    for each in broken:
        assert (each.source, each.row, each.question, each.sql) == ("q.jsonl", 1, "Question 1?", sql)
        assert each.reasons[0].startswith(reasons[0])


def test_what_no_question_asks_about_is_told() -> None:
    asked = found("SELECT s.name FROM ships AS s", "SELECT id FROM ships WHERE name > 'a'")
    assert (asked.tables.declared, asked.tables.asked, asked.tables.unasked) == (2, 1, ("weather",))
    assert (asked.columns.declared, asked.columns.asked) == (6, 2)
    assert set(asked.columns.unasked) == {"ships.built year", "ships.harbour", "weather.day", "weather.wind"}


def test_rows_that_bring_parts_of_a_schema_bring_them_together() -> None:
    parts = ["CREATE TABLE ships (id INTEGER)", "CREATE TABLE ships (name TEXT)"]
    each = [row for part in parts for row in rows(COUNT, schema=part)]
    now = Schemas(default=NOW, by_id={"now": NOW})
    changes = drift(each, was=Schemas(), now=now, dialect="sqlite").changes
    assert changes is not None
    assert (changes.new_columns, changes.gone_columns) == (("ships.built year", "ships.harbour"), ())


def test_without_schemas_of_the_corpus_there_is_nothing_to_compare_with() -> None:
    alone = found(COUNT, was=None)
    assert (alone.changes, alone.questions, alone.tables.unasked) == (None, 1, ("weather",))


def test_tables_that_nobody_asks_about_are_no_drift() -> None:
    assert not found(COUNT, was=None).is_any
    assert not found(COUNT, now=WAS).is_any
    assert found("SELECT port FROM ships", was=None).is_any


def test_schemas_are_compared_whole_whichever_databases_are_asked_about() -> None:
    fleet, crew = "CREATE TABLE ships (id INTEGER)", "CREATE TABLE sailors (id INTEGER, name TEXT)"
    was = Schemas(by_id={"fleet": fleet, "crew": crew, "yard": "CREATE TABLE docks (id INTEGER)"})
    now = Schemas(by_id={"fleet": fleet, "crew": "CREATE TABLE sailors (id INTEGER)"})
    changes = drift(rows(COUNT, db_id="fleet"), was=was, now=now, dialect="sqlite").changes
    assert changes == Changes(
        new_tables=(), gone_tables=("yard: docks",), new_columns=(), gone_columns=("crew: sailors.name",), retyped=()
    )


def test_one_schema_of_now_is_compared_with_that_of_its_name() -> None:
    was = Schemas(by_id={"fleet": WAS, "crew": "CREATE TABLE sailors (id INTEGER)"})
    now = Schemas(default=WAS, by_id={"fleet": WAS})
    each = [*rows(COUNT, db_id="fleet"), *rows("SELECT id FROM sailors", db_id="crew")]
    seen = drift(each, was=was, now=now, dialect="sqlite")
    assert (seen.questions, seen.unread) == (1, {"missing-schema": 1})
    assert seen.changes is not None
    assert not seen.is_any


def test_a_row_that_brings_no_schema_does_not_hide_what_is_new() -> None:
    each = [*rows(COUNT, schema="CREATE TABLE ships (id INTEGER)"), *rows(COUNT)]
    changes = drift(each, was=Schemas(), now=Schemas(default=NOW, by_id={"now": NOW}), dialect="sqlite").changes
    assert changes is not None
    assert changes.new_tables == ("weather",)


def test_databases_are_told_apart() -> None:
    now = Schemas(by_id={"fleet": "CREATE TABLE ships (id INTEGER)", "crew": "CREATE TABLE sailors (id INTEGER)"})
    asked = [*rows("SELECT id FROM ships", db_id="fleet"), *rows(COUNT, db_id="crew"), *rows(COUNT, db_id="elsewhere")]
    seen = drift(asked, was=now, now=now, dialect="sqlite")
    assert (seen.questions, seen.unread, len(seen.broken)) == (2, {"missing-schema": 1}, 1)
    assert seen.tables.unasked == ("crew: sailors",)
    assert seen.changes is not None


UNREAD: Final = [
    ("invalid-json", Rejection(source="q.jsonl", row=1, reason="invalid-json", detail="", record="")),
    ("sql-parses", *rows("SELECT (((")),
    ("invalid-schema", *rows(COUNT, schema="CREATE TABLE (((")),
    ("unknown-dialect", *rows(COUNT, dialect="klingon")),
    ("unknown-shape", Row(source="q.jsonl", row=1, record={"anything": "else"})),
]


@pytest.mark.parametrize(("reason", "row"), UNREAD)
def test_a_row_that_cannot_be_read_is_counted_by_its_reason(reason: str, row: Row | Rejection) -> None:
    now = Schemas(default=NOW, by_id={"now": NOW})
    seen = drift([row, *rows(COUNT)], was=Schemas(), now=now, dialect="sqlite")
    assert (seen.questions, seen.unread) == (1, {reason: 1})


def test_a_schema_of_now_must_be_one() -> None:
    with pytest.raises(InvalidSchema):
        found(COUNT, now="CREATE TABLE (((")


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    asked = {"question": "Which ports?", "sql": "SELECT port FROM ships"}
    texts = {"q.jsonl": json.dumps(asked), "was.sql": WAS, "now.sql": NOW, "same.sql": "CREATE TABLE ships (port TEXT)"}
    for name, text in texts.items():
        (tmp_path / name).write_text(text)
    return {name: tmp_path / name for name in texts}


def test_people_see_what_has_changed_and_may_have_it_fail(tuneql: Callable[..., Ran], files: Any) -> None:  # noqa: F811
    asked = ("schema", "drift", files["q.jsonl"], "--was", files["was.sql"], "--schema", files["now.sql"])
    ran = tuneql(*asked)
    assert ran.code == 0
    assert "weather" in ran.out
    assert "1 questions; the SQL of 1 names what is not there" in ran.out
    assert "column port does not exist" in ran.out
    assert tuneql(*asked, "--check").code == 1
    assert json.loads(tuneql(*asked, "--json").out)["is_any"]


def test_without_changes_the_check_passes(tuneql: Callable[..., Ran], files: Any) -> None:  # noqa: F811
    ran = tuneql("schema", "drift", files["q.jsonl"], "--schema", files["same.sql"], "--check")
    assert (ran.code, "name them with --was" in ran.out) == (0, True)


def test_fields_are_named_as_for_a_preparation(tuneql: Callable[..., Ran], files: Any) -> None:  # noqa: F811
    files["q.jsonl"].write_text(json.dumps({"frage": "Which ports?", "abfrage": "SELECT port FROM ships"}))
    asked = ("schema", "drift", files["q.jsonl"], "--schema", files["now.sql"], "--check")
    ran = tuneql(*asked)
    assert (ran.code, "0 questions' can be compared (1 unknown-shape)" in ran.err) == (2, True)
    ran = tuneql(*asked, "--map", "question=frage", "--map", "sql=abfrage")
    assert (ran.code, "column port does not exist" in ran.out) == (1, True)
    ran = tuneql(*asked, "--map", "q=frage")
    assert (ran.code, "map" in ran.err) == (2, True)
