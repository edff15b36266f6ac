"""95 % confidence intervals in plain Python, because the Lambda functions have no numpy."""

import math
import random
from collections.abc import Sequence
from statistics import fmean
from typing import Final

Interval = tuple[float, float]

_Z: Final = 1.959963984540054  # the normal distribution's 97.5 % point
_RESAMPLES: Final = 1_000
# From this number of values on, the normal distribution is used instead of the bootstrap, which tends to it: by then,
# the two intervals of a mean differ by less than two seeds of the bootstrap do.
_MANY: Final = 100


def wilson(successes: int, trials: int) -> Interval:
    """Wilson's score interval of a share.

    Unlike the textbook interval it stays within 0 to 1 and is honest for few trials and for shares near 0 or 1
    (Brown, Cai and DasGupta, "Interval estimation for a binomial proportion", 2001).

    Args:
        successes: how many of the trials succeeded, at most `trials`.
        trials: at least 1.
    """
    share, spread = successes / trials, _Z * _Z / trials
    middle = (share + spread / 2) / (1 + spread)
    reach = _Z / (1 + spread) * math.sqrt(share * (1 - share) / trials + spread / (4 * trials))
    return _around(share, middle - reach, middle + reach)


def difference(successes: int, trials: int, others: int, other_trials: int) -> Interval:
    """The interval of the difference between two shares of independent samples.

    Newcombe's hybrid of the two score intervals, which covers 95 % even for few trials and for shares near 0 or 1
    ("Interval estimation for the difference between independent proportions", 1998, method 10).

    Args:
        successes: of the first sample, as in `wilson`.
        trials: of the first sample.
        others: successes of the second sample.
        other_trials: trials of the second sample.

    Example:
        >>> low, high = difference(56, 70, 48, 80)
        >>> round(low, 4), round(high, 4)
        (0.0524, 0.3339)
    """
    mine, theirs = successes / trials, others / other_trials
    (low, high), (other_low, other_high) = wilson(successes, trials), wilson(others, other_trials)
    below = math.hypot(mine - low, other_high - theirs)
    above = math.hypot(high - mine, theirs - other_low)
    return mine - theirs - below, mine - theirs + above


def bootstrap_mean(values: Sequence[float]) -> Interval:
    """The percentile bootstrap interval of a mean of values from 0 to 1; from 100 values on, its normal limit.

    The same values give the same interval.

    Args:
        values: at least one.
    """
    if len(values) >= _MANY:
        middle, reach = fmean(values), _Z * math.sqrt(_variance(values) / len(values))
        return _around(middle, middle - reach, middle + reach)
    draw = random.Random(0)  # noqa: S311 -- resampling, not secrets
    means = sorted(fmean(draw.choices(values, k=len(values))) for _ in range(_RESAMPLES))
    return _around(fmean(values), means[round(0.025 * _RESAMPLES)], means[round(0.975 * _RESAMPLES) - 1])


def _variance(values: Sequence[float]) -> float:
    middle = fmean(values)
    return math.fsum((value - middle) ** 2 for value in values) / len(values)


def _around(estimate: float, low: float, high: float) -> Interval:
    """Clip to 0 and 1, and keep the estimate inside even if rounding or a skewed sample would not."""
    return max(0.0, min(low, estimate)), min(1.0, max(high, estimate))
