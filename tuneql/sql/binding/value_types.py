"""The types of expressions, if the statement and the schema tell them; here, a type is its text in a dialect.

Types decide which fields exist: a value of unknown type, or JSON, may have any field.
"""

from collections.abc import Callable
from typing import Any, Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.composites import with_fields
from tuneql.sql.binding.outputs import Fields, Outputs, Renamed
from tuneql.sql.binding.paths import type_along
from tuneql.sql.binding.relations import Columns, Frame, Relation
from tuneql.sql.binding.stars import bare_star, value_of_star
from tuneql.sql.binding.typed_texts import array_of, element_of, entry_of, field_in, structure_of, text_of
from tuneql.sql.clauses import alias_of, clauses_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical

_Dialect = type[sqlglot.Dialect]


def type_of_value(value: exp.Expr | None, frame: Frame, dialect: _Dialect) -> str:
    """The type of an expression of the query with a frame; "" if it is not known."""
    tell = _TYPES.get(value.__class__)
    if value is None or tell is None:
        return _returned(value, dialect)
    return tell(value, frame, dialect)


def _returned(value: exp.Expr | None, dialect: _Dialect) -> str:
    """The type that a function returns whatever it is given; "" if it is not known."""
    kind = dialect.EXPRESSION_METADATA.get(value.__class__, {}).get("returns") if isinstance(value, exp.Func) else None
    return text_of(kind, dialect) if isinstance(kind, exp.DType) else ""


def type_within(relation: Relation, name: str, dialect: _Dialect) -> str:
    """The type of a relation's column, by its canonical name; "" if it is not known."""
    if relation.table is not None:
        written = relation.table.canonical_columns.get(name)
        return relation.table.columns[written] if written is not None else ""
    outputs = relation.columns
    if isinstance(outputs, Renamed):
        return type_within(Relation("", outputs.before), outputs.keys_before.get(name, name), dialect)
    if not isinstance(outputs, Outputs):
        return outputs.types.get(name, "") if isinstance(outputs, Fields) else ""
    for each in outputs.expressions:
        if each.is_star and (kind := _in_star(each, name, outputs.frame, dialect)):
            return kind
        if canonical(alias_of(each) or each.this, dialect) == name and not each.is_star:
            return type_of_value(each.this if isinstance(each, exp.Alias) else each, outputs.frame, dialect)
    return ""


def _name_of_field(field: exp.Expr) -> str:
    """The name of a field of `STRUCT(1 AS a, t.b, 2)`; "" if it has none."""
    if isinstance(field, exp.Dot):
        return str(field.expression.name)
    is_named = isinstance(field, exp.Alias | exp.Column)
    return str(field.this.name if isinstance(field, exp.PropertyEQ) else field.alias_or_name if is_named else "")


def _in_star(star: exp.Expr, name: str, frame: Frame, dialect: _Dialect) -> str:
    """The type of a column of a star that gives no column another value, or another name."""
    if any(bare_star(star).args.get(key) for key in ("replace", "rename")):
        return ""
    if (value := value_of_star(star, frame, dialect)) is not None:
        return field_in(type_of_value(value, frame, dialect), name, dialect)
    held = frame.holding(name)
    return type_within(held[0], name, dialect) if len(held) == 1 else ""


def _of_column(column: exp.Column, frame: Frame, dialect: _Dialect) -> str:
    path = [canonical(part, dialect) for part in column.parts]
    if (listed := _list_comprehended(column)) is not None:
        return _along(element_of(type_of_value(listed, frame, dialect), dialect), path[1:], dialect)
    for each in frame.chain():
        named = each.named(path[0]) if path[1:] else None
        if named is not None and named.has(path[1]):
            return _along(type_within(named, path[1], dialect), path[2:], dialect)
        if holding := each.holding(path[0]):
            return _along(type_within(holding[0], path[0], dialect), path[1:], dialect)
        if (row := each.named(path[0])) is not None:
            return _along(type_of_row(row.starred, row, dialect), path[1:], dialect)
    return ""


