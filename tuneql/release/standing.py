"""How a trial stands: figures of both arms, and whether they suffice for a decision.

Even without the right answers, one can see whether a question got SQL that the guard let through. The rule compares
this share: the challenger's minus the champion's. In a canary the arms have different questions, drawn at random; in a
shadow they have the same ones, of which far fewer suffice to see a difference.

The intervals are right for one look: whoever looks every hour until the verdict pleases will be wrong more often.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pydantic import BaseModel

from tuneql.evaluation.intervals import Interval, difference, wilson
from tuneql.evaluation.latency import nearest_rank
from tuneql.release.champion import Challenger
from tuneql.release.observation import Arm, Observation, Opinion
from tuneql.release.paired import Paired, pair_up

MARGIN: Final = 0.05
"""How much worse a challenger may be, as a share of questions answered, and still count as no worse."""

MINIMUM: Final = 50
"""How many questions each arm needs before there is a verdict."""

OPINIONS: Final = 30
"""How many opinions each arm needs before they are compared."""

Verdict = Literal["no worse", "worse", "undecided"]

_Z: Final = 1.96
_ARMS: Final[tuple[Arm, Arm]] = ("champion", "challenger")


class Figures(BaseModel, frozen=True):
    """The figures of one arm.

    Attributes:
        questions: that count for the arm.
        answered, refused, declined, busy, failed: they add up to `questions`.
        answered_ci95: interval of the share that it answered; None without questions.
        repaired: answers that needed a repair.
        latency_p50_ms, latency_p95_ms: of answers, each by nearest rank as in the report; None without any.
        tokens_per_answer: in and out.
        good, bad: opinions on its answers.
    """

    questions: int
    answered: int
    answered_ci95: Interval | None
    refused: int
    declined: int
    busy: int
    failed: int
    repaired: int
    latency_p50_ms: float | None
    latency_p95_ms: float | None
    tokens_per_answer: float | None
    good: int
    bad: int


class Agreement(BaseModel, frozen=True):
    """How often both arms of a shadow answered with the same statement.

    Attributes:
        both: questions that both answered.
        same_sql: with the same statement, as the guard writes it; `same_template` with one that differs only in values.
        same_sql_ci95: interval of that share; None without such questions.
    """

    both: int
    same_sql: int
    same_template: int
    same_sql_ci95: Interval | None


class Standing(BaseModel, frozen=True):
    """The state of a trial.

    Attributes:
        challenger: what is tried.
        arms: figures of champion and challenger; of a shadow, for the questions that both were asked.
        difference: the challenger's share of answered questions minus the champion's, and `ci95` its interval; None
            while an arm has no questions.
        agreement, paired: of a shadow.
        verdict: the rule's; `undecided` means "not enough yet".
        reason: the verdict in one sentence, with the numbers.
        opinions: what people's opinions tell, in one sentence.
    """

    challenger: Challenger
    arms: Mapping[Arm, Figures]
    difference: float | None
    ci95: Interval | None
    agreement: Agreement | None = None
    paired: Paired | None = None
    verdict: Verdict
    reason: str
    opinions: str


@dataclass(frozen=True, kw_only=True)
class _Gap:
    """The challenger's share of answered questions minus the champion's."""

    estimate: float
    ci95: Interval


def standing(challenger: Challenger, seen: Iterable[Observation], said: Iterable[Opinion]) -> Standing:
    """Evaluate a trial.

    Args:
        challenger: what is tried; lines of other trials are left out.
        seen: observations of questions.
        said: people's opinions; of two on one answer, the later one counts.
    """
    known = [each for each in seen if each.trial == challenger.trial]
    opinions = {each.request_id: each.verdict for each in said if each.trial == challenger.trial}
    mine = [each for each in known if not each.instead]
    if challenger.mode == "shadow":
        mine = _of_both(mine)
    shown = [each for each in known if _is_shown(each, challenger)]
    arms: dict[Arm, Figures] = {arm: _figures(arm, mine, shown, opinions) for arm in _ARMS}
    paired = _paired(mine) if challenger.mode == "shadow" else None
    gap = _Gap(estimate=paired.difference, ci95=paired.ci95) if paired else _gap(arms)
    verdict, reason = _decide(challenger, arms, gap)
    return Standing(
        challenger=challenger,
        arms=arms,
        difference=gap and gap.estimate,
        ci95=gap and gap.ci95,
        agreement=_agreement(mine) if challenger.mode == "shadow" else None,
        paired=paired,
        verdict=verdict,
        reason=reason,
        opinions=_compared_opinions(arms) if challenger.mode == "canary" else "nobody sees a shadow's answers",
    )


def _is_shown(each: Observation, challenger: Challenger) -> bool:
    """Whether users saw the answer."""
    return each.outcome == "answered" and (each.arm == "champion" or challenger.mode == "canary")


def _by_question(seen: Iterable[Observation]) -> list[Mapping[Arm, Observation]]:
    found: dict[str, dict[Arm, Observation]] = {}
    for each in seen:
        found.setdefault(each.request_id, {})[each.arm] = each
    return [each for each in found.values() if len(each) == len(_ARMS)]


def _of_both(seen: Iterable[Observation]) -> list[Observation]:
    return [each for pair in _by_question(seen) for each in pair.values()]


def _figures(
    arm: Arm, seen: Iterable[Observation], seen_by_users: Iterable[Observation], said: Mapping[str, str]
) -> Figures:
    """Figures of the questions that count for the arm; opinions on all its answers that users saw."""
    own = [each for each in seen if each.arm == arm]
    outcomes = [each.outcome for each in own]
    answers = [each for each in own if each.outcome == "answered"]
    verdicts = [said[each.request_id] for each in seen_by_users if each.arm == arm and each.request_id in said]
    times = sorted(each.latency_ms for each in answers if each.latency_ms is not None)
    tokens = sum(each.input_tokens + each.output_tokens for each in answers)
    return Figures(
        questions=len(own),
        answered=len(answers),
        answered_ci95=wilson(len(answers), len(own)) if own else None,
        refused=outcomes.count("refused"),
        declined=outcomes.count("declined"),
        busy=outcomes.count("busy"),
        failed=outcomes.count("failed"),
        repaired=sum(each.repairs > 0 for each in answers),
        latency_p50_ms=nearest_rank(times, 50) if times else None,
        latency_p95_ms=nearest_rank(times, 95) if times else None,
        tokens_per_answer=tokens / len(answers) if answers else None,
        good=verdicts.count("good"),
        bad=verdicts.count("bad"),
    )


def _paired(seen: Iterable[Observation]) -> Paired | None:
    return pair_up([_lead(each["challenger"]) - _lead(each["champion"]) for each in _by_question(seen)])


def _lead(each: Observation) -> int:
    return int(each.outcome == "answered")


def _agreement(seen: Iterable[Observation]) -> Agreement:
    both = [pair for pair in _by_question(seen) if all(_lead(each) for each in pair.values())]
    same = sum(pair["champion"].sql == pair["challenger"].sql for pair in both)
    return Agreement(
        both=len(both),
        same_sql=same,
        same_template=sum(pair["champion"].template == pair["challenger"].template for pair in both),
        same_sql_ci95=wilson(same, len(both)) if both else None,
    )


def _gap(arms: Mapping[Arm, Figures]) -> _Gap | None:
    champion, challenger = arms["champion"], arms["challenger"]
    if not champion.questions or not challenger.questions:
        return None
    estimate = challenger.answered / challenger.questions - champion.answered / champion.questions
    counts = challenger.answered, challenger.questions, champion.answered, champion.questions
    return _Gap(estimate=estimate, ci95=difference(*counts))


def _decide(challenger: Challenger, arms: Mapping[Arm, Figures], gap: _Gap | None) -> tuple[Verdict, str]:
    asked = min(figures.questions for figures in arms.values())
    if gap is None or asked < MINIMUM:
        return "undecided", f"not enough yet: {asked:,} questions of the smaller arm; at least {MINIMUM} are needed"
    low, high = gap.ci95
    found = (
        f"the challenger's share of answered questions is {gap.estimate * 100:+.1f} points from the champion's "
        f"(95 % interval {low * 100:+.1f} to {high * 100:+.1f})"
    )
    if low > -MARGIN:
        return "no worse", f"enough: {found}, so that it is less than {MARGIN * 100:.0f} points worse, if at all"
    if high < 0:
        return "worse", f"enough: {found}, so that it is worse"
    more = _needed(challenger, arms, gap) - arms["challenger"].questions
    return (
        "undecided",
        f"not enough yet: {found}; about {max(more, MINIMUM):,} more questions to the challenger are needed",
    )


def _needed(challenger: Challenger, arms: Mapping[Arm, Figures], gap: _Gap) -> int:
    """About how many questions the challenger needs for an interval no wider than the margin on either side."""
    if challenger.mode == "shadow":
        # The width of an interval falls with the square root of the number of questions.
        reach = (gap.ci95[1] - gap.ci95[0]) / 2
        return math.ceil(arms["challenger"].questions * (reach / MARGIN) ** 2)
    spread = [_spread(arms[arm]) for arm in ("challenger", "champion")]
    each = spread[0] + spread[1] * challenger.share / (1 - challenger.share)
    return math.ceil(each * (_Z / MARGIN) ** 2)


def _spread(figures: Figures) -> float:
    share = figures.answered / figures.questions
    return share * (1 - share)


def _compared_opinions(arms: Mapping[Arm, Figures]) -> str:
    counts = {arm: figures.good + figures.bad for arm, figures in arms.items()}
    if min(counts.values()) < OPINIONS:
        told = " and ".join(f"{counts[arm]:,} on the {arm}'s answers" for arm in _ARMS)
        return f"too few opinions to compare: {told}; {OPINIONS} on each are needed"
    champion, challenger = arms["champion"], arms["challenger"]
    low, high = difference(challenger.good, counts["challenger"], champion.good, counts["champion"])
    lead = challenger.good / counts["challenger"] - champion.good / counts["champion"]
    return (
        f"people call {lead * 100:+.1f} points more of the challenger's answers good than of the champion's "
        f"(95 % interval {low * 100:+.1f} to {high * 100:+.1f})"
    )
