import pytest
from pydantic import ValidationError

from tuneql.evaluation.latency import Spread
from tuneql.evaluation.metrics import Metrics, Spending, summarise
from tuneql.evaluation.shares import shares_of
from tuneql.release.gate import Decision, Thresholds, decide
from tuneql.release.paired import Paired


def metrics(accuracy: float | None, exact: float = 0.5) -> Metrics:
    return summarise([]).model_copy(update={"execution_accuracy": accuracy, "exact_match": exact})


CASES = [
    # candidate, base, champion, passed, a reason
    (0.60, 0.10, None, True, "no champion"),
    (0.60, 0.10, 0.60, True, "+0.0 points from the champion"),
    (0.60, 0.10, 0.605, True, "drop of 1.0 is allowed"),
    (0.60, 0.10, 0.65, False, "-5.0 points from the champion"),
    (0.60, 0.10, 0.61, True, "-1.0 points from the champion"),
    (0.15, 0.05, None, False, "below the floor of 20.0%"),
    (0.60, 0.58, None, False, "+2.0 points from its base"),
    (0.60, 0.70, 0.10, False, "-10.0 points from its base"),
    (0.20, 0.05, None, True, "reaches the floor of 20.0%"),
    (0.30, 0.25, None, True, "+5.0 points from its base"),
    (0.60, None, None, True, "+60.0 points from its base model's 0.0%"),
]


@pytest.mark.parametrize(("candidate", "base", "champion", "passed", "reason"), CASES)
def test_passes_who_reaches_the_floor_the_gain_and_the_champion(
    candidate: float, base: float | None, champion: float | None, *, passed: bool, reason: str
) -> None:
    scores = {"candidate": metrics(candidate), "base": metrics(base)}
    if champion is not None:
        scores["champion"] = metrics(champion)
    decision = decide(scores, Thresholds(), promote=True)
    assert (decision.passed, decision.promote) == (passed, passed)
    assert decision.metric == "execution_accuracy"
    assert reason in "\n".join(decision.reasons)


def test_without_rows_the_text_decides() -> None:
    scores = {"candidate": metrics(None, exact=0.4), "base": metrics(None, exact=0.1)}
    decision = decide(scores, Thresholds(), promote=True)
    assert (decision.metric, decision.passed) == ("exact_match", True)


def test_a_run_that_asks_for_no_promotion_gets_none_however_good() -> None:
    scores = {"candidate": metrics(0.9), "base": metrics(0.1)}
    decision = decide(scores, Thresholds(), promote=False)
    assert (decision.passed, decision.promote) == (True, False)
    assert "promote: false" in decision.reasons[-1]


def test_what_is_refused_anyway_needs_no_word_on_promotion() -> None:
    decision = decide({"candidate": metrics(0.1), "base": metrics(0.1)}, Thresholds(), promote=False)
    assert (decision.passed, decision.promote) == (False, False)
    assert "promote: false" not in "\n".join(decision.reasons)


def test_the_reasons_of_broken_rules_come_first() -> None:
    decision = decide({"candidate": metrics(0.60), "base": metrics(0.58)}, Thresholds(), promote=True)
    assert decision.broken == ("minimum_gain_over_base",)
    assert "+2.0 points from its base" in decision.reasons[0]
    assert "reaches the floor" in decision.reasons[1]


@pytest.mark.parametrize(("questions", "passed"), [(30, True), (29, False)])
def test_few_questions_prove_nothing(questions: int, *, passed: bool) -> None:
    told = metrics(0.60).model_copy(update={"measured": {"execution_accuracy": questions, "exact_match": 90}})
    decision = decide({"candidate": told, "base": metrics(0.10)}, Thresholds(minimum_questions=30), promote=True)
    assert (decision.passed, decision.broken) == (passed, () if passed else ("minimum_questions",))
    assert f"it was measured on {questions} questions; at least 30 are demanded" in "\n".join(decision.reasons)


def sliced(accuracy: float, name: str = "join") -> Metrics:
    slices = {name: shares_of([]).model_copy(update={"execution_accuracy": accuracy})}
    return metrics(0.6).model_copy(update={"by_feature": slices})


def decided(candidate: Metrics, rival: Metrics, thresholds: Thresholds, paired: Paired | None = None) -> Decision:
    scores = {"candidate": candidate, "base": metrics(0.1), "champion": rival}
    return decide(scores, thresholds, promote=True, paired=paired)


