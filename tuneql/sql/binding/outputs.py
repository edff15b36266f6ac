"""The columns that a SELECT outputs, with the types of those that they come from."""

from sqlglot import exp

from tuneql.sql.binding.relations import Frame


class Outputs(dict[str, str]):
    """Columns as in `tuneql.sql.binding.relations`, with the expressions that they are, and what these see."""

    def __init__(self, expressions: list[exp.Expr], frame: Frame) -> None:
        super().__init__()
        self.expressions, self.frame = expressions, frame
