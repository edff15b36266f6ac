"""Whether a candidate may take the champion's place."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from tuneql.evaluation.metrics import Metrics

Share = Annotated[float, Field(ge=0, le=1)]


class Thresholds(BaseModel):
    """What the gate demands, in shares from 0 to 1 of the headline metric.

    Attributes:
        minimum_accuracy: the candidate's floor.
        minimum_gain_over_base: how far above its base model it must be.
        maximum_drop_from_champion: how far below the champion, on the same questions, it may be.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    minimum_accuracy: Share = 0.2
    minimum_gain_over_base: Share = 0.05
    maximum_drop_from_champion: Share = 0.01


class Decision(BaseModel):
    """What the gate decided, and why.

    Attributes:
        metric: the headline: execution accuracy where there were rows to run on, else exact match.
        passed: whether the candidate met every threshold.
        promote: whether it will be promoted: passed, and the run asked for promotion.
        reasons: one sentence a rule, kept or broken.
    """

    model_config = ConfigDict(frozen=True)

    metric: str
    passed: bool
    promote: bool
    reasons: tuple[str, ...]


def decide(scores: Mapping[str, Metrics], thresholds: Thresholds, *, promote: bool) -> Decision:
    """Compare the candidate with its floor, its base and the champion.

    Args:
        scores: metrics of `candidate` and `base`, and of `champion` where there is one, on the same questions.
        thresholds: what is demanded.
        promote: whether the run asked for promotion at all.
    """
    metric = "execution_accuracy" if scores["candidate"].execution_accuracy is not None else "exact_match"
    shares = {name: getattr(found, metric) or 0.0 for name, found in scores.items()}
    checks = [_floor(shares, thresholds), _gain(shares, thresholds), _drop(shares, thresholds)]
    passed = all(kept for kept, _ in checks)
    reasons = [f"{metric}: {reason}" for _, reason in checks]
    if passed and not promote:
        reasons.append("the run asked for no promotion (promote: false)")
    return Decision(metric=metric, passed=passed, promote=passed and promote, reasons=tuple(reasons))


def _floor(shares: Mapping[str, float], thresholds: Thresholds) -> tuple[bool, str]:
    kept = shares["candidate"] >= thresholds.minimum_accuracy
    verb = "reaches" if kept else "is below"
    return kept, f"the candidate's {shares['candidate']:.1%} {verb} the floor of {thresholds.minimum_accuracy:.1%}"


def _gain(shares: Mapping[str, float], thresholds: Thresholds) -> tuple[bool, str]:
    gain, demanded = _lead(shares, "base"), thresholds.minimum_gain_over_base
    return gain >= demanded, (
        f"the candidate is {gain * 100:+.1f} points from its base model's {shares['base']:.1%}; "
        f"at least {demanded * 100:+.1f} are demanded"
    )


def _drop(shares: Mapping[str, float], thresholds: Thresholds) -> tuple[bool, str]:
    if "champion" not in shares:
        return True, "there is no champion to compare with"
    lead, allowed = _lead(shares, "champion"), thresholds.maximum_drop_from_champion
    return -lead <= allowed, (
        f"the candidate is {lead * 100:+.1f} points from the champion's {shares['champion']:.1%}; "
        f"a drop of {allowed * 100:.1f} is allowed"
    )


def _lead(shares: Mapping[str, float], over: str) -> float:
    """How far the candidate is above another; rounded, so that a threshold met exactly is met."""
    return round(shares["candidate"] - shares[over], 9)
