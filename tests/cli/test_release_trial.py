"""`tuneql release canary` and `shadow` as people see them."""

from collections.abc import Callable
from typing import Any

import pytest

from cli.challenger import ROWS, sentences, table_of
from tuneql.release.champion import Challenger, Mode
from tuneql.release.observation import Observation
from tuneql.release.standing import Standing, standing

Command = Callable[..., Any]


def found(mode: Mode, questions: int, answered: int) -> Standing:
    tried = Challenger(
        model_id="arn:challenger",
        model_arn="arn:model",
        run="weekly",
        dialect="sqlite",
        prompt_version="1",
        mode=mode,
        share=0.1,
        since="2026-11-21T00:00:00+00:00",
    )
    lines = [
        Observation(
            trial=tried.trial,
            request_id=f"{n}" if mode == "shadow" else f"{arm}-{n}",
            arm=arm,
            outcome="answered" if arm == "champion" or n < answered else "refused",
            latency_ms=800.0,
            input_tokens=1_000,
        )
        for arm in ("champion", "challenger")
        for n in range(questions)
    ]
    return standing(tried, lines, ())


def test_figures_stand_side_by_side() -> None:
    rows = {row[0]: row[1:] for row in table_of(found("canary", 200, 150))}
    assert tuple(rows) == tuple(ROWS)
    assert rows["questions"] == ("200", "200")
    assert rows["answered"] == ("100.0%", "75.0%")
    assert rows["95 % interval"] == ("98.1% to 100.0%", "68.6% to 80.5%")
    assert rows["refused"] == ("0", "50")
    assert (rows["latency p50, ms"], rows["tokens an answer"]) == (("800", "800"), ("1,000", "1,000"))


def test_nothing_is_not_written_as_nought() -> None:
    rows = {row[0]: row[1:] for row in table_of(found("canary", 0, 0))}
    assert (rows["questions"], rows["answered"], rows["latency p95, ms"]) == (("0", "0"), ("", ""), ("", ""))


NEXT = [
    ("canary", 2_000, 2_000, "tuneql release promote weekly"),
    ("canary", 200, 100, "to end it: tuneql release canary --end"),
    ("canary", 10, 10, "wait, or end it"),
    ("shadow", 10, 10, "wait, or end it: tuneql release shadow --end"),
]


@pytest.mark.parametrize(("mode", "questions", "answered", "says"), NEXT)
def test_what_to_do_is_said_last(mode: Mode, questions: int, answered: int, says: str) -> None:
    assert says in list(sentences(found(mode, questions, answered)))[-1]


def test_of_a_shadow_it_is_told_how_often_both_said_the_same() -> None:
    assert next(sentences(found("shadow", 80, 60))).startswith(
        "of 60 questions that both answered, 60 got the same SQL"
    )


@pytest.mark.parametrize("given", [(), ("RUN", "--end"), ("--end", "--status"), ("RUN", "--status")])
@pytest.mark.parametrize("command", ["canary", "shadow"])
def test_one_of_run_status_and_end_must_be_given(tuneql: Command, command: str, given: tuple[str, ...]) -> None:
    ran = tuneql("release", command, *given)
    assert ran.code == 2
    assert "choose one of the three" in ran.err
