"""How many wrong queries robust execution accuracy finds, how many right ones it rejects, and what that costs.

Wrong queries are single changes of gold queries (mutation testing), right ones are rewrites with the same meaning. A
change counts if some database tells it from its gold query: the given one, a derived one, or one of sixty that are made
for that query.

    python benchmarks/robustness.py                                     the bundled example, with its rows
    python benchmarks/robustness.py --generated                         the same with rows made from the schema
    python benchmarks/robustness.py --gold LINES --databases FOLDER     lines {"sql", "db_id"}
    python benchmarks/robustness.py --gold LINES                        lines {"sql", "schema"}: no rows at all

The SQL may be called `query` or `answer`, and the schema `context`, as in Spider and sql-create-context; `.gz` is read.
"""

import argparse
import gzip
import json
import random
import resource
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from cli.builds import any_dialect
from examples.kestrel import build
from tuneql.evaluation.robust.agreement import LIMITS, Pair, agreements
from tuneql.evaluation.robust.catalogue import read_database, read_ddl
from tuneql.evaluation.robust.interleaving import done
from tuneql.sql.dialects import sqlite_functions
from tuneql.sql.parsing import Unparsable
from tuneql.sql.running.memory import Memory
from tuneql.sql.running.worker import Worker
from variants.measurement import Measurement, measure
from variants.rewrites import rewrites

Source = tuple[str, str | Path]
"""A dialect, and a SQLite file or the DDL of a schema."""


def main() -> None:
    """Measure, and print."""
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        golds = _golds(options, Path(folder))
        found = Measurement()
        with Worker() as worker:
            for source, queries in golds.items():
                _measure(found, source, queries, options.robust, worker)
        seconds, pairs = _timed(golds, options.robust)
    _print(found, sum(map(len, golds.values())), options.robust)
    print(f"a pair whose answer is right in other words  {seconds / max(1, pairs) * 1000:.2f} ms, {pairs} pairs")
    print(f"peak memory  {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")
    for gold, changed, reason in [*found.survivors, *found.false_alarms] if options.show else ():
        print(f"\n{gold}\n{changed}\n  {reason}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--gold", type=Path, help="gold lines; without them the bundled example")
    parser.add_argument("--databases", type=Path, help="folder of <db_id>.sqlite files")
    parser.add_argument("--generated", action="store_true", help="leave the bundled example's rows aside")
    parser.add_argument("--robust", type=int, default=12, help="derived databases")
    parser.add_argument("-n", type=int, default=200, help="gold queries, drawn by a seed")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--show", action="store_true", help="print what was missed, and the false alarms")
    return parser.parse_args()


def _golds(options: argparse.Namespace, folder: Path) -> dict[Source, list[str]]:
    """Gold queries by their source."""
    databases = options.databases
    if options.gold is None:
        kestrel = build(folder)
        options.gold, databases = kestrel.corpus, None if options.generated else kestrel.databases
    opened = gzip.open if options.gold.suffix == ".gz" else open
    with opened(options.gold, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if databases is None or (databases / f"{row['db_id']}.sqlite").is_file()]
    random.Random(options.seed).shuffle(rows)  # noqa: S311 -- a sample, no secret
    found: dict[Source, list[str]] = defaultdict(list)
    for row in rows[: options.n]:
        found[_source(row, databases)].append(_first(row, "sql", "query", "answer").rstrip("; "))
    return {source: list(dict.fromkeys(queries)) for source, queries in found.items()}


def _source(row: dict[str, Any], databases: Path | None) -> Source:
    place = databases / f"{row['db_id']}.sqlite" if databases else _first(row, "schema", "context")
    return row.get("dialect", "sqlite"), place


def _first(row: dict[str, Any], *names: str) -> str:
    return next(str(row[name]) for name in names if name in row)


def _measure(found: Measurement, source: Source, queries: list[str], count: int, worker: Worker) -> None:
    dialect, place = source
    if isinstance(place, str):
        measure(found, read_ddl(place, dialect), queries, dialect=dialect, count=count, worker=worker)
        return
    with closing(sqlite3.connect(f"{place.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as connection:
        connection.text_factory = lambda raw: raw.decode(errors="replace")
        given = Memory(connection, LIMITS, sqlite_functions(dialect))
        catalogue = read_database(place)
        measure(found, catalogue, queries, dialect=dialect, count=count, worker=worker, given=given)


def _timed(golds: Mapping[Source, Iterable[str]], count: int) -> tuple[float, int]:
    """CPU seconds for a right answer in other words per gold query, which is run on all databases; and their number."""
    began, tried = _seconds(), 0
    with Worker() as worker:
        for (dialect, place), queries in golds.items():
            pairs = [Pair(golds=(sql,), predicted=_other_words(sql, dialect)) for sql in queries]
            catalogue = read_ddl(place, dialect) if isinstance(place, str) else read_database(place)
            done(agreements(catalogue, pairs, dialect=dialect, count=count, worker=worker))
            tried += len(pairs)
    return _seconds() - began, tried


def _seconds() -> float:
    """CPU seconds of this process and of its ended children."""
    used = [resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def _other_words(sql: str, dialect: str) -> str:
    try:
        return next((each.sql for each in rewrites(sql, dialect)), sql)
    except Unparsable:
        return sql


def _print(found: Measurement, queries: int, count: int) -> None:
    print(f"{queries} gold queries, {count} derived databases\n")
    print(f"{'change':16}{'caught':>8}{'missed':>8}{'same':>8}{'share':>9}")
    for kind in sorted(found.caught | found.missed | found.equivalent):
        caught, missed = found.caught[kind], found.missed[kind]
        share = f"{caught / (caught + missed):9.1%}" if caught + missed else f"{'-':>9}"
        print(f"{kind:16}{caught:8}{missed:8}{found.equivalent[kind]:8}{share}")
    counts = (found.caught.total(), found.missed.total(), found.equivalent.total())
    print(f"{'all':16}{counts[0]:8}{counts[1]:8}{counts[2]:8}{found.caught_share:9.2%}\n")
    print(f"rewrites rejected  {found.alarms.total()} of {found.rewrites.total()} ({found.alarm_share:.2%})")


if __name__ == "__main__":
    with any_dialect():
        main()
