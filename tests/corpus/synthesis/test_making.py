"""Rows made of training rows: marked, bounded, and never what a held-out row asks."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.conftest import DDL
from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard, Synthetic
from tuneql.corpus.example import Example
from tuneql.corpus.keys import keys
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context
from tuneql.options import Options

HARBOURS = ("Rhodes", "Naxos", "Delos", "Paros", "Milos")
ROWS = 60


def rows(make_row: Callable[..., Row]) -> list[Row]:
    """Questions with two values that may change, each with SQL of another shape; and some without."""
    found = []
    for number in range(1, ROWS):
        columns, harbour = ", ".join(["name"] * number), HARBOURS[number % len(HARBOURS)]
        question = f"Show the names, times {number + 4000}, of ships in {harbour} with more than {number + 10} seats."
        sql = f"SELECT {columns} FROM ships WHERE harbour = '{harbour}' AND seats > {number + 10}"
        found.append(make_row(number, question=question, sql=sql))
    return found


def context(**options: Any) -> Context:
    return Context(dialect="sqlite", options=Options(execute=False, redaction="off", **options))


def made(outcomes: list[Outcome], folder: Path, **options: Any) -> DatasetCard:
    folder.mkdir()
    return assemble(outcomes, context(**options), folder)


def lines(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / f"{name}.jsonl").read_bytes().splitlines()]


@pytest.fixture(scope="module")
def outcomes(make_row: Callable[..., Row]) -> list[Outcome]:
    return list(prepare_rows(rows(make_row), context()))


def test_nothing_is_made_unless_it_is_asked_for(outcomes: list[Outcome], tmp_path: Path) -> None:
    card = made(outcomes, tmp_path / "out")
    assert card.synthetic == Synthetic()
    assert lines(tmp_path / "out", "synthetic") == []


@pytest.mark.parametrize("share", [0.5, 1.0, 3.0])
def test_made_rows_come_after_those_that_were_read_and_are_marked(
    outcomes: list[Outcome], tmp_path: Path, share: float
) -> None:
    without, card = made(outcomes, tmp_path / "without"), made(outcomes, tmp_path / "with", synthetic=share)
    before, after = (lines(tmp_path / name, "train") for name in ("without", "with"))
    assert after[: len(before)] == before
    assert len(after) - len(before) == card.synthetic.rows
    assert 0.3 * share * card.train <= card.synthetic.rows <= share * card.train + card.train**0.5 * 2
    assert set(card.synthetic.kinds) == {"rewording", "substitution"}
    kept = [each for each in lines(tmp_path / "with", "synthetic") if "line" in each]
    assert [each["line"] for each in kept] == list(range(len(before) + 1, len(after) + 1))
    for each in kept:
        record = after[each["line"] - 1]
        assert record["messages"][0]["content"][0]["text"].endswith(each["record"]["question"])
        assert record["messages"][1]["content"][0]["text"] == each["record"]["sql"]
    assert (card.read, card.kept, card.train) == (without.read, without.kept, without.train)


def test_no_made_row_is_held_out_or_asks_what_a_held_out_row_asks(outcomes: list[Outcome], tmp_path: Path) -> None:
    card = made(outcomes, tmp_path / "out", synthetic=3)
    assert card.leaks == 0
    for name in ("validation", "test"):
        assert (tmp_path / "out" / f"{name}.jsonl").read_bytes()
    held_out = [Example.model_validate(each) for each in lines(tmp_path / "out", "test")]
    templates = {keys(each, "sqlite").template for each in held_out}
    made_rows = [each["record"] for each in lines(tmp_path / "out", "synthetic") if "line" in each]
    assert made_rows
    assert templates.isdisjoint(keys(Example.model_validate(each), "sqlite").template for each in made_rows)
    seeds = {each["synthetic"]["seed"]["row"] for each in lines(tmp_path / "out", "synthetic")}
    assert seeds.isdisjoint(each.row for each in held_out)


def test_the_sets_that_are_held_out_stay_as_they_are(outcomes: list[Outcome], tmp_path: Path) -> None:
    made(outcomes, tmp_path / "without")
    made(outcomes, tmp_path / "with", synthetic=2)
    for name in ("validation.jsonl", "test.jsonl", "rejected.jsonl", "duplicates.jsonl"):
        assert (tmp_path / "with" / name).read_bytes() == (tmp_path / "without" / name).read_bytes()


def test_rows_that_were_read_have_the_trainers_limit_first(outcomes: list[Outcome], tmp_path: Path) -> None:
    few = made(outcomes, tmp_path / "few", synthetic=3, limit=len(outcomes))
    assert few.train + few.validation + few.synthetic.rows <= len(outcomes)
    assert few.synthetic.rows
    none = made(outcomes, tmp_path / "none", synthetic=3, limit=10)
    assert (none.synthetic.rows, none.train + none.validation) == (0, 10)


def test_a_question_that_another_row_asks_is_left_out(make_row: Callable[..., Row], tmp_path: Path) -> None:
    asked = [
        (f"Show the {word} names?", number) for number, word in enumerate(("one", "two", "three", "four"), start=1)
    ]
    twins = [(f"{other} the {word} names?", number) for word, number in (("one", 1), ("two", 2)) for other in OTHERS]
    found = [make_row(number, question=question) for question, number in (*asked, *twins)]
    found += [make_row(number) for number in range(5, 40)]
    card = made(list(prepare_rows(found, context())), tmp_path / "out", synthetic=5)
    assert card.synthetic.rejected.keys() <= {"synthetic-repeated"}
    questions = [each["messages"][0]["content"][0]["text"] for each in lines(tmp_path / "out", "train")]
    assert len(questions) == len(set(questions))


OTHERS = ("List", "Find", "Give", "Tell me", "Show me", "Give me")


def test_the_same_rows_give_the_same_bytes_and_another_seed_others(outcomes: list[Outcome], tmp_path: Path) -> None:
    for name, seed in (("one", 1), ("two", 1), ("three", 2)):
        made(outcomes, tmp_path / name, synthetic=1, seed=seed)
    one, two, three = ((tmp_path / name / "synthetic.jsonl").read_bytes() for name in ("one", "two", "three"))
    assert one == two != three


def test_a_made_row_is_prepared_like_any_other(make_row: Callable[..., Row], tmp_path: Path) -> None:
    """Of rows whose length is at the limit, longer ones are made, which are left out with their reason."""
    found = list(prepare_rows([make_row(each) for each in range(1, 40)], context()))
    found += list(prepare_rows(rows(make_row), context()))
    folder = tmp_path / "out"
    folder.mkdir()
    longest = max(each.tokens.input + each.tokens.output for each in found)  # type: ignore[union-attr] # all are usable
    card = assemble(found, context(synthetic=3, max_tokens=longest), folder)
    rejected = [each for each in lines(folder, "synthetic") if "reason" in each]
    assert sum(card.synthetic.rejected.values()) == len(rejected)
    assert all(each["record"]["schema"] == DDL and each["detail"] for each in rejected)
