"""Reads how many records Bedrock accepted from the `manifest.report.csv` in a job's `input_status` folders."""

from pydantic import BaseModel

from tuneql.training.csv_table import Row, read_rows

# The file's column for each attribute, in lower case.
_COLUMNS = {
    "total": "totalprocessedrecordcount",
    "accepted": "acceptedrecordcount",
    "partially_accepted": "partiallyacceptedrecordcount",
    "rejected": "rejectedrecordcount",
}


class Acceptance(BaseModel, frozen=True):
    """How many records of one file Bedrock accepted.

    Attributes:
        file: the name or S3 URI in the report.
        total, accepted, partially_accepted, rejected: records.
    """

    file: str
    total: int
    accepted: int
    partially_accepted: int
    rejected: int


def read_acceptance(text: str, *, source: str) -> tuple[Acceptance, ...]:
    """The files of an acceptance report, in its order.

    Args:
        text: the CSV: `fileName,totalProcessedRecordCount,acceptedRecordCount,partiallyAcceptedRecordCount,
            rejectedRecordCount`.
        source: its name or S3 URI, for messages.

    Raises:
        RunFailed: a column is missing or a count is not a whole number; names the file and the line.
    """
    rows = read_rows(text, source=source, required=("filename", *_COLUMNS.values()))
    return tuple(_acceptance(row) for row in rows)


def rejected_records(text: str, *, source: str = "manifest.report.csv") -> int:
    """How many records Bedrock did not accept entirely: rejected or only partially accepted.

    Raises:
        RunFailed: the report cannot be read.
    """
    return sum(file.rejected + file.partially_accepted for file in read_acceptance(text, source=source))


def _acceptance(row: Row) -> Acceptance:
    counts = {attribute: row.count(column) for attribute, column in _COLUMNS.items()}
    return Acceptance(file=row.cells["filename"], **counts)
