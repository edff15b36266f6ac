"""`tuneql corpus specs`: a file that `tuneql corpus prepare` takes, or a reason why there is none."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

DDL = """
CREATE TABLE ports (id INTEGER PRIMARY KEY, name TEXT);
CREATE TABLE vessels (id INTEGER PRIMARY KEY, name TEXT, seats INTEGER, port_id INTEGER REFERENCES ports (id));
"""


@pytest.fixture
def schema(tmp_path: Path) -> Path:
    path = tmp_path / "fleet.sql"
    path.write_text(DDL)
    return path


def test_pairs_that_are_prepared_without_a_loss(tuneql: Callable[..., Any], schema: Path, tmp_path: Path) -> None:
    out, made = tmp_path / "pairs" / "specs.jsonl", tmp_path / "made"
    ran = tuneql("corpus", "specs", "--schema", schema, "--count", 100, "--out", out, "--json")
    told = json.loads(ran.out)
    assert (ran.code, told["pairs"], sum(told["kinds"].values())) == (0, 100, 100)
    assert {json.loads(line)["schema"] for line in out.read_text().splitlines()} == {DDL}
    ran = tuneql("corpus", "prepare", out, "--out", made, "--workers", 1, "--json")
    card = json.loads(ran.out)
    assert (ran.code, card["read"], card["rejected"], card["leaks"]) == (0, 100, {}, 0)


def test_fewer_than_were_asked_for_is_said(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    lamps = tmp_path / "lamps.sql"
    lamps.write_text("CREATE TABLE lamps (beams JSONB)")
    ran = tuneql("corpus", "specs", "--schema", lamps, "--out", tmp_path / "out.jsonl", "--dialect", "postgres")
    assert ran.code == 0
    assert "not 1,000" in ran.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--schema", "nowhere.sql"), "schema: 'nowhere.sql'"),
        (("--dialect", "klingon"), "dialect: 'klingon'"),
        (("--databases", "nowhere"), "databases: 'nowhere'"),
        (("--count", "0"), "greater than or equal to 1"),
    ],
)
def test_bad_input_is_named(
    tuneql: Callable[..., Any], schema: Path, tmp_path: Path, arguments: tuple[str, ...], says: str
) -> None:
    ran = tuneql("corpus", "specs", "--schema", schema, "--out", tmp_path / "out.jsonl", *arguments)
    assert ran.code == 2
    assert says in ran.err
    assert not (tmp_path / "out.jsonl").exists()


def test_a_schema_may_come_through_a_pipe(tuneql: Callable[..., Any], schema: Path, tmp_path: Path) -> None:
    """As of `--schema <(tuneql schema read a.sqlite)`."""
    with subprocess.Popen(["cat", schema], stdout=subprocess.PIPE) as cat:
        assert cat.stdout is not None
        pipe = f"/dev/fd/{cat.stdout.fileno()}"
        ran = tuneql("corpus", "specs", "--schema", pipe, "--count", 5, "--out", tmp_path / "out.jsonl")
    assert (ran.code, len((tmp_path / "out.jsonl").read_text().splitlines())) == (0, 5)
