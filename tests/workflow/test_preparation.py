"""The workflow's preparation, shard by shard, gives the same as the command line's."""

import gzip
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.corpus import app
from examples.kestrel import corpus_lines
from tuneql.aws.objects import MemoryObjects
from tuneql.corpus.dataset.writing import FILES
from tuneql.corpus.formats.sniffing import sniff_shardable
from tuneql.errors import InvalidCorpus, InvalidInput
from tuneql.locations import Location
from tuneql.workflow.assembling import assemble_dataset
from tuneql.workflow.corpus_files import corpus_files, write_schemas
from tuneql.workflow.preparing import prepare_shard
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import Shard, file_shards

pytestmark = pytest.mark.own_dialect

DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, mail TEXT)"


def corpus() -> bytes:
    """Rows, some of which repeat, contradict, have personal data or are invalid; and the first rows of the example."""
    rows = [
        {"question": f"Ships of kind {n}?", "context": DDL, "answer": f"SELECT {', '.join(['name'] * n)} FROM ships"}
        for n in range(1, 30)
    ]
    rows += [rows[3], rows[4] | {"answer": "SELECT id FROM ships"}, rows[5] | {"answer": "DROP TABLE ships"}]
    rows += [
        rows[6] | {"question": "Who is jane@corp.com?", "answer": "SELECT id FROM ships WHERE mail = 'jane@corp.com'"}
    ]
    lines = [json.dumps(row) for row in rows]
    return "\n".join([*lines[:9], "", "not JSON", *lines[9:], *list(corpus_lines())[:20]]).encode()


CORPUS = corpus()


def by_the_workflow(run: Run, data: bytes, *, form: str = "jsonl", shard_bytes: int) -> dict[str, bytes]:
    objects = MemoryObjects({run.corpus: data})
    return prepared(run, objects, shards_of(run, objects, form=form, shard_bytes=shard_bytes))


def shards_of(run: Run, objects: MemoryObjects, *, form: str | None = None, shard_bytes: int) -> list[Shard]:
    shards: list[Shard] = []
    schemas = write_schemas(run, objects)
    for file in corpus_files(run, objects):
        found = form or sniff_shardable(objects.read(file.location), file.name)
        shards += file_shards(file, form=found, shard_bytes=shard_bytes, first=len(shards))
    return [shard.model_copy(update={"schemas": schemas}) for shard in shards]


def prepared(run: Run, objects: MemoryObjects, shards: list[Shard]) -> dict[str, bytes]:
    for shard in shards:
        prepare_shard(run, shard, objects)
    assemble_dataset(run, shards=len(shards), objects=objects)
    return {name: objects.read(run.location(f"dataset/{name}")) for name in FILES}


