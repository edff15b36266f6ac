"""Writes a schema as compact text for prompts: one line per table, with all that a query needs.

    vessels(vessel_id int pk, name, class in ('ro-pax', 'freighter'), home_port_id int -> ports /*NULL if chartered*/)

Names are spelled as in a query. A column without a type is text. `-> ports` refers to that table's primary key,
`-> ports(code)` to another column. References to tables that are not shown are left out, too.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from tuneql.limits import SCHEMAS_KEPT, SCHEMAS_KEPT_CHARACTERS
from tuneql.remembering import Remembered
from tuneql.sql.schemas.tables import Described, ForeignKey, Schema, Table

LEGEND: Final = "no type: text; pk: primary key; -> t: refers to t's key"

_COMMENT_CHARACTERS: Final = 240
_VALUES_CHARACTERS: Final = 240
_KEPT: Final = 256  # lines of one table


def compact(schema: Schema) -> str:
    """The schema, one line per table; for a part of a schema, texts made for the whole are used again."""
    words, shown = _words_of(schema.whole or schema), {name.lower() for name in schema.tables}
    return "\n".join(words[table.name].line(table, shown) for table in schema.tables.values())


def _words_of(schema: Schema) -> Mapping[str, "_Words"]:
    """The texts of each table, by its name."""
    return _words.made(schema, lambda: _words_in(schema))


def _words_in(schema: Schema) -> Mapping[str, "_Words"]:
    targets = {name.lower(): table for name, table in schema.tables.items()}
    return {name: _Words(table, targets) for name, table in schema.tables.items()}


class _Words:
    """The texts of a table: made once, and combined for whatever part is shown. Threads may share it."""

    def __init__(self, table: Table, targets: Mapping[str, Table]) -> None:
        self._table = table
        self._columns = {name: _column(name, table) for name in table.columns}
        self._keys = [
            (key, f" -> {_target(key, targets)}") for key in table.foreign_keys if key.table.lower() in targets
        ]
        self._lines: dict[tuple[int, ...], str] = {}

    def line(self, table: Table, shown: Collection[str]) -> str:
        """The table, or the part of it to show; references only to the tables in `shown`, which are in lower case."""
        keys = tuple(at for at, (key, _) in enumerate(self._keys) if key.table.lower() in shown)
        if table is not self._table:
            return self._written(table, keys)
        found = self._lines.get(keys)
        if found is None:
            if len(self._lines) >= _KEPT:
                self._lines.clear()
            found = self._lines[keys] = self._written(table, keys)
        return found

    def _written(self, table: Table, keys: Collection[int]) -> str:
        shown = [
            (key, told) for key, told in map(self._keys.__getitem__, keys) if table.columns.keys() >= {*key.columns}
        ]
        single = {key.columns[0]: told for key, told in reversed(shown) if len(key.columns) == 1}
        columns = (self._columns[name] for name in table.columns)
        parts = [
            f"{said}{single.get(name, '')}{remark}" for name, (said, remark) in zip(table.columns, columns, strict=True)
        ]
        parts += [f"({', '.join(_spelled(key.columns, table))}){told}" for key, told in shown if len(key.columns) > 1]
        return f"{table.spelling or table.name}({', '.join(parts)}){_remark(table.comment)}"


def _column(name: str, table: Table) -> tuple[str, str]:
    """The text before a column's reference, and the one after it."""
    said = table.described.get(name) or Described(spelling=name, family=table.columns[name].lower() or "any")
    family = "" if said.family == "text" else f" {said.family}"
    key = " pk" if name in table.primary_key else ""
    return f"{said.spelling}{family}{key}{_choice(said.values)}", _remark(said.comment)


def _target(key: ForeignKey, targets: Mapping[str, Table]) -> str:
    """The table that a key refers to, with the columns if they are not its primary key."""
    table = targets[key.table.lower()]
    name = table.spelling or table.name
    if not key.references or _lower(key.references) == _lower(table.primary_key):
        return name
    return f"{name}({', '.join(_spelled(key.references, table))})"


def _lower(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.lower() for name in names)


def _spelled(names: tuple[str, ...], table: Table) -> Iterator[str]:
    known = {name.lower(): said.spelling for name, said in table.described.items()}
    return (known.get(name.lower(), name) for name in names)


def _choice(values: tuple[str, ...]) -> str:
    """The values that a column may have; only the first if they are many."""
    if not values:
        return ""
    text = ", ".join(values)
    if len(text) > _VALUES_CHARACTERS:
        text = text[:_VALUES_CHARACTERS].rpartition(", ")[0] + ", ..."
    return f" in ({text})"


def _remark(comment: str) -> str:
    if not comment:
        return ""
    text = comment.replace("*/", "* /")
    if len(text) > _COMMENT_CHARACTERS:
        text = text[:_COMMENT_CHARACTERS].rpartition(" ")[0] + " ..."
    return f" /*{text}*/"


_words: Final = Remembered[Schema, Mapping[str, _Words]](
    most=SCHEMAS_KEPT, size=SCHEMAS_KEPT_CHARACTERS, weigh=lambda schema, _: len(schema.ddl)
)
