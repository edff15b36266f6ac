"""What applies to every test, and with which build of sqlglot a test run runs.

The compiled build cannot hold a dialect of one's own (see `tuneql.interpreted`), so that `make test` runs twice: all
tests but those of such dialects with TUNEQL_SQLGLOT=compiled, and those interpreted. Tests run by hand run interpreted.
"""

import gc
import os
import re
from pathlib import Path

import pytest
from hypothesis import settings

from tuneql.interpreted import VARIABLE, interpret_sqlglot

_COMPILED = os.environ.get(VARIABLE) == "compiled"
# The local account is set up with Kestrel's dialect, and so is whatever is deployed into it.
_OWN_DIALECT = frozenset(Path(__file__).parent / each for each in ("browser", "end_to_end", "examples", "local"))
# Any other test of one has its name, or our mark, in its file: to look for those alone, no other file is imported.
_NAMES_ONE = re.compile(b'"kestrel"|own_dialect')

# Syntax trees and templates are many small objects: by default, looking for cycles in them takes a fifth of the time.
gc.set_threshold(20_000, 20, 50)

# Here, because the other conftest.py import what imports sqlglot.
if not _COMPILED:
    interpret_sqlglot()

# The same examples every time, however long they take: a run that fails here fails everywhere, and nothing is timed.
# They are a third of what hypothesis would draw, since `make test-properties` draws others, and many more.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=30)
settings.register_profile("thorough", deadline=None, max_examples=1_000)
settings.load_profile("repeatable")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "own_dialect: uses a dialect of one's own, which needs sqlglot interpreted")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    if _COMPILED:
        return None if _OWN_DIALECT.isdisjoint((collection_path, *collection_path.parents)) else True
    is_own_alone = config.getoption("markexpr") == "own_dialect"
    return True if is_own_alone and collection_path.is_file() and not _may_have_one(collection_path) else None


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        parameters = getattr(getattr(item, "callspec", None), "params", None)
        if not _OWN_DIALECT.isdisjoint(item.path.parents) or _names_kestrel(parameters):
            item.add_marker("own_dialect")
    own = [item for item in items if item.get_closest_marker("own_dialect")]
    if not all(map(_may_have_one, {item.path for item in own})):
        raise pytest.UsageError("a test of a dialect of one's own stands where `-m own_dialect` does not look")
    if _COMPILED:
        config.hook.pytest_deselected(items=own)
        items[:] = [item for item in items if not item.get_closest_marker("own_dialect")]


def _may_have_one(file: Path) -> bool:
    return not _OWN_DIALECT.isdisjoint(file.parents) or bool(_NAMES_ONE.search(file.read_bytes()))


def _names_kestrel(value: object) -> bool:
    if isinstance(value, dict):
        return any(map(_names_kestrel, value.values()))
    return any(map(_names_kestrel, value)) if isinstance(value, list | tuple) else value == "kestrel"
