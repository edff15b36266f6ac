import pytest

from local.api_gateway.throttling import Buckets, Throttle
from local.faults import Faults
from tuneql.errors import InvalidInput


class Time:
    seconds = 100.0

    def __call__(self) -> float:
        return self.seconds


def test_a_bucket_holds_a_burst_and_is_filled_at_its_rate() -> None:
    time, throttle = Time(), Throttle(rate=2, burst=3)
    buckets = Buckets(time)
    assert [buckets.take("a", throttle) for _ in range(5)] == [True, True, True, False, False]
    time.seconds += 0.5
    assert [buckets.take("a", throttle) for _ in range(2)] == [True, False]
    time.seconds += 3600
    assert [buckets.take("a", throttle) for _ in range(4)] == [True, True, True, False]


def test_buckets_are_each_ones_own_and_no_limit_is_no_bucket() -> None:
    buckets, throttle = Buckets(Time()), Throttle(rate=1, burst=1)
    assert [buckets.take(key, throttle) for key in ("a", "b", "a")] == [True, True, False]
    assert all(buckets.take("a", None) for _ in range(100))


def test_a_limit_is_read_where_rate_and_burst_are_there() -> None:
    properties = {"RateLimit": 2.5, "BurstLimit": 5}
    assert Throttle.read(properties, "RateLimit", "BurstLimit") == Throttle(rate=2.5, burst=5)
    assert Throttle.read({"RateLimit": 2.5}, "RateLimit", "BurstLimit") is None


def test_a_fault_with_a_share_is_there_at_that_share_of_the_looks() -> None:
    faults = Faults(["throttled=0.25", "hanging"])
    seen = [faults.active("throttled") for _ in range(2_000)]
    assert 0.2 < sum(seen) / len(seen) < 0.3
    assert all(faults.active("hanging") for _ in range(10))
    faults.disable("throttled")
    assert not any(faults.active("throttled") for _ in range(10))


@pytest.mark.parametrize("text", ["throttled=0", "throttled=2", "throttled=often", "throttled=nan", "sleepy=0.5"])
def test_a_share_or_name_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="fault"):
        Faults([text])
