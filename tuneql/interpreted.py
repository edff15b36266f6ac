"""Which of sqlglot's two builds a process runs: the compiled one where it is installed, or the interpreted one.

The compiled build (the wheel `sqlglotc`, made by mypyc) reads SQL several times as fast. It refuses instances of
classes that derive, in Python, from its Parser, Generator and Expression (sqlglot#7923), of which the dialects in
`dialects/` are made. The builds lie in one folder, in which Python prefers what is compiled: so a process decides once,
before it imports sqlglot, and what it starts follows it.
"""

import os
import sys
from collections.abc import Sequence
from importlib.machinery import SOURCE_SUFFIXES, FileFinder, ModuleSpec, SourceFileLoader
from types import ModuleType
from typing import Final

VARIABLE: Final = "TUNEQL_SQLGLOT"
"""Environment variable; its value INTERPRETED leaves the compiled build alone, in this process and those it starts."""
INTERPRETED: Final = "interpreted"


class _Sources:
    """Finds the modules of sqlglot by their source; a finder by what it does, for `importlib.abc` is slow to import."""

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
        RuntimeError: sqlglot is imported already, and compiled.
    """
    if is_compiled():
        raise RuntimeError("sqlglot is imported already, and compiled: import tuneql before sqlglot")
    os.environ[VARIABLE] = INTERPRETED
    if not any(isinstance(each, _Sources) for each in sys.meta_path):
        sys.meta_path.insert(0, _Sources())


def follow_parent() -> None:
    """Run the build that the process that started this one, or its user, has decided on."""
    if os.environ.get(VARIABLE) == INTERPRETED:
        interpret_sqlglot()


def is_compiled() -> bool:
    """Whether sqlglot is imported, and compiled."""
    parser = sys.modules.get("sqlglot.parser")
    return parser is not None and not str(parser.__file__).endswith(tuple(SOURCE_SUFFIXES))