@pytest.fixture(scope="module")
def by_the_command_line(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "all.jsonl").write_bytes(CORPUS)
    app(
        ["prepare", str(folder / "all.jsonl"), "--out", str(folder / "out"), "--dialect", "sqlite", "--workers", "1"],
        standalone_mode=False,
    )
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.parametrize("shards", [1, 16])
def test_the_workflow_makes_what_the_command_line_makes(
    make_run: Callable[..., Run], by_the_command_line: dict[str, bytes], shards: int
) -> None:
    run = make_run(dialect="sqlite")
    assert by_the_workflow(run, CORPUS, shard_bytes=len(CORPUS) // shards + 1) == by_the_command_line


def test_sql_is_run_on_the_same_databases_by_both(make_run: Callable[..., Run], tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "fleet.sqlite")) as database, database:
        database.execute(DDL.replace(", mail TEXT", ""))
        database.execute("INSERT INTO ships VALUES (1, 'Wolin', 40)")
    rows = [
        json.loads(line) | {"db_id": "fleet"} for line in CORPUS.splitlines() if line.startswith(b'{"question": "Ships')
    ]
    rows += [
        {**rows[0], "question": "Mails?", "answer": "SELECT mail FROM ships"},
        {**rows[1], "question": "Whose?", "db_id": "../fleet"},
    ]
    data = "\n".join(map(json.dumps, rows)).encode()
    (tmp_path / "all.jsonl").write_bytes(data)
    asked = ["prepare", str(tmp_path / "all.jsonl"), "--databases", str(tmp_path), "--out", str(tmp_path / "out")]
    app([*asked, "--dialect", "sqlite", "--workers", "1"], standalone_mode=False)
    run = make_run(dialect="sqlite", databases="s3://corpora/databases")
    assert run.databases is not None
    files = {run.corpus: data, run.databases.within("fleet.sqlite"): (tmp_path / "fleet.sqlite").read_bytes()}
    objects = MemoryObjects(files)
    ours = prepared(run, objects, shards_of(run, objects, shard_bytes=len(data) // 3))
    assert ours == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    card = json.loads(ours["card.json"])
    assert card["rejected"]["sql-does-not-run"] == 1
    assert set(card["executed"]) == {"own-rows", "generated-rows"}


def test_rows_that_are_made_are_the_same_by_both(make_run: Callable[..., Run], tmp_path: Path) -> None:
    (tmp_path / "all.jsonl").write_bytes(CORPUS)
    asked = ["prepare", str(tmp_path / "all.jsonl"), "--out", str(tmp_path / "out"), "--dialect", "sqlite"]
    app([*asked, "--workers", "1", "--synthetic", "2"], standalone_mode=False)
    run = make_run(dialect="sqlite", preparation={"synthetic": 2})
    made = by_the_workflow(run, CORPUS, shard_bytes=len(CORPUS) // 5)
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert b'"line": ' in made["synthetic.jsonl"]


@settings(
    max_examples=settings.default.max_examples // 4,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(shard_bytes=st.integers(200, 40_000))
def test_shards_of_any_size_make_the_same(
    make_run: Callable[..., Run], by_the_command_line: dict[str, bytes], shard_bytes: int
) -> None:
    assert by_the_workflow(make_run(dialect="sqlite"), CORPUS, shard_bytes=shard_bytes) == by_the_command_line


def test_a_packed_corpus_is_one_shard(make_run: Callable[..., Run], by_the_command_line: dict[str, bytes]) -> None:
    packed = gzip.compress(CORPUS)
    made = by_the_workflow(make_run(dialect="sqlite"), packed, form="gzip", shard_bytes=100)
    assert made == by_the_command_line


def test_a_corpus_that_is_refused_leaves_its_rejected_rows(make_run: Callable[..., Run]) -> None:
    run = make_run(dialect="sqlite")
    objects = MemoryObjects({run.corpus: b'{"a": 1}\n'})
    prepare_shard(run, shards_of(run, objects, shard_bytes=100)[0], objects)
    with pytest.raises(
        InvalidCorpus, match=r"the first rejected row is line 1 of all\.jsonl \(unknown-shape: .*rejected"
    ):
        assemble_dataset(run, shards=1, objects=objects)
    assert objects.read(run.location("dataset/rejected.jsonl")).count(b"\n") == 1


def folder_of_files() -> dict[str, bytes]:
    """Rows in several formats and encodings, with a schema beside them, and files that are not data."""
    rows = [json.loads(line) for line in CORPUS.splitlines() if line.startswith(b"{")]
    spider = [{"question": row["question"], "query": row["answer"], "db_id": "ships"} for row in rows[:12]]
    table = "question,sql,db_id\n" + "".join(f'"{row["question"]}","{row["query"]}",ships\n' for row in spider[6:])
    return {
        "a/spider.json": json.dumps(spider[:6]).encode(),
        "a/table.csv": table.encode(),
        "b.jsonl": b"\n".join(json.dumps(row).encode() for row in rows[12:24]) + b"\nno JSON\n",
        "c.jsonl.gz": gzip.compress(b"no JSON\n" + CORPUS),
        "d.jsonl": CORPUS.decode().encode("utf-16"),
        "empty.jsonl": b"",
        "notes.txt": b"hello",
        "ships.sql": DDL.encode(),
    }


@pytest.mark.parametrize("shard_bytes", [300, 1_000_000])
def test_a_folder_is_prepared_by_both_to_the_same_bytes(
    make_run: Callable[..., Run], tmp_path: Path, shard_bytes: int
) -> None:
    run = make_run(corpus="s3://corpora/mine/", dialect="sqlite")
    objects = MemoryObjects({replace(run.corpus, key="mine/"): b""})
    for name, data in folder_of_files().items():
        objects.write(Location(bucket="corpora", key=f"mine/{name}"), data, content_type="")
        path = tmp_path / "mine" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    made = prepared(run, objects, shards_of(run, objects, shard_bytes=shard_bytes))
    app(["prepare", str(tmp_path / "mine"), "--out", str(tmp_path / "out"), "--workers", "1"], standalone_mode=False)
    assert made == {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    rejected = [json.loads(line) for line in made["rejected.jsonl"].splitlines()]
    places = [(each["source"], each["row"]) for each in rejected if each["reason"] == "invalid-json"]
    assert places == [("b.jsonl", 13), ("c.jsonl.gz", 1), ("c.jsonl.gz", 12), ("d.jsonl", 11)]


def test_a_folder_without_rows_is_refused(make_run: Callable[..., Run]) -> None:
    run = make_run(corpus="s3://corpora/mine/")
    with pytest.raises(InvalidInput, match=r"corpus: 's3://corpora/mine/' has no file with rows"):
        corpus_files(run, MemoryObjects({replace(run.corpus, key="mine/a.txt"): b"x"}))
