import bz2
import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.damaged import broken_definition

GOLD = {"id": "a", "question": "?", "sql": "SELECT 1"}
SAID = {"id": "a", "sql": "SELECT 1"}


def scored(tuneql: Callable[..., Any], folder: Path, gold: bytes, said: bytes) -> Any:
    (folder / "gold.jsonl").write_bytes(gold)
    (folder / "said.jsonl").write_bytes(said)
    files = ("--gold", folder / "gold.jsonl", "--predictions", folder / "said.jsonl")
    return tuneql("score", *files, "--out", folder / "out", "--json")


def lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows).encode()


@pytest.mark.parametrize(
    ("gold", "said", "told"),
    [
        (lines(GOLD, GOLD), lines(SAID), "gold id: 'a' is on two lines"),
        (lines(GOLD), lines(SAID, SAID), "predictions id: 'a' is on two lines"),
        (lines(GOLD), b'{"id": "a", "sql": "\xe4h"}', 'is not UTF-8; in Windows-1252, a word of it is "äh"'),
        (lines(GOLD), b"SELECT 1\n", "predictions line 1: 'SELECT 1' is not JSON"),
        (b"[" * 100_000, lines(SAID), "is not JSON (it is nested too deeply, or has a number of thousands of digits)"),
        (lines(GOLD), b'{"id": %s}' % (b"9" * 5000), "is not JSON (it is nested too deeply, or has a number"),
        (lines(GOLD), gzip.compress(lines(SAID))[:-9], "is not a whole gzip file (Compressed file ended"),
        (lines(GOLD), gzip.compress(lines(SAID)) + b"more", "is not a whole gzip file (Not a gzipped file"),
        (lines(GOLD), bz2.compress(lines(SAID)), "is not UTF-8; save it as text in UTF-8, and unpack what is"),
        (lines(GOLD), lines(SAID | {"sql": 1}), "predictions line 1.sql: 1 is not a string"),
        (
            lines(GOLD),
            lines({"id": "a", "answer": "SELECT 1"}),
            "predictions line 1: {'id': 'a', 'answer': 'SELECT 1'} has no sql",
        ),
        (lines(GOLD | {"id": None}), lines(SAID), "gold line 1.id: None is not a string"),
        (b"\n", lines(SAID), "holds no question"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    gold: bytes, said: bytes, told: str, tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    ran = scored(tuneql, tmp_path, gold, said)
    assert (ran.code, told in ran.err) == (2, True)


@pytest.mark.parametrize(
    "line",
    [
        {"id": "a", "question": "?", "query": "SELECT 1"},
        {"question_id": 7, "question": "?", "SQL": "SELECT 1", "evidence": "one is 1"},
        {"question": "?", "query": "SELECT 1", "sql": {"select": [False, []]}},
    ],
)
def test_files_of_spider_and_bird_are_read_as_they_are_and_packed(
    line: dict[str, Any], tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    packed = gzip.compress(lines(line))
    ran = scored(tuneql, tmp_path, packed, packed)
    assert (ran.code, json.loads(ran.out)["exact_match"], ran.err) == (0, 1.0, "")


@pytest.mark.parametrize("said", [b"", b"\n\n", lines(SAID | {"id": "b"})])
def test_a_question_without_a_prediction_is_wrong(said: bytes, tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, lines(GOLD), said)
    assert (ran.code, json.loads(ran.out)["errors"]) == (0, {"missing": 1})
    assert ("left out (1): b" in ran.err) == (b'"b"' in said)
    assert "1 of 1 questions have no prediction, and count as wrong" in ran.err


def test_dialects_are_known_by_the_names_that_people_use(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    gold = GOLD | {"sql": "SELECT 'a' ILIKE 'A'", "dialect": "PostgreSQL"}
    ran = scored(tuneql, tmp_path, lines(gold), lines(SAID | {"sql": "SELECT 'a' ILIKE 'A'"}))
    assert (ran.code, json.loads(ran.out)["exact_match"]) == (0, 1.0)


def test_a_folder_in_place_of_a_file_is_refused(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = tuneql("score", "--gold", tmp_path, "--predictions", tmp_path, "--out", tmp_path / "out")
    assert (ran.code, "cannot be read: Is a directory" in ran.err) == (2, True)


def test_a_file_in_place_of_the_folder_is_refused(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    ran = scored(tuneql, tmp_path, lines(GOLD), lines(SAID))
    assert (ran.code, "cannot be written to" in ran.err) == (2, True)
    assert (tmp_path / "out").read_text() == "mine"


def test_an_option_out_of_range_is_named(tuneql: Callable[..., Any]) -> None:
    ran = tuneql("score", "--robust", "-1", "--gold", "a", "--predictions", "b", "--out", "c")
    assert (ran.code, "--robust" in ran.err) == (2, True)


def test_databases_are_found_in_folders_of_their_own_as_spider_has_them(
    tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "databases" / "shop").mkdir(parents=True)
    database(tmp_path / "databases" / "shop" / "shop.sqlite")
    for name in ("gold.jsonl", "said.jsonl"):
        (tmp_path / name).write_bytes(lines(GOLD | {"db_id": "shop", "sql": "SELECT id FROM item"}))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "said.jsonl", "--out", tmp_path / "out")
    ran = tuneql("score", *files, "--databases", tmp_path / "databases", "--json")
    assert (ran.code, json.loads(ran.out)["execution_accuracy"]) == (0, 1.0)
    ran = tuneql("score", *files, "--databases", tmp_path / "gold.jsonl")
    assert (ran.code, "databases: " in ran.err, "is not a folder" in ran.err) == (2, True, True)


def database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE item (id INTEGER)")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("dock.sqlite", b"no database", "'dock.sqlite' cannot be read: file is not a database"),
        ("dock.sqlite", broken_definition(), "'dock.sqlite' cannot be read: "),
        ("dock.sqlite-wal", b"changes", "has changes that are only in dock.sqlite-wal"),
        ("another.sqlite", b"", "'dock' has no file"),
    ],
)
def test_a_database_that_is_damaged_or_missing_costs_its_own_questions(
    name: str, content: bytes, told: str, tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    database(tmp_path / "shop.sqlite")
    if name == "dock.sqlite-wal":
        database(tmp_path / "dock.sqlite")
    (tmp_path / name).write_bytes(content)
    asked = [GOLD | {"id": each, "db_id": each, "sql": "SELECT id FROM item"} for each in ("dock", "shop")]
    (tmp_path / "gold.jsonl").write_bytes(lines(*asked))
    (tmp_path / "said.jsonl").write_bytes(lines(*(each | {"sql": "SELECT item.id FROM item"} for each in asked)))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "said.jsonl", "--databases", tmp_path)
    ran = tuneql("score", *files, "--out", tmp_path / "out", "--robust", "2")
    assert (ran.code, "left out of execution accuracy: 1" in ran.out, told in ran.out) == (0, True, True)
    dock, shop = (json.loads(line) for line in (tmp_path / "out" / "scores.jsonl").read_text().splitlines())
    assert (dock["correct"], shop["correct"], shop["robust_correct"]) == (None, True, True)


def test_a_damaged_table_costs_the_questions_about_it(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    database(tmp_path / "shop.sqlite")
    with closing(sqlite3.connect(tmp_path / "shop.sqlite")) as connection:
        connection.execute("CREATE TABLE lost (id INTEGER)")
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'lost'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray((tmp_path / "shop.sqlite").read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    (tmp_path / "shop.sqlite").write_bytes(content)
    asked = [GOLD | {"id": name, "db_id": "shop", "sql": f"SELECT id FROM {name}"} for name in ("item", "lost")]
    (tmp_path / "gold.jsonl").write_bytes(lines(*asked))
    (tmp_path / "said.jsonl").write_bytes(lines(*(each | {"sql": f"{each['sql']} WHERE 1 = 1"} for each in asked)))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "said.jsonl", "--databases", tmp_path)
    ran = tuneql("score", *files, "--out", tmp_path / "out", "--robust", "2")
    assert (ran.code, "1  database disk image is malformed" in ran.out) == (0, True)
    item, lost = (json.loads(line) for line in (tmp_path / "out" / "scores.jsonl").read_text().splitlines())
    assert (item["correct"], item["robust_correct"], lost["correct"]) == (True, None, None)
    assert item["robust_detail"] == "no database could be derived: database disk image is malformed"


def test_a_folder_without_any_of_the_databases_is_refused(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    (tmp_path / "gold.jsonl").write_bytes(lines(GOLD | {"db_id": "shop"}))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "gold.jsonl", "--databases", tmp_path)
    ran = tuneql("score", *files, "--out", tmp_path / "out")
    assert (ran.code, "has no <db_id>.sqlite of any question, such as shop.sqlite" in ran.err) == (2, True)
    database(tmp_path / "shop.sqlite")
    (tmp_path / "shop.sqlite-wal").write_bytes(b"changes")  # it is there, though nobody can read it
    assert tuneql("score", *files, "--out", tmp_path / "out").code == 0


def test_golds_that_do_not_run_are_told(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    database(tmp_path / "shop.sqlite")
    gold = (GOLD | {"db_id": "shop", "sql": "SELECT nothing FROM item"}, GOLD | {"db_id": "shop", "id": "b"})
    (tmp_path / "gold.jsonl").write_bytes(lines(*gold))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "gold.jsonl", "--databases", tmp_path)
    ran = tuneql("score", *files, "--out", tmp_path / "out")
    assert (ran.code, "left out of execution accuracy: 1" in ran.out) == (0, True)


def test_ten_reasons_are_told_of_the_most_frequent(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    database(tmp_path / "shop.sqlite")
    names = ["often", "often", "x" * 300, *(f"rare{number}" for number in range(10))]
    gold = (GOLD | {"id": str(at), "db_id": "shop", "sql": f"SELECT {name} FROM item"} for at, name in enumerate(names))
    (tmp_path / "gold.jsonl").write_bytes(lines(*gold))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "gold.jsonl", "--databases", tmp_path)
    out = tuneql("score", *files, "--out", tmp_path / "out").out
    told = [line for line in out.splitlines() if "no such column" in line]
    assert (told[0], len(told)) == ("  2  no such column: often", 10)
    assert max(map(len, told)) == len("  1  ") + 200


def test_a_mark_before_the_first_line_is_no_part_of_it(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, "\ufeff".encode() + lines(GOLD), "\ufeff".encode() + lines(SAID))
    assert (ran.code, json.loads(ran.out)["exact_match"]) == (0, 1.0)


def test_half_a_surrogate_pair_stops_nothing(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, lines(GOLD), lines(SAID | {"sql": "SELECT '\ud800'"}))
    assert (ran.code, json.loads(ran.out)["parses"]) == (0, 1.0)
    assert tuneql("guard", stdin=json.dumps({"sql": "SELECT '\ud800' FROM"})).code == 0


@pytest.mark.parametrize(("more", "told"), [((), True), (("--robust", "1"), False)])
def test_a_reader_is_told_how_sql_is_run(
    tuneql: Callable[..., Any], tmp_path: Path, *, more: tuple[str, ...], told: bool
) -> None:
    (tmp_path / "gold.jsonl").write_bytes(lines(GOLD | {"schema": "CREATE TABLE t (a INT)"}))
    (tmp_path / "said.jsonl").write_bytes(lines(SAID))
    files = ("--gold", tmp_path / "gold.jsonl", "--predictions", tmp_path / "said.jsonl")
    ran = tuneql("score", *files, "--out", tmp_path / "out", *more)
    assert (ran.code, "No SQL was run: --databases" in ran.out) == (0, told)
