"""Redaction: personal data replaced by surrogates, the same one for the same value throughout a corpus."""

from tuneql.corpus.redaction.redact import redact
from tuneql.corpus.redaction.redactor import Redacted, Redactor

__all__ = ["Redacted", "Redactor", "redact"]
