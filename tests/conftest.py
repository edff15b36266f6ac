"""What holds for every test."""

from pathlib import Path

import pytest
from hypothesis import settings

# The same examples every time, however long they take: a run that fails here fails everywhere, and nothing is timed.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.load_profile("repeatable")

_HERE = Path(__file__).parent


@pytest.hookimpl(tryfirst=True)  # before the plugin reads the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where tests run on several cores, each folder of tests stays on one: what its fixtures make, they make once."""
    if config.pluginmanager.hasplugin("xdist"):
        for item in items:
            item.add_marker(pytest.mark.xdist_group(item.path.relative_to(_HERE).parts[0]))