def _list_comprehended(column: exp.Column) -> exp.Expr | None:
    """The list in `[x FOR x IN list]` of whose elements a column is the variable x; None if it is none."""
    name = column.parts[0].name
    node: exp.Expr = column
    while (around := node.parent) is not None:
        if isinstance(around, exp.Comprehension) and around.expression.name == name and node.arg_key != "iterator":
            listed: exp.Expr = around.args["iterator"]
            return listed
        node = around
    return None


def _along(kind: str, path: list[str], dialect: _Dialect) -> str:
    """The type of a field of a field of a type, by the names of fields."""
    for name in path:
        kind = field_in(kind, name, dialect)
    return kind


def _of_cast(cast: exp.Cast, frame: Frame, dialect: _Dialect) -> str:
    kind = cast.to.sql(dialect)
    return kind if frame.schema is None else with_fields(kind, frame.schema, dialect)


def _of_literal(literal: exp.Expr, _: Frame, dialect: _Dialect) -> str:
    kind = exp.DType.TEXT if literal.is_string else exp.DType.BIGINT if literal.is_int else exp.DType.DOUBLE
    return text_of(kind, dialect)


def _of_structure(structure: exp.Struct, frame: Frame, dialect: _Dialect) -> str:
    fields = structure.expressions
    values = (each.expression if isinstance(each, exp.PropertyEQ) else each.unalias() for each in fields)
    types = [type_of_value(each, frame, dialect) for each in values]
    return structure_of([_name_of_field(each) for each in fields], types, dialect)


def _of_tuple(row: exp.Tuple | exp.Anonymous, frame: Frame, dialect: _Dialect) -> str:
    """The type of `(1, 'a')`, or ROW(1, 'a'), whose fields are f1 and f2 in Postgres; elsewhere, they have no names."""
    types = [type_of_value(each, frame, dialect) for each in row.expressions]
    has_names = descends_from(dialect, "postgres")
    return structure_of([f"f{place}" * has_names for place in range(1, len(types) + 1)], types, dialect)


def type_of_row(columns: Columns, relation: Relation, dialect: _Dialect) -> str:
    """The type of a row as a structure; "" if its columns are not known."""
    types = [type_within(relation, key, dialect) for key in columns]
    names = [name if key[:1] == "\0" else key for key, name in columns.items()]
    return structure_of(names, types, dialect)


