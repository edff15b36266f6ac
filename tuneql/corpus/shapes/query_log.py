"""A warehouse's log of queries: SQL, and who ran it when, with what outcome. Questions are where somebody wrote them.

Columns are recognised by name, in any case, as these exports have them: Snowflake's QUERY_HISTORY, BigQuery's
INFORMATION_SCHEMA.JOBS, Redshift's STL_QUERY and SYS_QUERY_HISTORY, PostgreSQL's pg_stat_statements, Databricks'
system.query.history, and audit tables of the same kind.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tuneql.corpus.schemas import Schemas
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape, times

NEEDS_QUESTION: Final = "needs-question"
"""The reason of statements that nobody has asked in words: they are held for annotation."""

_SQL: Final = (
    "query_text",
    "querytxt",
    "statement_text",
    "sql_text",
    "digest_text",
    "statement",
    "query",
    "sql",
    "text",
)
_QUESTION: Final = (
    "question", "description", "query_description", "comment", "comments", "query_tag", "query_tags", "query_label",
    "label", "labels", "title",
)  # fmt: skip
_STATUS: Final = ("execution_status", "query_status", "status", "state", "aborted", "success", "outcome")
_ERROR: Final = ("error_result", "error_code", "error_message", "error")
_USER: Final = ("user_name", "user_email", "usename", "username", "executed_by", "user_id", "userid", "user")
_TIME: Final = (
    "start_time", "starttime", "creation_time", "end_time", "endtime", "executed_at", "query_start", "timestamp",
    "event_time", "time",
)  # fmt: skip
_CALLS: Final = ("calls", "count", "executions", "execution_count", "count_star")
_TYPE: Final = ("statement_type", "query_type", "command_type")
_DATABASE: Final = ("db_id", "database_name", "database", "datname")

_WELL: Final = frozenset({"success", "succeeded", "successful", "finished", "completed", "done", "ok", "true", "0", ""})
_READS: Final = frozenset({"select", "with", "table", "values", "from", ""})
_NO_ERROR: Final = frozenset({"", "0", "null", "none", "{}"})

# A comment at the beginning, and the first word after all of them.
_LEADING: Final = re.compile(r"\s*(?:--[ \t]*(?P<line>[^\n]*)(?:\n|\Z)|/\*\s*(?P<block>.*?)\s*\*/)", re.DOTALL)
_FIRST_WORD: Final = re.compile(r"[\s(]*([A-Za-z]*)")
# What tools write into comments and tags: JSON, key=value, key: value, one word.
_OF_TOOLS: Final = re.compile(r"\s*[{\[]|\w+\s*=\s*\S|\w+:\s*\S+,\s*\w+:", re.ASCII)
_LEAST_WORDS: Final = 3


@dataclass(frozen=True, kw_only=True)
class Statement:
    """What a log says of a statement.

    Attributes:
        sql: without the comments before it.
        question: "" where nobody wrote one.
        calls: how often it was run.
        db_id: None where the log does not say.
    """

    sql: str
    question: str
    calls: int
    db_id: str | None


def likeness(record: Record) -> int:
    """How many columns a log has besides its SQL: outcome, error, user, time, calls, and kind of statement."""
    columns = {name.lower() for name in record}
    about = sum(not columns.isdisjoint(names) for names in (_STATUS, _ERROR, _USER, _TIME, _CALLS, _TYPE))
    has_sql = not columns.isdisjoint(_SQL)
    return 1 + about if has_sql and about > 1 else 0


def read(record: Record, schemas: Schemas) -> Fields | Refused:
    """The fields of a query that succeeded, and whose question is known."""
    columns = {name.lower(): value for name, value in record.items()}
    refused = _refused(columns)
    if refused is not None:
        return refused
    found = statement(record)
    if not found.question:
        detail = "no comment or column asks in words what the statement answers; write the question into annotate.jsonl"
        return Refused(reason=NEEDS_QUESTION, detail=detail)
    return Fields(
        question=found.question,
        schema=_first(columns, ("schema", "context", "ddl")) or schemas.find(found.db_id),
        sql=found.sql,
        dialect=columns.get("dialect"),
        db_id=found.db_id if found.db_id in schemas.by_id else None,
        count=found.calls,
        names={"sql": "query", "schema": "of the log"},
    )


def statement(record: Record) -> Statement:
    """What a row of a log says."""
    columns = {name.lower(): value for name, value in record.items()}
    comments, sql = _without_comments(_text(_first(columns, _SQL)))
    said = [_asked(columns.get(name)) for name in _QUESTION]
    return Statement(
        sql=sql.strip().rstrip(";").strip(),
        question=next((each for each in (*said, _asked(comments)) if each), ""),
        calls=max(1, times(_first(columns, _CALLS))),
        db_id=_text(_first(columns, _DATABASE)) or None,
    )


def _refused(columns: Mapping[str, Any]) -> Refused | None:
    sql = _first(columns, _SQL)
    if not isinstance(sql, str) or not sql.strip():
        return Refused(reason="missing-sql", detail="the row holds no statement")
    status, error = _text(_first(columns, _STATUS)), _text(_first(columns, _ERROR))
    if not _went_well(columns, status) or error.lower() not in _NO_ERROR:
        return Refused(reason="log-failed", detail=f"the statement failed: {(error or status)[:200]}")
    word = _FIRST_WORD.match(_without_comments(sql)[1])
    kind = _text(_first(columns, _TYPE)).lower()
    first = word[1].lower() if word else ""
    if first not in _READS or kind not in {*_READS, "unknown"}:
        return Refused(reason="log-no-query", detail=f"the statement is {(kind or first).upper()}, not a query")
    return None


def _went_well(columns: Mapping[str, Any], status: str) -> bool:
    """Whether the status says so: in words, or as `aborted` (0 is well) or `success` (1 is)."""
    if "success" in columns and columns.get("success") is not None:
        return _text(columns["success"]).lower() in {"1", "true", "yes", "t"}
    return status.lower() in _WELL or (status.lower() == "false" and "aborted" in columns)


def _without_comments(sql: str) -> tuple[str, str]:
    """What the comments before a statement say, and the statement."""
    said: list[str] = []
    at = 0
    while comment := _LEADING.match(sql, at):
        said.append((comment["line"] or comment["block"] or "").strip())
        at = comment.end()
    return " ".join(filter(None, said)), sql[at:]


def _asked(value: object) -> str:
    """The question in a comment, a tag or a column; "" where it holds what tools write."""
    text = _inside_json(value)
    words = re.findall(r"[^\W\d_]{2,}", text)
    return text if len(words) >= _LEAST_WORDS and _OF_TOOLS.match(text) is None else ""


def _inside_json(value: object) -> str:
    """The text of a value; of a JSON object, its question or description."""
    text = value.strip() if isinstance(value, str) else ""
    if text.startswith("{"):
        try:
            found = json.loads(text)
        except (ValueError, RecursionError):
            return ""
        return next((each.strip() for name in _QUESTION if isinstance(each := found.get(name), str)), "")
    return text


def _first(columns: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((columns[name] for name in names if columns.get(name) is not None), None)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


QUERY_LOG: Final = Shape(
    name="query-log",
    fields="a log's columns of SQL, status, user and time",
    likeness=likeness,
    read=read,
)
