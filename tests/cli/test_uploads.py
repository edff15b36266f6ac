"""What of a corpus is put into S3, and where."""

import json
from pathlib import Path

import pytest

from cli.uploads import Uploads
from tuneql.aws.objects import MemoryObjects
from tuneql.errors import InvalidInput

ROW = b'{"question": "How many?", "query": "SELECT COUNT(*) FROM ships", "db_id": "ships"}\n'
FILES = {
    "b.jsonl": ROW,
    "a/z\u00e4h lang.csv": b"question,sql\nHow many?,SELECT 1\n",
    "ships.sql": b"CREATE TABLE ships (id INTEGER)",
    "notes.txt": b"no data",
    "_SUCCESS": b"",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, data in FILES.items():
        path = tmp_path / "my corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return tmp_path / "my corpus"


@pytest.fixture
def objects() -> MemoryObjects:
    return MemoryObjects()


@pytest.fixture
def uploads(objects: MemoryObjects) -> Uploads:
    return Uploads("bucket", objects)


def keys(objects: MemoryObjects, uri: str) -> dict[str, bytes]:
    """What lies below a folder."""
    assert uri.endswith("/")
    return {each.uri.removeprefix(uri): data for each, data in objects.objects.items()}


def test_what_is_in_s3_is_left_there(uploads: Uploads, objects: MemoryObjects) -> None:
    for upload in (uploads.corpus, uploads.schemas, uploads.databases):
        assert upload("s3://theirs/corpus.jsonl") == "s3://theirs/corpus.jsonl"
    assert not objects.objects


def test_a_folder_goes_up_with_its_schemas_and_without_what_is_no_data(
    uploads: Uploads, objects: MemoryObjects, folder: Path
) -> None:
    found = keys(objects, uploads.corpus(str(folder)))
    assert found == {name: FILES[name] for name in FILES if name not in {"notes.txt", "_SUCCESS"}}


@pytest.mark.parametrize(
    ("kind", "given"), [("corpus", ""), ("corpus", "b.jsonl"), ("schemas", "ships.sql"), ("databases", "")]
)
def test_what_has_changed_goes_to_another_place(uploads: Uploads, folder: Path, kind: str, given: str) -> None:
    (folder / "ships.sqlite").write_bytes(b"ships")
    first, again = (getattr(uploads, kind)(str(folder / given)) for _ in range(2))
    for name in ("b.jsonl", "ships.sql", "ships.sqlite"):
        (folder / name).write_bytes(b"changed")
    assert first == again != getattr(uploads, kind)(str(folder / given))


def test_schemas_go_up_alone(uploads: Uploads, objects: MemoryObjects, folder: Path) -> None:
    assert keys(objects, uploads.schemas(str(folder))) == {"ships.sql": FILES["ships.sql"]}
    assert uploads.schemas(str(folder / "ships.sql")).endswith("/ships.sql")


@pytest.mark.parametrize(("kind", "rule"), [("corpus", "holds no rows"), ("schemas", "holds no schema")])
def test_a_folder_without_them_is_refused(uploads: Uploads, tmp_path: Path, kind: str, rule: str) -> None:
    (tmp_path / "notes.txt").write_text("no data")
    with pytest.raises(InvalidInput, match=f"{kind}: .*{rule}.*name a folder of"):
        getattr(uploads, kind)(str(tmp_path))


def test_databases_go_up_flat_from_folders_of_their_own_too(
    uploads: Uploads, objects: MemoryObjects, tmp_path: Path
) -> None:
    (tmp_path / "databases" / "shop").mkdir(parents=True)
    (tmp_path / "databases" / "shop" / "shop.sqlite").write_bytes(b"shop")
    (tmp_path / "databases" / "port.sqlite").write_bytes(b"port")
    uri = uploads.databases(str(tmp_path / "databases"))
    assert keys(objects, f"{uri}/") == {"port.sqlite": b"port", "shop.sqlite": b"shop"}


def test_parquet_goes_up_as_json_lines(uploads: Uploads, objects: MemoryObjects, tmp_path: Path) -> None:
    arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
    record = json.loads(ROW)
    parquet.write_table(arrow.Table.from_pylist([record]), tmp_path / "rows.parquet")
    assert uploads.corpus(str(tmp_path / "rows.parquet")).endswith("/rows.parquet.jsonl")
    assert [json.loads(data) for data in objects.objects.values()] == [record]
