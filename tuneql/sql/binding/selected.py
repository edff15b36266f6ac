"""The columns that a SELECT outputs, including the names of those without an alias."""

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.common_expressions import CommonExpressions
from tuneql.sql.binding.late_outputs import output_with
from tuneql.sql.binding.named_in_text import columns_like, matched_columns
from tuneql.sql.binding.not_columns import names_in_star
from tuneql.sql.binding.outputs import Outputs, fields_as_columns
from tuneql.sql.binding.relations import Columns, Frame, add_columns
from tuneql.sql.binding.resolution import row_named
from tuneql.sql.binding.stars import bare_star, value_of_star
from tuneql.sql.binding.table_functions import columns_made
from tuneql.sql.binding.typed_texts import element_of, fields_in
from tuneql.sql.binding.unsaid_names import default_name
from tuneql.sql.binding.value_types import type_of_value
from tuneql.sql.clauses import alias_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.parsing.called import NAMED_AFTER_FUNCTIONS
from tuneql.sql.schemas.schema import Schema

# More than people select: BigQuery returns at most 10,000 columns (docs.cloud.google.com/bigquery/quotas), and MySQL
# 4,096. Without a limit, a few expressions of WITH that each join the one before with itself have millions.
_MOST_COLUMNS = 10_000

# Dialects without `* RENAME (a AS b)`, which here replaces BigQuery's `|> RENAME`.
_WITHOUT_RENAMING = ("bigquery",)


