"""Decides whether a candidate may replace the champion."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import BaseModel, Field

from tuneql.evaluation.metrics import Metrics, Shares
from tuneql.limits import SLICE_PATTERN
from tuneql.release.paired import Paired

Share = Annotated[float, Field(ge=0, le=1)]
Slice = Annotated[str, Field(pattern=SLICE_PATTERN)]


class Thresholds(BaseModel, extra="forbid", frozen=True):
    """What the gate demands; shares are from 0 to 1, of the headline metric.

    Attributes:
        minimum_questions: how many it must have been measured on; with few, one right answer makes many points.
        minimum_accuracy: the lowest share for the candidate.
        minimum_gain_over_base: how far it must be above its base model.
        maximum_drop_from_champion: how far it may be below the champion, on the same questions.
        significance: a candidate that is worse than the champion is refused, however little, if the chance that it is
            as good is smaller than this; 0 turns the rule off. It needs a paired comparison.
        protected_slices: slices of the questions that must not drop: `hardness:easy`, `feature:join`, `schema:sales`.
        maximum_slice_drop: how far a protected slice may be below the champion's, or if there is none, the base
            model's.
        maximum_forbidden: answers with a statement that would write, or is not a query.
        maximum_latency_p95_ms: of the candidate; None for no limit.
        maximum_cost_per_query_usd: of the candidate, in tokens; None for no limit.
    """

    minimum_questions: int = Field(default=0, ge=0)
    minimum_accuracy: Share = 0.2
    minimum_gain_over_base: Share = 0.05
    maximum_drop_from_champion: Share = 0.01
    significance: Share = 0.05
    protected_slices: tuple[Slice, ...] = ()
    maximum_slice_drop: Share = 0.05
    maximum_forbidden: int = Field(default=0, ge=0)
    maximum_latency_p95_ms: float | None = Field(default=None, gt=0)
    maximum_cost_per_query_usd: float | None = Field(default=None, gt=0)


class Decision(BaseModel, frozen=True):
    """What the gate decided, and why.

    Attributes:
        metric: the headline: execution accuracy if there were rows to run on, else exact match.
        passed: whether the candidate met every threshold.
        promote: whether to promote it: it passed, and the run asked for promotion.
        reasons: one sentence per rule, those not met first, in the order of `broken`.
        broken: the names of the thresholds that were not met; `protected_slices` is followed by the slice's name.
        paired: the paired comparison with the champion, if there is a champion.
    """

    metric: str
    passed: bool
    promote: bool
    reasons: tuple[str, ...]
    broken: tuple[str, ...] = ()
    paired: Paired | None = None


Check = tuple[str, bool, str]
"""A threshold's name, whether it is met, and one sentence with the numbers."""


def decide(
    scores: Mapping[str, Metrics], thresholds: Thresholds, *, promote: bool, paired: Paired | None = None
) -> Decision:
    """Check the candidate against its thresholds, its base model and the champion.

    A limit or a protected slice that could not be measured counts as broken, because nobody knows whether it is met.

    Args:
        scores: metrics of `candidate` and `base`, and of `champion` if there is one, on the same questions.
        thresholds: what the gate demands.
        promote: whether the run asked for promotion.
        paired: candidate and champion, question by question, see `tuneql.release.paired.compare_paired`.
    """
    metric = "execution_accuracy" if scores["candidate"].execution_accuracy is not None else "exact_match"
    shares = {name: getattr(found, metric) or 0.0 for name, found in scores.items()}
    headline = [*_enough(scores["candidate"].measured.get(metric, 0), thresholds)]
    headline += [_floor(shares, thresholds), _gain(shares, thresholds), _drop(shares, thresholds)]
    if paired is not None and thresholds.significance > 0:
        headline.append(_significance(paired, thresholds))
    checks = [(name, kept, f"{metric}: {reason}") for name, kept, reason in headline]
    checks += [*_slices(scores, metric, thresholds), *_caps(scores["candidate"], thresholds)]
    broken = tuple(name for name, kept, _ in checks if not kept)
    reasons = [reason for _, _, reason in sorted(checks, key=lambda check: check[1])]  # False comes before True
    if not broken and not promote:
        reasons.append("the run asked for no promotion (promote: false)")
    return Decision(
        metric=metric,
        passed=not broken,
        promote=not broken and promote,
        reasons=tuple(reasons),
        broken=broken,
        paired=paired,
    )


def _enough(questions: int, thresholds: Thresholds) -> Iterator[Check]:
    if (demanded := thresholds.minimum_questions) > 0:
        reason = f"it was measured on {questions:,} questions; at least {demanded:,} are demanded"
        yield "minimum_questions", questions >= demanded, reason


