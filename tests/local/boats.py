"""A small corpus about boats, in Kestrel's dialect, that the stand-ins train on and are asked about."""

import json
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, Final

from tuneql.options import PROMPT_VERSION
from tuneql.prompt import Prompt, build_prompt, conversation_record
from tuneql.sql.schemas.schema import Schema, parse_schema

PAIRS: Final = (
    ("How many boats are there?", "SELECT COUNT(*) FROM boats"),
    ("How many boats are in Skarholm?", "SELECT COUNT(*) FROM boats WHERE harbour = 'Skarholm'"),
    ("How many boats are in Merrow?", "SELECT COUNT(*) FROM boats WHERE harbour = 'Merrow'"),
    ("Names of boats longer than 12", "SELECT name FROM boats WHERE length > 12"),
    ("Names of boats longer than 30", "SELECT name FROM boats WHERE length > 30"),
    ("What is the average length?", "SELECT AVG(length) FROM boats"),
    ("The three longest boats", "SELECT name FROM boats ORDER BY length DESC TAKE 3"),
    ("The five longest boats", "SELECT name FROM boats ORDER BY length DESC TAKE 5"),
    ("Which harbours are there?", "SELECT DISTINCT harbour FROM boats"),
    ("Boats by length", "SELECT name FROM boats ORDER BY length"),
)


def prompt_for(question: str) -> Prompt:
    """What a model is asked."""
    return build_prompt(question=question, schema=_schema(), dialect="kestrel", version=PROMPT_VERSION)


def record(question: str, sql: str) -> dict[str, Any]:
    """A line of training data."""
    return conversation_record(prompt_for(question), sql)


def json_lines(records: Iterable[Mapping[str, Any]]) -> bytes:
    """A file of records."""
    return "".join(json.dumps(each) + "\n" for each in records).encode()


def dataset() -> dict[str, bytes]:
    """The files of all pairs, by their keys: the first two are held out for validation as well."""
    records = [record(*pair) for pair in PAIRS]
    return {"dataset/train.jsonl": json_lines(records), "dataset/validation.jsonl": json_lines(records[:2])}


@cache
def _schema() -> Schema:
    """Read when first needed: the compiled build, which cannot read the dialect, loads this too."""
    return parse_schema(
        "CREATE TABLE boats (name VARCHAR(20), length INTEGER, harbour VARCHAR(20) -- 'Merrow' or 'Skarholm'\n)",
        "kestrel",
    )
