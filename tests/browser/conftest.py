"""A browser is slow to start, and not everywhere: these tests run where they are asked for (`make test-browser`)."""

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.chromium import Browser, find_chromium, started
from tests.browser.page import HOSTILE, whole_report
from tuneql.evaluation.report import render_report


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if "TUNEQL_BROWSER_TESTS" not in os.environ:
        pytest.skip("only in `make test-browser`")
    program = find_chromium()
    if program is None:
        pytest.skip("no Chromium on the path")
    # The browser's last writes may come while the folder is deleted.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, started(program, Path(profile)) as browser:
        yield browser


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with everything on it, written by somebody who means harm."""
    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render_report(whole_report(HOSTILE)), encoding="utf-8")
    return path
