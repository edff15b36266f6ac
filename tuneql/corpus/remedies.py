"""What to do about a rejected row, by its reason."""

from collections.abc import Mapping
from typing import Final

from tuneql.encodings import TO_UTF8
from tuneql.limits import QUESTION_CHARACTERS, SCHEMA_CHARACTERS

_SHAPE: Final = "write its fields as one of the shapes has them, or name them with --map"

REMEDIES: Final[Mapping[str, str]] = {
    "encoding": f"escape nothing by halves, and {TO_UTF8}",
    "invalid-json": "write one whole JSON object a line, or one JSON document",
    "invalid-csv": "double the quotes inside of quoted fields, and give each record as many fields as the header",
    "row-too-long": "take out of it what no question needs, such as tables",
    "unknown-shape": _SHAPE,
    "unknown-turns": "write one question and one answer a conversation",
    "wrong-type": _SHAPE,
    "missing-question": "write the question that the SQL answers, or name its field with --map",
    "missing-schema": "give the row its CREATE TABLEs, or all rows without them a --schema (of a run: --schemas)",
    "missing-sql": "write the SQL that answers the question, or name its field with --map",
    "too-long": f"shorten it: a question has {QUESTION_CHARACTERS:,} characters, SQL {QUESTION_CHARACTERS * 5:,}, "
    f"a schema {SCHEMA_CHARACTERS:,}; tuneql schema read writes short DDL, of a database for one",
    "too-many-tokens": "shorten it, leave out tables, or raise max_tokens",
    "reserved-word": "write the word without its colon or brackets: one such record fails a whole training job",
    "unknown-dialect": "name a dialect of sqlglot, or one in dialects/",
    "invalid-schema": "mend the DDL, and see that its dialect is that of the row",
    "sql-parses": "mend the SQL, or name its dialect",
    "sql-one-statement": "keep the one statement that answers the question",
    "sql-read-only": "write a query with values in it: what changes data, calls what may, or waits for values, "
    "is not taught",
    "sql-known-tables": "correct the table's name, or add the table to the schema",
    "sql-known-columns": "correct the column's name, or add the column to the schema",
    "sql-bounded-work": "bound what it makes, or join what it crosses",
    "sql-does-not-run": "mend what the engine says, or the database or schema that it was run on",
    "sql-not-as-specified": "mend the specification or its SQL, or turn the runs off with --no-execute",
    "log-failed": "nothing, unless the log is wrong",
    "log-no-query": "nothing, unless the log is wrong",
    "needs-question": "write the question into annotate.jsonl, and add that file to the corpus",
    "needs-values": "write values into its line of annotate.jsonl, and add that file to the corpus",
    "contradiction": "mend the one of the two that is wrong, or ask more exactly",
    "over-trainer-limit": "nothing: the trainer takes no more; what is rare has been kept",
}


def remedy_of(reason: str) -> str:
    """What to do about a row that was rejected for a reason, in a few words."""
    return REMEDIES.get(reason, "look at what was read, and mend it")