@pytest.mark.parametrize(
    ("mine", "theirs", "broken", "reason"),
    [
        (0.90, 0.90, (), "+0.0 points from the champion's 90.0%"),
        (0.85, 0.90, (), "-5.0 points from the champion's 90.0%; a drop of 5.0 is allowed"),
        (0.84, 0.90, ("protected_slices feature:join",), "-6.0 points"),
    ],
)
def test_a_protected_slice_may_not_fall(mine: float, theirs: float, broken: tuple[str, ...], reason: str) -> None:
    decision = decided(sliced(mine), sliced(theirs), Thresholds(protected_slices=("feature:join",)))
    assert decision.broken == broken
    assert reason in "\n".join(decision.reasons)


def test_a_protected_slice_that_nobody_measured_is_not_kept() -> None:
    decision = decided(sliced(0.9), sliced(0.9), Thresholds(protected_slices=("schema:sales",)))
    assert decision.broken == ("protected_slices schema:sales",)
    join = Thresholds(protected_slices=("feature:join",))
    assert decided(sliced(0.9), metrics(0.6), join).broken == ("protected_slices feature:join",)
    assert decided(metrics(0.6), sliced(0.9), join).broken == ("protected_slices feature:join",)


def test_a_protected_schema_may_have_a_colon_in_its_name() -> None:
    slices = {"a:b": shares_of([]).model_copy(update={"execution_accuracy": 0.9})}
    measured = metrics(0.6).model_copy(update={"by_schema": slices})
    assert decided(measured, measured, Thresholds(protected_slices=("schema:a:b",))).passed


def test_a_slice_has_the_name_of_its_kind() -> None:
    with pytest.raises(ValidationError, match="protected_slices"):
        Thresholds.model_validate({"protected_slices": ["join"]})


def test_one_forbidden_statement_is_one_too_many() -> None:
    candidate = metrics(0.6).model_copy(update={"forbidden": 1})
    assert decided(candidate, metrics(0.6), Thresholds()).broken == ("maximum_forbidden",)
    assert decided(candidate, metrics(0.6), Thresholds(maximum_forbidden=1)).passed


def test_caps_on_latency_and_cost() -> None:
    spent = Spending(
        tokens_per_query=860, tokens_per_correct_query=None, cost_per_query_usd=4e-5, cost_per_correct_query_usd=None
    )
    candidate = metrics(0.6).model_copy(update={"latency_ms": Spread(p50=400, p95=900), "spending": spent})
    kept = Thresholds(maximum_latency_p95_ms=900, maximum_cost_per_query_usd=4e-5)
    assert decided(candidate, metrics(0.6), kept).passed
    low = Thresholds(maximum_latency_p95_ms=899, maximum_cost_per_query_usd=3e-5)
    decision = decided(candidate, metrics(0.6), low)
    assert decision.broken == ("maximum_latency_p95_ms", "maximum_cost_per_query_usd")
    assert "is 900 ms; at most 899 ms" in "\n".join(decision.reasons)
    assert decided(metrics(0.6), metrics(0.6), low).broken == decision.broken


def test_a_drop_within_the_allowance_that_is_no_chance_is_refused() -> None:
    paired = Paired(
        questions=5_000, gained=2, lost=40, difference=-0.0076, ci95=(-0.01, -0.005), p_value=1e-9, p_worse=1e-9
    )
    candidate, champion = metrics(0.6), metrics(0.6076)
    decision = decided(candidate, champion, Thresholds(), paired)
    assert decision.broken == ("significance",)
    assert "gains 2 and loses 40 against the champion (-0.8 points" in "\n".join(decision.reasons)
    assert decision.paired == paired
    off = decided(candidate, champion, Thresholds(significance=0), paired)
    assert off.passed
    assert "gains 2" not in "\n".join(off.reasons)


def test_a_reason_is_a_sentence_with_all_its_numbers() -> None:
    paired = Paired(
        questions=5_000, gained=30, lost=40, difference=-0.002, ci95=(-0.01, 0.005), p_value=0.1, p_worse=0.05
    )
    protected = Thresholds(protected_slices=("feature:join",))
    assert decided(sliced(0.88), sliced(0.90), protected, paired).reasons == (
        "execution_accuracy: the candidate's 60.0% reaches the floor of 20.0%",
        "execution_accuracy: the candidate is +50.0 points from its base model's 10.0%; at least +5.0 are demanded",
        "execution_accuracy: the candidate is +0.0 points from the champion's 60.0%; a drop of 1.0 is allowed",
        (
            "execution_accuracy: on 5,000 questions the candidate gains 30 and loses 40 against the champion "
            "(-0.2 points, 95% interval -1.0 to +0.5): it is not significantly worse (p = 0.05, the limit is 0.05)"
        ),
        "feature:join: the candidate is -2.0 points from the champion's 90.0%; a drop of 5.0 is allowed",
        "forbidden statements: the candidate wrote 0; 0 are allowed",
    )
