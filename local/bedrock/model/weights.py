"""Weights of features. Before training, they say only that mentioned names are meant."""

from collections.abc import Iterable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from local.bedrock.model.linking import Feature

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_PRIORS: Final[dict[Feature, float]] = {
    ("t", 2): 2.0,
    ("t", 1): 0.7,
    ("t.columns", 2): 0.7,
    ("t.near", True): 1.0,
    ("t.again", True): -2.0,
    ("c", 2): 2.0,
    ("c", 1): 0.7,
    ("c.again", "SELECT", True): -1.0,
    ("c.again", "WHERE", True): -0.5,
    ("c.join", "foreign", False): 2.5,
    ("c.join", "pointed", True): 2.5,
    ("c.join", "namesake", False): 1.0,
    ("l.fresh", "known", True): 1.0,
    ("l.taken", True, True): -2.0,
    ("l.taken", True, False): -1.0,
}


class Vocabulary:
    """Numbers for features, in the order in which they are first seen."""

    def __init__(self) -> None:
        self._ids: dict[Feature, int] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def add(self, features: Iterable[Feature]) -> list[int]:
        """The numbers of features; new ones get one."""
        return [self._ids.setdefault(feature, len(self._ids)) for feature in features]

    def known(self, features: Iterable[Feature]) -> list[int]:
        """The numbers of those features that have one."""
        return [found for feature in features if (found := self._ids.get(feature)) is not None]

    def priors(self) -> Floats:
        """The weights before training."""
        return np.array([_PRIORS.get(feature, 0.0) for feature in self._ids], dtype=np.float64)


class Adagrad:
    """Steps that are longer for weights that have moved little. Source: Duchi, Hazan and Singer, 2011."""

    def __init__(self, weights: Floats) -> None:
        self.weights = weights
        self._squares = np.full_like(weights, 1e-2)

    def step(self, rows: Integers, gradient: Floats, rate: float) -> None:
        """Move `weights[rows]` against the gradient; no row twice."""
        self._squares[rows] += gradient**2
        self.weights[rows] -= rate * gradient / np.sqrt(self._squares[rows])
