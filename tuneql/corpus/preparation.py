"""From rows to what may be trained on: the one composition that the workflow and the command line call.

`prepare_rows` looks at each row alone, so that it can run in any process and on any shard; `tuneql.corpus.assembly`
then makes a dataset of what came of all rows. One shard or many give the same dataset.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from tuneql.corpus.cleaning import clean
from tuneql.corpus.conversion import to_example
from tuneql.corpus.execution.runs import runs
from tuneql.corpus.lengths import within_length
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import describe
from tuneql.corpus.redaction import redact
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context, Draft, Transform
from tuneql.corpus.validation import validate

TRANSFORMS: Final[tuple[Transform, ...]] = (clean, redact, validate, runs)
"""What becomes of a row between its conversion and its description, in this order."""


def prepare_rows(rows: Iterable[Row | Rejection], context: Context) -> Iterator[Outcome]:
    """Converts and transforms rows, one outcome for each, in order; rejections pass through.

    Args:
        rows: from `tuneql.corpus.reading`.
        context: what the transforms share.
    """
    for row in rows:
        yield row if isinstance(row, Rejection) else _prepare(row, context)


def _prepare(row: Row, context: Context) -> Outcome:
    draft = _transformed(row, context)
    if not isinstance(draft, Rejection):
        described = within_length(describe(draft, context), context.options.max_tokens)
        if not isinstance(described, Rejection):
            return described
        draft = described
    return replace(draft, record=row.record)


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