def _floor(shares: Mapping[str, float], thresholds: Thresholds) -> Check:
    kept = shares["candidate"] >= thresholds.minimum_accuracy
    verb = "reaches" if kept else "is below"
    reason = f"the candidate's {shares['candidate']:.1%} {verb} the floor of {thresholds.minimum_accuracy:.1%}"
    return "minimum_accuracy", kept, reason


def _gain(shares: Mapping[str, float], thresholds: Thresholds) -> Check:
    gain, demanded = _lead(shares, "base"), thresholds.minimum_gain_over_base
    reason = (
        f"the candidate is {gain * 100:+.1f} points from its base model's {shares['base']:.1%}; "
        f"at least {demanded * 100:+.1f} are demanded"
    )
    return "minimum_gain_over_base", gain >= demanded, reason


def _drop(shares: Mapping[str, float], thresholds: Thresholds) -> Check:
    name = "maximum_drop_from_champion"
    if "champion" not in shares:
        return name, True, "there is no champion to compare with"
    lead, allowed = _lead(shares, "champion"), thresholds.maximum_drop_from_champion
    reason = (
        f"the candidate is {lead * 100:+.1f} points from the champion's {shares['champion']:.1%}; "
        f"a drop of {allowed * 100:.1f} is allowed"
    )
    return name, -lead <= allowed, reason


def _significance(paired: Paired, thresholds: Thresholds) -> Check:
    kept = paired.p_worse >= thresholds.significance
    low, high = (bound * 100 for bound in paired.ci95)
    verdict = "is not significantly worse" if kept else "is significantly worse"
    reason = (
        f"on {paired.questions:,} questions the candidate gains {paired.gained:,} and loses {paired.lost:,} against "
        f"the champion ({paired.difference * 100:+.1f} points, 95% interval {low:+.1f} to {high:+.1f}): it {verdict} "
        f"(p = {paired.p_worse:.3g}, the limit is {thresholds.significance:g})"
    )
    return "significance", kept, reason


def _slices(scores: Mapping[str, Metrics], metric: str, thresholds: Thresholds) -> Iterator[Check]:
    """Compare each protected slice with the champion's, or the base model's."""
    rival = "champion" if "champion" in scores else "base"
    for wanted in thresholds.protected_slices:
        mine, theirs = (_share(scores[name], wanted, metric) for name in ("candidate", rival))
        if mine is None or theirs is None:
            yield f"protected_slices {wanted}", False, f"{wanted}: it was not measured, and is protected"
            continue
        lead, allowed = round(mine - theirs, 9), thresholds.maximum_slice_drop
        reason = (
            f"{wanted}: the candidate is {lead * 100:+.1f} points from the {rival}'s {theirs:.1%}; "
            f"a drop of {allowed * 100:.1f} is allowed"
        )
        yield f"protected_slices {wanted}", -lead <= allowed, reason


def _share(metrics: Metrics, wanted: str, metric: str) -> float | None:
    kind, name = wanted.split(":", 1)
    slices: Mapping[str, Shares] = getattr(metrics, f"by_{kind}")
    return getattr(slices[name], metric) if name in slices else None


def _caps(candidate: Metrics, thresholds: Thresholds) -> Iterator[Check]:
    count, allowed = candidate.forbidden, thresholds.maximum_forbidden
    kept = count <= allowed
    yield "maximum_forbidden", kept, f"forbidden statements: the candidate wrote {count:,}; {allowed:,} are allowed"
    if (cap := thresholds.maximum_latency_p95_ms) is not None:
        found = candidate.latency_ms.p95 if candidate.latency_ms else None
        said = "was not measured" if found is None else f"is {found:,.0f} ms"
        reason = f"latency: the candidate's 95th percentile {said}; at most {cap:,.0f} ms are allowed"
        yield "maximum_latency_p95_ms", found is not None and found <= cap, reason
    if (cap := thresholds.maximum_cost_per_query_usd) is not None:
        found = candidate.spending.cost_per_query_usd if candidate.spending else None
        said = "was not measured" if found is None else f"is ${found:.3g}"
        reason = f"cost: the candidate's price of a query {said}; at most ${cap:.3g} is allowed"
        yield "maximum_cost_per_query_usd", found is not None and found <= cap, reason


def _lead(shares: Mapping[str, float], over: str) -> float:
    """How far the candidate is above another, rounded so that a threshold met exactly is met."""
    return round(shares["candidate"] - shares[over], 9)
