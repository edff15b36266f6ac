"""Local accounts side by side: each has a folder of its own."""

from pathlib import Path

import pytest

from cli.locks import folder_of_ones_own


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
