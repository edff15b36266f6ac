"""Prompts: the words of each version never change, because models were trained on them; and what linking leaves out."""

from pathlib import Path
from typing import get_args

import pytest

from tuneql.corpus.example import Example
from tuneql.corpus.training_prompt import training_record
from tuneql.errors import UnknownPromptVersion
from tuneql.evaluation.prompting import prompt_of
from tuneql.evaluation.question import Question
from tuneql.options import PROMPT_VERSION, PromptVersion
from tuneql.prompt import (
    WORDINGS,
    Prompt,
    ask_for_repair,
    build_prompt,
    further_tables,
    wording_of,
)
from tuneql.sql.schemas.schema import parse_schema

SMALL = "CREATE TABLE head (name TEXT, age INTEGER); "
LARGE = (Path(__file__).parent / "sql" / "linking" / "sqlite-campus.sql").read_text("utf-8")
ASKED = "How many clubs are there?"
LEFT_OUT = "sports_fixture("

SAID = {
    "2026-11-1": Prompt(
        system=(
            "You are a powerful text-to-SQL model. Your job is to answer questions about a database. "
            "Answer with one sqlite SQL statement and nothing else. "
            "You can use the following table schema for context:\nCREATE TABLE head (name TEXT, age INTEGER);"
        ),
        user="Return the SQL query that answers the following question: How old?",
    ),
    "2026-11-2": Prompt(
        system=(
            "Answer with one sqlite SQL statement and nothing else. "
            "Tables (no type: text; pk: primary key; -> t: refers to t's key):\nhead(name, age int)"
        ),
        user="How old?",
    ),
}


@pytest.mark.parametrize("version", WORDINGS)
def test_what_a_version_says_never_changes(version: str) -> None:
    schema = parse_schema(SMALL, "sqlite")
    said = build_prompt(question=" How old? ", schema=schema, dialect="sqlite", version=version)
    assert said == SAID.get(version, SAID["2026-11-2"])


def test_the_versions_that_a_run_may_name_are_those_that_there_are() -> None:
    assert get_args(PromptVersion) == tuple(WORDINGS)
    assert tuple(WORDINGS)[-1] == PROMPT_VERSION
    with pytest.raises(UnknownPromptVersion, match="2031-1"):
        wording_of("2031-1")


def test_training_shows_what_the_answer_needs_and_evaluation_only_what_the_question_tells() -> None:
    sql = "SELECT MAX(homeScore), c15 FROM sports_fixture, sensor_reading"
    record = training_record(Example(question=ASKED, ddl=LARGE, sql=sql), "sqlite")
    shown = record["system"][0]["text"]
    assert LEFT_OUT in shown
    assert "c15 " in shown
    assert "c14 " not in shown
    assert "club(" in shown  # which the question speaks for, and this answer does not need
    question = Question(id="1", question=ASKED, schema=LARGE, dialect="sqlite", sql=sql)
    assert LEFT_OUT not in prompt_of(question, PROMPT_VERSION).system
    assert LEFT_OUT in prompt_of(question, "2026-11-2").system


@pytest.mark.parametrize("version", WORDINGS)
def test_tables_that_were_left_out_are_shown_when_an_answer_names_them(version: str) -> None:
    schema = parse_schema(LARGE, "sqlite")
    first = build_prompt(question=ASKED, schema=schema, dialect="sqlite", version=version)
    answer = "SELECT awayScore FROM club"
    further = further_tables(question=ASKED, schema=schema, version=version, said=[answer, "there is no awayScore"])
    again = ask_for_repair(first, answer=answer, reasons=["no"], dialect="sqlite", further=further)
    assert (LEFT_OUT in again.turns[-1]) == (version == "2026-11-3")
    assert again.system == first.system
