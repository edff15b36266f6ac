import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.corpus.execution import Failed, NotRun, Ran, Runner
from tuneql.corpus.execution.outcome import digest_of
from tuneql.corpus.execution.runs import runs
from tuneql.corpus.options import Options
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft
from tuneql.sql.sandbox import Limits, Result

CASES = [json.loads(line) for line in (Path(__file__).parent / "running.jsonl").read_text().splitlines()]
KINDS = {"ran": Ran, "failed": Failed, "not run": NotRun}


@pytest.fixture(scope="module")
def quick() -> Iterator[Runner]:
    with closing(Runner(limits=Limits(seconds=0.5, rows=1_000))) as made:
        yield made


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_comes_of_a_statement(case: dict[str, str], quick: Runner, make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(sql=case["sql"], **({"ddl": case["schema"]} if "schema" in case else {}))
    found = quick.run(draft.example, case.get("dialect", "sqlite"))
    assert type(found) is KINDS[case["came"]], found
    if not isinstance(found, Ran):
        assert case["says"] in found.detail
    assert isinstance(quick.run(make_draft(sql="SELECT COUNT(*) FROM ships").example, "sqlite"), Ran)


@pytest.fixture
def databases(tmp_path: Path) -> Path:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as connection, connection:
        connection.execute("CREATE TABLE ships (name TEXT)")
        connection.executemany("INSERT INTO ships VALUES (?)", [("Wolin",), ("Rugia",)])
    return tmp_path


def test_a_row_runs_on_its_own_database(databases: Path, make_draft: Callable[..., Draft]) -> None:
    context = Context(dialect="sqlite", databases=databases)
    draft = runs(make_draft(sql="SELECT name FROM ships", db_id="fleet"), context)
    assert isinstance(draft, Draft)
    assert draft.execution == "own-rows"
    assert draft.result == digest_of(Result(columns=("name",), rows=(("Rugia",), ("Wolin",))))


@pytest.mark.parametrize("db_id", ["../fleet", "fleet/../fleet", "/etc/passwd", "harbours", ""])
def test_a_database_is_a_file_in_the_folder_or_there_is_none(databases: Path, db_id: str) -> None:
    assert Runner(databases / "deeper").database_of(db_id) is None
    assert Runner(databases).database_of("fleet") is not None


def test_a_row_whose_sql_fails_is_left_out_and_says_why(make_draft: Callable[..., Draft]) -> None:
    rejection = runs(make_draft(sql="SELECT SUM(COUNT(*)) FROM ships"), Context(dialect="sqlite"))
    assert isinstance(rejection, Rejection)
    assert (rejection.reason, rejection.detail) == (
        "sql-does-not-run",
        "misuse of aggregate function COUNT()",
    )


def test_what_sqlite_cannot_run_is_kept_and_counted(make_draft: Callable[..., Draft]) -> None:
    draft = runs(make_draft(sql="SELECT TO_TSVECTOR(name) FROM ships", dialect="postgres"), Context(dialect="sqlite"))
    assert isinstance(draft, Draft)
    assert draft.execution == "not-run-function"


def test_running_can_be_turned_off(make_draft: Callable[..., Draft]) -> None:
    draft = make_draft(sql="SELECT SUM(COUNT(*)) FROM ships")
    assert runs(draft, Context(dialect="sqlite", options=Options(execute=False))) is draft


CELLS = st.one_of(st.none(), st.integers(-3, 3), st.sampled_from(["", "a", "1", "n1"]), st.floats(-2, 2))


@given(st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[CELLS] * width), max_size=5)), st.randoms())
def test_a_digest_says_nothing_of_the_order_of_rows(rows: list[tuple[object, ...]], chance: object) -> None:
    columns = tuple("abc")[: len(rows[0]) if rows else 1]
    shuffled = rows.copy()
    chance.shuffle(shuffled)  # type: ignore[attr-defined] # a random.Random
    first, second = (Result(columns=columns, rows=tuple(each)) for each in (rows, shuffled))  # type: ignore[arg-type] # cells
    assert digest_of(first) == digest_of(second)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (((1, "a"), (2, "b")), (("b", 2), ("a", 1)), True),
        (((1, "a"), (2, "b")), (("a", 2), ("b", 1)), False),
        (((1.0,),), ((1,),), True),
        (((0.1 + 0.2,),), ((0.3,),), True),
        ((("1",),), ((1,),), False),
        (((None,),), ((0,),), False),
        (((None,),), (("",),), False),
        (((1,), (1,)), ((1,),), False),
        ((), ((1,),), False),
    ],
)
def test_digests_of_two_results(left: tuple[tuple[object]], right: tuple[tuple[object]], *, same: bool) -> None:
    digests = [
        digest_of(Result(columns=tuple("ab")[: len(rows[0]) if rows else 1], rows=rows))  # type: ignore[arg-type] # cells
        for rows in (left, right)
    ]
    assert (digests[0] == digests[1]) is same
