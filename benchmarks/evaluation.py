"""What scoring costs: milliseconds a pair, beside re-running both queries and comparing their rows as sets.

Baseline: open the database read-only once, run gold and prediction, `set(gold) == set(predicted)`, as BIRD's script
does without its time limits; it is wrong about duplicates, order and the order of columns. Every row is of the same
pairs in the same run, and each has a process of its own. `TUNEQL_PAIRS` names a folder with `gold.jsonl`,
`predictions.jsonl` and `databases/`, to measure on other pairs than the bundled ones.
"""

import json
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from cli.collection import rare_collections
from examples import kestrel
from tuneql.evaluation.execution import Gold, execute
from tuneql.evaluation.metrics import summarise
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.comparison import compare, orders_rows
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.sandbox import ExecutionFailed, Result, Sandbox, to_sqlite
from tuneql.sql.sqlite_schema import read_sqlite_schema
from tuneql.sql.worker import Worker

MOST = 1_000


@dataclass(frozen=True)
class Pair:
    """A question with its prediction and its database, and both statements as SQLite runs them."""

    question: Question
    prediction: Prediction
    database: Path
    gold: str
    predicted: str


def main() -> None:
    """Print a line for each way of scoring."""
    with tempfile.TemporaryDirectory() as folder:
        pairs = list(read_pairs(Path(os.environ.get("TUNEQL_PAIRS") or bundled(Path(folder)))))[:MOST]
        databases = {pair.database for pair in pairs}
        print(f"{'pairs':<33} {len(pairs):,} over {len(databases)} databases, {distinct(pairs):,} distinct")
        results = run_all(pairs)
        rows = {
            "re-run, compare sets (baseline)": lambda: baseline(pairs),
            "strict comparison alone": lambda: compared(pairs, results),
            "strict execution, in this process": lambda: executed(pairs, None),
            "strict execution, in a worker": lambda: with_worker(pairs, executed),
            "whole score, in a worker": lambda: with_worker(pairs, scored),
        }
        for name, work in rows.items():
            print(f"{name:<33} {milliseconds(work) / len(pairs):.3f} ms a pair")
        own, others = (peak(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        print(f"{'peak memory':<33} {own:.0f} MiB, children {others:.0f} MiB")


def bundled(folder: Path) -> Path:
    """Kestrel Ferries' questions, each with the next question's gold as a wrong answer and its own as a right one."""
    built = kestrel.build(folder)
    lines = [json.loads(line) for line in built.corpus.read_text("utf-8").splitlines()]
    golds = [{**line, "id": f"{number}-{copy}"} for number, line in enumerate(lines) for copy in (0, 1)]
    answers = [
        {"id": f"{number}-{copy}", "sql": lines[(number + copy) % len(lines)]["sql"]}
        for number in range(len(lines))
        for copy in (0, 1)
    ]
    for name, rows in (("gold", golds), ("predictions", answers)):
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return folder


def read_pairs(folder: Path) -> Iterator[Pair]:
    """The pairs of a folder."""
    answers = {}
    for line in (folder / "predictions.jsonl").read_text("utf-8").splitlines():
        answer = Prediction.model_validate_json(line)
        answers[answer.id] = answer
    for line in (folder / "gold.jsonl").read_text("utf-8").splitlines():
        question = Question.model_validate({"dialect": "sqlite", **json.loads(line)})
        answer = answers[question.id]
        yield Pair(
            question=question,
            prediction=answer,
            database=folder / "databases" / f"{question.db_id}.sqlite",
            gold=to_sqlite(question.gold_sql, question.dialect),
            predicted=to_sqlite(answer.sql or "", question.dialect),
        )


def distinct(pairs: Sequence[Pair]) -> int:
    """How many different pairs of statements there are: whatever repeats is scored faster."""
    return len({(pair.gold, pair.predicted, pair.database) for pair in pairs})


def baseline(pairs: Sequence[Pair]) -> None:
    """Rows of both as sets."""
    with ExitStack() as stack:
        opened: dict[Path, sqlite3.Connection] = {}
        for pair in pairs:
            if pair.database not in opened:
                opened[pair.database] = stack.enter_context(closing(connection(pair)))
            gold, predicted = (rows_of(opened[pair.database], sql) for sql in (pair.gold, pair.predicted))
            _ = gold is not None and predicted is not None and set(gold) == set(predicted)


def connection(pair: Pair) -> sqlite3.Connection:
    """The pair's database with its dialect's functions, and no limits."""
    opened = sqlite3.connect(f"{pair.database.absolute().as_uri()}?mode=ro", uri=True)
    opened.text_factory = lambda raw: raw.decode(errors="replace")
    for name, arguments, function in sqlite_functions(pair.question.dialect):
        opened.create_function(name, arguments, function, deterministic=True)
    return opened


def rows_of(connection: sqlite3.Connection, sql: str) -> list[tuple[object, ...]] | None:
    """All rows; None if it fails."""
    try:
        return connection.execute(sql).fetchall()
    except sqlite3.Error:
        return None


def run_all(pairs: Sequence[Pair]) -> list[tuple[Result, Result] | None]:
    """The results to compare."""
    with Sandboxes(None) as sandboxes:
        return [results_of(pair, sandboxes.of(pair)) for pair in pairs]


def results_of(pair: Pair, sandbox: Sandbox) -> tuple[Result, Result] | None:
    """Both results; None if one fails."""
    try:
        return sandbox.run(pair.gold), sandbox.run(pair.predicted)
    except ExecutionFailed:
        return None


def compared(pairs: Sequence[Pair], results: Sequence[tuple[Result, Result] | None]) -> None:
    """Comparison of results that are there, with a look at the gold's ORDER BY."""
    for pair, found in zip(pairs, results, strict=True):
        if found is not None:
            compare(*found, ordered=orders_rows(pair.question.gold_sql, pair.question.dialect))


def executed(pairs: Sequence[Pair], worker: Worker | None) -> None:
    """Both queries in the sandbox, and the comparison with its ties."""
    with Sandboxes(worker) as sandboxes:
        for pair in pairs:
            execute(
                pair.predicted, [Gold(sql=pair.gold, regenerated=None)], dialect="sqlite", sandbox=sandboxes.of(pair)
            )


def scored(pairs: Sequence[Pair], worker: Worker | None) -> None:
    """All that `tuneql score` does but reading and writing files."""
    schemas = {}
    with rare_collections(), Sandboxes(worker) as sandboxes:
        scores = []
        for pair in pairs:
            key = (pair.database, pair.question.dialect)
            if pair.question.ddl is None and key not in schemas:
                schemas[key] = read_sqlite_schema(*key)
            sandbox, schema = sandboxes.of(pair), schemas.get(key)
            scores.append(score_prediction(pair.question, pair.prediction, sandbox=sandbox, schema=schema))
    summarise(scores)


def with_worker(pairs: Sequence[Pair], work: Callable[[Sequence[Pair], Worker | None], None]) -> None:
    """The work, in a second process."""
    with Worker() as worker:
        work(pairs, worker)


class Sandboxes:
    """The databases that are open; a context manager."""

    def __init__(self, worker: Worker | None) -> None:
        self._worker, self._stack = worker, ExitStack()
        self._open: dict[tuple[Path, str], Sandbox] = {}

    def __enter__(self) -> "Sandboxes":  # noqa: PYI034 -- it is not subclassed
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def of(self, pair: Pair) -> Sandbox:
        """The pair's database."""
        key = (pair.database, pair.question.dialect)
        if key not in self._open:
            sandbox = Sandbox(pair.database, dialect=pair.question.dialect, worker=self._worker)
            self._open[key] = self._stack.enter_context(sandbox)
        return self._open[key]


def milliseconds(work: Callable[[], None]) -> float:
    """The time of one run in a process that has not done it before, the start of the process left out."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        began = time.perf_counter()
        work()
        os.write(write, str((time.perf_counter() - began) * 1000).encode())
        os._exit(0)
    os.waitpid(child, 0)
    found = float(os.read(read, 100))
    os.close(read)
    os.close(write)
    return found


def peak(whose: int) -> float:
    """Peak resident memory in MiB."""
    return resource.getrusage(whose).ru_maxrss / 1024


if __name__ == "__main__":
    main()
