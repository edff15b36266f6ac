import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.corpus.execution import Failed, NotRun, Outcome, Ran, Runner
from tuneql.corpus.execution.runs import Untried, runs, trial
from tuneql.corpus.prepared import Prepared, describe
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft
from tuneql.options import Options
from tuneql.sql.running.database_files import Folder
from tuneql.sql.running.sandbox import Limits

CASES = read_cases(__file__, "running.jsonl")
KINDS = {"ran": Ran, "failed": Failed, "not run": NotRun}

Drafts = Callable[..., Draft]


@pytest.fixture(scope="module")
def patient() -> Iterator[Runner]:
    """For what must come to its end however busy the machine is."""
    with closing(Runner(limits=Limits(seconds=60, rows=1_000))) as made:
        yield made


@pytest.fixture(scope="module")
def quick() -> Iterator[Runner]:
    with closing(Runner(limits=Limits(seconds=0.25, rows=1_000))) as made:
        yield made


def came(runner: Runner, *drafts: Draft) -> list[Outcome]:
    """What comes of each when all are run together."""
    trials = [runner.trial(each.example, each.dialect) for each in drafts]
    ran = iter(runner.run([each for each in trials if not isinstance(each, NotRun)]))
    return [each if isinstance(each, NotRun) else next(ran) for each in trials]


def drawn(case: dict[str, str], make_draft: Drafts) -> Draft:
    changes = {"ddl": case["schema"]} if "schema" in case else {}
    return make_draft(sql=case["sql"], dialect=case.get("dialect", "sqlite"), **changes)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_comes_of_a_statement(case: dict[str, str], patient: Runner, quick: Runner, make_draft: Drafts) -> None:
    runner = quick if case.get("says") == "timeout" else patient
    (found,) = came(runner, drawn(case, make_draft))
    assert type(found) is KINDS[case["came"]], found
    if not isinstance(found, Ran):
        assert case["says"] in found.detail
    assert came(patient, make_draft(sql="SELECT COUNT(*) FROM ships")) == [Ran(generated=True)]


def test_statements_that_run_together_come_to_what_each_comes_to_alone(quick: Runner, make_draft: Drafts) -> None:
    drafts = [drawn(case, make_draft) for case in CASES if case.get("dialect") != "kestrel"]
    alone = [outcome for draft in drafts for outcome in came(quick, draft)]
    assert came(quick, *drafts) == alone
    assert {type(each) for each in alone} == {Ran, Failed, NotRun}


def test_a_statement_that_ran_out_of_time_comes_to_the_same_again(quick: Runner, make_draft: Drafts) -> None:
    slow = drawn(next(case for case in CASES if case.get("says") == "timeout"), make_draft)
    # The sandbox leaves the second out of the batch.
    assert came(quick, slow, slow) == came(quick, slow) * 2


def tried(draft: Draft, context: Context, *, record: Any = None) -> Untried:
    return Untried(row=describe(draft, context), record=record, trial=trial(draft, context))


def settled(draft: Draft, context: Context) -> Prepared | Rejection:
    (found,) = runs([tried(draft, context, record={"as": "read"})], context)
    return found


@pytest.fixture
def databases(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE ships (name TEXT)")
        connection.executemany("INSERT INTO ships VALUES (?)", [("Wolin",), ("Rugia",)])
    return tmp_path


def test_a_row_runs_on_its_own_database(databases: Path, make_draft: Drafts) -> None:
    context = Context(dialect="sqlite", databases=Folder(databases))
    own = settled(make_draft(sql="SELECT name FROM ships", db_id="fleet"), context)
    assert isinstance(own, Prepared)
    assert own.execution == "own-rows"
    # Its schema declares a column that its database lacks.
    other = settled(make_draft(sql="SELECT seats FROM ships", db_id="fleet"), context)
    assert isinstance(other, Rejection)
    assert other.detail == "no such column: seats"


@pytest.mark.parametrize("db_id", ["../fleet", "fleet/../fleet", "/etc/passwd", "harbours", ""])
def test_a_database_is_a_file_in_the_folder_or_there_is_none(databases: Path, db_id: str) -> None:
    assert Runner(Folder(databases / "deeper")).database_of(db_id) is None
    assert Runner(Folder(databases)).database_of("fleet") is not None


def test_a_row_whose_sql_fails_is_left_out_and_says_why(make_draft: Drafts) -> None:
    rejection = settled(make_draft(sql="SELECT SUM(COUNT(*)) FROM ships"), Context(dialect="sqlite"))
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.detail, rejection.record) == (
        "sql-does-not-run",
        "misuse of aggregate function COUNT()",
        {"as": "read"},
    )


def test_what_sqlite_cannot_run_is_kept_and_counted(make_draft: Drafts) -> None:
    row = settled(make_draft(sql="SELECT TO_TSVECTOR(name) FROM ships", dialect="postgres"), Context(dialect="sqlite"))
    assert isinstance(row, Prepared)
    assert row.execution == "not-run-function"


def test_each_row_of_several_has_its_own_outcome(make_draft: Drafts) -> None:
    context = Context(dialect="sqlite")
    first = Rejection(source="f", row=1, reason="read", detail="wrong", record=None)
    good, bad = make_draft(), make_draft(sql="SELECT SUM(COUNT(*)) FROM ships")
    found = list(runs([first, *(tried(each, context) for each in (good, bad, good))], context))
    assert [getattr(each, "reason", "") for each in found] == ["read", "", "sql-does-not-run", ""]
    assert [getattr(each, "execution", "") for each in found] == ["", "generated-rows", "", "generated-rows"]


def test_running_can_be_turned_off(make_draft: Drafts) -> None:
    context = Context(dialect="sqlite", options=Options(execute=False))
    draft = make_draft(sql="SELECT SUM(COUNT(*)) FROM ships")
    assert settled(draft, context) == replace(describe(draft, context), execution="")
