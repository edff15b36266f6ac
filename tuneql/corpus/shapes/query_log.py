"""A warehouse's query log: SQL, who ran it when, and the outcome; questions only if somebody wrote them.

Columns are recognised by name, in any case, as in these exports: Snowflake's QUERY_HISTORY, BigQuery's
INFORMATION_SCHEMA.JOBS, Redshift's STL_QUERY and SYS_QUERY_HISTORY, PostgreSQL's pg_stat_statements, Databricks'
system.query.history, Athena's query executions, and audit tables of the same kind.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final

from tuneql.corpus.schemas.schemas import Schemas
from tuneql.corpus.shapes.log_text import as_run, in_words, without_comments
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape, times

NEEDS_QUESTION: Final = "needs-question"
"""The reason of statements without a question in words: they are held for annotation."""

NEEDS_VALUES: Final = "needs-values"
"""The reason of statements whose values the log left out, like pg_stat_statements: they are held, too."""

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
    "event_time", "time", "submission_date_time",
)  # fmt: skip
_CALLS: Final = ("calls", "count", "executions", "execution_count", "count_star")
_TYPE: Final = ("statement_type", "query_type", "command_type")
_DATABASE: Final = ("db_id", "database_name", "database", "datname")

_WELL: Final = frozenset({"success", "succeeded", "successful", "finished", "completed", "done", "ok", "true", "0", ""})
_READS: Final = frozenset({"select", "with", "table", "values", "from", ""})
_MAY_READ: Final = frozenset({"unknown", "dml"})  # Athena's word for all but DDL
_NO_ERROR: Final = frozenset({"", "0", "null", "none", "{}"})

# What stands for a value: $1, or a question mark where a value is expected, where Postgres' operators never are.
_LEFT_OUT: Final = re.compile(
    r"""'(?:[^']|'')*' | "[^"]*" | (?<![\w$])(?P<left_out>\$[0-9]+)(?![\w$])
    | (?:[=<>(,+*/-]|\b(?:and|or|not|like|between|limit|offset|then|else|when|select|interval)\b)\s*(?P<mark>\?)""",
    re.IGNORECASE | re.VERBOSE,
)
_FIRST_WORD: Final = re.compile(r"[\s(]*([A-Za-z]*)")
# Between the words of a name: QueryText, Query Text.
_BETWEEN_WORDS: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|\s+")


@dataclass(frozen=True, kw_only=True)
class Statement:
    """A log's statement.

    Attributes:
        sql: without the comments before it.
        question: "" if nobody wrote one.
        calls: how often it was run.
        db_id: None if the log does not tell.
    """

    sql: str
    question: str
    calls: int
    db_id: str | None


def likeness(record: Record) -> int:
    """How many columns a log has besides its SQL: outcome, error, user, time, calls, and kind of statement."""
    columns = _columns(record).keys()
    about = sum(not columns.isdisjoint(names) for names in (_STATUS, _ERROR, _USER, _TIME, _CALLS, _TYPE))
    has_sql = not columns.isdisjoint(_SQL)
    return 1 + about if has_sql and about > 1 else 0


def read(record: Record, schemas: Schemas) -> Fields | Refused:
    """The fields of a query that succeeded, and whose question is known."""
    columns = _columns(record)
    refused = _refused(columns)
    if refused is not None:
        return refused
    found = statement(record)
    missing = _missing(found)
    if missing is not None:
        return missing
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
    """The statement in a row of a log."""
    columns = _columns(record)
    comment, sql = without_comments(as_run(_text(_first(columns, _SQL))))
    said = [_asked(columns.get(name)) for name in _QUESTION]
    return Statement(
        sql=sql.strip().rstrip(";").strip(),
        question=next((each for each in (*said, comment) if each), ""),
        calls=max(1, times(_first(columns, _CALLS))),
        db_id=_text(_first(columns, _DATABASE)) or None,
    )


def _missing(found: Statement) -> Refused | None:
    mark = next((each["left_out"] or each["mark"] for each in _LEFT_OUT.finditer(found.sql) if each.lastgroup), None)
    values = f"values in the place of {mark} and its like" if mark else ""
    if not found.question:
        asked = " and ".join(each for each in ("the question", values) if each)
        detail = f"no comment or column asks in words what the statement answers; write {asked} into annotate.jsonl"
        return Refused(reason=NEEDS_QUESTION, detail=detail)
    detail = f"the log left the statement's values out; write {values} into annotate.jsonl, and into the question"
    return Refused(reason=NEEDS_VALUES, detail=detail) if mark else None


def _refused(columns: Mapping[str, Any]) -> Refused | None:
    sql = _first(columns, _SQL)
    if not isinstance(sql, str) or not sql.strip():
        return Refused(reason="missing-sql", detail="the row holds no statement")
    status, error = _text(_first(columns, _STATUS)), _error(_first(columns, _ERROR))
    if not _went_well(columns, status) or error.lower() not in _NO_ERROR:
        return Refused(reason="log-failed", detail=f"the statement failed: {(error or status)[:200]}")
    word = _FIRST_WORD.match(without_comments(as_run(sql))[1])
    kind = _text(_first(columns, _TYPE)).lower()
    first = word[1].lower() if word else ""
    told = first if kind in {*_READS, *_MAY_READ} else kind
    if told not in _READS or first not in _READS:
        return Refused(reason="log-no-query", detail=f"the statement is {told.upper()}, not a query")
    return None


def _went_well(columns: Mapping[str, Any], status: str) -> bool:
    """Whether the statement succeeded: in words, by `aborted` (0), or by `success` (1)."""
    if "success" in columns and columns.get("success") is not None:
        return _text(columns["success"]).lower() in {"1", "true", "yes", "t"}
    return status.lower() in _WELL or (status.lower() == "false" and "aborted" in columns)


def _asked(value: object) -> str:
    """The question in a tag or a column; "" if a tool wrote it."""
    return in_words(_inside_json(value))


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


def _columns(record: Record) -> dict[str, Any]:
    return {_column(name): value for name, value in record.items()}


@lru_cache(maxsize=512)
def _column(name: str) -> str:
    """A column's name in small letters, with underscores between its words."""
    return _BETWEEN_WORDS.sub("_", name.strip()).lower()


def _first(columns: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    return next((columns[name] for name in names if columns.get(name) is not None), None)


def _error(value: object) -> str:
    """What went wrong; "" for an object of nulls."""
    return "" if isinstance(value, Mapping) and not any(value.values()) else _text(value)


def _text(value: object) -> str:
    return "" if value is None else str(value).strip()


QUERY_LOG: Final = Shape(
    name="query-log",
    fields="a log's columns of SQL, status, user and time",
    likeness=likeness,
    read=read,
)
