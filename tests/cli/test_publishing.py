import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cli.locks import locked
from cli.publishing import draft_of, drafts, write_text
from tuneql.errors import InvalidInput, RunFailed

FILES = ("rows", "card")


def publish(out: Path, text: str, *, names: tuple[str, ...] = FILES, fails: Exception | None = None) -> None:
    with drafts(out) as made:
        for name in names:
            (made.folder / name).write_text(text)
        if fails is not None:
            raise fails
        made.publish(FILES)


def test_files_come_whole_and_nothing_else_stays(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("mine")
    publish(tmp_path, "old")
    publish(tmp_path, "new")
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {
        "mine": "mine",
        "rows": "new",
        "card": "new",
    }


def test_a_run_that_fails_leaves_what_was_there(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    with pytest.raises(OverflowError):
        publish(tmp_path, "new", fails=OverflowError())
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"rows": "old", "card": "old"}


def test_a_run_that_dies_while_it_publishes_leaves_no_card(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    with pytest.raises(RunFailed):
        publish(tmp_path, "new", names=("rows",))
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == {"rows": "new"}


def test_what_a_killed_run_left_is_taken_away(tmp_path: Path) -> None:
    stale = tmp_path / ".tuneql-drafts" / "half"
    stale.parent.mkdir()
    stale.write_text("half")
    publish(tmp_path, "new")
    assert {path.name for path in tmp_path.iterdir()} == set(FILES)


def test_a_folder_that_takes_no_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / ".tuneql-drafts").write_text("what is no folder stays, as one does that may not be written to")
    with pytest.raises(InvalidInput, match=r"^out: .* cannot be written to"):
        publish(tmp_path, "new")


def test_two_runs_do_not_write_to_one_folder(tmp_path: Path) -> None:
    with drafts(tmp_path), pytest.raises(InvalidInput, match="is being written to by another run"), drafts(tmp_path):
        pass


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(InvalidInput, match="cannot be written to"), drafts(tmp_path / "out"):
        pass


def test_a_full_disk_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(RunFailed, match="No space left on device"), drafts(tmp_path):
        Path("/dev/full").write_text("x")


def test_a_folder_in_which_nothing_is_published_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(RunFailed), drafts(tmp_path / "new"):
        Path("/dev/full").write_text("x")
    assert not (tmp_path / "new").exists()


def test_a_single_file_is_whole_or_as_it_was(tmp_path: Path) -> None:
    out = tmp_path / "new" / "schema.sql"
    with draft_of(out) as draft:
        draft.write_text("one")
        assert not out.exists()
    assert out.read_text() == "one"
    with pytest.raises(InvalidInput, match="No space left on device"), draft_of(out):
        Path("/dev/full").write_text("x")
    assert out.read_text() == "one"
    assert [each.name for each in out.parent.iterdir()] == ["schema.sql"]


def test_what_is_no_file_is_written_to_itself(tmp_path: Path) -> None:
    read, write = os.pipe()
    write_text(Path(f"/dev/fd/{write}"), "one")  # as the shell's >(…) is called
    assert os.read(read, 10) == b"one"
    os.close(read)
    os.close(write)
    (tmp_path / "there").write_text("one")
    (tmp_path / "link").symlink_to("there")
    with draft_of(tmp_path / "link") as draft:
        draft.write_text("two")
    assert ((tmp_path / "link").is_symlink(), (tmp_path / "there").read_text()) == (True, "two")
    (tmp_path / "loop").symlink_to("loop")
    write_text(tmp_path / "loop", "three")
    assert (tmp_path / "loop").read_text() == "three"


@pytest.mark.own_dialect
def test_two_demos_do_not_write_to_one_folder(
    tuneql: Callable[..., Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with locked(tmp_path / "build" / "demo"):
        (tmp_path / "build" / "demo" / "report.html").write_text("of the first")
        ran = tuneql("demo")
    assert (ran.code, "is being written to by another run" in ran.err) == (2, True)
    assert (tmp_path / "build" / "demo" / "report.html").read_text() == "of the first"
