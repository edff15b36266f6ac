"""A schema in few words, for prompts: one table a line, nothing left out that a query needs.

    vessels(vessel_id int pk, name, class in ('ro-pax', 'freighter'), home_port_id int -> ports /*NULL if chartered*/)

Names are as a query must spell them. A column without a type is text. `-> ports` refers to that table's primary key,
`-> ports(code)` to another column. References to tables that are not shown are not shown either.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from tuneql.sql.tables import Described, ForeignKey, Schema, Table

LEGEND: Final = "no type: text; pk: primary key; -> t: refers to t's key"

_COMMENT_CHARACTERS: Final = 240
_VALUES_CHARACTERS: Final = 240


def compact(schema: Schema) -> str:
    """The schema, a line for each table."""
    return "\n".join(_table(table, _targets(schema)) for table in schema.tables.values())


def _targets(schema: Schema) -> Mapping[str, Table]:
    return {name.lower(): table for name, table in schema.tables.items()}


def _table(table: Table, targets: Mapping[str, Table]) -> str:
    shown = [key for key in table.foreign_keys if _is_shown(key, table, targets)]
    single = {key.columns[0]: key for key in reversed(shown) if len(key.columns) == 1}
    parts = [_column(name, table, single.get(name), targets) for name in table.columns]
    parts += [_composite(key, table, targets) for key in shown if len(key.columns) > 1]
    return f"{table.spelling or table.name}({', '.join(parts)}){_remark(table.comment)}"


def _is_shown(key: ForeignKey, table: Table, targets: Mapping[str, Table]) -> bool:
    target = targets.get(key.table.lower())
    return target is not None and set(key.columns) <= set(table.columns)


def _column(name: str, table: Table, key: ForeignKey | None, targets: Mapping[str, Table]) -> str:
    said = table.described.get(name) or Described(spelling=name, family=table.columns[name].lower() or "any")
    return "".join(
        (
            said.spelling,
            "" if said.family == "text" else f" {said.family}",
            " pk" if name in table.primary_key else "",
            _choice(said.values),
            f" -> {_target(key, targets)}" if key else "",
            _remark(said.comment),
        )
    )


def _composite(key: ForeignKey, table: Table, targets: Mapping[str, Table]) -> str:
    return f"({', '.join(_spelled(key.columns, table))}) -> {_target(key, targets)}"


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
    """The values a column may hold, the first of them if they are many."""
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
