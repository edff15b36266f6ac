"""What the guard costs: milliseconds a statement, beside parsing and regenerating it with sqlglot alone.

Baseline: `sqlglot.parse_one(sql).sql()`, the least that anybody does who returns regenerated SQL. Both run in turn on
the bundled questions' SQL, over one prepared schema; the ratio is of the medians of one run.
"""

import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

import sqlglot

from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.schema import parse_schema

KESTREL = Path(__file__).parent.parent / "examples" / "kestrel"
ROUNDS = 5


def main() -> None:
    """Print a line for each, and their ratio."""
    statements = [json.loads(line)["sql"] for line in (KESTREL / "pairs.jsonl").read_text("utf-8").splitlines()]
    schema, dialect = parse_schema((KESTREL / "schema.sql").read_text("utf-8"), "kestrel"), get_dialect("kestrel")
    rounds = [
        (
            milliseconds(statements, lambda sql: sqlglot.parse_one(sql, dialect=dialect).sql(dialect)),
            milliseconds(statements, lambda sql: check(sql, schema=schema, dialect="kestrel")),
        )
        for _ in range(ROUNDS)
    ]
    baseline, guard = (statistics.median(column) for column in zip(*rounds, strict=True))
    print(f"statements                      {len(statements)}, {ROUNDS} rounds")
    print(f"parse and regenerate (sqlglot)  {baseline:.3f} ms a statement")
    print(f"guard                           {guard:.3f} ms a statement")
    print(f"ratio guard / baseline          {guard / baseline:.2f}")
    print(f"peak memory                     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


def milliseconds(statements: list[str], work: Callable[[str], object]) -> float:
    """The median time of one statement."""
    times = []
    for sql in statements:
        began = time.perf_counter()
        work(sql)
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    main()
