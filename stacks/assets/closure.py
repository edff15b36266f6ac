"""Which of our modules a module imports, read from the source, so that only those are deployed."""

import ast
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path


def import_closure(*starts: str, root: Path) -> frozenset[Path]:
    """The files, relative to `root`, of modules and of all that they import from `root`, however deep.

    Imports inside functions count; modules that are named only at run time cannot be found.

    Args:
        starts: dotted names, e.g. `lambdas.api.handler`.
        root: the folder that holds the top-level packages.
    """
    found: set[Path] = set()
    waiting, named = [*starts], {*starts}
    while waiting:
        for file in _files(waiting.pop(), root):
            if file not in found:
                found.add(file)
                imported = _imported_names((root / file).read_text(encoding="utf-8"))
                waiting.extend(imported - named)
                named |= imported
    return frozenset(found)


def _files(name: str, root: Path) -> Iterator[Path]:
    """The files that run when `name` is imported: its parents' `__init__.py`, then its own."""
    parts = name.split(".")
    paths = [Path(*parts[:depth]) for depth in range(1, len(parts) + 1)]
    for path in paths:
        for file in (path / "__init__.py", path.with_suffix(".py")):
            if (root / file).is_file():
                yield file


@lru_cache(maxsize=1024)  # parsing is most of the work, and all assets have much the same sources
def _imported_names(source: str) -> frozenset[str]:
    return frozenset(_names(ast.parse(source)))


def _names(module: ast.Module) -> Iterator[str]:
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
