"""The columns that a SELECT outputs, including the names of those without an alias."""

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.common_expressions import CommonExpressions
from tuneql.sql.binding.outputs import Outputs
from tuneql.sql.binding.relations import Columns, Frame, add_columns
from tuneql.sql.binding.unsaid_names import unsaid_name
from tuneql.sql.binding.value_types import fields_in, type_of_value
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.schemas.schema import Schema

# Dialects that name an output after the function or the column that it is, where it is given no name.
_NAMES_UNSAID = ("postgres",)

# Dialects whose stars rename no columns; what stands for BigQuery's `|> RENAME` does.
_WITHOUT_RENAMING = ("bigquery",)


class Selected(CommonExpressions):
    """The walk's look at outputs."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.names_unsaid = descends_from(dialect, *_NAMES_UNSAID)

    def unsaid_aliases(self, node: exp.Select) -> frozenset[str]:
        """The names that outputs have without being given them, for `ORDER BY count`."""
        if not self.names_unsaid or not (node.args.get("order") or node.args.get("group")):
            return frozenset()
        names = (unsaid_name(each) for each in node.expressions if not isinstance(each, exp.Alias | exp.Column))
        return frozenset(canonical(name, self.dialect) for name in names if name is not None)

    def aliases_in_stars(self, node: exp.Select) -> frozenset[str]:
        """The names that `* RENAME (a AS b)` gives, for `ORDER BY b`."""
        stars = (each.this if isinstance(each, exp.Column) else each for each in node.expressions if each.is_star)
        renamed = [each for star in stars for each in self.renamed_in(star).values()]
        return frozenset(self.output(each, 0)[0] for each in renamed)

    def outputs(self, expressions: list[exp.Expr], frame: Frame) -> Columns | None:
        """The columns that a SELECT puts out; None if a star stands for columns that cannot be known."""
        columns = Outputs(expressions, frame)
        for place, node in enumerate(expressions):
            if self.is_duckdb and isinstance(node, exp.Explode):
                if (fields := self.spread(node, frame)) is None:
                    return None
                add_columns(columns, fields.items())
            elif not node.is_star:
                key, name = self.output(node, place)
                columns[f"\0{place}" if key in columns else key] = name  # as `add_columns` does, for one
            elif frame.is_open or (starred := self.meant_by(node, frame)) is None:
                return None
            else:
                add_columns(columns, self.changed(node, starred).items())
                self.list_renamed(node, starred, frame)
        return columns

    def spread(self, node: exp.Explode, frame: Frame) -> Columns | None:
        """The fields of a structure, each of which DuckDB's UNNEST makes a column; None if they cannot be known."""
        kind = type_of_value(node.this, frame, self.dialect)
        if not kind or node.expressions:  # `recursive := true` spreads what is within, too
            return None
        return {name.lower(): name for name in fields_in(kind, self.dialect)} or {f"\0{id(node)}": ""}

    def meant_by(self, star: exp.Expr, frame: Frame) -> Columns | None:
        """What a star stands for: the columns of relations, or the fields of a column; None if these are not known."""
        if not isinstance(star, exp.Column) or frame.named(canonical(star.args["table"], self.dialect)) is not None:
            return self.starred(star, frame)
        names = [each.copy() for each in star.parts[-2::-1]]
        column = exp.Column(**dict(zip(("this", "table", "db"), names, strict=False)))
        fields = fields_in(type_of_value(column, frame, self.dialect), self.dialect)
        return {canonical(exp.to_identifier(name), self.dialect): name for name in fields} or None

    def changed(self, node: exp.Expr, columns: Columns) -> Columns:
        """What is left of the columns of `* EXCEPT (a) REPLACE (1 AS b) RENAME (c AS d)`; looks up the names in it."""
        star = node.this if isinstance(node, exp.Column) else node
        excepted = [each.this if isinstance(each, exp.Column) else each for each in star.args.get("except_") or ()]
        replaced = [each.args.get("alias") for each in star.args.get("replace") or ()]
        for name in (*excepted, *replaced):
            if isinstance(name, exp.Identifier) and canonical(name, self.dialect) not in columns:
                self.binding.unknown_columns.append(f"column {name.name} is not among those of the star")
        gone = {canonical(name, self.dialect) for name in excepted if isinstance(name, exp.Identifier)}
        renamed = {key: self.output(each, 0) for key, each in self.renamed_in(star).items()}
        return dict(renamed.get(key, (key, name)) for key, name in columns.items() if key not in gone)

    def renamed_in(self, star: exp.Expr) -> dict[str, exp.Expr]:
        """What `* RENAME (a AS b)` has for columns, by the canonical names of these."""
        return {canonical(each.this.this, self.dialect): each for each in star.args.get("rename") or ()}

    def list_renamed(self, node: exp.Expr, columns: Columns, frame: Frame) -> None:
        """Notes the columns that stand for `* RENAME (a AS b)` in a dialect without such stars."""
        star = node.this if isinstance(node, exp.Column) else node
        renamed = self.renamed_in(star)
        if not renamed or not descends_from(self.dialect, *_WITHOUT_RENAMING):
            return
        others = star.args.get("except_") or star.args.get("replace") or node.args.get("table")
        if others or len(frame.merged) > 1 or any(key[:1] == "\0" for key in columns):
            self.binding.unknown_columns.append(
                "the columns beside those that are renamed are not clear; name them all"
            )
            return
        merged_first = sorted(columns, key=lambda key: key not in frame.merged)
        listed = [renamed.get(key) or exp.column(columns[key], quoted=True) for key in merged_first]
        self.binding.lists.append((node, listed))

    def output(self, node: exp.Expr, place: int) -> tuple[str, str]:
        """The canonical and the written name of an output; one without a name gets a place that no query can name."""
        name = node.args.get("alias") if isinstance(node, exp.Alias) else node.this
        if not isinstance(name, exp.Identifier):
            name = unsaid_name(node) if self.names_unsaid else None
        return (f"\0{place}", "") if name is None else (canonical(name, self.dialect), name.name)
