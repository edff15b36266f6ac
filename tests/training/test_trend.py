"""The numbers of curves without noise, which can be computed by hand."""

from collections.abc import Sequence

import pytest

from tuneql.training.curves.curve import Point
from tuneql.training.curves.trend import trend


def points(losses: Sequence[float]) -> list[Point]:
    return [Point(step=10 * index, epoch=0, loss=loss) for index, loss in enumerate(losses)]


def test_a_line_falls_in_its_tail_as_it_does_everywhere() -> None:
    found = trend(points([2.0 - index / 100 for index in range(100)]))
    assert (found.first, found.last, found.lowest) == pytest.approx((1.955, 1.055, 1.055))
    assert found.lowest_step == 940
    assert found.tail == pytest.approx(0.25)
    assert found.noise == pytest.approx(0.0)


def test_only_the_last_quarter_is_the_tail() -> None:
    falling, flat = [2.0 - index / 100 for index in range(76)], [1.25] * 24
    assert trend(points(falling + flat)).tail == pytest.approx(0.0, abs=0.011)
    assert trend(points([1.25] * 76 + [1.25 + index / 100 for index in range(24)])).tail < -0.2


def test_errors_shrink_with_the_steps_in_a_part() -> None:
    few, many = (trend(points([1.0 + (-1) ** index / 10 for index in range(steps)])) for steps in (40, 4000))
    assert few.noise == pytest.approx(many.noise)
    assert few.level_error == pytest.approx(10 * many.level_error)
    assert few.tail_error == pytest.approx(10 * many.tail_error)
