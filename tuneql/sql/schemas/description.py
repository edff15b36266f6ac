"""Reads what a CREATE TABLE tells about its columns: their spelling, types, values and comments."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.names import canonical
from tuneql.sql.schemas.tables import Described
from tuneql.sql.walking import nodes_of

Dialect = type[sqlglot.Dialect]

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_TABLE_COMMENT_CHARACTERS: Final = 240
_ADORNMENT: Final = "-*/=#~ \t\r\n"
_TYPES: Final = exp.DType

_FAMILIES: Final[Mapping[exp.DType, str]] = {
    **dict.fromkeys(exp.DataType.INTEGER_TYPES, "int"),
    **dict.fromkeys((_TYPES.SERIAL, _TYPES.SMALLSERIAL, _TYPES.BIGSERIAL), "int"),
    **dict.fromkeys((*exp.DataType.REAL_TYPES, *exp.DataType.FLOAT_TYPES), "num"),
    **dict.fromkeys(exp.DataType.TEXT_TYPES, "text"),
    **dict.fromkeys((_TYPES.ENUM, _TYPES.FIXEDSTRING), "text"),
    **dict.fromkeys(exp.DataType.TEMPORAL_TYPES, "datetime"),
    **dict.fromkeys((_TYPES.DATE, _TYPES.DATE32), "date"),
    **dict.fromkeys((_TYPES.TIME, _TYPES.TIMETZ), "time"),
    **dict.fromkeys(exp.DataType.BINARY_TYPES, "bytes"),
    _TYPES.BOOLEAN: "bool",
}


def describe(
    definition: exp.ColumnDef,
    *,
    dialect: Dialect,
    comment: str,
    enums: Mapping[str, tuple[str, ...]],
    checked: Mapping[str, Sequence[str]],
) -> Described:
    """Describe a column.

    Args:
        definition: its part of the CREATE TABLE.
        dialect: of the definition.
        comment: from COMMENT ON; comments in the definition are read here.
        enums: values of the types that the script declares, by name in lower case.
        checked: values that the table's CHECKs list, see `checked_values`.
    """
    kind = definition.kind
    named = type_name(kind, dialect).lower()
    own_type = named.rpartition(".")[2].strip('"')
    listed = checked.get(canonical(definition.this, dialect), ())
    values = enums.get(own_type) or (*_enumerated(kind, dialect), *listed)
    return Described(
        spelling=spell(definition.this, dialect),
        family="text" if own_type in enums else _family(kind, named),
        comment=_tidy((comment, *_said(definition))),
        values=tuple(dict.fromkeys(values)),
    )


def spell(identifier: exp.Expr, dialect: Dialect) -> str:
    """A name as a query must write it: without quotation marks of the DDL that are not needed."""
    if not identifier.args.get("quoted"):
        return _written(identifier, dialect)
    bare = exp.Identifier(this=identifier.name, quoted=False)
    is_plain = _PLAIN.fullmatch(identifier.name) and canonical(bare, dialect) == canonical(identifier, dialect)
    is_word = identifier.name.upper() in _words(dialect)
    return identifier.name if is_plain and not is_word else identifier.sql(dialect=dialect, comments=False)


def type_name(kind: exp.Expr | None, dialect: Dialect) -> str:
    """A type in the dialect's own words; "" if there is none."""
    if kind is None:
        return ""
    is_plain = isinstance(kind, exp.DataType) and not any(value for key, value in kind.args.items() if key != "this")
    return _plain_type(kind.this, dialect) if is_plain else kind.sql(dialect=dialect, comments=False)


# Types without a length, as almost all are, are written once: the generator takes longer than everything else.
@cache
def _plain_type(kind: exp.DType | exp.Expr, dialect: Dialect) -> str:
    return exp.DataType(this=kind).sql(dialect=dialect, comments=False)


def _written(identifier: exp.Expr, dialect: Dialect) -> str:
    """As the generator writes it, which is as it is unless the name is unusual."""
    name = identifier.name
    if _PLAIN.fullmatch(name) and name.lower() not in dialect.generator_class.RESERVED_KEYWORDS:
        return name
    return identifier.sql(dialect=dialect, comments=False)


