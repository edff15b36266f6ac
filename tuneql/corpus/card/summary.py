"""Sums up the rows while they are written, for the card."""

from collections import Counter
from typing import Any, Final, get_args

from tuneql.corpus.card.card import Frequent, Log, Sample, Tables
from tuneql.corpus.card.counting import SETS
from tuneql.corpus.decisions.decision import Decision
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.synthesis.made import Tally
from tuneql.sql.slices import Hardness

# The most items of a list that a card shows.
_UNUSED_TABLES: Final = 50
_SAMPLES_OF_EACH: Final = 2
_MOST_FREQUENT: Final = 10


class Summary:
    """What the card tells of the rows' content; training rows are few enough to remember their tables.

    Attributes:
        synthetic: counts synthetic rows.
    """

    def __init__(self) -> None:
        self.synthetic = Tally()
        self._functions: Counter[str] = Counter()
        self._replaced: Counter[str] = Counter()
        self._used: set[str] = set()
        self._declared: set[str] = set()
        self._logged, self._statements = 0, 0
        self._frequent: list[Frequent] = []
        self._samples: dict[str, list[Sample]] = {name: [] for name in get_args(Hardness)}

    def count(self, row: Prepared, decision: Decision) -> None:
        """Counts a row, if it is in one of the sets."""
        if decision.fate in SETS and decision.count:
            self._count_statements(row, decision)
        if decision.fate == "train":
            self._count_trained(row)

    def _count_statements(self, row: Prepared, decision: Decision) -> None:
        example = row.example
        self._logged += 1
        self._statements += decision.count
        self._frequent.append(
            Frequent(count=decision.count, set=str(decision.fate), question=example.question, sql=example.sql)
        )
        self._frequent.sort(key=lambda each: -each.count)
        del self._frequent[_MOST_FREQUENT:]

    def _count_trained(self, row: Prepared) -> None:
        traits, samples = row.traits, self._samples[row.traits.hardness]
        self._functions.update(traits.functions)
        self._replaced.update(row.replaced)
        self._used.update(traits.used)
        self._declared.update(traits.used, traits.unused)
        if len(samples) < _SAMPLES_OF_EACH:
            samples.append(Sample(hardness=traits.hardness, question=row.example.question, sql=row.example.sql))

    def facts(self) -> dict[str, Any]:
        """The fields of the card about the rows' content."""
        unused = sorted(self._declared - self._used)
        return {
            "synthetic": self.synthetic.facts(),
            "functions": dict(sorted(self._functions.items(), key=lambda item: (-item[1], item[0]))),
            "replaced": dict(sorted(self._replaced.items())),
            "log": Log(rows=self._logged, statements=self._statements, most_frequent=tuple(self._frequent)),
            "tables": Tables(declared=len(self._declared), used=len(self._used), unused=tuple(unused[:_UNUSED_TABLES])),
            "samples": tuple(sample for samples in self._samples.values() for sample in samples),
        }
