"""Reads tables from the CREATE TABLE statements in a text, or from compact text, whatever else the text says.

It reads as a language model does, not as a database, and ignores what it does not know.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from local.bedrock.model.lines import Line, read_lines
from local.bedrock.model.words import name_stems, read_words

_CREATE: Final = re.compile(
    r"CREATE\s+(?:\w+\s+)*?TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?([\w.\"`\[\]]+)\s*\(", re.IGNORECASE
)
_REFERENCES: Final = re.compile(r"REFERENCES\s+([\w\"`]+)\s*(?:\(\s*([\w\"`]+)\s*\))?", re.IGNORECASE)
_FOREIGN: Final = re.compile(r"FOREIGN\s+KEY\s*\(\s*([\w\"`]+)\s*\)", re.IGNORECASE)
_PRIMARY: Final = re.compile(r"PRIMARY\s+KEY\s*\(([^)]*)\)", re.IGNORECASE)
_CONSTRAINTS: Final = frozenset({"primary", "foreign", "unique", "constraint", "check", "key", "index"})
_KINDS: Final = (
    ("number", re.compile(r"int|num|dec|real|float|double|money|serial|number", re.IGNORECASE)),
    ("date", re.compile(r"date|time|year", re.IGNORECASE)),
    ("flag", re.compile(r"bool|bit", re.IGNORECASE)),
)
_VALUE: Final = re.compile(r"'([^']+)'")


@dataclass(frozen=True, eq=False)
class Column:
    """A column, as it is declared.

    Attributes:
        kind: `number`, `date`, `flag` or `text`.
        stems: of its name.
        hints: stems of the words of its comment.
        values: texts in quotation marks in its comment.
        references: the table and column it points to, in lower case; the column may be empty.
    """

    table: str
    name: str
    kind: str
    stems: tuple[str, ...]
    hints: frozenset[str]
    values: tuple[str, ...]
    primary: bool
    references: tuple[str, str] | None


@dataclass(frozen=True, eq=False)
class Table:
    """A table, as it is declared. `stems` are of its name."""

    name: str
    stems: tuple[str, ...]
    columns: tuple[Column, ...]

    def column(self, name: str) -> Column | None:
        """The column of that name, in any case."""
        return next((column for column in self.columns if column.name.lower() == name.lower()), None)


@lru_cache(maxsize=4096)
def read_tables(text: str) -> tuple[Table, ...]:
    """The tables that a text declares, in order."""
    found = [_table(_bare(match.group(1)), _body(text, match.end())) for match in _CREATE.finditer(text)]
    return tuple(table for table in found or map(_of_line, read_lines(text)) if table.columns)


def _of_line(line: Line) -> Table:
    columns = (
        Column(
            table=line.name,
            name=entry.name,
            kind=_kind(entry.words),
            stems=name_stems(entry.name),
            hints=_hints(entry.comment),
            values=tuple(dict.fromkeys((*entry.values, *_VALUE.findall(entry.comment)))),
            primary=entry.primary,
            references=entry.references,
        )
        for entry in line.entries
    )
    return Table(line.name, name_stems(line.name), tuple(columns))


def _bare(name: str) -> str:
    return re.sub(r"[\"`\[\]]", "", name).rpartition(".")[2]


def _body(text: str, start: int) -> list[tuple[str, str]]:
    """Declarations between the parentheses, each with its comment; one after the comma belongs to what precedes it."""
    items: list[list[str]] = [["", ""]]
    depth = 1
    for piece in re.findall(r"--[^\n]*|/\*.*?\*/|'(?:[^']|'')*'|[(),]|[^-/'(),]+|.", text[start:], re.DOTALL):
        if piece.startswith(("--", "/*")):
            owner = items[-1] if items[-1][0].strip() or len(items) == 1 else items[-2]
            owner[1] += " " + piece.strip("-*/ ")
            continue
        depth += (piece == "(") - (piece == ")")
        if depth == 0:
            break
        if piece == "," and depth == 1:
            items.append(["", ""])
        else:
            items[-1][0] += piece
    return [(declared.strip(), comment.strip()) for declared, comment in items]


def _table(name: str, body: list[tuple[str, str]]) -> Table:
    keys, foreign = set(_primary_keys(body)), dict(_foreign_keys(body))
    columns = [_column(name, declared, comment, keys, foreign) for declared, comment in body if _is_column(declared)]
    return Table(name, name_stems(name), tuple(columns))


def _is_column(declared: str) -> bool:
    return bool(declared) and declared.split(maxsplit=1)[0].lower().partition("(")[0] not in _CONSTRAINTS


def _primary_keys(body: list[tuple[str, str]]) -> Iterator[str]:
    for declared, _ in body:
        if not _is_column(declared) and (found := _PRIMARY.search(declared)):
            yield from (_bare(name.strip()).lower() for name in found.group(1).split(","))


def _foreign_keys(body: list[tuple[str, str]]) -> Iterator[tuple[str, tuple[str, str]]]:
    for declared, _ in body:
        owner, target = _FOREIGN.search(declared), _REFERENCES.search(declared)
        if owner and target:
            yield _bare(owner.group(1)).lower(), (_bare(target.group(1)).lower(), _bare(target.group(2) or "").lower())


def _column(table: str, declared: str, comment: str, keys: set[str], foreign: dict[str, tuple[str, str]]) -> Column:
    name, _, rest = declared.partition(" ")
    bare = _bare(name)
    target = _REFERENCES.search(rest)
    references = (_bare(target.group(1)).lower(), _bare(target.group(2) or "").lower()) if target else None
    typed = rest.partition("REFERENCES")[0]
    return Column(
        table=table,
        name=bare,
        kind=_kind(typed),
        stems=name_stems(bare),
        hints=_hints(comment),
        values=tuple(_VALUE.findall(comment)),
        primary="primary key" in rest.lower() or bare.lower() in keys,
        references=references or foreign.get(bare.lower()),
    )


def _kind(typed: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(typed)), "text")


def _hints(comment: str) -> frozenset[str]:
    return frozenset(word.stem for word in read_words(comment) if word.text[0].isalpha())
