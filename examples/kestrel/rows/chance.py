"""Draws that the tables share. Each takes the generator, so that one seed gives one company."""

import random
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TypeVar

T = TypeVar("T")


def happens(rng: random.Random, percent: float) -> bool:
    """True in `percent` of cases."""
    return rng.random() * 100 < percent


def pick(rng: random.Random, weights: Mapping[T, float]) -> T:
    """One of the keys, by weight."""
    return rng.choices(tuple(weights), tuple(weights.values()))[0]


def day_between(rng: random.Random, first: date, last: date) -> str:
    """A date from `first` to `last`, both included."""
    return f"{first + timedelta(rng.randint(0, (last - first).days))}"


def days_after(day: str, days: int) -> str:
    """The date `days` after the date that `day` (a date or timestamp) starts with."""
    return f"{date.fromisoformat(day[:10]) + timedelta(days)}"


def names(rng: random.Random, first: tuple[str, ...], last: tuple[str, ...], count: int) -> list[str]:
    """Full names, each one once."""
    return rng.sample([f"{one} {other}" for one in first for other in last], count)
