"""Local accounts side by side: each has a folder of its own, and tells how to use it."""

import json
import shlex
from inspect import signature
from pathlib import Path

import pytest

from cli.account import _commands
from cli.locks import folder_of_ones_own
from cli.run import run


def test_a_folder_that_somebody_has_is_left_to_them(tmp_path: Path) -> None:
    wanted = tmp_path / "build" / "local"
    with folder_of_ones_own(wanted) as first, folder_of_ones_own(wanted) as second, folder_of_ones_own(wanted) as third:
        assert [first, second, third] == [wanted, tmp_path / "build" / "local-2", tmp_path / "build" / "local-3"]
    with folder_of_ones_own(wanted) as again:
        assert again == wanted


def test_what_goes_wrong_meanwhile_is_told_and_the_folder_is_free_again(tmp_path: Path) -> None:
    with pytest.raises(BlockingIOError), folder_of_ones_own(tmp_path / "local"):
        raise BlockingIOError
    with folder_of_ones_own(tmp_path / "local") as again:
        assert again == tmp_path / "local"


def test_what_is_told_to_be_typed_is_known_to_the_command(tmp_path: Path) -> None:
    corpus = {"corpus": "s3://b/corpus.jsonl", "databases": "s3://b/data bases", "dialect": "kestrel"}
    told = _commands(corpus, tmp_path / "schema.sql")
    options = dict(each.removeprefix("--").split("=", 1) for each in shlex.split(told["options"]))
    assert options == corpus
    assert options.keys() <= signature(run).parameters.keys()
    assert (json.loads(told["example"]), told["schema"]) == (corpus, str(tmp_path / "schema.sql"))
