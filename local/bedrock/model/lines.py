"""Reads compact text: a table per line, as `tuneql.sql.schemas.compact` writes it.

    vessels(vessel_id int pk, class in ('ro-pax', 'freighter'), home_port_id int -> ports /*NULL if chartered*/)

What does not read as a table is passed over.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_NAME: Final = r"\"(?:[^\"]|\"\")*\"|`(?:[^`]|``)*`|\[(?:[^\]]|\]\])*\]|[^\W\d][\w$#@]*"
_HEAD: Final = re.compile(rf"((?:{_NAME})(?:\.(?:{_NAME}))*)\(")
_PIECE: Final = re.compile(rf"/\*.*?\*/|'(?:[^']|'')*'|->|{_NAME}|[^\s]")


@dataclass(frozen=True)
class Entry:
    """A column.

    Attributes:
        words: its type.
        values: what it may hold.
        references: the table and column it points to, in lower case; the column is empty if it is the key.
    """

    name: str
    words: str
    primary: bool
    values: tuple[str, ...]
    references: tuple[str, str] | None
    comment: str


@dataclass(frozen=True)
class Line:
    """A table."""

    name: str
    entries: tuple[Entry, ...]


def read_lines(text: str) -> Iterator[Line]:
    """The tables of a text, in order."""
    for line in text.split("\n"):
        head = _HEAD.match(line)
        if head is not None:
            parts = list(_parts(_PIECE.findall(line, head.end())))
            entries = tuple(_entry(part) for part in parts if part[0] != "(")
            yield Line(_bare(_last(head[1])), _with_composites(entries, [part for part in parts if part[0] == "("]))


def _parts(pieces: Sequence[str]) -> Iterator[list[str]]:
    """What the commas separate, up to the closing parenthesis."""
    depth, part = 0, list[str]()
    for piece in pieces:
        if depth == 0 and piece in ",)":
            if part:
                yield part
            part = []
            if piece == ")":
                return
            continue
        depth += (piece in "([{<") - (piece in ")]}>")
        part.append(piece)


def _entry(part: list[str]) -> Entry:
    comment = " ".join(piece[2:-2] for piece in part if piece.startswith("/*"))
    said = [piece for piece in part[1:] if not piece.startswith("/*")]
    typed, target = _split(said, "->")
    typed, values = _split(typed, "in")
    return Entry(
        name=_bare(part[0]),
        words=" ".join(word for word in typed if word != "pk"),
        primary="pk" in typed,
        values=tuple(piece[1:-1].replace("''", "'") for piece in values if piece.startswith("'")),
        references=_reference(target),
        comment=comment,
    )


def _split(pieces: list[str], mark: str) -> tuple[list[str], list[str]]:
    at = pieces.index(mark) if mark in pieces else len(pieces)
    return pieces[:at], pieces[at + 1 :]


def _reference(target: list[str]) -> tuple[str, str] | None:
    """`ports`, `fleet . ports` or `ports ( code )`."""
    table, column = _split(target, "(")
    return (_bare(table[-1]).lower(), _bare(column[0]).lower() if column else "") if table else None


def _with_composites(entries: tuple[Entry, ...], composites: list[list[str]]) -> tuple[Entry, ...]:
    """A key of several columns, `(a, b) -> t`, read as a key of each, to its namesake or place in the other table."""
    found = dict(pair for part in composites for pair in _pairs(part))
    return tuple(
        Entry(each.name, each.words, each.primary, each.values, found.get(each.name.lower()), each.comment)
        if each.references is None
        else each
        for each in entries
    )


def _pairs(part: list[str]) -> Iterator[tuple[str, tuple[str, str]]]:
    own, target = _split(part, "->")
    names = [_bare(piece).lower() for piece in own if piece not in "(),"]
    table, others = _split(target, "(")
    columns = [_bare(piece).lower() for piece in others if piece not in "(),"] or names
    if table:
        yield from ((name, (_bare(table[-1]).lower(), column)) for name, column in zip(names, columns, strict=False))


def _last(name: str) -> str:
    parts: list[str] = re.findall(_NAME, name)
    return parts[-1]


def _bare(name: str) -> str:
    for opening, closing in (('"', '"'), ("`", "`"), ("[", "]")):
        if len(name) > 1 and name[0] == opening and name[-1] == closing:
            return name[1:-1].replace(closing * 2, closing)
    return name
