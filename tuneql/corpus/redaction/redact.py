"""The transform that replaces personal data in a row."""

from dataclasses import replace
from functools import lru_cache

from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.redaction.redactor import Redactor
from tuneql.corpus.transform import Context, Draft
from tuneql.errors import InvalidInput


def redact(draft: Draft, context: Context) -> Draft:
    """The row with surrogates for the personal data in its question, its literals and its schema's samples.

    The seed is the salt: a value has one surrogate throughout a corpus, and another one with another seed.

    A row that names a database also keeps its own values: test rows are run on the database, in which there are no
    surrogates.
    """
    if context.options.redaction == "off":
        return draft
    before = draft.example
    service = _service(context)
    redacted = _redactor(context.options.seed, service).redact(before, draft.dialect)  # type: ignore[arg-type] # hashable
    if redacted is None:
        return draft
    after = redacted.example
    changed = {name for name in ("question", "sql", "ddl") if getattr(before, name) != getattr(after, name)}
    own_values = {name: getattr(before, name) for name in sorted(changed)} if before.db_id else {}
    return replace(draft, example=after, replaced=redacted.counts, own_values=own_values)


def _service(context: Context) -> PersonalData | None:
    if context.options.redaction == "comprehend" and context.personal_data is None:
        raise InvalidInput(
            field="redaction",
            value="comprehend",
            rule="needs a client of Amazon Comprehend",
            remedy="give the context one, or choose patterns",
        )
    return context.personal_data


@lru_cache(maxsize=2)
def _redactor(seed: int, service: PersonalData | None) -> Redactor:
    return Redactor(str(seed), service)
