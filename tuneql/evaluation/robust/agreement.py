"""Tells whether a prediction still agrees with its gold SQL on databases with other rows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from typing import Final, Self

from sqlglot import exp

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.demands import demands
from tuneql.evaluation.robust.derivation import Derivation
from tuneql.evaluation.robust.determinism import is_deterministic
from tuneql.evaluation.robust.interleaving import Task
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.results.agreement import agree
from tuneql.sql.running.engine import ExecutionFailed, Limits, Result
from tuneql.sql.running.memory import Reversible
from tuneql.sql.running.remote_memory import RemoteMemory
from tuneql.sql.running.sandbox import to_sqlite
from tuneql.sql.running.worker import Worker

# Derived databases have some dozens of short rows; a query that takes longer than this on them would not end.
LIMITS: Final = Limits(seconds=0.5, cell_bytes=100_000, result_bytes=8_000_000)

# How many questions share derived databases: rows are planted for each of them, and more rows make queries slower.
_BATCH: Final = 64

# How many databases are tried first. Pairs that these do not tell apart mostly agree: the others are asked all at once.
_FIRST: Final = 2


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A prediction and its golds, in one dialect.

    Attributes:
        golds: each as right as the first.
        predicted: as the guard rewrote it, see `tuneql.sql.parsing.regenerate`. None if there is nothing to find out;
            the databases are still made for the golds, so that they are the same for all predictions.
    """

    golds: tuple[str, ...]
    predicted: str | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """The result for one pair.

    Attributes:
        agrees: whether one gold gave the same as the prediction on every database that counts; None if none counts.
        databases: how many counted, up to the one on which the two differed.
        number: that database.
        reason: how they differ there.
    """

    agrees: bool | None
    databases: int = 0
    number: int | None = None
    reason: str | None = None


@dataclass(frozen=True, kw_only=True)
class _Asked:
    """What the golds of a question ask for: as queries for SQLite, as rows, and the tables that they read."""

    golds: tuple[str, ...]
    demands: tuple[Demand, ...]
    tables: frozenset[str]


@dataclass(kw_only=True)
class _Case:
    """A pair under test, in SQLite's dialect.

    Attributes:
        golds: those that still agree.
        predicted: the prediction.
        tables: those that all of them read.
        databases: how many have counted so far.
        outcome: the result, once there is one.
    """

    golds: tuple[str, ...] = ()
    predicted: str = ""
    tables: frozenset[str] = frozenset()
    databases: int = 0
    outcome: Agreement | None = None

    def agreement(self) -> Agreement:
        return self.outcome or Agreement(agrees=True if self.databases else None, databases=self.databases)


class _Memories:
    """Databases in the worker's memory, one for each script; a context manager."""

    def __init__(self, worker: Worker, dialect: str) -> None:
        self._worker, self._functions = worker, dialect if sqlite_functions(dialect) else None
        self._stack, self._made = ExitStack(), dict[str, RemoteMemory]()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, script: str) -> RemoteMemory:
        """The database whose tables a script makes."""
        if script not in self._made:
            memory = RemoteMemory(self._worker, script, LIMITS, self._functions)
            self._made[script] = self._stack.enter_context(memory)
        return self._made[script]


def agreements(
    catalogue: Catalogue,
    pairs: Sequence[Pair],
    *,
    dialect: str,
    count: int,
    worker: Worker,
    seed: int = 0,
) -> Task[list[Agreement]]:
    """Compare each pair on databases derived from a catalogue.

    Pairs that differ on one database are not tried on the next. A difference counts only if the gold query's answer
    does not depend on an order that it leaves open; agreement counts only if there are rows.

    Args:
        catalogue: of the database that all queries are about.
        pairs: always in the same order: neighbouring pairs share their databases.
        dialect: of all queries.
        count: how many databases to try.
        worker: the process that has the databases in its memory, and runs the queries.
        seed: for random choices; the same arguments give the same results.

    Raises:
        ExecutionFailed: SQLite does not accept the catalogue's own definitions again.
    """
    asked = {golds: _asked(golds, catalogue, dialect) for golds in dict.fromkeys(pair.golds for pair in pairs)}
    cases = [_case(pair, asked[pair.golds], catalogue, dialect) for pair in pairs]
    with _Memories(worker, dialect) as memories:
        for start in range(0, len(asked), _BATCH):
            shared = dict(islice(asked.items(), start, start + _BATCH))
            undecided = [
                case for pair, case in zip(pairs, cases, strict=True) if pair.golds in shared and case.outcome is None
            ]
            if undecided:
                derivation = _derivation(catalogue, shared.values(), undecided)
                yield from _decide(undecided, derivation, memories.of(derivation.script), count=count, seed=seed)
    return [case.agreement() for case in cases]


