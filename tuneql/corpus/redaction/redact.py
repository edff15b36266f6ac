"""The row without personal data."""

from dataclasses import replace
from functools import lru_cache

from tuneql.corpus.redaction.redactor import Redactor
from tuneql.corpus.transform import Context, Draft


def redact(draft: Draft, context: Context) -> Draft:
    """The row with surrogates for the personal data in its question, its literals and its schema's samples.

    The seed is the salt: a value has one surrogate throughout a corpus, and another one with another seed.
    """
    if context.options.redaction == "off":
        return draft
    redacted = _redactor(context.options.seed).redact(draft.example, draft.dialect)
    return draft if redacted is None else replace(draft, example=redacted.example, replaced=redacted.counts)


@lru_cache(maxsize=2)
def _redactor(seed: int) -> Redactor:
    return Redactor(str(seed))
