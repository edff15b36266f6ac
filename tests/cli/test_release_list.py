"""`tuneql release list` as people see it."""

from datetime import UTC, datetime

from cli.release import lines
from tuneql.release.champion import Challenger
from tuneql.workflow.history import Entry

AT = datetime(2026, 11, 20, 15, 17, tzinfo=UTC)
EXPECTED = """\
   version  when (UTC)        run                                      accuracy  exact match  corpus        code          who
   1        2026-11-20 15:17  none                                                                                        ada
>  2        2026-11-20 15:17  run-20261120-151710-2b07-99c17f26        75.0%                  corpus.jsonl  4e46682362ba  SmokeTest
   3        2026-11-20 15:17  nightly-of-a-run-with-a-long-n-0a1b2c3d                                                     somebody
"""  # noqa: E501 - as wide as it is printed


def test_names_are_whole_and_the_present_one_is_marked() -> None:
    entries = [
        Entry(version=1, at=AT, by="arn:aws:iam::123456789012:user/ada", serves=False),
        Entry(
            version=2,
            at=AT,
            by="arn:aws:sts::123456789012:assumed-role/SmokeTestRole/SmokeTest",
            serves=True,
            run="run-20261120-151710-2b07-99c17f26",
            corpus="s3://corpora/all/corpus.jsonl",
            code="4e46682362ba",
            scores={"execution_accuracy": 0.75, "exact_match": None},
        ),
        Entry(version=3, at=AT, by="somebody", serves=False, run="nightly-of-a-run-with-a-long-n-0a1b2c3d"),
    ]
    assert "\n".join(lines(entries)) + "\n" == EXPECTED


def test_what_is_tried_beside_the_champion_is_told_once_there_is_something() -> None:
    tried = Challenger(
        model_id="arn:challenger",
        model_arn="arn:model",
        run="nightly-2",
        dialect="sqlite",
        prompt_version="1",
        mode="canary",
        share=0.1,
        since="2026-11-20T15:17:00+00:00",
    )
    entry = Entry(version=1, at=AT, by="somebody", serves=True, run="nightly-1", challenger=tried)
    head, row = lines([entry])
    assert head.endswith("who       challenger")
    assert row.endswith("somebody  canary nightly-2 10%")
