import pytest

from tuneql.errors import RunFailed
from tuneql.training.bedrock.acceptance import read_acceptance, rejected_records

HEADER = "fileName,totalProcessedRecordCount,acceptedRecordCount,partiallyAcceptedRecordCount,rejectedRecordCount\n"


def test_reads_each_file_of_a_report() -> None:
    found = read_acceptance(HEADER + "train.jsonl,10,8,1,1\nvalidation.jsonl,5,5,0,0\n", source="manifest.report.csv")
    assert [(each.file, each.total, each.accepted, each.rejected) for each in found] == [
        ("train.jsonl", 10, 8, 1),
        ("validation.jsonl", 5, 5, 0),
    ]


@pytest.mark.parametrize(
    ("rows", "rejected"),
    [("a,10,10,0,0\n", 0), ("a,10,7,1,2\n", 3), ("a,10,9,0,1\nb,10,8,0,2\n", 3), ('"a,b.jsonl",4,4,0,0\n', 0)],
)
def test_counts_records_that_were_not_taken_whole(rows: str, rejected: int) -> None:
    assert rejected_records(HEADER + rows) == rejected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "has no rows"),
        ("fileName,acceptedRecordCount\na,1\n", "line 1: has no totalprocessedrecordcount"),
        (HEADER + "a,10,ten,0,0\n", "line 2: acceptedrecordcount is 'ten'"),
        (HEADER + "a,10,9.5,0,0\n", "line 2: acceptedrecordcount is '9.5'"),
        (HEADER + "a,10\n", "line 2: has no acceptedrecordcount"),
    ],
)
def test_refuses_garbage_and_says_where(text: str, message: str) -> None:
    with pytest.raises(RunFailed, match=r"manifest\.report\.csv") as raised:
        rejected_records(text)
    assert message in str(raised.value)
