"""Rejects records longer than the trainer's limit: cut off, they would teach the model to stop early."""

from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection


def within_length(row: Prepared, most: int) -> Prepared | Rejection:
    """The row, or `too-many-tokens`.

    Args:
        row: with its tokens counted.
        most: tokens of what is asked and answered together.
    """
    total = row.tokens.input + row.tokens.output
    if total <= most:
        return row
    detail = f"about {total:,} tokens, {row.tokens.output:,} of them the answer; the most is {most:,}"
    return Rejection(
        source=row.example.source, row=row.example.row, reason="too-many-tokens", detail=detail, record=None
    )
