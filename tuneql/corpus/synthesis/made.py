"""Synthetic rows, and their counts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tuneql.corpus.card.card import Asking, Synthetic
from tuneql.corpus.dataset.records import content_of
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection
from tuneql.corpus.synthesis.candidate import Kind


@dataclass(frozen=True, kw_only=True)
class Made:
    """A synthetic row.

    Attributes:
        kind: how it was made.
        seed: the training row that it was made from.
        outcome: the row to train on, or its rejection.
        by: the model and the version of its prompt, if a model made it.
    """

    kind: Kind
    seed: Prepared
    outcome: Outcome
    by: Mapping[str, str] = field(default_factory=dict)

    def record(self, *, line: int) -> dict[str, Any]:
        """A line of `synthetic.jsonl`: the row, its seed, and its line in `train.jsonl`.

        Args:
            line: in `train.jsonl`, from 1; not used for a rejected row.
        """
        seed, outcome = self.seed.example, self.outcome
        mark = {"synthetic": {"kind": self.kind, "seed": {"source": seed.source, "row": seed.row}, **self.by}}
        if isinstance(outcome, Rejection):
            return {**mark, "reason": outcome.reason, "detail": outcome.detail, "record": outcome.record}
        return {**mark, "line": line, "record": content_of(outcome.example)}


class Tally:
    """Counts synthetic rows.

    Attributes:
        asking: what asking a model took, if one was asked.
    """

    def __init__(self) -> None:
        self._kinds, self._rejected = Counter[str](), Counter[str]()
        self._seeds = set[tuple[str, int]]()
        self.asking: Asking | None = None

    def count(self, made: Made) -> None:
        """Count a row."""
        if isinstance(made.outcome, Rejection):
            self._rejected[made.outcome.reason] += 1
        else:
            self._kinds[made.kind] += 1
            self._seeds.add((made.seed.example.source, made.seed.example.row))

    def facts(self) -> Synthetic:
        """The card's part about them."""
        return Synthetic(
            rows=self._kinds.total(),
            kinds=dict(sorted(self._kinds.items())),
            seeds=len(self._seeds),
            rejected=dict(sorted(self._rejected.items())),
            asking=self.asking,
        )