class Selected(CommonExpressions):
    """The layer of the walk that computes outputs."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.has_default_names = descends_from(dialect, *NAMED_AFTER_FUNCTIONS)
        self.found_by_text: dict[int, exp.Expr] = {}

    def default_aliases(self, node: exp.Select) -> frozenset[str]:
        """The names of outputs without an alias, for `ORDER BY count`."""
        if not self.has_default_names or not (node.args.get("order") or node.args.get("group")):
            return frozenset()
        unnamed = (each for each in node.expressions if not isinstance(each, exp.Alias | exp.Column))
        names = (default_name(each, self.dialect) for each in unnamed)
        return frozenset(canonical(name, self.dialect) for name in names if name is not None)

    def aliases_in_stars(self, node: exp.Select) -> frozenset[str]:
        """The new names in `* RENAME (a AS b)`, for `ORDER BY b`."""
        stars = (each.this if isinstance(each, exp.Column) else each for each in node.expressions if each.is_star)
        renamed = [each for star in stars for each in self.renamed_in(star).values()]
        return frozenset(self.output(each, 0)[0] for each in renamed)

    def outputs(self, expressions: list[exp.Expr], frame: Frame) -> Columns | None:
        """The columns that a SELECT outputs; None if a star has columns that are not known, or there are too many."""
        columns = Outputs(expressions, frame)
        for place, node in enumerate(expressions):
            if self.is_duckdb and isinstance(node, exp.Explode):
                if (fields := self.spread(node, frame)) is None:
                    return None
                add_columns(columns, fields.items())
            elif (pattern := self.found_by_text.get(id(node))) is not None:
                if frame.is_open or isinstance(node, exp.Alias):
                    return None
                add_columns(columns, matched_columns(pattern, self.starred(exp.Star(), frame)).items())
            elif not node.is_star:
                key, name = self.output(node, place)
                columns[f"\0{place}" if key in columns else key] = name  # as `add_columns` does, for one
            elif frame.is_open or (starred := self.meant_by(node, frame)) is None:
                return None
            else:
                add_columns(columns, self.changed(node, starred, frame).items())
                self.list_renamed(node, starred, frame)
            if len(columns) > _MOST_COLUMNS:
                too_many = f"there are more than {_MOST_COLUMNS:,} columns; name the needed ones instead of a star"
                self.binding.unknown_columns.append(too_many)
                return None
        return columns

    def fields_of_value(self, node: exp.Select, frame: Frame) -> Columns:
        """The fields of BigQuery's `SELECT AS VALUE STRUCT(1 AS a)`, which are its columns; empty for other queries."""
        if node.args.get("kind") != "VALUE" or len(node.expressions) != 1:
            return {}
        value = node.expressions[0].unalias()
        return fields_as_columns(type_of_value(value, frame, self.dialect), self.dialect)

    def document(self, node: exp.Select) -> Columns:
        """The column of SQL Server's `SELECT a, b FROM t FOR JSON PATH`, which has no name; empty for other queries."""
        return {"\0document": ""} if node.args.get("for_") else {}

    def note_pattern(self, node: exp.Expr) -> None:
        """Note that an output is the columns that a pattern in it finds: DuckDB's `MIN(COLUMNS('^a'))`, `* LIKE 'a%'`.

        They have the names of those found; with an alias, names that depend on the pattern.
        """
        self.found_by_text[id(output_with(node))] = node

    def spread(self, node: exp.Explode, frame: Frame) -> Columns | None:
        """The fields of a structure, which DuckDB's UNNEST makes columns; None if they are not known."""
        kind = type_of_value(node.this, frame, self.dialect)
        if kind and node.expressions:  # `recursive := true`: also of the elements of a list, and of structures in them
            fields = fields_in(element_of(kind, self.dialect) or kind, self.dialect)
            is_nested = any("STRUCT" in each for each in fields.values())
            return {name.lower(): name for name in fields} if not is_nested and fields else None
        if not kind:
            return None
        return {name.lower(): name for name in fields_in(kind, self.dialect)} or {f"\0{id(node)}": ""}

    def meant_by(self, star: exp.Expr, frame: Frame) -> Columns | None:
        """The columns of a star: those of relations, or the fields of a value; None if they are not known."""
        if isinstance(star, exp.Dot) and self.has_default_names:
            return self.fields_of_row(star.this.unnest(), frame)
        if (value := value_of_star(star, frame, self.dialect)) is None:
            return self.starred(star, frame)
        fields = fields_as_columns(type_of_value(value, frame, self.dialect), self.dialect)
        outer = frame.find(canonical(star.args["table"], self.dialect)) if isinstance(star, exp.Column) else None
        of_outer = outer.starred if outer is not None else {}
        return fields or of_outer or None

    def fields_of_row(self, value: exp.Expr, frame: Frame) -> Columns | None:
        """The columns of Postgres's `(value).*`, where the value is a row of FROM or a function that returns rows."""
        if isinstance(value, exp.Column):
            row = row_named(value, frame, self.dialect)
            if row is not None:
                return row.starred or None
        if fields := fields_as_columns(type_of_value(value, frame, self.dialect), self.dialect):
            return fields
        names = columns_made(value, self.dialect) if isinstance(value, exp.Func) else None
        named = {canonical(exp.to_identifier(each), self.dialect): each for each in names or ()}
        return named or None

    def changed(self, node: exp.Expr, columns: Columns, frame: Frame) -> Columns:
        """The columns of `* ILIKE '%a%' EXCEPT (a) REPLACE (1 AS b) RENAME (c AS d)`; unknown names in it are noted.

        Args:
            node: the star.
            columns: without the changes.
            frame: of the SELECT.
        """
        star = bare_star(node)
        excepted, renamed = star.args.get("except_") or (), star.args.get("rename") or ()
        replaced = [each.args.get("alias") for each in star.args.get("replace") or ()]
        named = (each.this if isinstance(each, exp.Column) else each for each in names_in_star(star))
        for name in (*named, *replaced):
            if isinstance(name, exp.Identifier) and canonical(name, self.dialect) not in columns:
                self.binding.unknown_columns.append(f"column {name.name} is not one of the columns of *")
        gone = {self.key_in_star(each, columns, frame) for each in excepted}
        renamed = {self.key_in_star(each.this, columns, frame): self.output(each, 0) for each in renamed}
        left = columns_like(star.args["ilike"], columns) if star.args.get("ilike") else columns
        return dict(renamed.get(key, (key, name)) for key, name in left.items() if key not in gone)

    def key_in_star(self, named: exp.Expr, columns: Columns, frame: Frame) -> str:
        """The key of the column of a star that a name in EXCEPT or RENAME means; "" if the name means none.

        With the name of its table, it is one of several columns with the same name: the others keep the name.
        """
        key = canonical(named.this if isinstance(named, exp.Column) else named, self.dialect)
        if not isinstance(named, exp.Column) or not named.args.get("table"):
            return key
        twins = (other for other, name in columns.items() if other[:1] == "\0" and name.lower() == key.lower())
        return "" if key in frame.merged else next(twins, key)

    def renamed_in(self, star: exp.Expr) -> dict[str, exp.Expr]:
        """The items of `* RENAME (a AS b)`, by the canonical names of the columns."""
        return {canonical(each.this.this, self.dialect): each for each in star.args.get("rename") or ()}

    def list_renamed(self, node: exp.Expr, columns: Columns, frame: Frame) -> None:
        """Note the columns to write instead of `* RENAME (a AS b)` in a dialect without it."""
        star = bare_star(node)
        renamed = self.renamed_in(star)
        if not renamed or not descends_from(self.dialect, *_WITHOUT_RENAMING):
            return
        others = star.args.get("except_") or star.args.get("replace") or node.args.get("table")
        if others or len(frame.merged) > 1 or any(key[:1] == "\0" for key in columns):
            self.binding.unknown_columns.append(
                "the columns next to the renamed ones are not known; name all columns instead"
            )
            return
        merged_first = sorted(columns, key=lambda key: key not in frame.merged)
        listed = [renamed.get(key) or exp.column(columns[key], quoted=True) for key in merged_first]
        self.binding.lists.append((node, listed))

    def output(self, node: exp.Expr, place: int) -> tuple[str, str]:
        """The canonical and the written name of an output; without a name, a key that no query can name, and ""."""
        is_named = isinstance(node, exp.Alias) or not self.has_default_names
        name = (alias_of(node) or node.this) if is_named else default_name(node, self.dialect)
        return (canonical(name, self.dialect), name.name) if isinstance(name, exp.Identifier) else (f"\0{place}", "")
