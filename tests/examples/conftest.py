import json
from pathlib import Path
from typing import Any

import pytest

from examples.kestrel import Kestrel, build


@pytest.fixture(scope="session")
def kestrel(tmp_path_factory: pytest.TempPathFactory) -> Kestrel:
    return build(tmp_path_factory.mktemp("kestrel"))


@pytest.fixture(scope="session")
def pairs(kestrel: Kestrel) -> list[dict[str, Any]]:
    return [json.loads(line) for line in kestrel.corpus.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="session")
def database(kestrel: Kestrel) -> Path:
    return kestrel.databases / "kestrel.sqlite"
