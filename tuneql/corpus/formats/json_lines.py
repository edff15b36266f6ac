"""JSON Lines: an object per line."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from tuneql.corpus.formats.encoding import UTF8_MARK
from tuneql.corpus.formats.lines import LINE_BYTES
from tuneql.corpus.formats.values import encoding_problem, refuse_surrogates, refuse_two_answers, shown, to_row
from tuneql.corpus.row import Rejection, Row


def read_rows(lines: Iterable[bytes], *, source: str, first_row: int = 1) -> Iterator[Row | Rejection]:
    """Rows of JSON Lines, in order. Blank lines are counted, but give no row.

    Args:
        lines: from `split_lines` or `lines_in_range`.
        source: the file's name.
        first_row: the number of the first line.
    """
    for row, line in enumerate(lines, start=first_row):
        content = line.removeprefix(UTF8_MARK).strip()
        if len(line) > LINE_BYTES:  # and cut off, perhaps at a space
            detail = f"the line is longer than {LINE_BYTES:,} bytes"
            yield Rejection(source=source, row=row, reason="row-too-long", detail=detail, record=shown(content))
        elif content:
            yield _read_line(content, source, row)


def _read_line(content: bytes, source: str, row: int) -> Row | Rejection:
    parsed = _parse(content, source, row)
    return parsed if isinstance(parsed, Rejection) else to_row(parsed, source, row)


def _parse(content: bytes, source: str, row: int) -> Any:
    """The JSON value, or a rejection."""
    try:
        text = content.decode()
        value = json.loads(text)
        refuse_surrogates(text, value)
        refuse_two_answers(text, value)
        return value
    except UnicodeError as error:
        reason, detail = "encoding", encoding_problem(error)
    except json.JSONDecodeError as error:
        reason, detail = "invalid-json", f"at column {error.colno}: {error.msg}"
    except RecursionError:
        reason, detail = "invalid-json", "nested too deep"
    except ValueError as error:
        reason, detail = "invalid-json", str(error)
    return Rejection(source=source, row=row, reason=reason, detail=detail, record=shown(content))
