import json
import re
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.case_files import read_cases
from tuneql.corpus.cleaning import clean, clean_ddl, clean_question, clean_sql
from tuneql.corpus.execution import Runner, tell_apart
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft
from tuneql.interpreted import is_compiled
from tuneql.options import Options
from tuneql.sql.parsing import parse
from tuneql.sql.schemas.schema import parse_schema

STATEMENTS = read_cases(__file__, "statements.jsonl")
QUESTIONS = read_cases(__file__, "questions.jsonl")
OWN = [] if is_compiled() else ["kestrel"]
PAIRS = Path(__file__).parents[3] / "examples" / "kestrel" / "pairs.jsonl"
DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, harbour TEXT, built DATE)"


@pytest.mark.parametrize("case", STATEMENTS, ids=lambda case: case["case"])
def test_a_statement_is_written_in_one_style_and_then_stays(case: dict[str, str]) -> None:
    dialect = case["dialect"]
    schema = parse_schema(DDL, dialect)
    assert clean_sql(case["before"], dialect, schema).sql == case["after"]
    assert clean_sql(case["after"], dialect, schema).sql == case["after"]


@pytest.mark.parametrize("case", QUESTIONS, ids=lambda case: case["case"])
def test_a_question_is_cleaned_and_then_stays(case: dict[str, str]) -> None:
    assert clean_question(case["before"], case["literals"]) == case["after"]
    assert clean_question(case["after"], case["literals"]) == case["after"]


@pytest.fixture(scope="module")
def running() -> Iterator[Runner]:
    with closing(Runner()) as made:
        yield made


RUNNABLE = [
    case
    for case in STATEMENTS
    if case["dialect"] == "sqlite" and ";" not in case["after"] and case["after"].startswith("SELECT")
]


@pytest.mark.parametrize("case", [each for each in RUNNABLE if each["before"].isascii()], ids=lambda case: case["case"])
def test_a_clean_statement_answers_the_same(case: dict[str, str], running: Runner) -> None:
    before = case["before"].removeprefix("```sql").strip("`;\n ")
    found = tell_apart([before, case["after"]], ddl=DDL, dialect="sqlite", runner=running)
    assert found in ([0, 0], [None, None])


def kestrel() -> list[str]:
    return [json.loads(line)["sql"] for line in PAIRS.read_text().splitlines()]


@pytest.mark.own_dialect
@pytest.mark.parametrize("dialect", ["kestrel", "sqlite", "postgres", "mysql", "tsql", "snowflake", "bigquery"])
def test_clean_statements_read_as_the_same_tree_and_stay_as_they_are(dialect: str) -> None:
    statements = kestrel()[::6] if dialect == "kestrel" else []
    statements = statements or [tree.sql(dialect) for sql in kestrel()[::28] for tree in parse(sql, "kestrel")]
    for sql in statements:
        cleaned = clean_sql(sql, dialect).sql
        assert parse(cleaned, dialect) == parse(sql, dialect)
        assert clean_sql(cleaned, dialect).sql == cleaned


# sqlglot takes GROUP BY for one word, in which there is no place for a comment.
TOKEN = re.compile(r"GROUP BY|'(?:[^']|'')*'|\"[^\"]*\"|\w+(?:\.\w+)*|<>|>=|<=|\S")
KEYWORDS = re.compile(r"\b(SELECT|FROM|WHERE|AND|NOT|IS|NULL|IN|BETWEEN|LIKE|AS|GROUP|BY|HAVING|COUNT)\b")
GAPS = st.sampled_from([" ", "\n", "\t ", " /* why */ ", " -- it's so\n", " /*'*/ "])


@st.composite
def untidy(draw: st.DrawFn) -> tuple[str, str]:
    """A clean statement, and the same in the hands of somebody who does not care."""
    sql = draw(st.sampled_from([case["after"] for case in RUNNABLE]))
    pieces = []
    for token in TOKEN.findall(sql):
        is_keyword = KEYWORDS.fullmatch(token) and draw(st.booleans())
        pieces += [token.lower() if is_keyword else token, draw(GAPS)]
    return sql, "".join(pieces) + draw(st.sampled_from(["", ";", " ; ;", "; -- end"]))


@given(untidy())
def test_however_untidy_it_is_written_a_statement_is_cleaned_to_one_text(pair: tuple[str, str]) -> None:
    sql, written = pair
    assert clean_sql(written, "sqlite", parse_schema(DDL, "sqlite")).sql == sql


@given(st.text(max_size=60), st.sampled_from(["sqlite", "postgres", "mysql", *OWN]))
def test_cleaning_any_text_is_done_once(text: str, dialect: str) -> None:
    once = clean_sql(text, dialect).sql
    assert clean_sql(once, dialect).sql == once


@given(st.text(max_size=60), st.lists(st.text(max_size=8).map(str.strip).filter(bool), max_size=2))
def test_cleaning_any_question_is_done_once_and_keeps_what_the_sql_quotes(text: str, literals: list[str]) -> None:
    once = clean_question(text, literals)
    assert clean_question(once, literals) == once
    assert all(literal.strip() in once for literal in literals if f" {literal} " in text)


@given(st.text(max_size=60))
def test_cleaning_any_ddl_is_done_once(text: str) -> None:
    assert clean_ddl(clean_ddl(text)) == clean_ddl(text)


def test_comments_of_a_schema_stay() -> None:
    ddl = "CREATE TABLE ships (\r\n  -- the ship's name\u200b  \r\n  name TEXT DEFAULT 'a\u00a0 \r\n'\r\n)\n\n\n\n"
    assert clean_ddl(ddl) == "CREATE TABLE ships (\n  -- the ship's name\n  name TEXT DEFAULT 'a\u00a0 \r\n'\n)"


def test_a_row_is_cleaned_as_a_whole(make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(question="Which\u00a0ships ?", sql="select name from ships;")
    cleaned = clean(draft, Context(dialect="sqlite"))
    assert isinstance(cleaned, Draft)
    assert (cleaned.example.question, cleaned.example.sql) == ("Which ships ?", "SELECT name FROM ships")


def test_sql_can_stay_as_it_is_written(make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(question="Which\u00a0ships ?", sql="select name from ships;")
    cleaned = clean(draft, Context(dialect="sqlite", options=Options(verbatim=True)))
    assert isinstance(cleaned, Draft)
    assert (cleaned.example.question, cleaned.example.sql) == ("Which ships ?", "select name from ships;")


def test_a_row_that_is_clean_already_is_the_same_row(make_draft: Callable[..., Draft]) -> None:
    draft = make_draft()
    assert clean(draft, Context(dialect="sqlite")) is draft


@pytest.mark.parametrize(
    ("changes", "dialect", "reason"),
    [
        ({"question": "\u200b"}, "sqlite", "missing-question"),
        ({"ddl": "\u200b"}, "sqlite", "missing-schema"),
        ({"sql": ";;"}, "sqlite", "missing-sql"),
        ({}, "klingon", "unknown-dialect"),
    ],
)
def test_a_row_of_which_nothing_is_left_says_so(
    changes: dict[str, str], dialect: str, reason: str, make_draft: Callable[..., Draft]
) -> None:
    rejection = clean(make_draft(dialect=dialect, **changes), Context(dialect="sqlite"))
    assert isinstance(rejection, Rejection)
    assert rejection.reason == reason
