"""How a trial stands: which question counts for which arm, and when figures suffice."""

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.intervals import difference, wilson
from tuneql.release.champion import Challenger, Mode
from tuneql.release.observation import Arm, Observation, Opinion, Outcome, digests
from tuneql.release.standing import MARGIN, MINIMUM, Standing, standing


def challenger(mode: Mode = "canary", share: float = 0.1) -> Challenger:
    return Challenger(
        model_id="arn:challenger",
        model_arn="arn:model",
        run="weekly",
        dialect="sqlite",
        prompt_version="1",
        mode=mode,
        share=share,
        since="2026-11-21T00:00:00+00:00",
    )


TRIAL = challenger().trial


def seen(arm: Arm, count: int, outcome: Outcome = "answered", *, first: int = 0, **more: Any) -> Iterator[Observation]:
    for number in range(first, first + count):
        yield Observation(trial=TRIAL, request_id=f"{arm}-{number}", arm=arm, outcome=outcome, **more)


def of_both(count: int, outcomes: tuple[Outcome, Outcome], *, first: int = 0, **more: Any) -> Iterator[Observation]:
    """Questions that both arms were asked."""
    arms: tuple[Arm, Arm] = ("champion", "challenger")
    for number in range(first, first + count):
        for arm, outcome in zip(arms, outcomes, strict=True):
            yield Observation(trial=TRIAL, request_id=str(number), arm=arm, outcome=outcome, **more)


def canary(answered: tuple[int, int], refused: tuple[int, int]) -> Standing:
    """Champion first."""
    lines = [
        *seen("champion", answered[0]),
        *seen("champion", refused[0], "refused", first=answered[0]),
        *seen("challenger", answered[1]),
        *seen("challenger", refused[1], "refused", first=answered[1]),
    ]
    return standing(challenger(), lines, ())


CASES = [
    ((0, 0), (0, 0), "undecided", "not enough yet: 0 questions"),
    ((10_000, MINIMUM - 1), (0, 0), "undecided", "at least 50"),
    ((980, 490), (20, 10), "no worse", "enough: the challenger's share of answered questions is +0.0 points"),
    ((980, 400), (20, 100), "worse", "-18.0 points"),
    ((98, 58), (2, 2), "undecided", "more questions to the challenger are needed"),
    ((500, 500), (500, 0), "no worse", "+50.0 points"),
    ((10_000, MINIMUM), (0, 0), "undecided", "more questions to the challenger are needed"),
    ((900, 95), (100, 15), "undecided", "about 87 more questions"),  # 196.3, by hand, less 110
]


@pytest.mark.parametrize(("answered", "refused", "verdict", "says"), CASES)
def test_enough_is_a_lower_bound_above_the_margin_or_an_upper_one_below_nothing(
    answered: tuple[int, int], refused: tuple[int, int], verdict: str, says: str
) -> None:
    found = canary(answered, refused)
    assert found.verdict == verdict
    assert says in found.reason
    if found.ci95 is not None and "at least" not in found.reason:
        low, high = (bound * 100 for bound in found.ci95)
        assert f"(95 % interval {low:+.1f} to {high:+.1f})" in found.reason


