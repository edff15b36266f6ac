"""What the guard costs: milliseconds of CPU per statement, beside parsing and regenerating it only with sqlglot.

Baseline: `sqlglot.parse(sql)` and `.sql()`, the least that it takes to return regenerated SQL. Both run in turn over
one prepared schema, on the tests' cases: everyday questions, the same in all dialects, and statements in the style of
each dialect's documentation, with many of its functions at once. Statements that sqlglot cannot read are left out. The
bundled questions are measured if sqlglot runs interpreted, since their dialect is a custom one: see
`tuneql.interpreted`.
"""

import json
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

# isort: off
import tuneql  # noqa: F401 -- it decides on the build of sqlglot before that is imported

# isort: on
import sqlglot
from sqlglot.errors import ErrorLevel, SqlglotError

from tuneql.interpreted import is_compiled
from tuneql.sql.dialects import get_dialect
from tuneql.sql.guard import check
from tuneql.sql.schemas.schema import parse_schema

ROOT = Path(__file__).parent.parent
KESTREL = ROOT / "examples" / "kestrel"
CASES = ROOT / "tests" / "sql" / "cases"
DIALECTS = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")
ROUNDS = 10


def main() -> None:
    """Print a line for each dialect and each kind of statement."""
    build = "compiled" if is_compiled() else "interpreted"
    print(f"sqlglot, {build}: milliseconds of CPU a statement")
    print(f"{'dialect':<10} {'statements':<16} number  characters  parse and regenerate  guard  ratio")
    if not is_compiled():
        pairs = (KESTREL / "pairs.jsonl").read_text("utf-8").splitlines()
        ddl = (KESTREL / "schema.sql").read_text("utf-8")
        measure("kestrel", "bundled", [json.loads(line)["sql"] for line in pairs], ddl)
    for dialect in DIALECTS:
        ddl = (CASES / dialect / "schema.sql").read_text("utf-8")
        measure(dialect, "everyday", asked("every", dialect), ddl)
        measure(dialect, "documentation", asked(dialect, dialect), ddl)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MiB; the quickest of {ROUNDS} rounds")


def asked(folder: str, dialect: str) -> list[str]:
    """The statements of a case file that sqlglot can read and write."""
    lines = (CASES / folder / "questions.sql").read_text("utf-8").splitlines()
    statements = [line for line in lines if line and not line.startswith("-- ")]
    return [each for each in statements if is_read(each, get_dialect(dialect))]


def is_read(sql: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether the baseline has an answer."""
    try:
        return bool(regenerated(sql, dialect))
    except (SqlglotError, TypeError):  # the latter for operators such as pgvector's `<#>`
        return False


def measure(name: str, kind: str, statements: list[str], ddl: str) -> None:
    """Print the mean time of a statement, each way, and their ratio.

    It is the mean of the quickest round, as `timeit` advises: other work on a machine only adds to a time.
    """
    schema, dialect = parse_schema(ddl, name), get_dialect(name)
    rounds = [
        (
            milliseconds(statements, lambda sql: regenerated(sql, dialect)),
            milliseconds(statements, lambda sql: check(sql, schema=schema, dialect=name)),
        )
        for _ in range(ROUNDS)
    ]
    baseline, guard = (min(column) for column in zip(*rounds, strict=True))
    length = statistics.mean(map(len, statements))
    figures = f"{len(statements):>6}  {length:>10.0f}  {baseline:>20.3f}  {guard:.3f}  {guard / baseline:.2f}"
    print(f"{name:<10} {kind:<16} {figures}", flush=True)


def regenerated(sql: str, dialect: type[sqlglot.Dialect]) -> list[str]:
    """The baseline."""
    return [
        tree.sql(dialect, unsupported_level=ErrorLevel.IGNORE)
        for tree in sqlglot.parse(sql, dialect=dialect)
        if tree is not None
    ]


def milliseconds(statements: list[str], work: Callable[[str], object]) -> float:
    """The mean CPU time of one statement."""
    began = time.process_time()
    for sql in statements:
        work(sql)
    return (time.process_time() - began) * 1000 / len(statements)


if __name__ == "__main__":
    main()
