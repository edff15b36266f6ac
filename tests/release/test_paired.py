import math
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.evaluation.score import Score
from tuneql.release.paired import compare_paired, tail


def scores(right: Sequence[bool | None]) -> list[Score]:
    return [
        Score(
            id=str(place), question="?", dialect="sqlite", db_id=None, gold_sql="SELECT 1", predicted_sql="SELECT 1",
            hardness="easy", correct=each, gold_error="x" if each is None else None,
        )
        for place, each in enumerate(right)
    ]  # fmt: skip


# Exact two-sided McNemar p-values, from R's `binom.test(gained, gained + lost)`.
@pytest.mark.parametrize(
    ("gained", "lost", "p_value"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 0.0625), (1, 9, 0.02148438), (6, 16, 0.05247878), (86, 150, 3.716e-05)],
)
def test_p_values_are_exact(gained: int, lost: int, p_value: float) -> None:
    mine = [True] * gained + [False] * lost + [True] * 7
    theirs = [False] * gained + [True] * lost + [True] * 7
    found = compare_paired(scores(mine), scores(theirs))
    assert found is not None
    assert (found.questions, found.gained, found.lost) == (gained + lost + 7, gained, lost)
    assert found.p_value == pytest.approx(p_value, rel=2e-3)


@pytest.mark.parametrize("trials", [2, 998, 1_000, 4_000])
def test_tails_are_exact_however_many_trials(trials: int) -> None:
    half = trials // 2
    assert tail(half, trials) == pytest.approx(0.5 + math.comb(trials, half) / 2 ** (trials + 1), rel=1e-15)
    assert tail(half, trials) + tail(half + 1, trials) == pytest.approx(1, rel=1e-15)
    assert (tail(0, trials), tail(trials, trials)) == (1, 1 / 2**trials)


def test_only_questions_of_both_that_can_be_judged_count() -> None:
    found = compare_paired(scores([True, None, True]), scores([False, True]))
    assert found is not None
    assert (found.questions, found.gained, found.difference) == (1, 1, 1.0)
    assert compare_paired(scores([None]), scores([True])) is None
    assert compare_paired([], []) is None


RIGHT = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60)


@settings(max_examples=settings.default.max_examples // 2)
@given(RIGHT)
def test_the_interval_holds_the_difference_and_turns_round_with_it(pairs: list[tuple[bool, bool]]) -> None:
    mine, theirs = scores([a for a, _ in pairs]), scores([b for _, b in pairs])
    found, back = compare_paired(mine, theirs), compare_paired(theirs, mine)
    assert found is not None
    assert back is not None
    low, high = found.ci95
    assert -1 <= low <= found.difference <= high <= 1
    assert (back.gained, back.lost, back.p_value) == (found.lost, found.gained, found.p_value)
    assert 0 <= found.p_worse <= 1
    assert found == compare_paired(mine, theirs)


def test_the_bootstrap_agrees_with_theory() -> None:
    mine = scores([True] * 60 + [False] * 30 + [True] * 910)
    theirs = scores([False] * 60 + [True] * 30 + [True] * 910)
    found = compare_paired(mine, theirs)
    assert found is not None
    spread = 1.96 * math.sqrt((0.09 - 0.03**2) / 1000)
    assert found.ci95 == pytest.approx((0.03 - spread, 0.03 + spread), abs=2.5e-3)
