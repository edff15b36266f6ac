"""Prepares rows, for the workflow and the command line.

`prepare_rows` treats each row by itself, so that it can run in any process and on any shard; `tuneql.corpus.assembly`
then makes a dataset of all outcomes. The number of shards does not change the dataset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import Final

from tuneql.corpus.cleaning import clean
from tuneql.corpus.conversion import to_example
from tuneql.corpus.execution.runs import Untried, runs, trial
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import Prepared, describe
from tuneql.corpus.redaction import redact
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context, Draft, Transform
from tuneql.corpus.validation import validate
from tuneql.sql.parsing import forget

TRANSFORMS: Final[tuple[Transform, ...]] = (clean, redact, validate)
"""What is done to a row between its conversion and its description, in this order."""

_TOGETHER: Final = 100
"""Rows whose SQL is sent to the sandbox at once, so that its process and this one seldom wait for each other."""


def prepare_rows(rows: Iterable[Row | Rejection], context: Context) -> Iterator[Outcome]:
    """Convert, transform and run rows; yields one outcome for each, in order. Rejections pass through.

    Args:
        rows: from `tuneql.corpus.reading`; read a hundred at a time.
        context: what the transforms share.
    """
    iterator = iter(rows)
    while some := list(islice(iterator, _TOGETHER)):
        yield from runs([row if isinstance(row, Rejection) else _prepare(row, context) for row in some], context)


def _prepare(row: Row, context: Context) -> Untried | Rejection:
    draft = _transformed(row, context)
    if isinstance(draft, Rejection):
        return replace(draft, record=row.record)
    described = _within_length(describe(draft, context), context.options.max_tokens)
    to_try = trial(draft, context)
    # Nobody reads the statement again, and trees that are kept longer take more time to collect.
    forget(draft.example.sql, draft.dialect)
    if isinstance(described, Rejection):
        return replace(described, record=row.record)
    return Untried(row=described, record=row.record, trial=to_try)


def _within_length(row: Prepared, most: int) -> Prepared | Rejection:
    """The row, or `too-many-tokens`: a record that the trainer cuts off would teach the model to stop early.

    Args:
        row: with its tokens counted.
        most: tokens of what is asked and answered together.
    """
    total = row.tokens.input + row.tokens.output
    if total <= most:
        return row
    detail = f"about {total:,} tokens, {row.tokens.output:,} of them the answer; the most is {most:,}"
    return row.example.rejected("too-many-tokens", detail)


def _transformed(row: Row, context: Context) -> Draft | Rejection:
    example = to_example(row, context.schemas, context.options.map)
    if isinstance(example, Rejection):
        return example
    draft: Draft | Rejection = Draft(example=example, dialect=example.dialect or context.dialect)
    for transform in TRANSFORMS:
        if isinstance(draft, Rejection):
            return draft
        draft = transform(draft, context)
    return draft
