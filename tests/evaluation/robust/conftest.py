import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tuneql.evaluation.robust.catalogue import Catalogue, read_database, read_ddl
from tuneql.sql.running.worker import Worker

HERE = Path(__file__).parent
QUERIES = tuple(json.loads(line)["sql"] for line in (HERE / "queries.jsonl").read_text("utf-8").splitlines())


@pytest.fixture(scope="session")
def harbour(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("databases") / "harbour.sqlite"
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript((HERE / "harbour.sql").read_text("utf-8"))
    return path


@pytest.fixture(scope="session")
def with_rows(harbour: Path) -> Catalogue:
    return read_database(harbour)


@pytest.fixture(scope="session")
def without_rows() -> Catalogue:
    return read_ddl(ddl(), "sqlite")


@pytest.fixture(scope="session", params=["given", "generated"])
def catalogue(request: pytest.FixtureRequest, with_rows: Catalogue, without_rows: Catalogue) -> Catalogue:
    return with_rows if request.param == "given" else without_rows


@pytest.fixture(scope="session")
def worker() -> Iterator[Worker]:
    with Worker() as started:
        yield started


@pytest.fixture(scope="session")
def queries() -> tuple[str, ...]:
    return QUERIES


@pytest.fixture(scope="session")
def harbour_ddl() -> str:
    return ddl()


def ddl() -> str:
    return (HERE / "harbour.sql").read_text("utf-8").split("INSERT", maxsplit=1)[0]