@cache
def _words(dialect: Dialect) -> frozenset[str]:
    """The words with a meaning in the dialect, including `ORDER` of `ORDER BY`."""
    return frozenset(word for phrase in dialect.tokenizer_class.KEYWORDS for word in phrase.split())


def table_comment(tree: exp.Create) -> str:
    """The comment of a CREATE TABLE on its table, in the dialect's own form or as a comment before it."""
    properties = tree.args.get("properties")
    options = properties.expressions if properties else []
    remarks = list(_remarks((tree, tree.this, tree.this.this)))
    said = _tidy((*_texts(options), *remarks))
    # A longer text is about the whole script, with its version and licence; the comment next to the table counts.
    return said if len(said) <= _TABLE_COMMENT_CHARACTERS else _tidy(remarks[-1:])


def _family(kind: exp.Expr | None, named: str) -> str:
    if not isinstance(kind, exp.DataType):
        return named or "any"
    return _FAMILIES.get(kind.this, named) if isinstance(kind.this, exp.DType) else named


def _said(definition: exp.ColumnDef) -> Iterator[str]:
    """The comment in a column's definition: a constraint, or a comment of SQL."""
    kinds = [constraint.args.get("kind") for constraint in definition.constraints]
    for kind in kinds:
        if isinstance(kind, exp.CommentColumnConstraint):
            yield kind.this.name
        elif isinstance(kind, exp.Properties):  # BigQuery: OPTIONS (description = '…')
            yield from _texts(kind.expressions)
    if any(node.comments for node in nodes_of(definition)):
        yield from _remarks(definition.walk())


def _texts(options: Iterable[exp.Expr]) -> Iterator[str]:
    for option in options:
        if isinstance(option, exp.SchemaCommentProperty):
            yield option.this.name
        elif isinstance(option, exp.Property) and option.name.lower() == "description":
            yield option.args["value"].name


def _remarks(nodes: Iterable[exp.Expr]) -> Iterator[str]:
    for node in nodes:
        yield from node.comments or ()


def _tidy(texts: Iterable[str]) -> str:
    """Texts on one line, without the rules and boxes that people draw around them."""
    lines = (line.strip(_ADORNMENT) for text in texts for line in text.splitlines())
    said = dict.fromkeys(" ".join(line.split()) for line in lines if any(each.isalnum() for each in line))
    return " ".join(said)


def _enumerated(kind: exp.Expr | None, dialect: Dialect) -> Iterator[str]:
    """The values that a type lists."""
    if isinstance(kind, exp.DataType) and kind.this in (_TYPES.ENUM, _TYPES.SET):
        yield from (each.sql(dialect=dialect, comments=False) for each in kind.expressions)


def checked_values(declared: exp.Schema, dialect: Dialect) -> Mapping[str, Sequence[str]]:
    """The values that the CHECKs of a table and of its columns list, by the column's canonical name."""
    values = defaultdict[str, list[str]](list)
    for check in declared.find_all(exp.CheckColumnConstraint):
        condition = check.this.unnest()
        options = _options(condition)
        subject = _bare(condition.this) if options else None
        if isinstance(subject, exp.Column):
            literals = (each for each in map(_bare, options) if isinstance(each, exp.Literal))
            values[canonical(subject.this, dialect)] += (each.sql(dialect=dialect, comments=False) for each in literals)
    return values


def _options(condition: exp.Expr) -> list[exp.Expr]:
    """What is listed in `column IN (…)`, or in Postgres' `column = ANY (ARRAY[…])`."""
    if isinstance(condition, exp.In):
        return condition.expressions
    if isinstance(condition, exp.EQ) and isinstance(condition.expression, exp.Any):
        return [each for array in condition.expression.find_all(exp.Array) for each in array.expressions]
    return []


def _bare(node: exp.Expr) -> exp.Expr:
    """The expression without the casts and parentheses around it."""
    while isinstance(node, exp.Cast | exp.Paren):
        node = node.this
    return node
