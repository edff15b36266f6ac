import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.errors import InvalidCorpus
from tuneql.locations import Location
from tuneql.workflow.corpus_files import CorpusFile
from tuneql.workflow.sharding import evaluation_slices, file_shards


def file(size: int) -> CorpusFile:
    return CorpusFile(location=Location(bucket="corpora", key="a.jsonl"), name="a.jsonl", size=size)


@given(size=st.integers(1, 10_000), step=st.integers(1, 3_000))
def test_shards_cover_the_corpus_without_a_gap(size: int, step: int) -> None:
    shards = file_shards(file(size), form="jsonl", shard_bytes=step)
    assert [shard.start for shard in shards[1:]] == [shard.end for shard in shards[:-1]]
    assert (shards[0].start, shards[-1].end) == (0, size)
    assert [shard.index for shard in shards] == list(range(len(shards)))


@pytest.mark.parametrize("form", ["json", "gzip"])
def test_what_cannot_be_cut_is_one_shard(form: str) -> None:
    assert len(file_shards(file(10_000), form=form, shard_bytes=10)) == 1


def test_an_empty_corpus_is_refused() -> None:
    with pytest.raises(InvalidCorpus, match="is empty"):
        file_shards(file(0), form="jsonl", shard_bytes=10)


@given(questions=st.integers(1, 300), step=st.integers(1, 60))
def test_every_model_is_asked_every_question_once(questions: int, step: int) -> None:
    slices = evaluation_slices(questions=questions, models=("candidate", "base"), slice_size=step)
    for model in ("candidate", "base"):
        asked = [n for piece in slices if piece.model == model for n in range(piece.start, piece.end)]
        assert asked == list(range(questions))
