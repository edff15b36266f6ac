"""Each file of `cases/` holds the same examples as its twin in tuneql's own shape, and becomes the same dataset."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from tuneql.corpus.assembly import assemble
from tuneql.corpus.dataset.writing import CARD, FILES, PAGE
from tuneql.corpus.example import Example
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.reading import read_file
from tuneql.corpus.schemas.files import read_schema_file
from tuneql.corpus.schemas.schemas import NO_SCHEMAS, Schemas
from tuneql.corpus.training_prompt import training_record
from tuneql.corpus.transform import Context
from tuneql.options import Options
from tuneql.prompt import WORDINGS

CASES = Path(__file__).parent / "cases"

TWINS = {
    "sql-create-context.json": "native.jsonl",
    "sql-create-context.csv": "native.jsonl",
    "sql-create-context.tsv": "native.jsonl",
    "capitals.csv": "native.jsonl",
    "sql-create-context.jsonl.gz": "native.jsonl",
    "object-of-rows.json": "native.jsonl",
    "synthetic-text-to-sql.jsonl": "native.jsonl",
    "spider.json": "native-with-database.jsonl",
    "bird.jsonl": "native-with-evidence.jsonl",
    "instruction-schema-in-input.jsonl": "native.jsonl",
    "instruction-schema-in-instruction.json": "native.jsonl",
    "instruction-all-in-input.jsonl": "native.jsonl",
    "prompt-and-completion.jsonl": "native.jsonl",
    "trl.jsonl": "native.jsonl",
    "schema-in-statements.jsonl": "native.jsonl",
    "chat.jsonl": "native.jsonl",
    "chat.csv": "native.jsonl",
    "sharegpt.json": "native.jsonl",
    "bedrock.jsonl": "native.jsonl",
    "specification.json": "native-specification.jsonl",
    "log-snowflake.csv": "native.jsonl",
    "log-bigquery.jsonl": "native-one-line.jsonl",
    "log-redshift.csv": "native.jsonl",
    "log-postgres.json": "native-counted.jsonl",
    "log-databricks.jsonl": "native.jsonl",
    "mapped.csv": "native.jsonl",
}
TABLES = read_schema_file("tables.json", (CASES / "tables.json").read_bytes())
DDL = Schemas(default=(CASES / "schema.sql").read_text("utf-8"))
SCHEMAS = {"spider.json": TABLES, "bird.jsonl": TABLES} | {name: DDL for name in TWINS if name.startswith("log-")}
MAP = {"mapped.csv": Options(map={"question": "ask", "schema": "ddl text", "sql": "statement"})}


def dataset(file: Path, folder: Path) -> Mapping[str, bytes]:
    """What the file becomes, under one name whatever its own is."""
    folder.mkdir()
    context = Context(
        dialect="sqlite",
        options=MAP.get(file.name, Options()),
        schemas=SCHEMAS.get(file.name, NO_SCHEMAS),
    )
    name = "corpus" + "".join(file.suffixes)
    outcomes = [*prepare_rows(read_file([file.read_bytes()], source=name), context)]
    card = assemble([_renamed(each) for each in outcomes], context, folder)
    assert (card.rejected, card.duplicates, card.read) == ({}, 0, 12)
    return {name: (folder / name).read_bytes() for name in FILES if name not in {CARD, PAGE}}


def _renamed(outcome: object) -> Prepared:
    assert isinstance(outcome, Prepared), outcome
    return Prepared(**(vars(outcome) | {"example": outcome.example.model_copy(update={"source": "corpus"})}))


@pytest.mark.parametrize("name", TWINS)
def test_gives_the_same_files_as_its_twin_to_the_byte(name: str, tmp_path: Path) -> None:
    assert dataset(CASES / name, tmp_path / "one") == dataset(CASES / TWINS[name], tmp_path / "twin")


def test_every_case_is_looked_at() -> None:
    beside = {*TWINS.values(), "tables.json", "schema.sql"}
    assert {path.name for path in CASES.iterdir()} == {*TWINS} | beside


@pytest.mark.parametrize("version", WORDINGS)
def test_our_own_training_records_make_the_same_records_again(version: str) -> None:
    context = Context(dialect="postgres", options=Options(prompt_version=version))
    examples = [
        Example(
            question=f"How many in {kind}?", ddl=DDL.default or "", sql=f"SELECT COUNT(*) FROM {kind}", dialect="mysql"
        )
        for kind in ("growers", "crates")
    ]
    records = [training_record(each, "sqlite", version) for each in examples]
    lines = "".join(f"{json.dumps(record)}\n" for record in records).encode()
    again = [*prepare_rows(read_file([lines], source="train.jsonl"), context)]
    assert [training_record(each.example, "sqlite", version) for each in again if isinstance(each, Prepared)] == records
