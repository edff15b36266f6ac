"""Preparing a corpus: seconds, rows per second and peak memory, beside the script that people usually write.

The usual script loads rows with `datasets`, formats each into a conversation record, splits at random and writes. It
checks nothing: neither whether SQL parses and runs, nor whether a test question's answer is in training. Both get the
same rows, one after the other, in separate processes. Memory is the sum of all their resident memory, measured twenty
times a second; shared memory counts for each.

    python benchmarks/corpus.py                             # 10,000, 100,000 and 1,000,000 rows that it makes
    python benchmarks/corpus.py --rows 10000
    python benchmarks/corpus.py --corpus FILE [FILE...]     # rows of yours, in the shape of sql-create-context

A tenth of the made-up rows repeat an earlier one; the others differ in schema, shape or values.
"""

import argparse
import gzip
import importlib.util
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
SIZES: Final = (10_000, 100_000, 1_000_000)
USUAL: Final = Path(__file__).with_name("baselines") / "corpus_script.py"
TUNEQL: Final = Path(sys.executable).with_name("tuneql")
SDK: Final = ROOT / ".venv-sdk" / "bin" / "python"
LOOKS_A_SECOND: Final = 20

NOUNS: Final = ("ship", "port", "crew", "berth", "cargo", "route", "ferry", "pilot", "ticket", "cabin")
TRAITS: Final = ("name", "length", "weight", "speed", "price", "grade", "built", "code", "decks", "region")


@dataclass(frozen=True)
class Cost:
    """What a command took: wall time, CPU time and peak memory of all its processes."""

    seconds: float
    processor: float
    megabytes: float


def main() -> None:
    """Prints a table: ours and the usual script, for each size."""
    options = _options()
    usual = _python_with_datasets(options.python)
    if usual is None:
        print("the usual script needs `datasets` (make .venv-sdk/.installed, or --python PATH); it is left out\n")
    print(f"{'rows':>10}  {'':16}{'seconds':>9}{'CPU s':>8}{'rows/s':>9}{'peak MB':>9}{'of usual time':>15}")
    with tempfile.TemporaryDirectory() as name:
        for rows, files in _corpora(options, Path(name)):
            _compare(rows, files, usual, Path(name), workers=options.workers)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, nargs="+", default=SIZES, help="how many rows to make")
    parser.add_argument("--corpus", nargs="+", help="take the rows of these files instead")
    parser.add_argument("--workers", type=int, default=0, help="processes that prepare; 0: one a core")
    parser.add_argument("--python", help="a Python that has `datasets`")
    return parser.parse_args()


def _python_with_datasets(given: str | None) -> str | None:
    """The Python whose `datasets` the usual script uses."""
    if given or SDK.exists():
        return given or str(SDK)
    return sys.executable if importlib.util.find_spec("datasets") else None


def _corpora(options: argparse.Namespace, folder: Path) -> Iterator[tuple[int, list[str]]]:
    if options.corpus:
        yield sum(1 for file in options.corpus for _ in _lines(file)), options.corpus
        return
    for rows in options.rows:
        path = folder / f"{rows}.jsonl"
        with path.open("w") as file:
            file.writelines(json.dumps(row) + "\n" for row in make_rows(rows))
        yield rows, [str(path)]
        path.unlink()


def _lines(file: str) -> Iterator[bytes]:
    with (gzip.open if file.endswith(".gz") else open)(file, "rb") as stream:
        yield from stream


def make_rows(count: int) -> Iterator[dict[str, str]]:
    """Rows like those of a warehouse's log: many questions about few tables, some of them repeated."""
    draw = random.Random(count)  # noqa: S311 -- no secrets
    kept: list[dict[str, str]] = []
    for number in range(count):
        if kept and number % 10 == 0:
            yield draw.choice(kept)
            continue
        row = _row(number, draw)
        if len(kept) < 1_000:  # noqa: PLR2004 -- enough to repeat
            kept.append(row)
        yield row


def _row(number: int, draw: random.Random) -> dict[str, str]:
    schema = number % 400
    table = f"{NOUNS[schema % 10]}_{schema // 10}"
    traits = draw.sample(TRAITS, 5)
    shown, tested = TRAITS[schema % 10], TRAITS[(schema // 10 + number % 5) % 10]
    columns = ", ".join(f"{name} {'TEXT' if name in ('name', 'region') else 'INTEGER'}" for name in TRAITS)
    conditions = " AND ".join(f"{name} > {draw.randrange(10**5)}" for name in (tested, *traits[: number % 3]))
    return {
        "question": f"Which {shown} has the {table} number {number} with {conditions.lower()}?",
        "context": f"CREATE TABLE {table} (id INTEGER PRIMARY KEY, {columns})",
        "answer": f"SELECT {shown} FROM {table} WHERE {conditions}",  # noqa: S608 -- of our words
    }


def _compare(rows: int, files: list[str], usual: str | None, folder: Path, *, workers: int) -> None:
    ours = [str(TUNEQL), "corpus", "prepare", *files, "--out", str(folder / "ours")]
    found = {"tuneql": measure([*ours, *(["--workers", str(workers)] if workers else [])])}
    if usual is not None:
        found["usual script"] = measure([usual, str(USUAL), str(folder / "usual"), *files])
    for name, cost in found.items():
        ratio = f"{cost.seconds / found['usual script'].seconds:.1f}x" if usual else ""
        print(
            f"{rows:>10,}  {name:16}{cost.seconds:>9.1f}{cost.processor:>8.1f}{rows / cost.seconds:>9,.0f}"
            f"{cost.megabytes:>9,.0f}{ratio:>15}",
            flush=True,
        )
    for each in ("ours", "usual"):
        shutil.rmtree(folder / each, ignore_errors=True)


def measure(command: list[str]) -> Cost:
    """Run a command to its end, and watch it and all that it starts."""
    before, began, peak = os.times(), time.monotonic(), 0
    with tempfile.TemporaryFile() as said:  # a pipe would fill up with progress bars, since nobody reads it
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said, cwd=ROOT)
        while process.poll() is None:
            peak = max(peak, sum(map(_resident, _family(process.pid))))
            time.sleep(1 / LOOKS_A_SECOND)
        if process.returncode != 0:
            said.seek(0)
            sys.exit(f"{' '.join(command[:6])}: {said.read().decode(errors='replace')[-800:]}")
    after = os.times()
    processor = after.children_user - before.children_user + after.children_system - before.children_system
    return Cost(seconds=time.monotonic() - began, processor=processor, megabytes=peak / 1e6)


def _family(process: int) -> list[int]:
    """A process and all below it."""
    found = [process]
    for each in found:
        for task in Path(f"/proc/{each}/task").glob("*/children"):
            try:
                found += map(int, task.read_text().split())
            except OSError:
                continue
    return found


def _resident(process: int) -> int:
    try:
        return int(Path(f"/proc/{process}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


if __name__ == "__main__":
    main()
