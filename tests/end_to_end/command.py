"""The `tuneql` command in processes of its own, forked from one that has imported it, which takes longest."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from cli.main import COMMANDS, main

_PROCESSES: Final = get_context("forkserver")
_PROCESSES.set_forkserver_preload([*(place.split(":")[0] for place, _ in COMMANDS.values()), __name__])


@dataclass(frozen=True, kw_only=True)
class Ran:
    """How a command ended, and what it wrote."""

    code: int | None
    out: str
    err: str


def run_tuneql(*arguments: str, environment: Mapping[str, str]) -> Ran:
    """Run the command line as a person would, with this environment and no other."""
    with TemporaryDirectory() as folder:
        out, err = Path(folder) / "out", Path(folder) / "err"
        process = _PROCESSES.Process(target=_main, args=(arguments, dict(environment), out, err))
        process.start()
        process.join()
        code = process.exitcode
        process.close()
        return Ran(code=code, out=out.read_text(encoding="utf-8"), err=err.read_text(encoding="utf-8"))


def _main(arguments: tuple[str, ...], environment: dict[str, str], out: Path, err: Path) -> None:
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = ["tuneql", *arguments]
    with out.open("w", encoding="utf-8") as sys.stdout, err.open("w", encoding="utf-8") as sys.stderr:
        main()
