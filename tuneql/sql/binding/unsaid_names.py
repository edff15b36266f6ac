"""The names that Postgres and Redshift give to outputs without one: `count` for `COUNT(*)`, `a` for `a::int`.

The rules are those of `FigureColnameInternal` in Postgres's `src/backend/parser/parse_target.c`.
"""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.parsing.called import NAME_KEY, called
from tuneql.sql.parsing.rewording.calls.unchanged import DATE_PART

# The nodes that have the name of their operand.
_SEEN_THROUGH: Final = frozenset(
    [exp.Paren, exp.Window, exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.Collate, exp.Cast, exp.Bracket]
)

# The names under which functions are written that have several, or whose call does not keep its name.
_NAMES: Final[dict[type[exp.Expr], str]] = {
    **{
        kind: kind.sql_names()[0].lower()
        for kind in (
            *(exp.ArrayAgg, exp.ArrayToString, exp.Ceil, exp.Coalesce, exp.CurrentDate, exp.CurrentTime),
            *(exp.CurrentTimestamp, exp.Floor, exp.Initcap, exp.Length, exp.Localtime, exp.Localtimestamp, exp.Log),
            *(exp.Lower, exp.Nullif, exp.Sign, exp.Stddev, exp.StringToArray, exp.Substring, exp.Trunc, exp.Upper),
        )
    },
    exp.Array: "array",
    exp.ArraySize: "array_length",
    exp.AtTimeZone: "timezone",
    exp.Chr: "chr",
    exp.Decode: "decode",
    exp.Exists: "exists",
    exp.Explode: "unnest",
    exp.ExplodingGenerateSeries: "generate_series",
    exp.GroupConcat: "string_agg",
    exp.JSONArrayAgg: "json_agg",
    exp.JSONBObjectAgg: "jsonb_object_agg",
    exp.JSONObject: "json_object",
    exp.JSONObjectAgg: "json_object_agg",
    exp.JSONValue: "json_value",
    exp.LogicalAnd: "bool_and",
    exp.LogicalOr: "bool_or",
    exp.Normalize: "normalize",
    exp.Overlaps: "overlaps",
    exp.Overlay: "overlay",
    exp.Rand: "random",
    exp.StrPosition: "position",
    exp.StrToDate: "to_date",
    exp.StrToTime: "to_timestamp",
    exp.TimeToStr: "to_char",
    exp.TimestampTrunc: "date_trunc",
    exp.Tuple: "row",
    exp.UnixToTime: "to_timestamp",
    exp.Uuid: "gen_random_uuid",
    exp.Variance: "var_samp",
    exp.VariancePop: "var_pop",
    exp.XMLElement: "xmlelement",
}
# DATEADD and DATEDIFF: docs.aws.amazon.com/redshift/latest/dg/r_DATEADD_function.html
_NAMES_OF_REDSHIFT: Final[dict[type[exp.Expr], str]] = {
    exp.CurrentTimestamp: "getdate",
    exp.DecodeCase: "case",
    exp.GroupConcat: "listagg",
    exp.TsOrDsAdd: "date_add",
    exp.TsOrDsDiff: "date_diff",
}
# The nodes whose name is `?column?`: constants, and what operators make, but for `a ^ b`, which comes back as a call.
_UNNAMED: Final = (exp.Binary, exp.Unary, exp.Predicate, exp.And, exp.Or, exp.Literal, exp.Null)
_TRIMS: Final = {"LEADING": "ltrim", "TRAILING": "rtrim"}
# The names of types that are not written as they are called.
_TYPES: Final = {
    exp.DType.BIGINT: "int8",
    exp.DType.BOOLEAN: "bool",
    exp.DType.DECIMAL: "numeric",
    exp.DType.DOUBLE: "float8",
    exp.DType.FLOAT: "float4",
    exp.DType.INT: "int4",
    exp.DType.SMALLINT: "int2",
    exp.DType.VARBINARY: "bytea",
}


def default_name(output: exp.Expr, dialect: type[sqlglot.Dialect]) -> exp.Identifier | None:
    """The name of an output; None if it has none, or it is not known."""
    kind = None
    while output.__class__ in _SEEN_THROUGH and not output.meta_get(NAME_KEY):
        kind = kind or (output.to if isinstance(output, exp.Cast) else None)
        output = output.this
    if isinstance(output, exp.Column | exp.Alias):
        name = output.args["alias"] if isinstance(output, exp.Alias) else output.this
        return name if isinstance(name, exp.Identifier) else None
    if isinstance(output, exp.Dot):  # a field of a row, or a function with its schema
        field = output.expression
        return field if isinstance(field, exp.Identifier) else default_name(field, dialect)
    if isinstance(output, exp.Case):
        default = output.args.get("default")
        return (default and default_name(default, dialect)) or exp.to_identifier("case")
    if isinstance(output, exp.Subquery) and isinstance(output.this, exp.Select) and output.this.expressions:
        return default_name(output.this.expressions[0], dialect)
    name = _of_function(output, dialect) or _of_type(kind or output)
    is_unnamed = name is None and isinstance(output, _UNNAMED) and not isinstance(output, exp.Pow)
    return exp.to_identifier("?column?" if is_unnamed else name)


def _of_function(call: exp.Expr, dialect: type[sqlglot.Dialect]) -> str | None:
    """The name under which a function is written; None if it is none."""
    if isinstance(call, exp.Anonymous):
        return call.name.lower()
    if isinstance(call, exp.Extract):
        return "date_part" if DATE_PART in (call.comments or ()) else "extract"
    if isinstance(call, exp.Trim):
        return _TRIMS.get(str(call.args.get("position")), "btrim")
    if name := called(call, dialect):
        return name.lower()
    own = _NAMES_OF_REDSHIFT.get(call.__class__) if descends_from(dialect, "redshift") else None
    noted: str | None = call.meta_get(NAME_KEY)
    return own or _NAMES.get(call.__class__) or (noted.lower() if noted else None)


def _of_type(kind: exp.Expr) -> str | None:
    """The name of the type of a cast, for values that have none: `date` for `'2024-01-01'::date`."""
    if isinstance(kind, exp.Interval):
        return "interval"
    while isinstance(kind, exp.DataType) and kind.this is exp.DType.ARRAY and kind.expressions:
        kind = kind.expressions[0]
    if not isinstance(kind, exp.DataType) or not isinstance(kind.this, exp.DType):
        return None
    own = kind.args.get("kind")
    if kind.this is exp.DType.USERDEFINED:
        return own.parts[-1].name if isinstance(own, exp.Dot) else own.name if isinstance(own, exp.Identifier) else None
    return _TYPES.get(kind.this) or str(kind.this.value).lower()
