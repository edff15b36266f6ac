"""What the guard costs: milliseconds of CPU a statement, beside parsing and regenerating it with sqlglot alone.

Baseline: `sqlglot.parse(sql)` and `.sql()`, the least that anybody does who returns regenerated SQL. Both run in turn
over one prepared schema, on the bundled questions' SQL and on what analysts ask of each dialect, in the tests' cases;
the ratio is of the medians over the rounds of one run.
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

ROOT = Path(__file__).parent.parent
KESTREL = ROOT / "examples" / "kestrel"
CASES = ROOT / "tests" / "sql" / "cases"
DIALECTS = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")
ROUNDS = 5


def main() -> None:
    """Print a line for each dialect."""
    print(f"{'dialect':<10} statements  parse and regenerate (sqlglot)  guard           ratio")
    pairs = (KESTREL / "pairs.jsonl").read_text("utf-8").splitlines()
    measure("kestrel", [json.loads(line)["sql"] for line in pairs], (KESTREL / "schema.sql").read_text("utf-8"))
    for dialect in DIALECTS:
        measure(dialect, asked(dialect), (CASES / dialect / "schema.sql").read_text("utf-8"))
    print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB; {ROUNDS} rounds")


def asked(dialect: str) -> list[str]:
    """The statements of the case files."""
    paths = [CASES / folder / "questions.sql" for folder in ("every", dialect)]
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("-- ")]


def measure(name: str, statements: list[str], ddl: str) -> None:
    """Print the mean time of one statement, each way, and their ratio."""
    schema, dialect = parse_schema(ddl, name), get_dialect(name)
    rounds = [
        (
            milliseconds(statements, lambda sql: regenerated(sql, dialect)),
            milliseconds(statements, lambda sql: check(sql, schema=schema, dialect=name)),
        )
        for _ in range(ROUNDS)
    ]
    baseline, guard = (statistics.median(column) for column in zip(*rounds, strict=True))
    times = f"{baseline:>10.3f} ms a statement      {guard:.3f} ms  {guard / baseline:>6.2f}"
    print(f"{name:<10} {len(statements):>10}  {times}")


def regenerated(sql: str, dialect: type[sqlglot.Dialect]) -> list[str]:
    """The baseline."""
    return [tree.sql(dialect) for tree in sqlglot.parse(sql, dialect=dialect) if tree is not None]


def milliseconds(statements: list[str], work: Callable[[str], object]) -> float:
    """The mean CPU time of one statement."""
    began = time.process_time()
    for sql in statements:
        work(sql)
    return (time.process_time() - began) * 1000 / len(statements)


if __name__ == "__main__":
    main()
