from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.results.comparison import compare
from tuneql.sql.results.values import plain
from tuneql.sql.running.sandbox import Result

NAN, INFINITY = float("nan"), float("inf")
SAME: list[tuple[Any, Any]] = [
    (Decimal("1.50"), 1.5),
    (Decimal("2.00"), 2),
    (Decimal(12345678901234567890), 12345678901234567890),
    (date(2025, 7, 1), "2025-07-01"),
    (date(2025, 7, 1), datetime(2025, 7, 1)),  # noqa: DTZ001 -- engines have dates without a zone
    ("2025-07-01", "2025-07-01 00:00:00"),
    ("2025-07-01T08:30", "2025-07-01 08:30:00.000"),
    ("2025-07-01 08:30:00.120", "2025-07-01 08:30:00.12"),
    ("2025-07-01 08:30:00Z", "2025-07-01T10:30:00+02:00"),
    (datetime(2025, 7, 1, 8, 30, tzinfo=UTC), datetime(2025, 7, 1, 10, 30, tzinfo=timezone(timedelta(hours=2)))),
    (time(8, 30), "08:30:00"),
    (True, 1),
    (-0.0, 0),
    (NAN, NAN),
    (NAN, -NAN),
    (INFINITY, INFINITY),
    (b"\x00a", b"\x00a"),
]
DIFFERENT: list[tuple[Any, Any]] = [
    ("1.50", "1.5"),
    ("1.5", 1.5),
    ("007", "7"),
    (Decimal("1.5"), 1.6),
    ("2025-07-01", "2025-07-02"),
    ("2025-07-01", "2025-07-01 00:00:01"),
    ("2025-07-01 08:30:00", "2025-07-01 08:30:00Z"),
    ("2025-07-01", "01.07.2025"),
    ("2025-99-99 00:00:00+01:00", "2025-99-98 23:00:00+00:00"),
    (NAN, None),
    (NAN, 0.0),
    (INFINITY, -INFINITY),
    (INFINITY, 1e308),
    (b"a", "a"),
    (None, 0),
    (None, ""),
    (None, False),
]


def equal(left: Any, right: Any) -> bool:
    gold, predicted = (Result(columns=("a", "b"), rows=((1, cell), (2, "x"))) for cell in (left, right))
    found = compare(gold, predicted, ordered=False).equal
    assert compare(predicted, gold, ordered=True).equal is found
    return found


@pytest.mark.parametrize(("left", "right"), SAME)
def test_the_same_in_other_types(left: Any, right: Any) -> None:
    assert equal(left, right)


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_alike_and_not_the_same(left: Any, right: Any) -> None:
    assert not equal(left, right)


@given(st.datetimes(), st.sampled_from([" ", "T"]))
def test_a_moment_is_its_text(moment: datetime, between: str) -> None:
    assert equal(moment, moment.isoformat(between))


@given(st.text() | st.text(alphabet="0123456789-: T.Z+", max_size=30))
def test_a_plain_text_is_its_own_plain_form(text: str) -> None:
    assert plain(plain(text)) == plain(text)
