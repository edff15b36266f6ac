import hashlib
import json
from collections.abc import Callable, Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.dataset.writing import FILES
from tuneql.corpus.formats.lines import lines_in_range
from tuneql.corpus.outcomes import Outcome, Spool, from_line, shift, to_line
from tuneql.corpus.parallel import prepare_lines
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.reading import read_rows
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context
from tuneql.errors import InvalidCorpus
from tuneql.limits import RESERVED_WORDS
from tuneql.options import Options

CONTEXT = Context(dialect="sqlite", options=Options(execute=False, verbatim=True))


@pytest.fixture(scope="module")
def corpus(make_row: Callable[..., Row]) -> bytes:
    rows = [make_row(number) for number in range(1, 41)]
    rows += [make_row(3), make_row(4, question="  which ships, CASE 4 "), make_row(50, sql="DROP TABLE ships")]
    rows += [make_row(51, question="bot: hello"), make_row(52, schema=""), make_row(53, sql="SELECT nam FROM ships")]
    rows += [
        make_row(5, sql=f"{make_row(5).record['sql']} LIMIT 1"),
        make_row(6, sql=make_row(6).record["sql"].lower()),
    ]
    lines = [json.dumps(row.record) for row in rows]
    return "\n".join([*lines[:10], "", "not json", *lines[10:]]).encode()


def outcomes(corpus: bytes, bounds: Iterable[int]) -> list[Outcome]:
    """What the workflow does: each shard alone, then all rows counted from the beginning."""
    found: list[Outcome] = []
    passed = 0
    for start, end in pairwise(sorted({0, *bounds, len(corpus)})):
        lines = list(lines_in_range(lambda at, length: corpus[at : at + length], start, end, len(corpus)))
        found += [shift(each, passed) for each in prepare_rows(read_rows(lines, source="f"), CONTEXT)]
        passed += len(lines)
    return found


def files(made: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in made.iterdir()}


def lines(made: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (made / f"{name}.jsonl").read_bytes().splitlines()]


@pytest.fixture(scope="module")
def made(corpus: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("made")
    assemble(outcomes(corpus, []), CONTEXT, folder)
    return folder


@pytest.fixture(scope="module")
def card(made: Path) -> DatasetCard:
    return DatasetCard.model_validate_json((made / "card.json").read_bytes())


def test_every_row_is_accounted_for(card: DatasetCard, made: Path) -> None:
    assert set(files(made)) == set(FILES)
    assert (card.read, card.kept, card.duplicates, card.near_duplicates, card.leaks) == (49, 40, 3, 1, 0)
    assert card.rejected == {
        "contradiction": 1,
        "invalid-json": 1,
        "missing-schema": 1,
        "reserved-word": 1,
        "sql-known-columns": 1,
        "sql-read-only": 1,
    }
    assert [step.rows for step in card.steps] == [49, 44, 42, 41, 40, 40]
    assert {name: len(lines(made, name)) for name in ("train", "validation", "test", "rejected", "duplicates")} == {
        "train": card.train, "validation": card.validation, "test": card.test, "rejected": 6, "duplicates": 3,
    }  # fmt: skip
    assert card.tokens.input > card.tokens.output > 0
    assert sum(bar.records for bar in card.token_histogram) == card.train + card.validation
    assert all(card.token_histogram[end].records for end in (0, -1))


def test_the_card_knows_the_files(card: DatasetCard, made: Path) -> None:
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files(made).items() if name in card.files}
    assert card.files == digests
    assert len(digests) == 8


@settings(max_examples=settings.default.max_examples // 2, deadline=None)
@given(bounds=st.lists(st.integers(1, 10_000), max_size=16))
def test_one_shard_or_many_give_the_same_bytes(
    corpus: bytes, made: Path, tmp_path_factory: pytest.TempPathFactory, bounds: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("shards")
    assemble(outcomes(corpus, [min(bound, len(corpus)) for bound in bounds]), CONTEXT, folder)
    assert files(folder) == files(made)


@pytest.mark.parametrize("workers", [1, 3])
def test_any_number_of_workers_gives_the_same_bytes(corpus: bytes, made: Path, tmp_path: Path, workers: int) -> None:
    spool = Spool(tmp_path / "outcomes")
    for some in prepare_lines(read_rows(corpus.split(b"\n"), source="f"), CONTEXT, workers=workers):
        spool.write(some)
    folder = tmp_path / "made"
    folder.mkdir()
    assemble(spool, CONTEXT, folder)
    assert files(folder) == files(made)


def test_rows_keep_their_place_in_the_file(corpus: bytes, tmp_path: Path) -> None:
    assemble(outcomes(corpus, range(0, 5_000, 300)), CONTEXT, tmp_path)
    rejected = {each["reason"]: each["row"] for each in lines(tmp_path, "rejected")}
    assert (rejected["invalid-json"], rejected["sql-known-columns"], rejected["contradiction"]) == (12, 48, 49)


def test_what_is_left_out_names_the_row_that_it_repeats(made: Path) -> None:
    assert [(each["row"], each["kind"], each["repeats"]["row"]) for each in lines(made, "duplicates")] == [
        (43, "exact", 3), (44, "exact", 4), (50, "near", 6),
    ]  # fmt: skip
    (contradiction,) = (each for each in lines(made, "rejected") if each["reason"] == "contradiction")
    assert contradiction["detail"] == "row 5 of f asks the same of the same schema, and gives another answer"


def test_the_records_of_each_file(made: Path) -> None:
    record = lines(made, "train")[0]
    assert record["schemaVersion"] == "bedrock-conversation-2024"
    assert record["messages"][1]["role"] == "assistant"
    held_out = lines(made, "test")[0]
    assert held_out["id"] == f"f:{held_out['row']}"
    assert {"question", "schema", "sql", "dialect"} <= set(held_out)
    assert set(lines(made, "rejected")[0]) == {"source", "row", "reason", "detail", "remedy", "record"}


def test_no_record_holds_a_reserved_word(made: Path) -> None:
    for record in (*lines(made, "train"), *lines(made, "validation")):
        text = json.dumps([record["system"], *(turn["content"] for turn in record["messages"])]).lower()
        assert not any(word in text for word in RESERVED_WORDS)


def test_too_few_rows_say_what_became_of_the_others(make_row: Callable[..., Row], tmp_path: Path) -> None:
    rows = [make_row(number) for number in range(1, 9)] + [make_row(9, sql=""), make_row(10, sql=None)]
    with pytest.raises(InvalidCorpus) as failure:
        assemble(list(prepare_rows(rows, CONTEXT)), CONTEXT, tmp_path)
    assert str(failure.value) == (
        "corpus: 8 usable rows are too few for the 8 training records that Bedrock demands, and 1 to test on; "
        "add rows, or mend those that were rejected (2 missing-sql); "
        "for missing-sql: write the SQL that answers the question, or name its field with --map"
    )
    assert [each["row"] for each in lines(tmp_path, "rejected")] == [9, 10]
    assert not (tmp_path / "card.json").exists()


def test_a_card_that_does_not_add_up_is_refused(card: DatasetCard) -> None:
    with pytest.raises(ValueError, match="read is not kept"):
        DatasetCard(**(card.model_dump() | {"duplicates": 0}))


def test_outcomes_survive_a_line(corpus: bytes) -> None:
    for outcome in outcomes(corpus, []):
        assert from_line(to_line(outcome)) == outcome
