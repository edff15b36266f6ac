"""`tuneql guard` and `tuneql compare`: filters that read and write JSON Lines."""

from typing import Annotated, Any

import typer

from cli.builds import run_interpreted
from cli.console import json_lines, judged_lines, read_text, show_json
from tuneql.errors import DialectNeedsInterpreter, InvalidInput
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.results.comparison import compare
from tuneql.sql.running.sandbox import Result
from tuneql.sql.schemas.schema import Schema, parse_schema

# Without a schema, there is no table that SQL may read.
NO_SCHEMA = Schema(tables={}, ddl="", canonical_tables={})
Input = Annotated[str, typer.Argument(help="A file of JSON Lines; - is standard input.")]


def guard(
    source: Input = "-",
    dialect: Annotated[str, typer.Option(help="The dialect of lines that name none.")] = "postgres",
    schema: Annotated[str | None, typer.Option(help="A file of CREATE TABLE statements.")] = None,
) -> None:
    """Check SQL: lines {"id"?, "sql", "dialect"?, "schema_ddl"?} in, lines {"id", "verdict", "rules", "sql"} out.

    A line that cannot be judged is denied, and its "error" says why; the others are judged all the same.
    """
    get_dialect(dialect)
    ddl = _declared(schema) if schema else ""
    lines, faults = 0, list[str]()
    for lines, (number, line) in enumerate(judged_lines(source), start=1):  # noqa: B007 - used after the loop
        try:
            row = _row(line, number, dialect=dialect, ddl=ddl)
        except DialectNeedsInterpreter:  # an error of this line alone
            row = run_interpreted(_row, line, number, dialect=dialect, ddl=ddl)
        show_json(row)
        faults += [str(row["error"])] if "error" in row else []
    if faults:
        raise InvalidInput(
            field="standard input" if source == "-" else source,
            value=faults[0],
            rule=f"is the first error; lines with one: {len(faults)} of {lines}",
            remedy="correct these lines; all others were judged",
        )


def _declared(schema: str) -> str:
    """The DDL for all lines, which must declare a table: otherwise every line would be denied."""
    ddl = read_text(schema, field="schema")
    if "create" not in ddl.lower():
        remedy = "give CREATE TABLE statements; tuneql schema read writes those of a database"
        raise InvalidInput(field="schema", value=schema, rule="holds no CREATE TABLE", remedy=remedy)
    return ddl


def _row(line: dict[str, Any] | InvalidInput, number: int, *, dialect: str, ddl: str) -> dict[str, object]:
    try:
        return _judged(line, number, dialect=dialect, ddl=ddl)
    except InvalidInput as error:
        return _fault(line, number, error)


def _judged(line: dict[str, Any] | InvalidInput, number: int, *, dialect: str, ddl: str) -> dict[str, object]:
    if isinstance(line, InvalidInput):
        raise line
    sql = _text(line, "sql", number)
    language = _text(line, "dialect", number) if line.get("dialect") else dialect
    declared = _text(line, "schema_ddl", number) if line.get("schema_ddl") else ddl
    verdict = check(sql, schema=_schema(declared, language, number), dialect=language)
    return {
        "id": line.get("id", number),
        "verdict": "allow" if verdict.allowed else "deny",
        "rules": list(dict.fromkeys(denial.rule for denial in verdict.denials)),
        "sql": verdict.sql,
        "details": [denial.detail for denial in verdict.denials],
    }


def _schema(declared: str, language: str, number: int) -> Schema:
    try:
        return parse_schema(declared, language) if declared else NO_SCHEMA
    except InvalidInput as error:
        raise InvalidInput(
            field=f"line {number}: {error.field}", value=error.value, rule=error.rule, remedy=error.remedy
        ) from error


def _fault(line: dict[str, Any] | InvalidInput, number: int, error: InvalidInput) -> dict[str, object]:
    """The output for a line that cannot be judged, which is denied."""
    name = number if isinstance(line, InvalidInput) else line.get("id", number)
    return {"id": name, "verdict": "deny", "rules": [], "sql": None, "details": [], "error": str(error)}


def compare_results(source: Input = "-") -> None:
    """Compare results: lines {"id"?, "gold_cols", "gold_rows", "pred_cols", "pred_rows", "order_matters"} in,
    lines {"id", "equal", "reason"} out.
    """  # noqa: D205 - the first paragraph is the command's help
    for number, line in json_lines(source):
        gold, predicted = _result(line, "gold", number), _result(line, "pred", number)
        found = compare(gold, predicted, ordered=_ordered(line, number))
        show_json({"id": line.get("id", number), "equal": found.equal, "reason": found.reason})


def _ordered(line: dict[str, Any], number: int) -> bool:
    found = line.get("order_matters", False)
    if not isinstance(found, bool):
        raise InvalidInput(
            field=f"line {number}: order_matters",
            value=found,
            rule="is neither true nor false",
            remedy="write true if the order of rows counts",
        )
    return found


def _result(line: dict[str, Any], side: str, number: int) -> Result:
    columns, rows = (line.get(f"{side}_{part}") for part in ("cols", "rows"))
    if not isinstance(columns, list) or not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise InvalidInput(
            field=f"line {number}",
            value=line,
            rule=f"lacks {side}_cols or {side}_rows as lists",
            remedy="write the columns as a list of names and the rows as a list of lists",
        )
    if any(len(row) != len(columns) for row in rows):
        raise InvalidInput(
            field=f"line {number}: {side}_rows",
            value=next(row for row in rows if len(row) != len(columns)),
            rule=f"does not have {len(columns)} values, one a column",
            remedy="write one value for each column",
        )
    nested = next((cell for row in rows for cell in row if isinstance(cell, list | dict)), None)
    if nested is not None:
        raise InvalidInput(
            field=f"line {number}: {side}_rows",
            value=nested,
            rule="is no value of a result",
            remedy="write it as null, a number, a text, true or false",
        )
    return Result(columns=tuple(columns), rows=tuple(tuple(row) for row in rows))


def _text(line: dict[str, Any], key: str, number: int) -> str:
    found = line.get(key)
    if not isinstance(found, str):
        raise InvalidInput(
            field=f"line {number}: {key}", value=found, rule="is not a string", remedy=f"give {key} as a string"
        )
    return found
