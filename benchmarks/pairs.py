"""Pairs of a question and an answer for the benchmarks: read from files, and answers made from the golds."""

import argparse
import gzip
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from examples import kestrel
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.robust.catalogue import read_database
from tuneql.sql.parsing import Unparsable
from tuneql.sql.running.sandbox import ExecutionFailed, to_sqlite
from variants.mutations import Columns, mutants
from variants.rewrites import rewrites


@dataclass(frozen=True)
class Pair:
    """A question with an answer and its database, and both statements as SQLite runs them."""

    question: Question
    prediction: Prediction
    database: Path
    gold: str
    predicted: str


def read_golds(options: argparse.Namespace, folder: Path) -> tuple[list[Question], Path]:
    """The questions whose databases exist, and the folder of these."""
    gold, databases = options.gold, options.databases
    if options.spider is not None:
        gold, databases = options.spider / "train.jsonl.gz", unpacked(options.spider / "database", folder)
    if gold is None:
        built = kestrel.build(folder)
        gold, databases = built.corpus, built.databases
    rows = [row for row in lines_of(gold) if (databases / f"{row['db_id']}.sqlite").is_file()]
    if options.over is not None:
        rows = from_few(rows, options.over, options.seed)
    random.Random(options.seed).shuffle(rows)  # noqa: S311 -- a sample, no secret
    named = [
        {"dialect": "sqlite", "id": str(place), **row, "sql": row.get("sql") or row["query"]}
        for place, row in enumerate(rows)
    ]
    return [Question.model_validate(row) for row in named][: options.n], databases


def from_few(rows: Sequence[Mapping[str, str]], count: int, seed: int) -> list[Mapping[str, str]]:
    """The rows of some databases, drawn by a seed."""
    names = sorted({row["db_id"] for row in rows})
    drawn = set(random.Random(seed).sample(names, min(count, len(names))))  # noqa: S311 -- a sample, no secret
    return [row for row in rows if row["db_id"] in drawn]


def unpacked(source: Path, folder: Path) -> Path:
    """A folder with the unpacked databases of another."""
    for path in source.glob("*.sqlite*"):
        content = path.read_bytes()
        (folder / path.name.removesuffix(".gz")).write_bytes(
            gzip.decompress(content) if path.suffix == ".gz" else content
        )
    return folder


def lines_of(path: Path) -> list[Mapping[str, str]]:
    """The objects of a file of JSON Lines."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def read_answers(options: argparse.Namespace, golds: Sequence[Question], databases: Path) -> dict[str, list[str]]:
    """Answers by their kind, each in the order of the golds."""
    found = {
        "equal": [each.gold_sql for each in golds],
        "different": others(golds, random.Random(options.seed)),  # noqa: S311 -- a sample, no secret
        "in other words": in_other_words(golds, random.Random(options.seed)),  # noqa: S311
    }
    kinds = list(found.values())
    found["one change"] = with_one_change(golds, databases, random.Random(options.seed))  # noqa: S311
    found["mixed"] = [kinds[place % len(kinds)][place] for place in range(len(golds))]
    if options.predictions:
        given = {str(row.get("id")): row.get("sql") or "" for row in lines_of(options.predictions)}
        found["given"] = [given.get(each.id, "") for each in golds]
    return found


def others(golds: Sequence[Question], draw: random.Random) -> list[str]:
    """For each gold another one of the same database, if there is one."""
    known: dict[str | None, list[str]] = defaultdict(list)
    for each in golds:
        known[each.db_id].append(each.gold_sql)
    choices = ([sql for sql in known[each.db_id] if sql != each.gold_sql] for each in golds)
    return [draw.choice(found) if found else "SELECT 1" for found in choices]


def in_other_words(golds: Sequence[Question], draw: random.Random) -> list[str]:
    """Each gold rewritten in one way, or unchanged if there is none."""
    return [draw.choice(rewritten(each)) for each in golds]


def rewritten(question: Question) -> list[str]:
    """The rewrites of a gold, or the gold if there are none."""
    sql = question.golds()[0]
    try:
        return [each.sql for each in rewrites(sql, question.dialect)] or [sql]
    except Unparsable:
        return [sql]


def with_one_change(golds: Sequence[Question], databases: Path, draw: random.Random) -> list[str]:
    """Each gold with an operator, a literal, a column or the like changed, or unchanged if nothing can be."""
    return [draw.choice(changed(each, _columns(databases / f"{each.db_id}.sqlite"))) for each in golds]


def changed(question: Question, columns: Columns) -> list[str]:
    """The mutants of a gold, or the gold if there are none."""
    sql = question.golds()[0]
    try:
        return [each.sql for each in mutants(sql, question.dialect, columns)] or [sql]
    except Unparsable:
        return [sql]


@cache
def _columns(database: Path) -> Columns:
    tables = read_database(database).tables
    return {name: [column.name for column in table.columns] for name, table in tables.items()}


def pairs_of(golds: Sequence[Question], answers: Sequence[str], databases: Path) -> Iterator[Pair]:
    """Each question with its answer."""
    for question, sql in zip(golds, answers, strict=True):
        yield Pair(
            question=question,
            prediction=Prediction(id=question.id, sql=sql),
            database=databases / f"{question.db_id}.sqlite",
            gold=native(question.golds()[0], question.dialect),
            predicted=native(sql, question.dialect),
        )


def native(sql: str, dialect: str) -> str:
    """A statement in SQLite's dialect, or unchanged if it does not parse."""
    try:
        return to_sqlite(sql, dialect)
    except ExecutionFailed:
        return sql


def distinct(pairs: Sequence[Pair]) -> int:
    """How many different pairs of statements there are; repeated ones are scored faster."""
    return len({(pair.gold, pair.predicted, pair.database) for pair in pairs})
