import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

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
        (lines(GOLD), b'{"id": "a", "sql": "\xff"}', "is not text in UTF-8"),
        (lines(GOLD), lines(SAID | {"sql": 1}), "predictions line 1.sql: 1 is not a string"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    gold: bytes, said: bytes, told: str, tuneql: Callable[..., Any], tmp_path: Path
) -> None:
    ran = scored(tuneql, tmp_path, gold, said)
    assert (ran.code, told in ran.err) == (2, True)


@pytest.mark.parametrize("said", [b"", b"\n\n", lines(SAID | {"id": "b"})])
def test_a_question_without_a_prediction_is_wrong(said: bytes, tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, lines(GOLD), said)
    assert (ran.code, json.loads(ran.out)["errors"]) == (0, {"missing": 1})
    assert ("b" in ran.err) == (b'"b"' in said)


def test_a_mark_before_the_first_line_is_no_part_of_it(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, "\ufeff".encode() + lines(GOLD), "\ufeff".encode() + lines(SAID))
    assert (ran.code, json.loads(ran.out)["exact_match"]) == (0, 1.0)


def test_half_a_surrogate_pair_stops_nothing(tuneql: Callable[..., Any], tmp_path: Path) -> None:
    ran = scored(tuneql, tmp_path, lines(GOLD), lines(SAID | {"sql": "SELECT '\ud800'"}))
    assert (ran.code, json.loads(ran.out)["parses"]) == (0, 1.0)
    assert tuneql("guard", stdin=json.dumps({"sql": "SELECT '\ud800' FROM"})).code == 0
