"""The columns of a relation after PIVOT or UNPIVOT: those that remain, and those that are made."""

import re
from collections.abc import Iterator
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import Columns
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.walking import nodes_of

_WORD: Final = re.compile(r"[A-Za-z_]\w*")


def columns_after(pivot: exp.Expr, columns: Columns | None, dialect: type[sqlglot.Dialect]) -> Columns | None:
    """The columns of a relation after a PIVOT or UNPIVOT, if the text tells them; None if they depend on the rows.

    Args:
        pivot: a PIVOT or UNPIVOT after an item of FROM.
        columns: of that item.
        dialect: decides how names are compared, and made from values.
    """
    made = _unpivoted(pivot) if pivot.args.get("unpivot") else _pivoted(pivot, dialect)
    if columns is None or made is None:
        return None
    used = {canonical(each.this, dialect) for each in _used(pivot)}
    left = {key: name for key, name in columns.items() if key not in used}
    if group := pivot.args.get("group"):  # of DuckDB
        kept = {canonical(each.this, dialect) for each in group.expressions if isinstance(each, exp.Column)}
        left = {key: name for key, name in left.items() if key in kept}
    return left | {canonical(each, dialect): each.name for each in made}


def columns_of_statement(node: exp.Pivot, columns: Columns | None, dialect: type[sqlglot.Dialect]) -> Columns | None:
    """The columns of DuckDB's statements UNPIVOT and PIVOT, if they list their columns or values; else None."""
    return (_of_unpivot if node.args.get("unpivot") else _of_pivot)(node, columns, dialect)


def _of_unpivot(node: exp.Pivot, columns: Columns | None, dialect: type[sqlglot.Dialect]) -> Columns | None:
    listed = node.expressions
    if columns is None or not all(isinstance(each, exp.Column) for each in listed):
        return None
    used = {canonical(each.this, dialect) for each in listed}
    into = node.args.get("into")
    made = [into.this, *into.expressions] if isinstance(into, exp.UnpivotColumns) else _UNNAMED
    left = {key: name for key, name in columns.items() if key not in used}
    return left | {each.name.lower(): each.name for each in made}


def _of_pivot(node: exp.Pivot, columns: Columns | None, dialect: type[sqlglot.Dialect]) -> Columns | None:
    """The columns of a statement PIVOT, computed as those of a PIVOT after FROM."""
    listed, using, group = node.expressions, node.args.get("using") or [], node.args.get("group")
    if len(listed) != 1 or not isinstance(listed[0], exp.In) or not using:
        return None
    values = listed[0].expressions
    made = [f"{value.name}_{each.alias}" if each.alias else value.name for value in values for each in using]
    behind = exp.Pivot(
        expressions=[each.copy() for each in using],
        fields=[listed[0].copy()],
        group=group.copy() if group else None,
        columns=[exp.to_identifier(each) for each in made],
    )
    return columns_after(behind, columns, dialect)


_UNNAMED: Final = (exp.to_identifier("name"), exp.to_identifier("value"))


def _used(pivot: exp.Expr) -> Iterator[exp.Column]:
    """The columns that PIVOT or UNPIVOT consumes, so that they are not in the result."""
    fields = pivot.args["fields"]
    if pivot.args.get("unpivot"):
        turned = [each for field in fields for each in field.expressions]
    else:
        turned = [*pivot.expressions, *(field.this for field in fields)]
    yield from (node for each in turned for node in nodes_of(each) if isinstance(node, exp.Column))


def _unpivoted(pivot: exp.Expr) -> list[exp.Identifier] | None:
    """The columns that UNPIVOT makes, for values and for names, if it lists its columns one by one; else None."""
    fields = pivot.args.get("fields") or []
    listed = [each for field in fields for each in field.expressions]
    if not listed or not all(isinstance(each, exp.Column | exp.PivotAlias | exp.Tuple) for each in listed):
        return None
    named = [*pivot.expressions, *(field.this for field in fields)]
    return [node for each in named for node in nodes_of(each) if isinstance(node, exp.Identifier)]


