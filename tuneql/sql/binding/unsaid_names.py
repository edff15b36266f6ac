"""The names that Postgres and Redshift give to outputs without one: `count` for `COUNT(*)`, `a` for `a::int`."""

from typing import Final

from sqlglot import exp

from tuneql.sql.parsing.rewording.calls import DATE_PART

# The nodes that have the name of their operand.
_SEEN_THROUGH: Final = frozenset(
    [exp.Paren, exp.Window, exp.Filter, exp.WithinGroup, exp.IgnoreNulls, exp.Collate, exp.Cast, exp.Bracket]
)

# The names under which functions are written.
_NAMES: Final[dict[type[exp.Expr], str]] = {
    **{
        kind: kind.sql_names()[0].lower()
        for kind in (
            *(exp.Abs, exp.ArrayAgg, exp.Avg, exp.Coalesce, exp.Corr, exp.Count, exp.CumeDist, exp.CurrentDate),
            *(exp.DenseRank, exp.FirstValue, exp.Floor, exp.Greatest, exp.Initcap, exp.Lag, exp.LastValue, exp.Lead),
            *(exp.Least, exp.Left, exp.Length, exp.Lower, exp.Max, exp.Min, exp.Nullif, exp.Ntile, exp.PercentRank),
            *(exp.PercentileCont, exp.PercentileDisc, exp.Rank, exp.Replace, exp.Right, exp.Round, exp.RowNumber),
            *(exp.SplitPart, exp.Stddev, exp.StddevPop, exp.StddevSamp, exp.Substring, exp.Sum, exp.Upper),
            *(exp.AnyValue, exp.ArrayToString, exp.Cbrt, exp.Ceil, exp.Concat, exp.ConcatWs, exp.CovarPop, exp.Date),
            *(exp.Exp, exp.Ln, exp.Log, exp.MD5, exp.Mode, exp.NthValue, exp.RegexpReplace, exp.RegrSlope),
            *(exp.Repeat, exp.Reverse, exp.Sign, exp.Sqrt, exp.StringToArray, exp.Translate, exp.Trunc),
        )
    },
    exp.Array: "array",
    exp.ArraySize: "array_length",
    exp.AtTimeZone: "timezone",
    exp.Exists: "exists",
    exp.Explode: "unnest",
    exp.ExplodingGenerateSeries: "generate_series",
    exp.GroupConcat: "string_agg",
    exp.JSONArrayAgg: "json_agg",
    exp.JSONBObjectAgg: "jsonb_object_agg",
    exp.JSONObjectAgg: "json_object_agg",
    exp.LogicalAnd: "bool_and",
    exp.LogicalOr: "bool_or",
    exp.Rand: "random",
    exp.StrPosition: "position",
    exp.StrToDate: "to_date",
    exp.StrToTime: "to_timestamp",
    exp.TimeToStr: "to_char",
    exp.TimestampTrunc: "date_trunc",
    exp.UnixToTime: "to_timestamp",
    exp.Variance: "var_samp",
    exp.VariancePop: "var_pop",
}


def default_name(output: exp.Expr) -> exp.Identifier | None:
    """The name of an output; None if it has none, or it is not known."""
    while output.__class__ in _SEEN_THROUGH:
        output = output.this
    if isinstance(output, exp.Column | exp.Alias):
        name = output.args["alias"] if isinstance(output, exp.Alias) else output.this
        return name if isinstance(name, exp.Identifier) else None
    if isinstance(output, exp.Case):
        default = output.args.get("default")
        return (default and default_name(default)) or exp.to_identifier("case")
    if isinstance(output, exp.Subquery) and isinstance(output.this, exp.Select):
        return default_name(output.this.expressions[0])
    if isinstance(output, exp.Extract):
        return exp.to_identifier("date_part" if DATE_PART in (output.comments or ()) else "extract")
    name = output.name.lower() if isinstance(output, exp.Anonymous) else _NAMES.get(output.__class__)
    return exp.to_identifier(name)
