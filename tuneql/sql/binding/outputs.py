"""The columns that a SELECT outputs, with what tells their types, which `value_types` finds."""

from collections.abc import Mapping

from sqlglot import exp

from tuneql.sql.binding.relations import Frame


class Outputs(dict[str, str]):
    """Columns as in `tuneql.sql.binding.relations`, with their expressions, and the frame of these."""

    def __init__(self, expressions: list[exp.Expr], frame: Frame) -> None:
        super().__init__()
        self.expressions, self.frame = expressions, frame


class Fields(dict[str, str]):
    """The fields of the value of `SELECT AS VALUE`, which are its columns, with their types by canonical names."""

    def __init__(self, columns: Mapping[str, str], types: Mapping[str, str]) -> None:
        super().__init__(columns)
        self.types = types