def _pivoted(pivot: exp.Expr, dialect: type[sqlglot.Dialect]) -> list[exp.Identifier] | None:
    """The columns that PIVOT makes from values; None if an engine's names for them are not known."""
    values = [each for field in pivot.args.get("fields") or () for each in field.expressions]
    if descends_from(dialect, "tsql"):
        known = all(isinstance(each, exp.Column) for each in values)
    elif descends_from(dialect, "duckdb"):
        known = all(map(_is_text_or_count, values)) and _tells_apart(pivot.expressions)
    elif descends_from(dialect, "bigquery"):
        return _pivoted_in_bigquery(pivot.expressions, values)
    elif descends_from(dialect, "snowflake"):
        known = all(isinstance(value, exp.Literal) or _is_word(value) for value in values)
        known = known and len(pivot.expressions) == 1
        return [_named(value) for value in values] if known and values else None
    elif descends_from(dialect, "redshift"):
        known = all(map(_is_word, values)) and not isinstance(pivot.expressions[0], exp.Alias)
        known = known and len(pivot.expressions) == 1
    else:
        return None
    return pivot.args.get("columns") if known and values else None


def _named(value: exp.Expr) -> exp.Identifier:
    """Snowflake's name for a value without an alias: for a text, with its quotation marks."""
    alias = value.args.get("alias")
    if isinstance(alias, exp.Identifier):
        return alias
    text = "'" + value.name.replace("'", "''") + "'" if value.is_string else value.name
    return exp.to_identifier(text, quoted=True)


def _pivoted_in_bigquery(aggregates: list[exp.Expr], values: list[exp.Expr]) -> list[exp.Identifier] | None:
    """`n_2024` of `COUNT(*) AS n FOR year IN (2024)`, and `_2024` if the aggregate has no name; None if not known."""
    named = [_text_of(value) for value in values]
    if not values or "" in named or not _tells_apart(aggregates):
        return None
    bare = [name if _is_word(value) else _DIGIT_FIRST.sub("_", name) for value, name in zip(values, named, strict=True)]
    made = [f"{each.alias}_{name}" for name in named for each in aggregates] if aggregates[0].alias else bare
    return [exp.to_identifier(each) for each in made]


_DIGIT_FIRST: Final = re.compile(r"^(?=\d)")


def _text_of(value: exp.Expr) -> str:
    """What a value is in the names of BigQuery's columns: `minus_1`, `2024_12_31`, `true`; "" if not known."""
    if _is_word(value):
        return value.alias_or_name
    if isinstance(value, exp.Boolean):
        return str(value.this).lower()
    if isinstance(value, exp.Neg) and _is_count(value.this):
        return f"minus_{value.this.name}"
    is_date = isinstance(value, exp.Cast) and value.to.is_type(exp.DType.DATE) and value.this.is_string
    return value.this.name.replace("-", "_") if is_date else value.name if _is_count(value) else ""


def _is_count(value: exp.Expr) -> bool:
    return isinstance(value, exp.Literal) and value.is_int


def _is_text_or_count(value: exp.Expr) -> bool:
    """Whether DuckDB names the column of a value as it is written: `2024`, `two words`."""
    return _is_word(value) or _is_count(value) or (isinstance(value, exp.Literal) and value.is_string)


def _is_word(value: exp.Expr) -> bool:
    if isinstance(value, exp.PivotAlias):
        return isinstance(value.args.get("alias"), exp.Identifier)
    return isinstance(value, exp.Literal) and value.is_string and _WORD.fullmatch(value.name) is not None


def _tells_apart(aggregates: list[exp.Expr]) -> bool:
    """Whether all aggregates have a name, which becomes part of the columns' names; a single one needs none."""
    return len(aggregates) == 1 or all(isinstance(each, exp.Alias) for each in aggregates)


def queries_of_values(field: exp.Expr) -> Iterator[exp.Expr]:
    """The query for the values of a PIVOT: `FOR status IN (SELECT kind FROM events)`."""
    values = [field.args.get("query"), *field.expressions]
    yield from (each for each in values if isinstance(each, exp.Query))
