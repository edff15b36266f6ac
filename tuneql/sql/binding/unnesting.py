"""The relations of UNNEST: the elements of arrays, and their fields."""

import sys
from dataclasses import replace

from sqlglot import exp

from tuneql.sql.binding.elements import fields_of, is_not_array, type_of_elements
from tuneql.sql.binding.joins import Joins
from tuneql.sql.binding.outputs import Outputs, fields_as_columns
from tuneql.sql.binding.relations import Columns, Frame, Relation
from tuneql.sql.binding.typed_texts import element_of
from tuneql.sql.binding.value_types import type_of_value
from tuneql.sql.binding.whole_tables import table_of
from tuneql.sql.dialects import descends_from


def add_elements(walk: Joins, node: exp.Unnest, frame: Frame) -> None:
    """Add the relation of BigQuery's UNNEST: its alias is a column, and so are the fields of the elements."""
    alias = node.args.get("alias")
    name = alias.columns[0].name.lower() if isinstance(alias, exp.TableAlias) and alias.columns else ""
    array = next(iter(node.expressions), None)
    fields = fields_of(array, frame)
    if fields is None:
        walk.add(node, None, frame)
        return
    number = node.args.get("offset")
    frame.merged[name] = sys.maxsize  # it hides columns with the same name, such as the array
    columns = {each.lower(): each for each in (name, *fields) if each}
    table = table_of({**fields, name: type_of_elements(array, frame)})
    own_name = name if fields else ""
    frame.relations.append(Relation(name=own_name, columns=columns, table=table, whole=own_name))
    if number:
        _add_offset(number.name if isinstance(number, exp.Identifier) else "offset", frame)


def _add_offset(name: str, frame: Frame) -> None:
    """Add the column of WITH OFFSET, which is beside the elements that UNNEST has just added, and hides a field."""
    table = table_of({name: "INT64"})
    if frame.relations[-1].has(name.lower()):
        frame.merged[name.lower()] = 2
    frame.relations.append(Relation(name="", columns=table.canonical_columns, table=table))


def fields_unnested(walk: Joins, node: exp.Expr, frame: Frame) -> Columns | None:
    """The columns of Postgres's `unnest(array)` of rows, which are their fields; None if it is of other values."""
    call = node.this if isinstance(node, exp.Lateral) else node
    arrays = call.expressions if isinstance(call, exp.Unnest) and descends_from(walk.dialect, "postgres") else []
    kind = element_of(type_of_value(arrays[0], frame, walk.dialect), walk.dialect) if len(arrays) == 1 else ""
    fields = fields_as_columns(kind, walk.dialect)
    if fields and (call.args.get("offset") or node.args.get("ordinality")):
        fields["ordinality"] = "ordinality"
    return fields or None


def deny_no_array(walk: Joins, node: exp.Expr, frame: Frame) -> None:
    """Deny UNNEST of a single column whose type is known, and no array."""
    call = node.this if isinstance(node, exp.Lateral) else node
    arrays = call.expressions if isinstance(call, exp.Unnest) else []
    if len(arrays) == 1 and is_not_array(arrays[0], frame, walk.dialect):
        walk.binding.unknown_columns.append(f"column {arrays[0].name} is not an array, which UNNEST needs")


def type_elements(walk: Joins, node: exp.Expr, frame: Frame) -> None:
    """Let the column of DuckDB's `unnest(list)`, the last relation of a frame, have the type of the elements."""
    last, arrays = frame.relations[-1], node.expressions
    if walk.is_duckdb and isinstance(node, exp.Unnest) and len(arrays) == 1 and last.columns:
        alias = exp.to_identifier(next(iter(last.columns.values())), quoted=True)
        array = arrays[0].copy()
        frame.results[id(array)] = frame.results.get(id(arrays[0]))
        element = exp.Alias(this=exp.Explode(this=array), alias=alias)
        columns = Outputs([element], replace(frame, relations=frame.relations[:-1]))
        columns.update(last.columns)
        frame.relations[-1] = last._replace(columns=columns)
