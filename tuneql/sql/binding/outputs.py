"""The columns that a SELECT outputs, with what tells their types, which `value_types` finds."""

from collections.abc import Mapping

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import Frame
from tuneql.sql.binding.typed_texts import fields_in
from tuneql.sql.names import canonical


class Outputs(dict[str, str]):
    """Columns as in `tuneql.sql.binding.relations`, with their expressions, and the frame of these."""

    def __init__(self, expressions: list[exp.Expr], frame: Frame) -> None:
        super().__init__()
        self.expressions, self.frame = expressions, frame


class Fields(dict[str, str]):
    """The fields of a value that are columns, as in `SELECT AS VALUE`, with their types by canonical names."""

    def __init__(self, columns: Mapping[str, str], types: Mapping[str, str]) -> None:
        super().__init__(columns)
        self.types = types


class Renamed(dict[str, str]):
    """Columns with the names of an alias such as `t(a, b)`, with the columns before, and their keys by the new ones."""

    def __init__(self, columns: Mapping[str, str], before: Mapping[str, str], keys: Mapping[str, str]) -> None:
        super().__init__(columns)
        self.before, self.keys_before = before, keys


def fields_as_columns(kind: str, dialect: type[sqlglot.Dialect]) -> Fields:
    """The fields of a type of structures, as columns; empty if it is another type, or not known."""
    types = fields_in(kind, dialect)
    keys = {name: canonical(exp.to_identifier(name, quoted=True), dialect) for name in types}
    return Fields({key: name for name, key in keys.items()}, {keys[name]: each for name, each in types.items()})
