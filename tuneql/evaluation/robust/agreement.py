"""Whether a prediction still agrees with its gold SQL when the rows are others."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlglot import exp

from tuneql.evaluation.robust.catalogue import Catalogue
from tuneql.evaluation.robust.demand import Demand
from tuneql.evaluation.robust.demands import demands
from tuneql.evaluation.robust.derivation import contents_of, needed, rows_of, script_of
from tuneql.evaluation.robust.steadiness import is_steady
from tuneql.evaluation.robust.supplies import stocks
from tuneql.sql.agreement import agree
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.engine import ExecutionFailed, Limits, Result
from tuneql.sql.memory import Reversible
from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.remote_memory import RemoteMemory
from tuneql.sql.sandbox import to_sqlite
from tuneql.sql.worker import Worker

# Derived databases hold some hundred short rows; what takes longer than this there does not end.
LIMITS: Final = Limits(seconds=0.5, cell_bytes=100_000, result_bytes=8_000_000)

# Questions that share their derived databases: more rows are planted for more of them, and queries get slower.
BATCH: Final = 64


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A prediction and its golds, in one dialect.

    Attributes:
        golds: each as right as the first.
        predicted: in the guard's words, see `tuneql.sql.parsing.regenerate`. None where there is nothing to find out:
            the databases are then still made for the golds, too, so that they are the same whatever is predicted.
    """

    golds: tuple[str, ...]
    predicted: str | None


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """How a pair fared.

    Attributes:
        agrees: whether one gold gave the same as the prediction on every database that counts; None if none counts.
        databases: how many counted, up to the one that told them apart.
        number: that database.
        reason: what differs there.
    """

    agrees: bool | None
    databases: int = 0
    number: int | None = None
    reason: str | None = None


@dataclass(kw_only=True)
class _Case:
    """A pair on its way through the databases, in SQLite's dialect.

    Attributes:
        golds: those that still agree.
        predicted: what is tried.
        asked: what the golds ask for.
        tables: what is read.
        databases: how many have counted.
        outcome: once it is decided.
    """

    golds: tuple[str, ...]
    predicted: str
    asked: tuple[Demand, ...]
    tables: frozenset[str]
    databases: int = 0
    outcome: Agreement | None = None

    def agreement(self) -> Agreement:
        return self.outcome or Agreement(agrees=True if self.databases else None, databases=self.databases)


def agreements(
    catalogue: Catalogue,
    pairs: Sequence[Pair],
    *,
    dialect: str,
    count: int,
    worker: Worker,
    seed: int = 0,
    batch: int = BATCH,
) -> list[Agreement]:
    """How each pair fares on databases derived from a catalogue.

    One database is in memory at a time; pairs that it tells apart do not see the next. A difference counts only where
    the gold query's answer does not hang on an order that it leaves open, agreement only where there are rows.

    Args:
        catalogue: of the database that all queries are asked of.
        pairs: in an order that stays the same: pairs that stand together share their databases.
        dialect: of all queries.
        count: how many databases to try.
        worker: the process that has the databases in its memory, and runs the queries.
        seed: of chance; the same arguments give the same answers.
        batch: how many different golds share their databases.

    Raises:
        ExecutionFailed: SQLite does not take the catalogue's own definitions a second time.
    """
    groups = {golds: number // batch for number, golds in enumerate(dict.fromkeys(pair.golds for pair in pairs))}
    cases = [_case(pair, catalogue, dialect) for pair in pairs]
    for group in range(len(groups) // batch + 1):
        together = [case for pair, case in zip(pairs, cases, strict=True) if groups[pair.golds] == group]
        for memory, number in _databases(catalogue, together, dialect=dialect, count=count, seed=seed, worker=worker):
            undecided = [case for case in together if case.outcome is None]
            memory.fetch(sql for case in undecided for sql in (*case.golds, case.predicted))
            for case in undecided:
                _try(case, memory, number)
    return [case.agreement() for case in cases]


def _case(pair: Pair, catalogue: Catalogue, dialect: str) -> _Case:
    read = [found for gold in pair.golds for found in _read(gold, catalogue, dialect)]
    asked = tuple(dict.fromkeys(demand for _, found, _ in read for demand in found))
    golds = tuple(dict.fromkeys(text for text, _, _ in read))
    case = _Case(golds=golds, predicted="", asked=asked, tables=frozenset().union(*(each for _, _, each in read)))
    if not golds or pair.predicted is None:
        case.outcome = Agreement(agrees=None)
        return case
    try:
        case.predicted = to_sqlite(pair.predicted, dialect)
        case.tables |= _mentioned(case.predicted, catalogue)
    except ExecutionFailed as error:
        case.outcome = Agreement(agrees=False, reason=str(error))
    return case


def _read(gold: str, catalogue: Catalogue, dialect: str) -> Iterator[tuple[str, tuple[Demand, ...], frozenset[str]]]:
    """A gold query for SQLite, what it asks for, and the tables that it reads; nothing if it does not parse."""
    try:
        tree = parse_shared(gold, dialect)[0]
        yield to_sqlite(gold, dialect), demands(tree, catalogue), _tables(tree)
    except (Unparsable, ExecutionFailed, RecursionError, IndexError):
        return


def _tables(tree: exp.Expr) -> frozenset[str]:
    return frozenset(table.name.lower() for table in tree.find_all(exp.Table))


def _mentioned(sql: str, catalogue: Catalogue) -> frozenset[str]:
    """The tables that a statement may read, and perhaps some more: those whose names are somewhere in its text."""
    text = sql.lower()
    return frozenset(name for name in catalogue.tables if name in text)


def _databases(
    catalogue: Catalogue, cases: Sequence[_Case], *, dialect: str, count: int, seed: int, worker: Worker
) -> Iterator[tuple[RemoteMemory, int]]:
    """Databases, as long as they are needed: one place, filled anew for each, so that queries are prepared once."""
    if all(case.outcome is not None for case in cases):
        return
    asked = tuple(dict.fromkeys(demand for case in cases for demand in case.asked))
    stocked = stocks(catalogue, asked)
    chosen = needed(catalogue, stocked, frozenset().union(*(case.tables for case in cases if case.outcome is None)))
    functions = dialect if sqlite_functions(dialect) else None
    with RemoteMemory(worker, script_of(catalogue, chosen), LIMITS, functions) as memory:
        for number in range(count):
            if all(case.outcome is not None for case in cases):
                return
            rows = rows_of(stocked, asked, chosen=chosen, number=number, seed=seed)
            memory.refill(contents_of(catalogue, rows))
            yield memory, number


def _try(case: _Case, memory: Reversible, number: int) -> None:
    """Runs a pair on one database, and decides about it if that tells it apart."""
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
    """What tells a prediction from its gold on one database.

    Args:
        memory: the database.
        gold_sql: in SQLite's dialect.
        gold: what it gives there.
        predicted_sql: in SQLite's dialect.

    Returns:
        None if nothing does; "" if something does, but the gold query itself has several answers there.
    """
    predicted = memory.attempt(predicted_sql)
    if isinstance(predicted, ExecutionFailed):
        return str(predicted)
    comparison = agree(gold_sql, gold, predicted, dialect="sqlite", database=memory)
    if comparison.equal:
        return None
    return comparison.reason if is_steady(memory, gold_sql, gold) else ""
