"""The workflow's preparation, shard by shard, beside the command line's."""

import gzip
import json
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cli.corpus import app
from examples.kestrel import corpus_lines
from tuneql.aws.objects import MemoryObjects
from tuneql.corpus.writing import FILES
from tuneql.errors import InvalidCorpus
from tuneql.workflow.assembling import assemble_dataset
from tuneql.workflow.preparing import prepare_shard
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import corpus_shards

DDL = "CREATE TABLE ships (id INTEGER, name TEXT, seats INTEGER, mail TEXT)"


def corpus() -> bytes:
    """Rows of which some repeat, contradict, hold personal data or are none, and the beginning of the example's."""
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
    shards = corpus_shards(size=len(data), form=form, shard_bytes=shard_bytes)
    for shard in shards:
        prepare_shard(run, shard, objects)
    assemble_dataset(run, shards=len(shards), objects=objects)
    return {name: objects.read(run.location(f"dataset/{name}")) for name in FILES}


@pytest.fixture(scope="module")
def by_the_command_line(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "all.jsonl").write_bytes(CORPUS)
    app(
        ["prepare", str(folder / "all.jsonl"), "--out", str(folder / "out"), "--dialect", "sqlite", "--workers", "2"],
        standalone_mode=False,
    )
    return {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


@pytest.mark.parametrize("shards", [1, 16])
def test_the_workflow_makes_what_the_command_line_makes(
    make_run: Callable[..., Run], by_the_command_line: dict[str, bytes], shards: int
) -> None:
    run = make_run(dialect="sqlite")
    assert by_the_workflow(run, CORPUS, shard_bytes=len(CORPUS) // shards + 1) == by_the_command_line


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
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
    prepare_shard(run, corpus_shards(size=9, form="jsonl", shard_bytes=100)[0], objects)
    with pytest.raises(
        InvalidCorpus, match=r"the first rejected row is line 1 of all\.jsonl \(unknown-shape: .*rejected"
    ):
        assemble_dataset(run, shards=1, objects=objects)
    assert objects.read(run.location("dataset/rejected.jsonl")).count(b"\n") == 1
