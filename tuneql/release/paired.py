"""Compares two models on the same questions: which is better, and how certain is that?

Both answer every question, so only the questions count that exactly one of them has right (McNemar, "Note on the
sampling error of the difference between correlated proportions or percentages", 1947). Comparing two intervals instead
would miss most real differences.
"""

import math
import random
from collections.abc import Iterable, Sequence
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation.intervals import Interval
from tuneql.evaluation.score import Score, is_right

_RESAMPLES: Final = 2_000


class Paired(BaseModel, frozen=True):
    """A paired comparison of a candidate with a rival.

    Attributes:
        questions: that both were asked, if it can be told who is right.
        gained: that only the candidate has right.
        lost: that only the rival has right.
        difference: the candidate's share of right answers minus the rival's.
        ci95: the difference's 95 % interval, by a bootstrap over questions.
        p_value: the probability that equally good models split gained and lost as unevenly, or more; exact.
        p_worse: the probability of losing as many, or more, if the candidate is as good; exact.
    """

    questions: int
    gained: int
    lost: int
    difference: float
    ci95: Interval
    p_value: float
    p_worse: float


def compare_paired(candidate: Iterable[Score], rival: Iterable[Score]) -> Paired | None:
    """Compare two models' scores question by question; the same scores give the same interval.

    Args:
        candidate: its scores.
        rival: the scores of the champion or the base model; questions that only one of the two has are left out.

    Returns:
        None if there is no question to compare on.
    """
    theirs = {score.id: is_right(score) for score in rival}
    pairs = [(is_right(score), theirs.get(score.id)) for score in candidate]
    return pair_up([int(mine) - int(other) for mine, other in pairs if mine is not None and other is not None])


def pair_up(outcomes: Sequence[int]) -> Paired | None:
    """The same comparison from the outcome of each question.

    Args:
        outcomes: 1 if only the candidate did well, -1 if only its rival did, else 0.
    """
    if not outcomes:
        return None
    gained, lost = outcomes.count(1), outcomes.count(-1)
    return Paired(
        questions=len(outcomes),
        gained=gained,
        lost=lost,
        difference=(gained - lost) / len(outcomes),
        ci95=_interval(gained, lost, len(outcomes)),
        p_value=min(1.0, 2 * tail(max(gained, lost), gained + lost)),
        p_worse=tail(lost, gained + lost),
    )


def tail(successes: int, trials: int) -> float:
    """The probability of at least `successes` heads in `trials` throws of a fair coin; exact, in integers.

    Example:
        >>> tail(5, 5)
        0.03125
    """
    ways = term = math.comb(trials, successes)
    for heads in range(successes, trials):
        term = term * (trials - heads) // (heads + 1)
        ways += term
    return ways / (1 << trials)


def _interval(gained: int, lost: int, questions: int) -> Interval:
    """The percentile bootstrap: each resample of the questions has a number gained and a number lost."""
    draw = random.Random(0)  # noqa: S311 -- resampling, not secrets
    chances = gained / questions, lost / questions
    found = sorted(_resampled(draw, questions, *chances) / questions for _ in range(_RESAMPLES))
    low, high = found[round(0.025 * _RESAMPLES)], found[round(0.975 * _RESAMPLES) - 1]
    difference = (gained - lost) / questions
    return min(low, difference), max(high, difference)


def _resampled(draw: random.Random, questions: int, gained: float, lost: float) -> int:
    """Gained minus lost in a resample of as many questions, drawn with replacement: two binomial draws."""
    better = _binomial(draw, questions, gained)
    worse = _binomial(draw, questions - better, lost / (1 - gained) if gained < 1 else 0.0)
    return better - worse


def _binomial(draw: random.Random, trials: int, chance: float) -> int:
    """How many of some trials succeed, drawn by the gaps between successes: one step per success."""
    if chance <= 0.0 or trials == 0:
        return 0
    if chance >= 1.0:
        return trials
    successes, place, log = 0, 0, math.log1p(-chance)
    while True:
        place += int(math.log(1.0 - draw.random()) / log) + 1
        if place > trials:
            return successes
        successes += 1
