"""Aggregate functions, each of which can be a window function, too."""

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, ClassVar, Final

from tuneql.sql.sqlite.functions.numbers import number_of
from tuneql.sql.sqlite.functions.strict import text_of

Row = tuple[Any, ...]


class _Collected:
    """Keeps the arguments of all rows, as `sqlite3.Connection.create_window_function` asks for."""

    def __init__(self) -> None:
        self.rows: list[Row] = []

    def step(self, *arguments: Any) -> None:
        """Add a row."""
        self.rows.append(arguments)

    def inverse(self, *_: Any) -> None:
        """Remove the oldest row."""
        del self.rows[0]

    def value(self) -> Any:
        """The result for the present rows."""
        raise NotImplementedError

    def finalize(self) -> Any:
        """The result."""
        return self.value()


class Joined(_Collected):
    """Texts one after another, in an order: `JOINED(value, separator, 'distinct desc first,asc last', key, ...)`."""

    def value(self) -> str | None:
        """NULL if there is no text."""
        rows = [row for row in self.rows if row[0] is not None]
        if not rows:
            return None
        options = str(rows[0][2])
        for place, order in reversed([*enumerate(options.removeprefix("distinct ").split(","), start=3)]):
            if place < len(rows[0]):
                rows.sort(key=partial(_place, column=place, order=order), reverse="desc" in order)
        texts = [text_of(row[0]) for row in rows]
        return text_of(rows[0][1]).join(dict.fromkeys(texts) if options.startswith("distinct") else texts)


def _place(row: Row, *, column: int, order: str) -> Row:
    """What to sort by: where NULL belongs, and then numbers before texts, as in SQLite."""
    value = row[column]
    if value is None:
        return (("first" in order) == ("desc" in order), 0, 0)
    return (("first" in order) != ("desc" in order), *_rank(value))


def _rank(value: Any) -> Row:
    return (0, value) if isinstance(value, int | float) else (1, text_of(value))


class Quantile(_Collected):
    """A value below which a share of all lie: `QUANTILE(value, share, 'cont' or 'disc')`."""

    def value(self) -> Any:
        """Between two values, or one of them; NULL if there is none."""
        values = sorted((row[0] for row in self.rows if row[0] is not None), key=_rank)
        if not values:
            return None
        _, share, kind = self.rows[0]
        if kind == "disc":
            return values[max(math.ceil(share * len(values)) - 1, 0)]
        place = share * (len(values) - 1)
        low, high = (float(values[end]) for end in (math.floor(place), math.ceil(place)))
        return low + (high - low) * (place - math.floor(place))


class Mode(_Collected):
    """The most frequent value, of several the least."""

    def value(self) -> Any:
        """NULL if there is none."""
        counts = Counter(row[0] for row in self.rows if row[0] is not None)
        return min(counts, key=lambda each: (-counts[each], _rank(each)), default=None)


class _Spread(_Collected):
    """How numbers, or pairs of them, vary around their means."""

    lacking: ClassVar[int]

    def _numbers(self) -> list[list[float]]:
        rows = [row for row in self.rows if None not in row]
        return [[float(number_of(row[place])) for row in rows] for place in range(len(rows[0]))] if rows else []

    def _moment(self, left: Sequence[float], right: Sequence[float]) -> float | None:
        """The mean product of distances from the means."""
        if len(left) <= self.lacking:
            return None
        one, other = math.fsum(left) / len(left), math.fsum(right) / len(right)
        products = math.fsum((x - one) * (y - other) for x, y in zip(left, right, strict=True))
        return products / (len(left) - self.lacking)

    def value(self) -> float | None:
        """The covariance, or the variance if there is one number a row."""
        numbers = self._numbers()
        return self._moment(numbers[0], numbers[-1]) if numbers else None


class Population(_Spread):
    """The variance or covariance of all."""

    lacking = 0


class Sample(_Spread):
    """The variance or covariance, estimated from a sample."""

    lacking = 1


class PopulationDeviation(Population):
    """The standard deviation of all."""

    def value(self) -> float | None:
        """The root of the variance."""
        found = super().value()
        return None if found is None else math.sqrt(found)


class SampleDeviation(Sample):
    """The standard deviation, estimated from a sample."""

    def value(self) -> float | None:
        """The root of the variance."""
        found = super().value()
        return None if found is None else math.sqrt(found)


class Correlation(Population):
    """The correlation of two numbers."""

    def value(self) -> float | None:
        """NULL if one of them does not vary."""
        numbers = self._numbers()
        if not numbers:
            return None
        spread = math.prod(self._moment(each, each) or 0.0 for each in numbers)
        return (self._moment(*numbers) or 0.0) / math.sqrt(spread) if spread else None


class Highest(_Collected):
    """The value of the row whose key is the highest: `ARG_MAX(value, key)`."""

    choose: ClassVar[Callable[..., Any]] = max

    def value(self) -> Any:
        """NULL if there is no key."""
        return type(self).choose(self._candidates(), key=lambda row: _rank(row[1]), default=(None,))[0]

    def _candidates(self) -> Iterator[Row]:
        return (row for row in self.rows if None not in row)


class Lowest(Highest):
    """The value of the row whose key is the lowest: `ARG_MIN(value, key)`."""

    choose = min


AGGREGATES: Final = (
    ("JOINED", -1, Joined),
    ("QUANTILE", 3, Quantile),
    ("MODE", 1, Mode),
    ("VARIANCE", 1, Sample),
    ("VARIANCE_POP", 1, Population),
    ("COVAR_SAMP", 2, Sample),
    ("COVAR_POP", 2, Population),
    ("STDDEV", 1, SampleDeviation),
    ("STDDEV_SAMP", 1, SampleDeviation),
    ("STDDEV_POP", 1, PopulationDeviation),
    ("CORR", 2, Correlation),
    ("ARG_MAX", 2, Highest),
    ("ARG_MIN", 2, Lowest),
)
