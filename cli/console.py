"""What people see: messages and progress on stderr, results on stdout."""

import gzip
import io
import json
import re
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from rich.console import Console
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from tuneql.encodings import not_utf8, remedy_for
from tuneql.errors import InvalidInput
from tuneql.json_problems import why_not_json

ERR = Console(stderr=True, highlight=False, soft_wrap=True)
# A pipe has no width, and tables need one.
OUT = Console(highlight=False, soft_wrap=True, width=None if sys.stdout.isatty() else 120)

_ANY_WIDTH: Final = 1_000
_GZIP: Final = b"\x1f\x8b"
# Includes numbers that JSON does not have: .00001, 2., +3.
_NUMBER: Final = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


def say(text: str) -> None:
    """Print a line on stderr, without markup."""
    ERR.print(text, markup=False)


def show(text: str) -> None:
    """Print a line on stdout, without markup."""
    OUT.print(text, markup=False)


def show_json(value: object) -> None:
    """Print a JSON object on stdout at once: another program may wait for it before it writes its next line."""
    text = json.dumps(value, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a surrogate pair can only be written with JSON's escapes
        text = json.dumps(value)
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


def show_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[object]], *, console: Console = OUT) -> None:
    """Print a table on stdout. All columns but the first are numbers, which are never cut."""
    made = Table(title=title, title_justify="left", box=None, pad_edge=False, title_style="bold")
    for position, name in enumerate(columns):
        made.add_column(name, justify="left" if position == 0 else "right", no_wrap=position > 0)
    for row in rows:
        made.add_row(*map(str, row))
    least = Measurement.get(console, console.options.update_width(_ANY_WIDTH), made).minimum
    made.width = least if least > console.width else None
    console.print(made)


@contextmanager
def progress(what: str, *, total: float | None = None) -> Iterator[Any]:
    """Show a progress bar on stderr, if that is a terminal; yields a function that moves it by a number of steps."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=ERR, disable=not ERR.is_terminal, transient=True) as bars:
        bar = bars.add_task(what, total=total)
        yield lambda steps=1, **fields: bars.update(bar, advance=steps, **fields)


def read_input(name: str, *, field: str = "input") -> Iterator[str]:
    """The lines of a file, plain or gzipped; `-` is standard input.

    Raises:
        InvalidInput: there is no such file, it cannot be read, or it is not text in UTF-8.
    """
    try:
        if name == "-":
            yield from sys.stdin
            return
        with existing(name, field=field).open("rb") as opened, _as_text(opened) as file:
            yield from file
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        rule = f"is not a whole gzip file ({error})"
        raise InvalidInput(field=field, value=name, rule=rule, remedy="copy or pack it again") from None
    except OSError as error:
        raise unreadable(name, error, field=field) from None
    except UnicodeDecodeError as error:
        content = bytes(error.object)
        rule, remedy = f"is {not_utf8(content)}", remedy_for(content)
        raise InvalidInput(field=field, value=name, rule=rule, remedy=remedy) from None


def _as_text(opened: io.BufferedReader) -> io.TextIOWrapper:
    """Text in UTF-8; it is only looked ahead, because a pipe cannot be read twice."""
    packed = opened.peek(len(_GZIP)).startswith(_GZIP)
    return io.TextIOWrapper(gzip.GzipFile(fileobj=opened) if packed else opened, encoding="utf-8")


def read_text(name: str, *, field: str) -> str:
    """All of a file; `-` is standard input. Raises as `read_input` does."""
    return "".join(read_input(name, field=field)).removeprefix("\ufeff")


def unreadable(name: str, error: OSError, *, field: str) -> InvalidInput:
    """The error for a file that cannot be read."""
    rule, remedy = f"cannot be read: {error.strerror}", "name a file that you may read"
    return InvalidInput(field=field, value=name, rule=rule, remedy=remedy)


def existing(name: str, *, field: str) -> Path:
    """The path of a file or folder.

    Raises:
        InvalidInput: it does not exist.
    """
    path = Path(name)
    if not name or not path.exists():  # no name would be this folder
        raise InvalidInput(field=field, value=name, rule="does not exist", remedy="correct the path")
    return path


def filled(name: str, *, field: str) -> Path:
    """The path of a folder, or of a file that is not empty.

    Raises:
        InvalidInput: it does not exist, or is an empty file.
    """
    path = existing(name, field=field)
    if path.is_file() and not path.stat().st_size:
        raise InvalidInput(field=field, value=name, rule="is empty", remedy="name a file that holds something")
    return path


def existing_folder(name: str, *, field: str) -> Path:
    """The path of a folder.

    Raises:
        InvalidInput: it does not exist, or is a file.
    """
    path = existing(name, field=field)
    if not path.is_dir():
        raise InvalidInput(field=field, value=name, rule="is not a folder", remedy="name the folder that it is in")
    return path


def key_value(text: str, *, option: str) -> tuple[str, str]:
    """The parts of `key=value`.

    Raises:
        InvalidInput: the text is of another form.
    """
    key, equals, value = text.partition("=")
    if not key or not equals:
        raise InvalidInput(field=option, value=text, rule="is not key=value", remedy="write key=value")
    return key, value


def json_values(texts: Iterable[str] | None, *, option: str) -> dict[str, Any]:
    """Pairs of `key=value`, whose values are read as JSON if they are JSON, or as numbers (1e-5, .00001, 2.).

    Raises:
        InvalidInput: a text is of another form.
    """
    return {key: _as_json(value) for key, value in (key_value(text, option=option) for text in texts or ())}


def _as_json(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return float(text) if _NUMBER.fullmatch(text) else text


def json_lines(name: str, *, field: str = "input") -> Iterator[tuple[int, dict[str, Any]]]:
    """The JSON objects of a file of JSON Lines, with their line numbers.

    Raises:
        InvalidInput: for the first line that is not a JSON object.
    """
    for number, found in judged_lines(name, field=field):
        if isinstance(found, InvalidInput):
            raise found
        yield number, found


def judged_lines(name: str, *, field: str = "input") -> Iterator[tuple[int, dict[str, Any] | InvalidInput]]:
    """As `json_lines`, but yields the error of a line that is not a JSON object, so that the caller can go on.

    Raises:
        InvalidInput: there is no such file, or it is not text in UTF-8.
    """
    for number, line in enumerate(read_input(name, field=field), start=1):
        if number == 1:
            line = line.removeprefix("\ufeff")  # noqa: PLW2901 -- a mark of the byte order, not of the line
        if line.strip():
            yield number, _json_object(line, "line" if field == "input" else f"{field} line", number)


def _json_object(line: str, place: str, number: int) -> dict[str, Any] | InvalidInput:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _bad_line(f"{place} {number}", line, f"is not JSON ({why_not_json(error)})")
    return found if isinstance(found, dict) else _bad_line(f"{place} {number}", line, "is not a JSON object")


def _bad_line(place: str, line: str, rule: str) -> InvalidInput:
    return InvalidInput(field=place, value=line.strip(), rule=rule, remedy="write one JSON object per line")
