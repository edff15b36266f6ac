"""The transform that runs the SQL of rows in the sandbox."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tuneql.corpus.execution.outcome import Failed, NotRun, Outcome, Ran
from tuneql.corpus.execution.running import Trial, runner
from tuneql.corpus.execution.specified import meant_instead
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection
from tuneql.corpus.transform import Context, Draft


@dataclass(frozen=True, kw_only=True)
class Untried:
    """A row that has passed everything else.

    Attributes:
        row: the row.
        record: as it was read.
        trial: what to run for it, or why nothing; None if the option `execute` is off.
    """

    row: Prepared
    record: Any
    trial: Trial | NotRun | None


def trial(draft: Draft, context: Context) -> Trial | NotRun | None:
    """What to run for a row that passes the guard; None if the option `execute` is off.

    Rows of a database in `context.databases` run on it, others on rows made from their schema.
    """
    return runner(context.databases).trial(draft.example, draft.dialect) if context.options.execute else None


def runs(rows: Sequence[Untried | Rejection], context: Context) -> Iterator[Prepared | Rejection]:
    """Each row with what its SQL was run on; rejections pass through.

    Reasons: `sql-does-not-run`, with the engine's words, and `sql-not-as-specified`, if a specification means something
    else. SQL of another dialect is not rejected for syntax or functions that SQLite lacks: such a row is kept, with the
    reason why it was not run.
    """
    trials = [each.trial for each in rows if isinstance(each, Untried) and isinstance(each.trial, Trial)]
    ran = iter(runner(context.databases).run(trials) if trials else ())
    for each in rows:
        if isinstance(each, Rejection):
            yield each
        else:
            judged = _judged(each, next(ran) if isinstance(each.trial, Trial) else each.trial)
            yield judged if isinstance(judged, Rejection) or not trials else _as_specified(judged, each, context)


def _judged(each: Untried, outcome: Outcome | None) -> Prepared | Rejection:
    if isinstance(outcome, Failed):
        return each.row.example.rejected("sql-does-not-run", outcome.detail, each.record)
    return each.row if outcome is None else replace(each.row, execution=_words(outcome))


def _as_specified(judged: Prepared, each: Untried, context: Context) -> Prepared | Rejection:
    example = judged.example
    meant = meant_instead(example, example.dialect or context.dialect, runner(context.databases))
    if meant is None:
        return judged
    detail = f"it answers otherwise than the specification, which means: {meant[:500]}"
    return example.rejected("sql-not-as-specified", detail, each.record)


def _words(outcome: Ran | NotRun) -> str:
    if isinstance(outcome, NotRun):
        return f"not-run-{outcome.why}"
    return "generated-rows" if outcome.generated else "own-rows"