def _derivation(catalogue: Catalogue, shared: Iterable[_Asked], cases: Iterable[_Case]) -> Derivation:
    """The plan of the databases for some golds, with the tables that undecided cases read."""
    asked = tuple(dict.fromkeys(demand for each in shared for demand in each.demands))
    names = frozenset[str]().union(*(case.tables for case in cases))
    return Derivation(catalogue, asked, names)


def _asked(golds: Iterable[str], catalogue: Catalogue, dialect: str) -> _Asked:
    read = [found for gold in golds for found in _read(gold, catalogue, dialect)]
    return _Asked(
        golds=tuple(dict.fromkeys(text for text, _, _ in read)),
        demands=tuple(dict.fromkeys(demand for _, found, _ in read for demand in found)),
        tables=frozenset().union(*(names for _, _, names in read)),
    )


def _read(gold: str, catalogue: Catalogue, dialect: str) -> Iterator[tuple[str, tuple[Demand, ...], frozenset[str]]]:
    """A gold query for SQLite, what it asks for, and the tables that it reads; nothing if it does not parse."""
    try:
        tree = parse_shared(gold, dialect)[0]
        yield to_sqlite(gold, dialect, catalogue.columns), demands(tree, catalogue), _tables(tree)
    except (Unparsable, ExecutionFailed, RecursionError, IndexError):
        return


def _tables(tree: exp.Expr) -> frozenset[str]:
    return frozenset(table.name.lower() for table in tree.find_all(exp.Table))


def _case(pair: Pair, asked: _Asked, catalogue: Catalogue, dialect: str) -> _Case:
    if not asked.golds or pair.predicted is None:
        return _Case(outcome=Agreement(agrees=None))
    try:
        predicted = to_sqlite(pair.predicted, dialect, catalogue.columns)
    except ExecutionFailed as error:
        return _Case(outcome=Agreement(agrees=False, reason=str(error)))
    return _Case(golds=asked.golds, predicted=predicted, tables=asked.tables | _mentioned(predicted, catalogue))


def _mentioned(sql: str, catalogue: Catalogue) -> frozenset[str]:
    """The tables and views whose names are somewhere in a statement's text: all that it reads, and perhaps more."""
    text = sql.lower()
    return frozenset([name for name in catalogue.statements if name in text])


def _decide(
    cases: Sequence[_Case], derivation: Derivation, memory: RemoteMemory, *, count: int, seed: int
) -> Task[None]:
    """Try pairs on databases, as long as any are undecided."""
    for numbers in (range(min(_FIRST, count)), range(_FIRST, count)):
        undecided = [case for case in cases if case.outcome is None]
        if not undecided or not numbers:
            return
        statements = dict.fromkeys(sql for case in undecided for sql in (*case.golds, case.predicted))
        derived = [derivation.contents(number, seed) for number in numbers]
        rounds = memory.begin_rounds(derived, [*statements])
        yield
        for number, contents, known in zip(numbers, derived, rounds(), strict=True):
            memory.refill(contents, known)
            for case in undecided:
                if case.outcome is None:
                    _try(case, memory, number)


def _try(case: _Case, memory: Reversible, number: int) -> None:
    """Run a pair on one database, and decide it if the two differ there."""
    counts, agreeing, reasons = False, [], []
    for gold in case.golds:
        rows = memory.attempt(gold)
        if isinstance(rows, ExecutionFailed):
            if rows.kind == "timeout":
                case.outcome = Agreement(agrees=None, databases=case.databases)
                return
            agreeing.append(gold)
            continue
        reason = difference(memory, gold, rows, case.predicted)
        counts = counts or (reason is None and bool(rows.rows))
        if reason:
            reasons.append(reason)
        else:
            agreeing.append(gold)
    case.golds = tuple(agreeing)
    case.databases += counts or not agreeing
    if not agreeing:
        case.outcome = Agreement(agrees=False, databases=case.databases, number=number, reason=reasons[0])


def difference(memory: Reversible, gold_sql: str, gold: Result, predicted_sql: str) -> str | None:
    """How a prediction differs from its gold on one database.

    Args:
        memory: the database.
        gold_sql: in SQLite's dialect.
        gold: its result there.
        predicted_sql: in SQLite's dialect.

    Returns:
        None if they agree; "" if they differ, but the gold query itself has several answers there.
    """
    predicted = memory.attempt(predicted_sql)
    if isinstance(predicted, ExecutionFailed):
        return str(predicted)
    comparison = agree(gold_sql, gold, predicted, dialect="sqlite", database=memory)
    if comparison.equal:
        return None
    return comparison.reason if is_deterministic(memory, gold_sql, gold) else ""
