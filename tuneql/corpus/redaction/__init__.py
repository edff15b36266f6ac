"""Redaction: personal data are replaced by surrogates, equal values by equal ones throughout a corpus."""

from tuneql.corpus.redaction.redact import redact
from tuneql.corpus.redaction.redactor import Redacted, Redactor

__all__ = ["Redacted", "Redactor", "redact"]
