"""A fuzzer of the guard: statements made of the case files by grammar and by mutation, all of them judged.

What is good stays good under noise, what is harmful stays harmful wherever it is put, what is returned passes again as
it is, nothing but a verdict comes out, and what is allowed for SQLite and DuckDB runs there and writes nothing.
"""

import argparse
import math
import random
import re
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import duckdb

from tuneql.sql.guard import Verdict, check
from tuneql.sql.schemas.schema import Schema, parse_schema

CASES: Final = Path(__file__).parents[1] / "cases"
DIALECTS: Final = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")

_WRAPPERS: Final = (
    "{}",
    "{};",
    "/* x */ {}",
    "{} -- x",
    "({})",
    "SELECT * FROM ({}) AS made_w",
    "WITH made_w AS ({}) SELECT * FROM made_w",
    "SELECT 1 AS made_one WHERE EXISTS ({})",
    "SELECT ({}) AS made_x",
    "SELECT 1 AS made_x UNION ALL {}",
    "{} UNION ALL SELECT 1",
    "SELECT 1 AS made_one WHERE 1 IN ({})",
    "SELECT 1; {}",
    "{}; SELECT 1",
    "EXPLAIN {}",
    "SELECT CASE WHEN 1 = 1 THEN ({}) END AS made_x",
    "SELECT 1 AS made_one ORDER BY ({})",
    "SELECT v.made_one FROM (SELECT 1 AS made_one) AS v JOIN ({}) AS made_w ON 1 = 1",
    "WITH v AS (WITH made_w AS ({}) SELECT * FROM made_w) SELECT * FROM v",
)
_TOKEN: Final = re.compile(r"'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`|\[[^\]]*\]|\w+|\s+|--[^\n]*|/\*.*?\*/|.", re.DOTALL)
_SPACES: Final = (" ", "\n", "\t", "  ", "\r\n")
_COMMENTS: Final = (" /* noise; DROP TABLE x */ ", "\n-- noise; DELETE FROM x\n", " /**/ ")
_BROKEN: Final = (
    "\0",
    "\u200b",
    "'",
    '"',
    "`",
    ";",
    "--",
    "/*",
    "*/",
    "$$",
    "\\",
    "{",
    "(",
    ")",
    "@x",
    "?",
    "GO\n",
    "[",
)


class Fuzzer:
    """Makes statements, judges them, and keeps what goes against the rules."""

    def __init__(self, seed: int, slowest: float = math.inf) -> None:
        self.slowest = slowest  # seconds of CPU for one statement
        self.random = random.Random(seed)  # noqa: S311 - it is to be repeated
        self.good = {each: list(_lines(each, "allow.sql", "questions.sql")) for each in DIALECTS}
        self.harmful = {each: list(_lines(each, "harmful.sql")) for each in DIALECTS}
        self.schemas = {each: _schema(each) for each in DIALECTS}
        self.words = {each: [word for sql in self.good[each] for word in _TOKEN.findall(sql)] for each in DIALECTS}
        self.counts: Counter[str] = Counter()
        self.findings: list[str] = []

    def one(self, engines: "Engines") -> None:
        """Makes and judges one statement."""
        dialect = self.random.choice(DIALECTS)
        make = self.random.choice((self.noisy, self.wrapped, self.mutated, self.mixed))
        sql, expected = make(dialect)
        verdict = self.judge(sql, dialect)
        self.counts["allowed" if verdict.allowed else "denied"] += 1
        if expected is not None and verdict.allowed is not expected:
            why = "; ".join(each.detail for each in verdict.denials)
            self.find(f"{make.__name__}: {'denied' if expected else 'ALLOWED'}", dialect, sql, why or str(verdict.sql))
        if verdict.sql is not None:
            self.again(verdict.sql, dialect)
            if fault := engines.run(dialect, verdict.sql):
                self.find(fault, dialect, sql, verdict.sql)

    def judge(self, sql: str, dialect: str) -> Verdict:
        """The verdict, whatever the text; anything else is a finding."""
        began = time.process_time()
        try:
            return check(sql, schema=self.schemas[dialect], dialect=dialect)
        except Exception as error:  # noqa: BLE001 - that is what is looked for
            self.find(f"{type(error).__name__}: {error}", dialect, sql, "")
            return Verdict(denials=(), sql=None, checks={})
        finally:
            if time.process_time() - began > self.slowest:
                self.find(f"took {time.process_time() - began:.1f} s", dialect, sql, "")

    def again(self, sql: str, dialect: str) -> None:
        """What is returned passes, and stays as it is."""
        verdict = self.judge(sql, dialect)
        if verdict.sql != sql:
            why = "; ".join(each.detail for each in verdict.denials)
            self.find("is no fixed point", dialect, sql, verdict.sql or why)

    def find(self, what: str, dialect: str, sql: str, more: str) -> None:
        """Keeps a finding."""
        self.findings.append(f"{dialect}: {what}\n    {sql!r}\n    {more}")

    def noisy(self, dialect: str) -> tuple[str, bool | None]:
        """A good statement with comments and spaces between its words."""
        sql = self.random.choice(self.good[dialect])
        if "#" in sql or "//" in sql:  # to the end of the line, wherever that is put, it is a comment
            return sql, True
        tokens = _TOKEN.findall(sql)
        return "".join(self.noise(each, before) for each, before in zip(tokens, ["", *tokens], strict=False)), True

    def noise(self, token: str, before: str) -> str:
        """A space, or more than that; comments only where they part no GROUP from its BY, which the parser needs."""
        if not token.isspace() or self.random.random() < 0.5:
            return token
        return self.random.choice(_SPACES if before.isalpha() else (*_SPACES, *_COMMENTS))

    def wrapped(self, dialect: str) -> tuple[str, bool | None]:
        """A harmful statement in one place or two where a query may stand."""
        sql = self.random.choice(self.harmful[dialect])
        if "--" in sql or "#" in sql or sql.startswith("("):  # parentheses may be harmful around a whole statement only
            return sql, False
        has_star = "*" in sql
        for _ in range(self.random.randint(1, 2)):
            sql = self.random.choice(_WRAPPERS).replace("{}", sql)
        return sql, None if has_star and "EXISTS (" in sql else False  # there, a star means nothing

    def mutated(self, dialect: str) -> tuple[str, bool | None]:
        """A statement with words left out, doubled, swapped, or taken from another; nobody knows what it is."""
        tokens = _TOKEN.findall(self.random.choice(self.good[dialect] + self.harmful[dialect]))
        for _ in range(self.random.randint(1, 4)):
            at = self.random.randrange(len(tokens))
            other = self.random.choice(self.words[dialect])
            new = self.random.choice((other, self.random.choice(_BROKEN), "", tokens[at] * 2))
            tokens[at : at + self.random.randint(0, 1)] = [new]
        return "".join(tokens), None

    def mixed(self, dialect: str) -> tuple[str, bool | None]:
        """Two statements, one behind the other: never one."""
        first, second = self.random.choice(self.good[dialect]), self.random.choice(self.harmful[dialect])
        return f"{first.rstrip(';')}\n;\n{second}", False


