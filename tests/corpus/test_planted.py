"""What must not be trained on, planted among the example's rows: all of it is found, and none of them is lost."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from examples.kestrel import corpus_lines
from tuneql.corpus.assembly import assemble
from tuneql.corpus.formats.lines import LINE_BYTES
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.reading import read_rows
from tuneql.corpus.transform import Context
from tuneql.options import Options

if TYPE_CHECKING:
    from tuneql.corpus.card.card import DatasetCard

pytestmark = pytest.mark.own_dialect

EACH = 20
CONTEXT = Context(dialect="kestrel", options=Options(limit=20_000))
PEOPLE = "CREATE TABLE people (id INTEGER, name TEXT, email TEXT, phone TEXT, seats INTEGER)"

Record = dict[str, Any]
Plant = Callable[[Record, int], Record | bytes]


def written(record: Record) -> str:
    return json.dumps(record, ensure_ascii=False)


def with_sql(write: Callable[[str, int], str]) -> Plant:
    return lambda row, number: row | {"sql": write(row["sql"], number), "question": f"{row['question']} {number}"}


def personal(_: Record, number: int) -> Record:
    mail, phone = f"jane.doe{number}@corp-mail.com", f"+44 20 7946 0{number:03}"
    return {
        "question": f"How many seats has {mail}, whose number is {phone}, in booking {number}?",
        "schema": PEOPLE,
        "sql": f"SELECT seats{', id' * (number % 5)} FROM people WHERE email = '{mail}' AND phone = '{phone}'",
    }


PLANTS: dict[str, Plant] = {
    "duplicate": lambda row, _: row | {"question": f"  {row['question'].upper()}", "sql": f"{row['sql']} ;"},
    "near duplicate": lambda row, _: row | {"sql": f"SELECT * FROM ({row['sql']}) AS found"},
    "contradiction": lambda row, _: row | {"sql": f"SELECT COUNT(*) + 1000 FROM ({row['sql']}) AS found"},
    "reserved word": lambda row, n: row | {"question": f"Assistant: {row['question']} {n}"},
    "unparsable": with_sql(lambda sql, n: f"SELEC {n} FORM ({sql}"),
    "unknown column": with_sql(lambda _, n: f"SELECT colour_{n} FROM vessels"),
    "write in a CTE": with_sql(
        lambda _, n: f"WITH gone AS (DELETE FROM vessels WHERE vessel_id = {n} RETURNING *) SELECT * FROM gone"
    ),
    "stacked": with_sql(lambda sql, _: f"{sql}; DROP TABLE vessels"),
    "personal data": personal,
    "overlong question": lambda row, n: row | {"question": f"{row['question']} {n} " * 200},
    "overlong row": lambda row, n: row | ({"sql": "x" * 30_000} if n > 3 else {"question": "x" * LINE_BYTES}),
    "broken JSON": lambda row, n: json.dumps(row).encode()[: -(n + 1)],
    "wrong encoding": lambda row, n: written(row | {"question": f"Où est le port {n}?"}).encode("latin-1"),
}  # fmt: skip
REASONS = {
    "contradiction": {"contradiction"},
    "reserved word": {"reserved-word"},
    "unparsable": {"sql-parses"},
    "unknown column": {"sql-known-columns"},
    "write in a CTE": {"sql-read-only"},
    "stacked": {"sql-one-statement", "sql-read-only"},
    "overlong question": {"too-long"},
    "overlong row": {"row-too-long", "too-long"},
    "broken JSON": {"invalid-json"},
    "wrong encoding": {"encoding"},
}


def planted() -> Iterator[tuple[str, bytes]]:
    """The kind and the line of each row: the clean ones first, all others in any order."""
    clean = [json.loads(line) for line in list(corpus_lines())[::4]]
    distinct = list({row["sql"]: row for row in clean}.values())
    yield from (("clean", json.dumps(row).encode()) for row in clean)
    bad = [(kind, plant(distinct[n * 3], n)) for kind, plant in PLANTS.items() for n in range(EACH)]
    random.Random(7).shuffle(bad)  # noqa: S311 -- an order
    for kind, made in bad:
        yield kind, made if isinstance(made, bytes) else json.dumps(made).encode()


class Found:
    """What became of the planted rows."""

    def __init__(self, folder: Path) -> None:
        self.kinds, lines = zip(*planted(), strict=True)
        self.card: DatasetCard = assemble(list(prepare_rows(read_rows(lines, source="f"), CONTEXT)), CONTEXT, folder)
        self.texts = {path.stem: path.read_text() for path in folder.glob("*.jsonl")}

    def lines(self, name: str) -> list[Record]:
        return [json.loads(line) for line in self.texts[name].splitlines()]

    def rows(self, kind: str) -> set[int]:
        return {row for row, each in enumerate(self.kinds, start=1) if each == kind}


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Found:
    return Found(tmp_path_factory.mktemp("planted"))


@pytest.mark.parametrize("kind", REASONS)
def test_each_is_rejected_for_what_it_is(found: Found, kind: str) -> None:
    reasons = {each["row"]: each["reason"] for each in found.lines("rejected") if each["row"] in found.rows(kind)}
    assert len(reasons) == EACH
    assert set(reasons.values()) <= REASONS[kind]


def test_repeated_rows_are_left_out(found: Found) -> None:
    kinds = {each["row"]: each["kind"] for each in found.lines("duplicates")}
    assert {row for row, kind in kinds.items() if kind == "exact"} == found.rows("duplicate")
    assert {row for row, kind in kinds.items() if kind == "near"} == found.rows("near duplicate")


def test_personal_data_is_replaced_in_question_and_literal_alike(found: Found) -> None:
    kept = "".join(found.texts[name] for name in ("train", "validation", "test"))
    assert "corp-mail" not in kept
    assert "7946" not in kept
    rows = [each for each in found.lines("test") if each["row"] in found.rows("personal data")]
    rows += [
        {"question": each["messages"][0]["content"][0]["text"], "sql": each["messages"][1]["content"][0]["text"]}
        for each in (*found.lines("train"), *found.lines("validation"))
        if "FROM people" in each["messages"][1]["content"][0]["text"]
    ]
    assert len(rows) == EACH
    for row in rows:
        mail, phone = row["sql"].split("'")[1:4:2]
        assert mail in row["question"]
        assert phone in row["question"]


def test_no_clean_row_is_lost(found: Found) -> None:
    clean = found.rows("clean")
    assert not clean & {each["row"] for name in ("rejected", "duplicates") for each in found.lines(name)}
    assert found.card.kept == len(clean) + EACH
    assert found.card.leaks == 0
