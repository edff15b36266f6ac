import pytest

from tuneql.evaluation.latency import ColdStart, LatencyReport, ModelLatency, Timing
from tuneql.evaluation.report.latency_section import LatencySection, latency_section
from tuneql.limits import NOVA_MICRO

NAMES = ("candidate", "base")


def timing(first: float | None, whole: float) -> Timing:
    return Timing(first_token_ms=first, latency_ms=whole, input_tokens=800, output_tokens=60)


def section(**models: ModelLatency) -> LatencySection:
    return latency_section(LatencyReport(questions=2, models=models), NAMES)


def cells(found: LatencySection) -> dict[str, tuple[str, ...]]:
    return {line.measure: line.cells for line in found.lines}


CANDIDATE = ModelLatency.of(
    [timing(400, 500), timing(420, 600)],
    model="arn",
    billed=NOVA_MICRO.inference_id,
    cold=ColdStart(cold_ms=2750, first_token_ms=2640, attempts=3),
)
BASE = ModelLatency.of([timing(300, 350)], model="base", billed=NOVA_MICRO.inference_id, stopped="slow down")
IMPORTED = ModelLatency.of([timing(None, 900)], model="imported")


def test_the_table_has_a_column_an_arm_and_dashes_for_what_was_not_measured() -> None:
    found = cells(section(candidate=CANDIDATE, base=BASE))
    assert found["first token, cold"] == ("2,640 ms", "—")
    assert found["whole answer, 95%"] == ("600 ms", "350 ms")


def test_the_plot_shares_one_axis() -> None:
    found = section(candidate=CANDIDATE, base=BASE)
    assert [row.label for row in found.rows] == ["first token", "whole answer"]
    assert [tick.label for tick in found.ticks] == ["0 ms", "200 ms", "400 ms", "600 ms"]
    marks = [(mark.share, mark.high) for mark in found.rows[1].marks]
    assert marks == [pytest.approx((500 / 600, 1.0)), pytest.approx((350 / 600, 350 / 600))]
    assert [(mark.value, mark.span) for mark in found.rows[0].marks] == [
        ("400 ms", "to 420 ms"), ("300 ms", "to 300 ms"),
    ]  # fmt: skip


def test_what_is_missing_is_said() -> None:
    found = section(candidate=IMPORTED, base=BASE)
    assert "first token, cold" not in cells(found)
    assert cells(found)["first token, median"] == ("—", "300 ms")
    assert found.notes == (
        "The candidate's answers come whole: the model is asked through an interface that does not stream.",
        "Of the base, 1 of 2 answers were timed: slow down.",
    )


def test_where_nothing_was_timed_there_is_no_plot() -> None:
    found = section(candidate=ModelLatency.of([], model="arn", stopped="not allowed"))
    assert found.rows == ()
    assert cells(found) == {"answers timed": ("0", "—")}
    assert found.notes == ("Of the candidate, 0 of 2 answers were timed: not allowed.",)
