"""The columns that a SELECT outputs, with their expressions, from which `value_types` finds their types."""

from sqlglot import exp

from tuneql.sql.binding.relations import Frame


class Outputs(dict[str, str]):
    """Columns as in `tuneql.sql.binding.relations`, with their expressions, and the frame of these."""

    def __init__(self, expressions: list[exp.Expr], frame: Frame) -> None:
        super().__init__()
        self.expressions, self.frame = expressions, frame
