from hypothesis import given
from hypothesis import strategies as st

from tuneql.evaluation.report.charts import loss_plot
from tuneql.training.curves.curve import Curve, Point


def curve(losses: list[float]) -> Curve:
    return Curve(points=tuple(Point(step=step, epoch=0, loss=loss) for step, loss in enumerate(losses)))


def test_ticks_are_round_and_cover_the_curve() -> None:
    plot = loss_plot(curve([2.3, 1.1, 0.4]), None)
    assert [tick.label for tick in plot.losses] == ["0", "0.5", "1", "1.5", "2", "2.5"]
    assert (plot.steps[0].at, plot.steps[0].label) == (0.0, "0")


def test_a_long_curve_is_drawn_in_few_points_and_says_so() -> None:
    line = loss_plot(curve([1.0] * 10_000), None).lines[0]
    assert line.smoothed == 25
    assert len(line.path.split()) == 400


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=50), st.none() | st.lists(st.floats(0, 20), min_size=1))
def test_every_point_is_inside_the_plot(training: list[float], validation: list[float] | None) -> None:
    plot = loss_plot(curve(training), curve(validation) if validation else None)
    for line in plot.lines:
        assert all(0 <= float(value) <= 100 for pair in line.path.split() for value in pair.split(","))
    assert all(-1e-9 <= tick.at <= 100 for tick in (*plot.steps, *plot.losses))
