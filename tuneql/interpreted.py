"""Decides which of sqlglot's two builds a process runs: the compiled one, if it is installed, or the interpreted one.

The compiled build (the wheel `sqlglotc`, made by mypyc) reads SQL several times as fast. It refuses instances of
Python classes that derive from its Parser, Generator and Expression (sqlglot#7923), of which the dialects in
`dialects/` consist. Both builds are in one folder, from which Python prefers compiled modules: so a process decides
once, before it imports sqlglot, and its child processes follow it.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Final

VARIABLE: Final = "TUNEQL_SQLGLOT"
"""Environment variable; with the value INTERPRETED, this process and its children do not use the compiled build."""
INTERPRETED: Final = "interpreted"


class _Sources:
    """Finds the source of sqlglot's modules; has only a finder's method, because `importlib.abc` is slow to import."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if path is None or not fullname.startswith("sqlglot."):
            return None
        finders = (FileFinder(each, (SourceFileLoader, SOURCE_SUFFIXES)) for each in path)
        return next((found for each in finders if (found := each.find_spec(fullname)) is not None), None)


def interpret_sqlglot() -> None:
    """Have this process, and those that it starts, run sqlglot's interpreted build.

    Raises:
        RuntimeError: sqlglot is already imported, and compiled.
    """
    if is_compiled():
        raise RuntimeError("sqlglot is imported already, and compiled: import tuneql before sqlglot")
    os.environ[VARIABLE] = INTERPRETED
    if not any(isinstance(each, _Sources) for each in sys.meta_path):
        sys.meta_path.insert(0, _Sources())


def follow_parent() -> None:
    """Run the build that the parent process, or the user, has chosen."""
    if os.environ.get(VARIABLE) == INTERPRETED:
        interpret_sqlglot()


def is_compiled() -> bool:
    """Whether the compiled sqlglot is imported."""
    parser = sys.modules.get("sqlglot.parser")
    return parser is not None and not str(parser.__file__).endswith(tuple(SOURCE_SUFFIXES))
