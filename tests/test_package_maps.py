"""The docstrings of packages: each is a map of modules, which must exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PLACES = ("tuneql", "local", "stacks", "lambdas", "cli")
PACKAGES = {
    path.parent.relative_to(ROOT).as_posix(): ast.parse(path.read_text())
    for place in PLACES
    for path in sorted((ROOT / place).rglob("__init__.py"))
}
# An entry point's folder has one handler, which says what it is.
MAPPED = {name: tree for name, tree in PACKAGES.items() if not name.startswith("lambdas/")}
MAPS = {name: tree for name, tree in MAPPED.items() if len(tree.body) == 1}


def test_every_package_says_what_it_is() -> None:
    assert [name for name, tree in MAPPED.items() if not ast.get_docstring(tree)] == []


@pytest.mark.parametrize("name", MAPS)
def test_the_modules_that_a_map_names_are_there(name: str) -> None:
    named = set(re.findall(r"`([a-z][a-z_]*)`", ast.get_docstring(MAPS[name]) or "")) - {"tuneql"}
    found = {path.stem for path in (ROOT / name).iterdir()}
    assert named <= found
