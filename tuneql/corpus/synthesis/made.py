"""Synthetic rows, and their count."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tuneql.corpus.card import Asking, Synthetic
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.records import content_of
from tuneql.corpus.row import Rejection
from tuneql.corpus.synthesis.candidate import Kind


@dataclass(frozen=True, kw_only=True)
class Made:
    """A row that was made.

    Attributes:
        kind: the rule that made it, or that a model did.
        seed: the training row that it was made of.
        outcome: the row to train on, or its rejection.
        by: the model and the version of its prompt, if a model made it.
    """

    kind: Kind
    seed: Prepared
    outcome: Outcome
    by: Mapping[str, str] = field(default_factory=dict)

    def record(self, *, line: int) -> dict[str, Any]:
        """A line of `synthetic.jsonl`: the row, what it was made of, and which line of `train.jsonl` it is.

        Args:
            line: of `train.jsonl`, from 1; only where the row is there.
        """
        seed, outcome = self.seed.example, self.outcome
        mark = {"synthetic": {"kind": self.kind, "seed": {"source": seed.source, "row": seed.row}, **self.by}}
        if isinstance(outcome, Rejection):
            return {**mark, "reason": outcome.reason, "detail": outcome.detail, "record": outcome.record}
        return {**mark, "line": line, "record": content_of(outcome.example)}


class Tally:
    """Counts rows that were made.

    Attributes:
        asking: what a model was asked for them, if one was.
    """

    def __init__(self) -> None:
        self._kinds, self._rejected = Counter[str](), Counter[str]()
        self._seeds = set[tuple[str, int]]()
        self.asking: Asking | None = None

    def count(self, made: Made) -> None:
        """Counts one."""
        if isinstance(made.outcome, Rejection):
            self._rejected[made.outcome.reason] += 1
        else:
            self._kinds[made.kind] += 1
            self._seeds.add((made.seed.example.source, made.seed.example.row))

    def facts(self) -> Synthetic:
        """What the card says of them."""
        return Synthetic(
            rows=self._kinds.total(),
            kinds=dict(sorted(self._kinds.items())),
            seeds=len(self._seeds),
            rejected=dict(sorted(self._rejected.items())),
            asking=self.asking,
        )
