"""Cleaning: questions, schemas and SQL in one style, without a change of meaning."""

from tuneql.corpus.cleaning.clean import clean
from tuneql.corpus.cleaning.question import clean_question
from tuneql.corpus.cleaning.schema_text import clean_ddl
from tuneql.corpus.cleaning.statement import Cleaned, clean_sql

__all__ = ["Cleaned", "clean", "clean_ddl", "clean_question", "clean_sql"]
