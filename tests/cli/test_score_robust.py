import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

DDL = "CREATE TABLE head (name VARCHAR, age INTEGER)"
GOLD = "SELECT name FROM head WHERE age > 50"
SAID = (
    GOLD,
    "SELECT h.name FROM head AS h WHERE 50 < h.age",
    "SELECT name FROM head WHERE age > 55",
    "SELECT age FROM head",
)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    (tmp_path / "databases").mkdir()
    with closing(sqlite3.connect(tmp_path / "databases" / "people.sqlite")) as database, database:
        database.execute(DDL)
        database.executemany("INSERT INTO head VALUES (?, ?)", [("Ada", 60), ("Bo", 40)])
    gold = [{"id": str(n), "question": "?", "sql": GOLD, "db_id": "people", "schema": DDL} for n in range(len(SAID))]
    said = [{"id": str(n), "sql": sql} for n, sql in enumerate(SAID)]
    for name, lines in (("gold", gold), ("said", said)):
        (tmp_path / f"{name}.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return {name: tmp_path / name for name in ("databases", "gold.jsonl", "said.jsonl", "out")}


def metrics(tuneql: Callable[..., Any], files: dict[str, Path], *more: object) -> dict[str, Any]:
    paths = ("--gold", files["gold.jsonl"], "--predictions", files["said.jsonl"], "--out", files["out"])
    assert tuneql("score", *paths, *more).code == 0
    found: dict[str, Any] = json.loads((files["out"] / "metrics.json").read_text())
    return found


def test_finds_the_lucky_answer_on_other_rows(tuneql: Callable[..., Any], files: dict[str, Path]) -> None:
    found = metrics(tuneql, files, "--databases", files["databases"], "--robust", 12)
    assert (found["execution_accuracy"], found["robust_execution_accuracy"], found["rows"]) == (0.75, 0.5, "given")
    lines = [json.loads(line) for line in (files["out"] / "scores.jsonl").read_text().splitlines()]
    assert [line["robust_correct"] for line in lines] == [True, True, False, False]
    assert "derived database" in lines[2]["robust_detail"]


def test_generates_rows_where_there_is_no_database(tuneql: Callable[..., Any], files: dict[str, Path]) -> None:
    found = metrics(tuneql, files, "--robust", 12)
    assert (found["robust_execution_accuracy"], found["rows"]) == (0.5, "generated")
    assert found["measured"]["execution_accuracy"] == 4


def test_measures_neither_without_being_asked(tuneql: Callable[..., Any], files: dict[str, Path]) -> None:
    found = metrics(tuneql, files)
    assert (found["execution_accuracy"], found["robust_execution_accuracy"], found["rows"]) == (None, None, None)
