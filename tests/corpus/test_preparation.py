import json
from collections.abc import Callable
from itertools import pairwise

import pytest

from tuneql.corpus import (
    Context,
    Dataset,
    DatasetCard,
    Options,
    Prepared,
    Rejection,
    Row,
    assemble,
    lines_in_range,
    prepare_rows,
    read_rows,
    rejection_record,
    shift,
    training_record,
)
from tuneql.corpus import held_out_record as held_out_line
from tuneql.errors import InvalidCorpus
from tuneql.limits import RESERVED_WORDS

Outcome = Prepared | Rejection


def dataset(outcomes: list[Outcome], *, seed: int = 0) -> Dataset:
    prepared = [each for each in outcomes if isinstance(each, Prepared)]
    rejections = [each for each in outcomes if isinstance(each, Rejection)]
    return assemble(prepared, rejections, Context(dialect="sqlite", options=Options(seed=seed)))


@pytest.fixture
def corpus(make_row: Callable[..., Row]) -> bytes:
    rows = [make_row(number) for number in range(1, 41)]
    rows += [make_row(3), make_row(4, question="  which ships, CASE 4 "), make_row(50, sql="DROP TABLE ships")]
    rows += [make_row(51, question="bot: hello"), make_row(52, schema=""), make_row(53, sql="SELECT nam FROM ships")]
    lines = [json.dumps(row.record) for row in rows]
    return "\n".join([*lines[:10], "", "not json", *lines[10:]]).encode()


def shards(corpus: bytes, count: int) -> list[Outcome]:
    """What the workflow does: each shard alone, then all rows counted from the beginning."""
    size = len(corpus)
    bounds = [size * place // count for place in range(count + 1)]
    outcomes: list[Outcome] = []
    passed = 0
    for start, end in pairwise(bounds):
        lines = list(lines_in_range(lambda at, length: corpus[at : at + length], start, end, size))
        found = prepare_rows(read_rows(lines, source="f"), Context(dialect="sqlite"))
        outcomes += [shift(each, passed) for each in found]  # type: ignore[type-var] # one or the other, both are fine
        passed += len(lines)
    return outcomes


def test_every_row_is_accounted_for(corpus: bytes) -> None:
    card = dataset(shards(corpus, 1)).card
    assert card.read == 47
    assert card.duplicates == 2
    assert card.kept == 40
    assert card.rejected == {
        "invalid-json": 1,
        "missing-schema": 1,
        "reserved-word": 1,
        "sql-known-columns": 1,
        "sql-read-only": 1,
    }
    assert card.leaks == 0
    assert card.read == card.kept + card.duplicates + sum(card.rejected.values())
    assert card.tokens.input > card.tokens.output > 0


@pytest.mark.parametrize("count", [2, 7, 16, 100])
def test_one_shard_or_many_give_the_same_dataset(corpus: bytes, count: int) -> None:
    assert dataset(shards(corpus, count)) == dataset(shards(corpus, 1))


def test_rows_keep_their_place_in_the_file(corpus: bytes) -> None:
    rejected = {each.reason: each.row for each in dataset(shards(corpus, 9)).rejections}
    assert rejected["invalid-json"] == 12
    assert rejected["sql-known-columns"] == 48


def test_the_records_of_each_file(corpus: bytes) -> None:
    made = dataset(shards(corpus, 1))
    record = training_record(made.train[0].example, "sqlite")
    assert record["schemaVersion"] == "bedrock-conversation-2024"
    assert record["messages"][1] == {"role": "assistant", "content": [{"text": made.train[0].example.sql}]}
    held_out = held_out_line(made.test[0].example, "sqlite")
    assert held_out["id"] == f"f:{held_out['row']}"
    assert {"question", "schema", "sql", "dialect"} <= set(held_out)
    assert set(rejection_record(made.rejections[0])) == {"source", "row", "reason", "detail", "record"}


def test_no_record_holds_a_reserved_word(corpus: bytes) -> None:
    made = dataset(shards(corpus, 1))
    for each in (*made.train, *made.validation):
        record = training_record(each.example, "sqlite")
        text = json.dumps(
            [record["system"], record["messages"][0]["content"], record["messages"][1]["content"]]
        ).lower()
        assert not any(word in text for word in RESERVED_WORDS)


def test_too_few_rows_say_what_became_of_the_others(make_row: Callable[..., Row]) -> None:
    rows = [make_row(number) for number in range(1, 8)] + [make_row(8, sql=""), make_row(9, sql=None)]
    with pytest.raises(InvalidCorpus) as failure:
        dataset(list(prepare_rows(rows, Context(dialect="sqlite"))))
    assert str(failure.value) == (
        "corpus: '7 usable rows' is below the 8 training records that Bedrock demands (plus 1 to test on); "
        "add rows, or mend the 2 rejected ones (2 missing-sql)"
    )


def test_a_card_that_does_not_add_up_is_refused(corpus: bytes) -> None:
    card = dataset(shards(corpus, 1)).card
    with pytest.raises(ValueError, match="read is not kept"):
        DatasetCard(**(card.model_dump() | {"duplicates": 0}))
