"""SQL in another dialect than the model's own: translated, and checked again."""

from dataclasses import replace

import pytest

from tests.serving.endpoint import CHAMPION, ask
from tuneql.aws.pointer import MemoryPointer

DDL = "CREATE TABLE head (id INT PRIMARY KEY, name VARCHAR(50), born DATE)"
ASKED = {"question": "Who is the oldest?", "schema": DDL}
OLDEST = "SELECT name FROM head ORDER BY born LIMIT 1"

WRITTEN = [
    ("sqlite", OLDEST, "tsql", "SELECT TOP 1 name FROM head ORDER BY born"),
    ("sqlite", OLDEST, "postgres", "SELECT name FROM head ORDER BY born NULLS FIRST LIMIT 1"),
    ("sqlite", OLDEST, "sqlite", OLDEST),
    ("postgres", "SELECT name FROM head WHERE name ILIKE 'a%'", "mysql", None),
    ("postgres", 'SELECT "name" FROM head', "bigquery", "SELECT `name` FROM head"),
    ("kestrel", "SELECT name ?? 0 FROM head TAKE 1", "snowflake", "SELECT COALESCE(name, 0) FROM head LIMIT 1"),
]


@pytest.mark.parametrize(("spoken", "said", "asked", "written"), WRITTEN)
def test_sql_is_written_in_the_dialect_that_was_asked_for(
    spoken: str, said: str, asked: str, written: str | None
) -> None:
    champion = replace(CHAMPION, dialect=spoken)
    found, model = ask({**ASKED, "dialect": asked}, said, pointer=MemoryPointer(champion))
    assert (found.status, found.body.get("dialect")) == (200, asked), found.body
    assert found.body["sql"] == written or written is None
    assert all(found.body["checks"].values())
    assert f"one {spoken} SQL statement" in model.prompts[0].system


def test_the_model_reads_the_schema_in_its_own_dialect() -> None:
    ddl = "CREATE TABLE [head] ([name] NVARCHAR(50) /* of a person */, pay MONEY)"
    found, model = ask({**ASKED, "schema": ddl, "dialect": "tsql"}, "SELECT name FROM head")
    assert found.status == 200
    assert "head(name /*of a person*/" in model.prompts[0].system
    assert "[head]" not in model.prompts[0].system


@pytest.mark.own_dialect
def test_what_the_other_dialect_lacks_is_a_problem_with_its_reason() -> None:
    champion = replace(CHAMPION, dialect="kestrel")
    found, model = ask(
        {**ASKED, "dialect": "postgres"},
        "SELECT MONTH_OF(born) FROM head",
        pointer=MemoryPointer(champion),
        repairs=1,
    )
    assert (found.status, found.body["type"]) == (422, "/errors/not-in-dialect")
    (error,) = found.body["errors"]
    assert error["field"] == "transpiles"
    assert "month_of" in error["message"].lower()
    assert "in postgres" in model.prompts[1].turns[-1]


def test_syntax_that_has_no_words_there_is_a_problem_too() -> None:
    champion = replace(CHAMPION, dialect="postgres")
    said = "SELECT name FROM head EXCEPT ALL SELECT name FROM head WHERE id = 1"
    found, _ = ask({**ASKED, "dialect": "sqlite"}, said, pointer=MemoryPointer(champion))
    assert (found.status, found.body["type"]) == (422, "/errors/not-in-dialect")
    assert "cannot be written in sqlite: EXCEPT ALL" in found.body["errors"][0]["message"]


def test_the_names_of_the_other_dialect_hold_in_the_end() -> None:
    champion = replace(CHAMPION, dialect="sqlite")
    found, _ = ask({**ASKED, "dialect": "snowflake"}, 'SELECT "name" FROM head', pointer=MemoryPointer(champion))
    assert (found.status, found.body["type"]) == (422, "/errors/not-in-dialect")


def test_a_schema_that_is_not_of_the_asked_dialect_is_the_callers_mistake() -> None:
    found, model = ask({**ASKED, "schema": "CREATE TABLE [head] ([name] TEXT)", "dialect": "postgres"})
    assert (found.status, found.body["type"], model.prompts) == (400, "/errors/invalid-schema", [])