class Engines:
    """Throwaway databases of SQLite and DuckDB in a folder that must stay as it is."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.sqlite = sqlite3.connect(folder / "fuzz.sqlite")
        self.sqlite.executescript((CASES / "sqlite" / "schema.sql").read_text("utf-8"))
        self.sqlite.execute("INSERT INTO customers (id, name) VALUES (1, 'Ada')")
        self.sqlite.commit()
        self.duckdb = duckdb.connect(str(folder / "fuzz.duckdb"))
        self.duckdb.execute((CASES / "duckdb" / "schema.sql").read_text("utf-8"))
        self.duckdb.execute("CHECKPOINT")
        self.before = self.state()

    def state(self) -> object:
        """What is in the databases and in the folder."""
        dump = "\n".join(self.sqlite.iterdump())
        tables = self.duckdb.execute("SELECT table_name, estimated_size FROM duckdb_tables() ORDER BY 1").fetchall()
        return dump, tables, sorted(each.name for each in self.folder.iterdir())

    def run(self, dialect: str, sql: str) -> str | None:
        """Runs a statement where its engine is at hand; the answer is what it changed."""
        if dialect == "sqlite":
            _try(self.sqlite.execute, sql, sqlite3.Error)
            return "left a transaction open" if self.sqlite.in_transaction else None
        if dialect == "duckdb":
            _try(self.duckdb.execute, sql, duckdb.Error)
        return None

    def changes(self) -> str | None:
        """What is not as it was."""
        return None if self.state() == self.before else "something was written"


def _try(run: Callable[[str], Any], sql: str, errors: type[Exception]) -> None:
    with suppress(errors, sqlite3.Warning, ValueError, OverflowError):
        run(sql).fetchmany(100)


def _lines(dialect: str, *names: str) -> Iterator[str]:
    for path in (CASES / folder / name for name in names for folder in (dialect, "every")):
        for line in path.read_text("utf-8").splitlines() if path.exists() else ():
            if line.strip() and not line.startswith("-- "):
                yield line


def _schema(dialect: str) -> Schema:
    return parse_schema((CASES / dialect / "schema.sql").read_text("utf-8"), dialect)


def fuzz(*, seed: int, statements: int, seconds: float = math.inf, slowest: float = math.inf) -> Fuzzer:
    """Judges as many statements, or for as many seconds of CPU, whichever ends first."""
    fuzzer, began = Fuzzer(seed, slowest), time.process_time()
    with tempfile.TemporaryDirectory() as name:
        engines = Engines(Path(name))
        while fuzzer.counts.total() < statements and time.process_time() - began < seconds:
            fuzzer.one(engines)
        if changed := engines.changes():
            fuzzer.find(changed, "sqlite or duckdb", "", "")
    return fuzzer


def main() -> int:
    """Prints how many statements were judged, how, and every finding; 1 if there are any."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--statements", type=int, default=10**9)
    options.add_argument("--seconds", type=float, default=60.0, help="of CPU")
    chosen = options.parse_args()
    began = time.process_time()
    fuzzer = fuzz(seed=chosen.seed, statements=chosen.statements, seconds=chosen.seconds, slowest=5.0)
    spent, total = time.process_time() - began, fuzzer.counts.total()
    for finding in fuzzer.findings:
        sys.stdout.write(finding + "\n")
    sys.stdout.write(
        f"seed {chosen.seed}: {total:,} statements, {total / spent:,.0f} a second of CPU; "
        f"{fuzzer.counts['allowed']:,} allowed, {fuzzer.counts['denied']:,} denied; {len(fuzzer.findings)} findings\n"
    )
    return 1 if fuzzer.findings else 0


if __name__ == "__main__":
    sys.exit(main())
