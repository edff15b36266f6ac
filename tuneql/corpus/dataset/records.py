"""Examples as the lines of the files that a run writes."""

from typing import Any

from tuneql.corpus.decisions.decision import Decision
from tuneql.corpus.example import Example
from tuneql.corpus.remedies import remedy_of
from tuneql.corpus.row import Rejection


def held_out_record(example: Example, dialect: str) -> dict[str, Any]:
    """A line of `test.jsonl`: an example in our own format, with an id and always a dialect."""
    fields = example.model_dump(by_alias=True, exclude={"shape", "count"}, exclude_none=True)
    return {"id": f"{example.source}:{example.row}", **fields, "dialect": example.dialect or dialect}


def rejection_record(rejection: Rejection) -> dict[str, Any]:
    """A line of `rejected.jsonl`."""
    return {
        "source": rejection.source,
        "row": rejection.row,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "remedy": remedy_of(rejection.reason),
        "record": rejection.record,
    }


def duplicate_record(example: Example, decision: Decision) -> dict[str, Any]:
    """A line of `duplicates.jsonl`: a row that was left out, and the row that it repeats."""
    return {
        "source": example.source,
        "row": example.row,
        "kind": "exact" if decision.fate == "duplicate" else "near",
        "repeats": {"source": decision.source, "row": decision.row},
        "record": content_of(example),
    }


def frequent_record(example: Example, decision: Decision, *, line: int) -> dict[str, Any]:
    """A line of `frequent.jsonl`: a kept row that stands for several statements of a log.

    Args:
        example: as it is trained on.
        decision: its set, and how many statements.
        line: in the set's file, from 1.
    """
    fields = example.model_dump(include={"question", "sql", "db_id", "source", "row"}, exclude_none=True)
    return {"count": decision.count, "set": decision.fate, "line": line, **fields}


def contradiction_rejection(example: Example, decision: Decision) -> Rejection:
    """A row that contradicts another."""
    detail = f"row {decision.row} of {decision.source} asks the same of the same schema, and gives another answer"
    return example.rejected("contradiction", detail, content_of(example))


def surplus_rejection(example: Example, limit: int) -> Rejection:
    """A row beyond the limit."""
    detail = f"the limit is {limit:,} training and validation records together"
    return example.rejected("over-trainer-limit", detail, content_of(example))


def content_of(example: Example) -> dict[str, Any]:
    """An example in our own format, without its source."""
    left_out = {"source", "row", "shape"} if example.count else {"source", "row", "shape", "count"}
    return example.model_dump(by_alias=True, exclude=left_out, exclude_none=True)
