"""What scoring costs: CPU and wall time in milliseconds per pair, or seconds per 1,000 pairs.

    python benchmarks/evaluation.py                                     the bundled example
    python benchmarks/evaluation.py SPIDER                              a folder with train.jsonl.gz and database/
    python benchmarks/evaluation.py SPIDER --over 20                    pairs from 20 of its databases only
    python benchmarks/evaluation.py --gold LINES --databases FOLDER     lines {"sql", "db_id"}
    python benchmarks/evaluation.py … --predictions LINES               answers {"id", "sql"} as well

Five kinds of answers are made from the golds: equal (the gold itself), different (another gold of the same database),
in other words (a rewrite with the same meaning, if there is one), one change (a mutant), and mixed (a third of each of
the first three). The SQL may be called `query`, as in Spider; `.gz` is read.

`tuneql score` is the command itself, from reading its files to writing its report, without the start of Python.

Baseline: open each database read-only once, run gold and prediction, and compare `set(gold) == set(predicted)`, as
BIRD's script does without its time limits; it ignores duplicates, order and the order of columns. All rows are for the
same pairs in the same run, each in a fresh process; the time and memory of its children count.
"""

import argparse
import json
import os
import resource
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, closing, redirect_stderr, redirect_stdout
from functools import partial
from io import StringIO
from pathlib import Path

from cli.builds import any_dialect
from cli.score import score
from pairs import Pair, distinct, pairs_of, read_answers, read_golds
from tuneql.evaluation.batch import TOGETHER
from tuneql.evaluation.execution import Gold, execute
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.results.comparison import compare, orders_rows
from tuneql.sql.running.sandbox import ExecutionFailed, Result, Sandbox, fetch, to_sqlite
from tuneql.sql.running.worker import Worker


def main() -> None:
    """Print, for each kind of answers, a line for each way of scoring them."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        golds, databases = read_golds(options, Path(folder))
        for kind, answers in read_answers(options, golds, databases).items():
            print_rows(kind, list(pairs_of(golds, answers, databases)), options.robust)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("spider", type=Path, nargs="?", help="Spider's folder; databases in it may be packed")
    parser.add_argument("--gold", type=Path, help="gold lines; without them the bundled example")
    parser.add_argument("--databases", type=Path, help="folder of <db_id>.sqlite files")
    parser.add_argument("--predictions", type=Path, help="answers to score beside those that are made")
    parser.add_argument("--robust", type=int, default=12, help="derived databases")
    parser.add_argument("-n", type=int, default=1_000, help="pairs of each kind, drawn by a seed")
    parser.add_argument("--over", type=int, help="databases, drawn by the seed, to draw the pairs from; default: all")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


def print_rows(kind: str, pairs: Sequence[Pair], robust: int) -> None:
    """What each way of scoring takes for some pairs."""
    databases = {pair.database for pair in pairs}
    print(f"\n{kind}: {len(pairs):,} pairs over {len(databases)} databases, {distinct(pairs):,} distinct")
    results = run_all(pairs)
    rows: dict[str, Callable[[], None]] = {
        "re-run, compare sets (baseline)": partial(baseline, pairs),
        "strict comparison alone": partial(compared, pairs, results),
        "strict execution": partial(executed, pairs),
    }
    with tempfile.TemporaryDirectory() as folder:
        rows["tuneql score"] = command(pairs, 0, Path(folder))
        rows[f"tuneql score --robust {robust}"] = command(pairs, robust, Path(folder))
        print(f"  {'ms a pair, or s for 1,000 pairs':<36}{'processor':>10}{'clock':>8}{'baselines':>11}{'memory':>12}")
        first = None
        for name, work in rows.items():
            spent, clock, memory = measured(work)
            first = first or spent
            each, waited = spent / len(pairs), clock / len(pairs)
            print(f"  {name:<36}{each:10.3f}{waited:8.3f}{spent / first:9.2f} x{memory:8.0f} MiB")


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
    """Compare known results, as ordered if the gold orders."""
    for pair, found in zip(pairs, results, strict=True):
        if found is not None:
            compare(*found, ordered=orders_rows(pair.gold, "sqlite"))


def executed(pairs: Sequence[Pair]) -> None:
    """Run both queries in the sandbox's process, many per message, and compare them with ties."""
    with Worker() as worker, Sandboxes(worker) as sandboxes:
        for start in range(0, len(pairs), TOGETHER):
            opened = [(pair, sandboxes.of(pair)) for pair in pairs[start : start + TOGETHER]]
            fetch((each, sql, "sqlite") for pair, each in opened for sql in (pair.gold, pair.predicted))
            for pair, sandbox in opened:
                execute(pair.predicted, [Gold(sql=pair.gold, regenerated=None)], dialect="sqlite", sandbox=sandbox)


def command(pairs: Sequence[Pair], robust: int, folder: Path) -> Callable[[], None]:
    """`tuneql score` on files with the pairs, whose output goes nowhere."""
    golds, answers = folder / "gold.jsonl", folder / "predictions.jsonl"
    golds.write_text("".join(pair.question.model_dump_json(by_alias=True) + "\n" for pair in pairs), encoding="utf-8")
    answers.write_text("".join(pair.prediction.model_dump_json() + "\n" for pair in pairs), encoding="utf-8")

    def run() -> None:
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            score(
                gold=str(golds),
                predictions=str(answers),
                out=folder / "out",
                databases=str(pairs[0].database.parent),
                robust=robust,
            )

    return run


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


def measured(work: Callable[[], None]) -> tuple[float, float, float]:
    """CPU and wall time in milliseconds, and peak MiB, of a run in a fresh process, with its children."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        to_sqlite.cache_clear()  # which making the pairs has filled
        began, started = cpu_seconds(), time.perf_counter()
        work()
        clock = time.perf_counter() - started
        peak = max(resource.getrusage(whose).ru_maxrss for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
        os.write(write, json.dumps([(cpu_seconds() - began) * 1000, clock * 1000, peak / 1024]).encode())
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    spent, clock, memory = json.loads(text)
    return spent, clock, memory


def cpu_seconds() -> float:
    """CPU seconds of this process and of its ended children."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


if __name__ == "__main__":
    with any_dialect():
        main()
