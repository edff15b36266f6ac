"""What holds for every test, and which build of sqlglot a run of tests is of.

The compiled build cannot hold a dialect of one's own (see `tuneql.interpreted`), so that `make test` runs twice: all
tests but those of such dialects compiled, and those interpreted. Any other choice of tests runs interpreted.
"""

from pathlib import Path

import pytest
from hypothesis import settings

from tuneql.interpreted import interpret_sqlglot

# The same examples every time, however long they take: a run that fails here fails everywhere, and nothing is timed.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

# The local account is set up with Kestrel's dialect, and so is whatever is deployed into it.
_OWN_DIALECT = tuple(Path(__file__).parent / each for each in ("browser", "end_to_end", "examples", "local"))


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "own_dialect: uses a dialect of one's own, which needs sqlglot interpreted")
    if config.getoption("markexpr") != "not own_dialect":
        interpret_sqlglot()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if any(each in item.path.parents for each in _OWN_DIALECT):
            item.add_marker("own_dialect")
