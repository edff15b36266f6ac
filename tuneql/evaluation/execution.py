"""Runs a prediction and its golds on one database, and tells whether the prediction's rows are right."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tuneql.evaluation.samples import Sample, differing_rows
from tuneql.sql.results.agreement import agree, ties
from tuneql.sql.results.comparison import Comparison
from tuneql.sql.running.sandbox import ExecutionFailed, Result, Sandbox

# With fewer steps of SQLite's virtual machine than this, a database is too small to compare efficiency on: the steps
# are counted in thousands.
TELLING_STEPS: Final = 20_000


Compared = tuple[Result, Comparison]
"""A gold's rows, and how the prediction's rows compare with them."""


@dataclass(frozen=True, kw_only=True)
class Gold:
    """A right statement: as written, and as the guard rewrites it; None if the guard would deny it."""

    sql: str
    regenerated: str | None


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """What came of running a prediction and its golds; the attributes are those of `Score`."""

    executes: bool | None = None
    correct: bool | None = None
    subset_correct: bool | None = None
    efficiency: float | None = None
    error: str | None = None
    detail: str | None = None
    gold_rows: Sample | None = None
    predicted_rows: Sample | None = None
    gold_error: str | None = None


def execute(sql: str | None, golds: Sequence[Gold], *, dialect: str, sandbox: Sandbox) -> Outcome:
    """Run a prediction, and compare its rows with those of each gold until one agrees.

    A gold runs as it is written. A prediction that is the same as a gold after the guard has rewritten both is not run
    again.

    Args:
        sql: the prediction as the guard has rewritten it; None if it was denied.
        golds: one or more right statements; those that do not run are left out.
        dialect: of all of them.
        sandbox: the database.
    """
    found = _predicted(sql, golds, dialect, sandbox) if sql is not None else None
    if not isinstance(found, Result):
        gold_error = _error(golds, dialect, sandbox)
        judged = None if gold_error is not None else False
        error, detail = (found.kind, found.message) if found is not None else (None, None)
        return Outcome(
            executes=False, correct=judged, subset_correct=judged, error=error, detail=detail, gold_error=gold_error
        )
    compared = list(_comparisons(found, golds, dialect, sandbox))
    if not compared:
        return Outcome(executes=True, gold_error=_error(golds, dialect, sandbox))
    gold, last = compared[-1]
    if last.equal:
        return Outcome(executes=True, correct=True, subset_correct=True, efficiency=_efficiency(gold, found))
    return _wrong(compared, found)


def statements(sql: str | None, golds: Sequence[Gold]) -> Iterator[str]:
    """The statements that `execute` will certainly run, so that they can be run together with others."""
    yield golds[0].sql
    if sql is not None:
        yield _run_as(sql, golds)


def further_statements(sql: str | None, golds: Sequence[Gold], *, dialect: str, sandbox: Sandbox) -> Iterator[str]:
    """The statements that `execute` may also run, judging by the rows of `statements`."""
    gold = _remembered(golds[0].sql, dialect, sandbox)
    found = _predicted(sql, golds, dialect, sandbox) if sql is not None else None
    if isinstance(gold, Result) and isinstance(found, Result):
        extension = ties(golds[0].sql, gold, found, dialect=dialect)
        if extension is not None:
            yield extension.sql


def _wrong(compared: Sequence[Compared], found: Result) -> Outcome:
    """The outcome if the rows agree with no gold's, described by comparison with the nearest gold."""
    gold, comparison = _nearest(compared, found)
    gold_rows, predicted_rows = differing_rows(gold, found)
    return Outcome(
        executes=True,
        correct=False,
        subset_correct=any(comparison.covers for _, comparison in compared),
        detail=comparison.reason,
        gold_rows=gold_rows,
        predicted_rows=predicted_rows,
    )


def _comparisons(found: Result, golds: Sequence[Gold], dialect: str, sandbox: Sandbox) -> Iterator[Compared]:
    """Compare with each gold, up to the first that agrees."""
    for each in golds:
        gold = _remembered(each.sql, dialect, sandbox)
        if isinstance(gold, ExecutionFailed):
            continue
        comparison = agree(each.sql, gold, found, dialect=dialect, database=sandbox)
        yield gold, comparison
        if comparison.equal:
            return


def _error(golds: Sequence[Gold], dialect: str, sandbox: Sandbox) -> str | None:
    """Why no gold runs; None if one does."""
    first = None
    for each in golds:
        gold = _remembered(each.sql, dialect, sandbox)
        if isinstance(gold, Result):
            return None
        first = first or gold.message
    return first


def _nearest(compared: Sequence[Compared], found: Result) -> Compared:
    """The first gold with as many columns, or else the first, with its comparison."""
    alike = (each for each in compared if len(each[0].columns) == len(found.columns))
    return next(alike, compared[0])


def _efficiency(gold: Result, found: Result) -> float | None:
    if max(gold.steps, found.steps) < TELLING_STEPS:
        return None
    return round(max(gold.steps, 1_000) / max(found.steps, 1_000), 4)


def _predicted(sql: str, golds: Sequence[Gold], dialect: str, sandbox: Sandbox) -> Result | ExecutionFailed:
    return _remembered(_run_as(sql, golds), dialect, sandbox)


def _run_as(sql: str, golds: Sequence[Gold]) -> str:
    """The text to run a prediction as: a gold's, if the two are the same word by word."""
    return next((gold.sql for gold in golds if gold.regenerated == sql), sql)


def _remembered(sql: str, dialect: str, sandbox: Sandbox) -> Result | ExecutionFailed:
    try:
        return sandbox.recall(sql, dialect=dialect)
    except ExecutionFailed as failure:
        return failure