def test_about_so_many_more_questions_are_enough() -> None:
    """As many questions as are said to be needed decide, if the shares stay the same."""
    short = canary((4_850, 190), (150, 10))
    more = int(short.reason.split("about ")[1].split(" ")[0].replace(",", ""))
    longer = 200 + more
    enough = canary((longer * 9 * 97 // 100, longer * 97 // 100), (longer * 9 * 3 // 100, longer * 3 // 100))
    assert (short.verdict, enough.verdict) == ("undecided", "no worse")


def test_lines_of_other_trials_count_for_nothing() -> None:
    other = [each.model_copy(update={"trial": "another"}) for each in seen("challenger", 9)]
    found = standing(
        challenger(),
        [*other, *seen("challenger", 1)],
        [Opinion(trial="another", request_id="challenger-0", verdict="bad")],
    )
    assert found.arms["challenger"].questions == 1
    assert (found.arms["challenger"].bad, found.difference) == (0, None)


def test_what_the_champion_answered_instead_is_no_question_of_its_own_but_an_answer_that_users_judge() -> None:
    lines = [
        *seen("challenger", 1, "busy"),
        Observation(trial=TRIAL, request_id="challenger-0", arm="champion", outcome="answered", instead=True),
    ]
    found = standing(challenger(), lines, [Opinion(trial=TRIAL, request_id="challenger-0", verdict="good")])
    assert (found.arms["champion"].questions, found.arms["champion"].good) == (0, 1)
    assert (found.arms["challenger"].busy, found.arms["challenger"].good) == (1, 0)


def test_figures_add_up() -> None:
    outcomes: tuple[Outcome, ...] = ("answered", "refused", "declined", "busy", "failed")
    lines = [
        line
        for place, outcome in enumerate(outcomes)
        for line in seen("challenger", place + 1, outcome, first=10 * place, repairs=1, latency_ms=100.0 * (place + 1))
    ]
    found = standing(
        challenger(), [*lines, *seen("challenger", 3, latency_ms=300.0, input_tokens=8, output_tokens=4, first=90)], ()
    )
    figures = found.arms["challenger"]
    assert (figures.answered, figures.refused, figures.declined, figures.busy, figures.failed) == (4, 2, 3, 4, 5)
    assert figures.questions == 18
    assert (figures.repaired, figures.latency_p50_ms, figures.tokens_per_answer) == (1, 300.0, 9.0)


def test_of_two_opinions_the_later_counts_and_thirty_on_each_arm_are_compared() -> None:
    lines = [*seen("champion", 40), *seen("challenger", 40)]
    said = [
        *(Opinion(trial=TRIAL, request_id=f"champion-{n}", verdict="bad") for n in range(40)),
        *(Opinion(trial=TRIAL, request_id=f"champion-{n}", verdict="good") for n in range(20)),
        *(Opinion(trial=TRIAL, request_id=f"challenger-{n}", verdict="good") for n in range(30)),
    ]
    found = standing(challenger(), lines, said)
    assert (found.arms["champion"].good, found.arms["champion"].bad) == (20, 20)
    low, high = (bound * 100 for bound in difference(30, 30, 20, 40))
    assert "+50.0 points more of the challenger's" in found.opinions
    assert f"(95 % interval {low:+.1f} to {high:+.1f})" in found.opinions
    assert "too few opinions" in standing(challenger(), lines, said[:-1]).opinions


def test_a_shadow_is_compared_question_by_question() -> None:
    tried = challenger("shadow")
    lines = [
        *of_both(60, ("answered", "answered"), sql="a", template="t"),
        *of_both(40, ("refused", "answered"), first=60),
        *of_both(10, ("answered", "refused"), first=100),
        *seen("champion", 500),  # whose shadow was lost
    ]
    found = standing(tried, lines, ())
    assert found.paired is not None
    assert (found.paired.questions, found.paired.gained, found.paired.lost) == (110, 40, 10)
    assert (found.verdict, found.difference) == ("no worse", 30 / 110)
    assert found.arms["champion"].questions == found.arms["challenger"].questions == 110
    assert found.agreement is not None
    assert (found.agreement.both, found.agreement.same_sql, found.agreement.same_template) == (60, 60, 60)
    assert found.agreement.same_sql_ci95 == wilson(60, 60)


def test_a_shadow_needs_as_many_questions_more_as_narrow_the_interval_to_the_margin() -> None:
    lines = [*of_both(90, ("answered", "answered")), *of_both(10, ("answered", "refused"), first=90)]
    found = standing(challenger("shadow"), [*lines, *of_both(8, ("refused", "answered"), first=100)], ())
    assert found.ci95 is not None
    times = ((found.ci95[1] - found.ci95[0]) / 2 / MARGIN) ** 2
    assert f"about {math.ceil(108 * times) - 108} more questions" in found.reason
    assert found.verdict == "undecided"


def test_of_no_common_answer_nothing_is_said_to_be_the_same() -> None:
    found = standing(challenger("shadow"), list(of_both(3, ("answered", "refused"))), ())
    assert found.agreement is not None
    assert (found.agreement.both, found.agreement.same_sql_ci95) == (0, None)


def test_nobody_judges_what_a_shadow_said() -> None:
    lines = of_both(1, ("answered", "answered"))
    found = standing(challenger("shadow"), list(lines), [Opinion(trial=TRIAL, request_id="0", verdict="good")])
    assert (found.arms["champion"].good, found.arms["challenger"].good) == (1, 0)
    assert found.opinions == "nobody sees a shadow's answers"


def test_a_shadow_needs_fewer_questions_than_a_canary() -> None:
    """Of models that answer the same questions, the paired interval is the narrower one."""
    lines = [*of_both(180, ("answered", "answered")), *of_both(20, ("refused", "refused"), first=180)]
    assert standing(challenger("shadow"), lines, ()).verdict == "no worse"
    assert canary((180, 180), (20, 20)).verdict == "undecided"


def test_statements_that_differ_in_values_have_one_template() -> None:
    one, other = (digests(f"SELECT a FROM t WHERE b = {value}", "sqlite") for value in (1, 2))
    assert one[0] != other[0]
    assert one[1] == other[1]
    assert len(one[0]) == 16


counts = st.integers(1, 400).flatmap(lambda trials: st.tuples(st.integers(0, trials), st.just(trials)))


@given(mine=counts, theirs=counts)
def test_the_interval_of_a_difference_holds_it_and_turns_with_it(
    mine: tuple[int, int], theirs: tuple[int, int]
) -> None:
    low, high = difference(*mine, *theirs)
    lead = mine[0] / mine[1] - theirs[0] / theirs[1]
    assert -1 - 1e-9 <= low <= lead <= high <= 1 + 1e-9
    turned = difference(*theirs, *mine)
    assert (-turned[1], -turned[0]) == pytest.approx((low, high))


def test_newcombes_own_example() -> None:
    """Table II of his paper, method 10: 56 of 70 against 48 of 80, and the extremes 10 of 10 against 0 of 10."""
    assert difference(56, 70, 48, 80) == pytest.approx((0.0524, 0.3339), abs=5e-5)
    assert difference(10, 10, 0, 10) == pytest.approx((0.6075, 1.0), abs=5e-5)
