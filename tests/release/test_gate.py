import pytest

from tuneql.evaluation.metrics import Metrics, summarise
from tuneql.release.gate import Thresholds, decide


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
]


@pytest.mark.parametrize(("candidate", "base", "champion", "passed", "reason"), CASES)
def test_decisions(candidate: float, base: float, champion: float | None, *, passed: bool, reason: str) -> None:
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
