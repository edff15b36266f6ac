"""What schemas cost in a prompt: tokens, and how much of what the gold names they still show, beside plain DDL.

Baseline: the prompt with the schema's DDL (`2026-11-1`). Beside it, the same questions with compact text, and with
compact text of linked tables. Tokens are those of `tuneql.tokens`, of the whole prompt.

`python benchmarks/schemas.py SPIDER` measures Spider's questions over its whole-database schemas; SPIDER is a folder
with `train.jsonl.gz` (`db_id`, `question`, `query`) and `schemas.jsonl.gz` (`db_id`, `ddl`). The questions of Kestrel
Ferries, over its schema with eight more tables, are always measured. `--accuracy` also trains the local stand-in on
each kind of prompt, over five splits, and scores its answers to the held-out questions, which takes minutes. Times are
CPU times of this process.
"""

import argparse
import gzip
import json
import resource
import statistics
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from cli.builds import any_dialect
from examples import kestrel
from local.bedrock.model.answering import Model
from local.bedrock.model.training import train
from tuneql.corpus.assembly import assemble
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context
from tuneql.evaluation.batch import score_all
from tuneql.evaluation.prompting import prompt_of
from tuneql.evaluation.question import Prediction, Question
from tuneql.options import Options, PromptVersion
from tuneql.prompt import wording_of
from tuneql.sql.needs import needs
from tuneql.sql.schemas.schema import parse_schema
from tuneql.tokens import estimate_tokens

NAMES: Final[dict[PromptVersion, str]] = {
    "2026-11-1": "plain DDL (baseline)",
    "2026-11-2": "compact",
    "2026-11-3": "compact, linked",
}
OFFICE: Final = Path(__file__).parent / "kestrel_office.sql"
SPLITS: Final = 5
LEARNING: Final[dict[str, Any]] = {"epochs": 5, "learning_rate": 1e-5, "warmup": 10}  # as in the demo


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One way of asking: mean tokens of a prompt, shares of the gold's tables and columns in it, milliseconds."""

    tokens: float
    tables: float
    columns: float
    median: float
    slowest: float


def main() -> None:
    """Print a line for each way of asking."""
    options = argparse.ArgumentParser()
    options.add_argument("spider", nargs="?", type=Path)
    options.add_argument("--accuracy", action="store_true")
    given = options.parse_args()
    if given.spider:
        show("Spider", list(spider(given.spider)))
    lines = list(kestrel_lines())
    show("Kestrel Ferries, twenty tables", [Question.model_validate(line) for line in lines])
    if given.accuracy:
        show_accuracy(lines)
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def spider(folder: Path) -> Iterator[Question]:
    """Spider's questions, each with the schema of its whole database."""
    schemas = {line["db_id"]: line["ddl"] for line in read(folder / "schemas.jsonl.gz")}
    for number, line in enumerate(read(folder / "train.jsonl.gz")):
        ddl = schemas[line["db_id"]]
        asked = {
            "id": str(number),
            "question": line["question"],
            "schema": ddl,
            "dialect": "sqlite",
            "sql": line["query"],
        }
        yield Question.model_validate(asked)


def read(file: Path) -> Iterator[dict[str, str]]:
    """The lines of a gzipped file."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def kestrel_lines() -> Iterator[dict[str, str]]:
    """Kestrel's corpus over the wider schema."""
    office = OFFICE.read_text("utf-8")
    for number, line in enumerate(map(json.loads, kestrel.corpus_lines())):
        yield {**line, "id": str(number), "schema": f"{line['schema']}\n{office}"}


