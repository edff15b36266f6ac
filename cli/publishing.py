"""Publishes files whole: they are written as drafts, and moved into place at the end, those of a run together."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from cli.locks import locked, unusable
from tuneql.errors import RunFailed

_DRAFTS: Final = ".tuneql-drafts"


class Drafts:
    """An empty folder for the files of a run, until they are published.

    Attributes:
        folder: to write into.
    """

    def __init__(self, out: Path) -> None:
        self._out, self.folder = out, out / _DRAFTS

    def publish(self, names: Sequence[str]) -> None:
        """Replace older files.

        The last one is deleted first and moved last: if it is there, all files are of one run, even if this process was
        killed in between.
        """
        (self._out / names[-1]).unlink(missing_ok=True)
        for name in names:
            (self.folder / name).replace(self._out / name)


@contextmanager
def drafts(out: Path) -> Iterator[Drafts]:
    """A folder for drafts in `out`, without those of an earlier run.

    `out` is made if it is missing, and removed again if nothing is published.

    Raises:
        InvalidInput: `out` cannot be written to, or another run is writing to it.
        RunFailed: the disk is full, or fails.
    """
    made = Drafts(out)
    with locked(out):
        _make_anew(made.folder, out)
        try:
            yield made
        except OSError as error:
            raise RunFailed(f"{error.filename or out}: {error.strerror or error}") from error
        finally:
            shutil.rmtree(made.folder, ignore_errors=True)


def _make_anew(folder: Path, out: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    try:
        folder.mkdir()
    except OSError as error:
        raise unusable(out, f"cannot be written to ({error.strerror})", "choose another folder") from None


@contextmanager
def draft_of(out: Path) -> Iterator[Path]:
    """A file to write in place of `out`, which it replaces at the end of the block; until then `out` is as it was.

    What is no file, such as a pipe, is written to itself.

    Raises:
        InvalidInput: `out` cannot be written to.
    """
    target = Path(os.path.realpath(out))
    draft = target.with_name(f".{target.name}.draft") if out.is_file() or not out.exists() else out
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        if draft != out:
            draft.replace(target)
    except OSError as error:
        raise unusable(out, f"cannot be written to ({error.strerror})", "name another file") from None
    finally:
        if draft != out:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def write_text(out: Path, text: str) -> None:
    """Write a file that the user names with `--out`; raises as `draft_of`."""
    with draft_of(out) as draft:
        draft.write_text(text, encoding="utf-8")
