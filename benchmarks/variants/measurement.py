"""How many wrong queries robust execution accuracy finds, and how many right ones it takes for wrong.

Wrong queries are single changes of gold queries, right ones are rewrites. Not every change is wrong: of those that
nothing tells from the gold query, more and other databases decide whether they could have been told.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Final

from tuneql.evaluation.robust.agreement import Agreement, Pair, agreements, difference
from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.interleaving import done
from tuneql.sql.parsing import Unparsable
from tuneql.sql.running.engine import ExecutionFailed
from tuneql.sql.running.memory import Memory
from tuneql.sql.running.sandbox import to_sqlite
from tuneql.sql.running.worker import Worker

from .mutations import mutants
from .rewrites import rewrites

# Databases that decide whether a change could have been noticed, each made for its query alone, with another seed.
POOL: Final = 60
_POOL_SEED: Final = 1_000_003


@dataclass(kw_only=True)
class Measurement:
    """Counts by kind of change.

    Attributes:
        caught: changes that were told from the gold query.
        missed: those that were not, though some database of the pool does.
        equivalent: those that nothing tells from it.
        rewrites: right queries tried.
        alarms: those that were taken for wrong.
        same: kind, gold query and changed query of each that nothing tells from it.
        survivors: gold query, changed query and what tells them apart, of each that was missed.
        false_alarms: the same of each false alarm.
    """

    caught: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    equivalent: Counter[str] = field(default_factory=Counter)
    rewrites: Counter[str] = field(default_factory=Counter)
    alarms: Counter[str] = field(default_factory=Counter)
    same: list[tuple[str, str, str]] = field(default_factory=list)
    survivors: list[tuple[str, str, str]] = field(default_factory=list)
    false_alarms: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def caught_share(self) -> float:
        """Of the changes that differ on some database."""
        differing = self.caught.total() + self.missed.total()
        return self.caught.total() / differing if differing else 1.0

    @property
    def alarm_share(self) -> float:
        """Of the rewrites."""
        return self.alarms.total() / max(1, self.rewrites.total())


def measure(
    into: Measurement,
    catalogue: Catalogue,
    golds: Sequence[str],
    *,
    dialect: str,
    count: int,
    worker: Worker,
    given: Memory | None = None,
) -> None:
    """Adds what becomes of the changes and rewrites of queries asked of one database.

    Args:
        into: the counts so far.
        catalogue: of the database.
        golds: the queries.
        dialect: theirs.
        count: how many derived databases are tried.
        worker: the process that has them in its memory.
        given: the database itself, which comes before them; None if there are no rows.
    """
    wrong, right = _changed(catalogue, golds, dialect)

    def fare(pairs: Sequence[Pair], *, count: int, seed: int = 0) -> list[Agreement]:
        return done(agreements(catalogue, pairs, dialect=dialect, count=count, worker=worker, seed=seed))

    told = _told([pair for pair, _ in wrong], partial(fare, count=count), dialect, given)
    for (pair, kind), agreement in zip(wrong, told, strict=True):
        if agreement.agrees is False:
            into.caught[kind] += 1
        elif (reason := _by_pool(pair, partial(fare, count=POOL, seed=_POOL_SEED))) is not None:
            into.missed[kind] += 1
            into.survivors.append((pair.golds[0], str(pair.predicted), reason))
        else:
            into.equivalent[kind] += 1
            into.same.append((kind, pair.golds[0], str(pair.predicted)))
    told = _told([pair for pair, _ in right], partial(fare, count=count), dialect, given)
    for (pair, kind), agreement in zip(right, told, strict=True):
        into.rewrites[kind] += 1
        if agreement.agrees is False:
            into.alarms[kind] += 1
            into.false_alarms.append((pair.golds[0], str(pair.predicted), str(agreement.reason)))


Fare = Callable[[Sequence[Pair]], list[Agreement]]
Changed = list[tuple[Pair, str]]


def _changed(catalogue: Catalogue, golds: Iterable[str], dialect: str) -> tuple[Changed, Changed]:
    columns = {name: tuple(column.name for column in table.columns) for name, table in catalogue.tables.items()}
    wrong: Changed = []
    right: Changed = []
    for gold in golds:
        try:
            wrong += [(Pair(golds=(gold,), predicted=each.sql), each.kind) for each in mutants(gold, dialect, columns)]
            right += [(Pair(golds=(gold,), predicted=each.sql), each.kind) for each in rewrites(gold, dialect)]
        except Unparsable:
            continue
    return wrong, right


def _told(pairs: Sequence[Pair], fare: Fare, dialect: str, given: Memory | None) -> list[Agreement]:
    first = [_on_given(pair, dialect, given) for pair in pairs]
    later = iter(fare([pair for pair, one in zip(pairs, first, strict=True) if one is None]))
    return [one or next(later) for one in first]


def _on_given(pair: Pair, dialect: str, given: Memory | None) -> Agreement | None:
    if given is None:
        return None
    gold_sql, predicted_sql = to_sqlite(pair.golds[0], dialect), to_sqlite(pair.predicted, dialect)
    gold = given.attempt(gold_sql)
    reason = None if isinstance(gold, ExecutionFailed) else difference(given, gold_sql, gold, predicted_sql)
    return Agreement(agrees=False, reason=reason) if reason else None


def _by_pool(pair: Pair, fare: Fare) -> str | None:
    (found,) = fare([pair])
    return found.reason if found.agrees is False else None