def show(name: str, questions: Sequence[Question]) -> None:
    """A table of all ways of asking the same questions."""
    print(f"{name}: {len(questions):,} questions, {len({each.ddl for each in questions})} schemas")
    print(f"  {'prompt':<22}{'tokens':>8}{'fewer':>8}{'tables':>9}{'columns':>9}{'ms p50':>9}{'ms p99':>9}")
    found = {version: measure(questions, version) for version in NAMES}
    baseline = found["2026-11-1"].tokens
    for version, each in found.items():
        fewer = f"{1 - each.tokens / baseline:.1%}"
        shares = f"{each.tables:>9.2%}{each.columns:>9.2%}{each.median:>9.3f}{each.slowest:>9.3f}"
        print(f"  {NAMES[version]:<22}{each.tokens:>8.0f}{fewer:>8}{shares}")


def measure(questions: Sequence[Question], version: PromptVersion) -> Measured:
    """Every question once; schemas are read before the clock runs, as a served schema has been."""
    tokens, times = [], []
    tables, columns = [0, 0], [0, 0]
    for each in questions:
        parse_schema(each.ddl or "", each.dialect)
        began = time.process_time()
        prompt = prompt_of(each, version)
        times.append((time.process_time() - began) * 1000)
        tokens.append(estimate_tokens(f"{prompt.system}\n{prompt.user}"))
        count(each, version, tables, columns)
    return Measured(
        tokens=statistics.mean(tokens),
        tables=tables[0] / tables[1],
        columns=columns[0] / columns[1],
        median=statistics.median(times),
        slowest=statistics.quantiles(times, n=100)[98],
    )


def count(question: Question, version: str, tables: list[int], columns: list[int]) -> None:
    """Count how much the gold names, and how much of it is shown."""
    schema = parse_schema(question.ddl or "", question.dialect)
    gold = needs(question.gold_sql, schema=schema, dialect=question.dialect)
    shown = wording_of(version).shown(schema, question.question).tables
    tables[0] += sum(name in shown for name in gold.tables)
    columns[0] += sum(name in shown and column in shown[name].columns for name, column in gold.columns)
    tables[1] += len(gold.tables)
    columns[1] += len(gold.columns)


def show_accuracy(lines: Sequence[dict[str, str]]) -> None:
    """Print how many questions the local stand-in gets right after training on each kind of prompt."""
    with tempfile.TemporaryDirectory() as folder:
        database = kestrel.build(Path(folder)).databases / "kestrel.sqlite"
        for version, name in NAMES.items():
            answered = [each for seed in range(SPLITS) for each in answers(lines, version, seed)]
            scores = list(score_all(answered, database=lambda _: database))
            right = sum(bool(score.correct) for score in scores)
            print(f"  {name:<22}{right / len(scores):>8.1%} right: {right} of {len(scores)} held-out questions")


def answers(lines: Sequence[dict[str, str]], version: PromptVersion, seed: int) -> list[tuple[Question, Prediction]]:
    """The held-out questions of one split, with the answers of the stand-in trained on the rest."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(lines, Context(dialect="kestrel", options=Options(prompt_version=version, seed=seed)), folder)
        records = {name: list(lines_of(folder / f"{name}.jsonl")) for name in ("train", "validation", "test")}
    model, _ = train(records["train"], records["validation"], **LEARNING)
    return [(each, answer(model, each, version)) for each in map(Question.model_validate, records["test"])]


def answer(model: Model, question: Question, version: PromptVersion) -> Prediction:
    """The answer to one question."""
    prompt = prompt_of(question, version)
    return Prediction(id=question.id, sql=model.answer(prompt.system, prompt.user))


def prepare(lines: Sequence[dict[str, str]], context: Context, folder: Path) -> None:
    """Prepare the corpus like a run, in files."""
    rows = [Row(source="kestrel", row=number, record=dict(line)) for number, line in enumerate(lines, start=1)]
    assemble(list(prepare_rows(rows, context)), context, folder)


def lines_of(file: Path) -> Iterator[Any]:
    """The objects of a JSON Lines file."""
    return map(json.loads, file.read_text("utf-8").splitlines())


if __name__ == "__main__":
    with any_dialect():
        main()
