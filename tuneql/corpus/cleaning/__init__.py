"""Cleaning: one way to write questions, schemas and SQL, with the meaning of each as it was."""

from tuneql.corpus.cleaning.clean import clean
from tuneql.corpus.cleaning.question import clean_question
from tuneql.corpus.cleaning.schema_text import clean_ddl
from tuneql.corpus.cleaning.statement import Cleaned, clean_sql

__all__ = ["Cleaned", "clean", "clean_ddl", "clean_question", "clean_sql"]
