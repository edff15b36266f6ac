"""sqlglot's two builds: the command line runs the compiled one, and the interpreted one for a dialect of one's own."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tuneql import interpreted
from tuneql.errors import DialectNeedsInterpreter
from tuneql.sql.dialects import get_dialect

ROOT = Path(__file__).parents[2]
CASES = ROOT / "tests" / "sql" / "cases"
DDL = "CREATE TABLE t (id INTEGER)"
KESTREL = "SELECT id ?? 0 FROM t TAKE 3"


def guarded(lines: list[dict[str, Any]], *options: str, build: str | None = None) -> subprocess.CompletedProcess[str]:
    """`tuneql guard` as it is started by hand, whichever build the tests run."""
    environment = {name: value for name, value in os.environ.items() if name != interpreted.VARIABLE}
    environment |= {interpreted.VARIABLE: build} if build else {}
    program = "import sys; from cli.main import main; sys.argv[0] = 'tuneql'; main()"
    given = "".join(json.dumps({"schema_ddl": DDL, **line}) + "\n" for line in lines)
    command = [sys.executable, "-c", program, "guard", *options]
    return subprocess.run(command, input=given, capture_output=True, text=True, check=False, env=environment, cwd=ROOT)


def verdicts(done: subprocess.CompletedProcess[str]) -> list[str]:
    return [json.loads(line)["verdict"] for line in done.stdout.splitlines()]


def test_a_custom_dialect_works_as_an_option_and_on_single_lines() -> None:
    own = guarded([{"sql": KESTREL}, {"sql": "DROP TABLE t"}], "--dialect", "kestrel")
    assert verdicts(own) == ["allow", "deny"], own.stderr
    lines = [{"sql": "SELECT id FROM t LIMIT 3"}, {"sql": KESTREL, "dialect": "kestrel"}, {"sql": KESTREL}]
    mixed = guarded([*lines, {"sql": KESTREL, "dialect": "nobodys"}, lines[1]])
    assert verdicts(mixed) == ["allow", "allow", "deny", "deny", "allow"], mixed.stderr
    assert "'nobodys' is not a known dialect" in mixed.stderr
    assert mixed.returncode == 2


@pytest.mark.parametrize("option", [("--dialect", "kestrel"), ("--dialect=kestrel",)])
def test_a_custom_dialect_works_on_piped_input(option: tuple[str, ...]) -> None:
    """Nothing that has been read would be there again for a second start."""
    assert verdicts(guarded([{"sql": KESTREL}], "-", *option)) == ["allow"]


def test_both_builds_say_the_same_of_every_tenth_case() -> None:
    """Every one is judged by the tests of the guard, by the build that they run; source takes four times as long."""
    lines = [
        {"sql": sql, "dialect": folder.name, "schema_ddl": (folder / "schema.sql").read_text("utf-8")}
        for folder in sorted(CASES.iterdir())
        if (folder / "schema.sql").exists()
        for file in sorted(folder.glob("*.sql"))
        if file.name != "schema.sql"
        for sql in file.read_text("utf-8").splitlines()
    ]
    compiled, source = guarded(lines[::10]), guarded(lines[::10], build=interpreted.INTERPRETED)
    assert {"allow", "deny"} == set(verdicts(compiled))
    assert compiled.stdout.splitlines() == source.stdout.splitlines()


def test_the_build_is_decided_before_sqlglot_is_imported() -> None:
    if interpreted.is_compiled():
        with pytest.raises(RuntimeError, match="import tuneql before sqlglot"):
            interpreted.interpret_sqlglot()
        with pytest.raises(DialectNeedsInterpreter, match=r"'kestrel' is of your own.*TUNEQL_SQLGLOT=interpreted"):
            get_dialect("kestrel")
    else:
        assert get_dialect("kestrel").__name__ == "Kestrel"


def test_the_builds_are_of_one_version() -> None:
    pins = re.findall(r"^(sqlglotc?)==(\S+)", (ROOT / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert [name for name, _ in pins] == ["sqlglot", "sqlglotc"]
    assert len({version for _, version in pins}) == 1