def _of_query(query: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of the value of `(SELECT a FROM t LIMIT 1)`, of a row of `(SELECT AS STRUCT a, b FROM t)`, and the like.

    A query is bound before its value is used; then the frame knows its columns.
    """
    columns, head = frame.results.get(id(query)), query
    while isinstance(head, exp.Subquery | exp.SetOperation):
        head = head.this
    kind, is_known = head.args.get("kind"), isinstance(columns, Outputs)
    if columns and (kind == "STRUCT" or (kind == "VALUE" and not is_known)):
        return type_of_row(columns, Relation("", columns), dialect)
    if not isinstance(columns, Outputs) or len(columns) != 1:
        return ""
    (value,) = columns.expressions
    if value.is_star:
        return type_within(Relation("", columns), next(iter(columns)), dialect)
    return type_of_value(value.unalias(), columns.frame, dialect)


def _of_array(array: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of an array of values, or of the rows of a query."""
    return array_of(_of_one("expressions")(array, frame, dialect), dialect)


def _of_list(aggregate: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    return array_of(type_of_value(aggregate.this, frame, dialect), dialect)


def _of_greatest(aggregate: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of `MAX(a)`, or of DuckDB's list `MAX(a, 3)`."""
    return (_of_list if aggregate.args.get("count") else _of_inner)(aggregate, frame, dialect)


def _of_ranking(aggregate: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of BigQuery's `APPROX_TOP_COUNT(a, 3)`: a list of values with their counts, or their sums."""
    number = "count" if isinstance(aggregate, exp.ApproxTopK) else "sum"
    ranked = structure_of(["value", number], [type_of_value(aggregate.this, frame, dialect), _NUMBER], dialect)
    return array_of(ranked, dialect) if descends_from(dialect, "bigquery") else ""


_NUMBER: Final = "BIGNUMERIC"


def _of_element(array: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    return element_of(type_of_value(array.this, frame, dialect), dialect)


def _of_call(call: exp.Anonymous, frame: Frame, dialect: _Dialect) -> str:
    """The type of what a function without a node of its own returns: a list that it is given, an element, or a box."""
    name = call.name.lower()
    if name in _MAKING_BOXES:
        return structure_of(_SIDES_OF_BOX, ["FLOAT64"] * len(_SIDES_OF_BOX), dialect)
    if name == "row" and descends_from(dialect, "postgres"):
        return _of_tuple(call, frame, dialect)
    given = type_of_value(call.expressions[0], frame, dialect) if call.expressions else ""
    if name == "map_entries":
        return array_of(entry_of(given, dialect), dialect)
    return given if name in _KEEPING else element_of(given, dialect) if name in _TAKING_ELEMENTS else ""


# Functions of DuckDB, of BigQuery, and of Postgres.
_TAKING_ELEMENTS: Final = frozenset(["list_any_value", "list_element", "list_extract", "list_first", "list_last"])
_FILLING: Final = [f"{kind}_populate_{rows}" for kind in ("json", "jsonb") for rows in ("record", "recordset")]
_KEEPING: Final = frozenset(["array_filter", "array_remove", "array_replace", "trim_array", *_FILLING])
_MAKING_BOXES: Final = frozenset(["st_boundingbox", "st_extent"])
_SIDES_OF_BOX: Final = ["xmin", "ymin", "xmax", "ymax"]


def _of_path(node: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of Snowflake's `a:b.c` or `GET(a, 'b')`; elsewhere, such a value is JSON."""
    if not descends_from(dialect, "snowflake"):
        return _returned(node, dialect)
    return type_along(type_of_value(node.this, frame, dialect), node, dialect)


def _of_bracket(bracket: exp.Bracket, frame: Frame, dialect: _Dialect) -> str:
    """The type of `a[1]`, of `a[1:2]`, or of the field `a['b']`."""
    key = bracket.expressions[0]
    if isinstance(key, exp.Slice):
        return _of_inner(bracket, frame, dialect)
    return _of_key(bracket, key, frame, dialect) if key.is_string else _of_element(bracket, frame, dialect)


def _of_key(node: exp.Expr, key: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    return field_in(type_of_value(node.this, frame, dialect), key.name, dialect)


def _of_extract(call: exp.StructExtract, frame: Frame, dialect: _Dialect) -> str:
    return _of_key(call, call.expression, frame, dialect)


def _of_variable(name: exp.Identifier, frame: Frame, dialect: _Dialect) -> str:
    """The type of the variable of `list_transform(list, x -> ...)` and `list_filter(list, x -> ...)`: an element's."""
    function = name.find_ancestor(exp.Lambda)
    call = function.parent if function is not None and function.expressions[:1] == [name] else None
    if isinstance(call, exp.Anonymous) and call.name.lower() in _CALLING_WITH_ELEMENTS:
        return element_of(type_of_value(call.expressions[0], frame, dialect), dialect)
    return _of_element(call, frame, dialect) if isinstance(call, exp.Transform | exp.ArrayFilter) else ""


# Functions of BigQuery.
_CALLING_WITH_ELEMENTS: Final = frozenset(["array_filter", "array_transform"])


def _of_field(dot: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    return _of_key(dot, dot.expression, frame, dialect)


def _of_inner(node: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
    """The type of the operand, which is also that of the node."""
    return type_of_value(node.this if node.this is not None else node.expressions[0], frame, dialect)


def _of_plain(*_: object) -> str:
    """A type without fields, for values that have none, whatever their type is."""
    return "BIGINT"


def _of_plain_list(_: object, __: object, dialect: _Dialect) -> str:
    return array_of(_of_plain(), dialect)


def _of_one(*keys: str) -> Callable[[exp.Expr, Frame, _Dialect], str]:
    """Tells the type of IF, COALESCE and the like: that of the first of their values whose type is known."""

    def tell(node: exp.Expr, frame: Frame, dialect: _Dialect) -> str:
        kinds = (type_of_value(each, frame, dialect) for each in clauses_of(node, keys))
        return next(filter(None, kinds), "")

    return tell


_TYPES: Final[dict[type, Callable[[Any, Frame, _Dialect], str]]] = {
    **dict.fromkeys((exp.Count, exp.Sum, exp.Avg, exp.Length, exp.Lower, exp.Upper, exp.Round), _of_plain),
    **dict.fromkeys((exp.Trim, exp.Substring, exp.Replace, exp.Left, exp.Right, exp.Abs, exp.Concat), _of_plain),
    **dict.fromkeys((exp.GenerateSeries, exp.GenerateDateArray, exp.GenerateTimestampArray), _of_plain_list),
    **dict.fromkeys((exp.Split, exp.RegexpExtractAll, exp.JSONValueArray), _of_plain_list),
    **dict.fromkeys((exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Mod, exp.Neg, exp.Interval), _of_plain),
    **dict.fromkeys((exp.EQ, exp.NEQ, exp.GT, exp.GTE, exp.LT, exp.LTE, exp.And, exp.Or, exp.Not), _of_plain),
    exp.DPipe: _of_one("this", "expression"),
    exp.Column: _of_column,
    exp.Literal: _of_literal,
    exp.Struct: _of_structure,
    exp.Tuple: _of_tuple,
    exp.Array: _of_array,
    exp.ArrayAgg: _of_list,
    **dict.fromkeys((exp.Explode, exp.ArrayFirst, exp.ArrayLast), _of_element),
    exp.Bracket: _of_bracket,
    **dict.fromkeys((exp.GetExtract, exp.JSONExtract), _of_path),
    exp.Anonymous: _of_call,
    exp.StructExtract: _of_extract,
    exp.Identifier: _of_variable,
    exp.Dot: _of_field,
    **dict.fromkeys((exp.Cast, exp.TryCast), _of_cast),
    **dict.fromkeys((exp.Subquery, exp.Select, exp.Union, exp.Except, exp.Intersect), _of_query),
    **dict.fromkeys((exp.Paren, exp.AnyValue, exp.HavingMax, exp.IgnoreNulls, exp.RespectNulls), _of_inner),
    **dict.fromkeys((exp.Order, exp.Limit, exp.Distinct, exp.First, exp.Last, exp.ArrayFilter), _of_inner),
    **dict.fromkeys((exp.Filter, exp.ArrayAppend, exp.ArrayRemove, exp.Mode), _of_inner),
    **dict.fromkeys((exp.ArrayConcat, exp.ArrayConcatAgg, exp.ArrayReverse, exp.ArraySlice), _of_inner),
    **dict.fromkeys((exp.Window, exp.FirstValue, exp.LastValue, exp.NthValue, exp.Lag, exp.Lead), _of_inner),
    **dict.fromkeys((exp.Coalesce, exp.Nullif, exp.Greatest, exp.Least), _of_one("this", "expressions")),
    exp.If: _of_one("true", "false"),
    exp.Case: _of_one("ifs", "default"),
    **dict.fromkeys((exp.ApproxTopK, exp.ApproxTopSum), _of_ranking),
    **dict.fromkeys((exp.Max, exp.Min, exp.ArgMax, exp.ArgMin), _of_greatest),
}
