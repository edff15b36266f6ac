"""`tuneql wanted`: the questions that wait for the right SQL, as a file to fill in."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer

from cli.console import show, show_json
from cli.deployed import query_log
from cli.options import AsJson
from cli.publishing import write_text
from tuneql.aws.clients import patient_client
from tuneql.aws.log_lines import lines_of
from tuneql.aws.objects import S3Objects
from tuneql.aws.stacks import find_output
from tuneql.errors import InvalidInput
from tuneql.limits import FEEDBACK_FOLDER, QUERY_LOG_MARK, SCHEMAS_FOLDER
from tuneql.locations import Location
from tuneql.operations.retraining import feedback_records
from tuneql.operations.wanted import LoggedQuestion, StoredFeedback, Wanted
from tuneql.operations.wanted import wanted as wanted_of
from tuneql.serving.schemas import Schemas


def wanted(
    out: Annotated[Path, typer.Option(help="File for one question a line, to write its SQL into; it must be new.")],
    days: Annotated[int, typer.Option(min=1, max=3_653, help="How many days of the query log.")] = 30,
    as_json: AsJson = False,
) -> None:
    """Write the questions that were refused, declined or called bad, with what is known of them.

    With their SQL filled in they are rows of a corpus. The deployment must keep questions (keep_questions).
    """
    if out.exists():
        remedy = "name another file: somebody may have filled this one in"
        raise InvalidInput(field="out", value=str(out), rule="exists", remedy=remedy)
    stacks, objects = patient_client("cloudformation"), S3Objects(patient_client("s3"))
    since = datetime.now(UTC) - timedelta(days=days)
    asked = lines_of(LoggedQuestion, query_log(stacks, mark=QUERY_LOG_MARK, since=since))
    feedback = Location(bucket=find_output(stacks, "RunsBucket"), key=FEEDBACK_FOLDER)
    found = wanted_of(asked, map(StoredFeedback.model_validate, feedback_records(feedback, objects)))
    schemas = Schemas(objects, Location(bucket=find_output(stacks, "CorpusBucket"), key=SCHEMAS_FOLDER))
    _write(found, schemas, out)
    if as_json:
        show_json({"questions": len(found), "out": str(out)})
    elif found:
        show(f"questions that wait for their SQL: {len(found):,}, in {out}; filled in, tuneql corpus prepare takes it")
    else:
        show(f"no question waits that was asked since {since:%Y-%m-%d} and is kept in words (keep_questions)")


def _write(found: list[Wanted], schemas: Schemas, out: Path) -> None:
    lines = [json.dumps(each.row(schemas), ensure_ascii=False) + "\n" for each in found]
    if lines:
        write_text(out, "".join(lines))
