"""The names in expressions: columns, windows, fields, and names in texts."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.arrows import columns_before_arrow, is_lambda
from tuneql.sql.binding.dots import problems_with_dot
from tuneql.sql.binding.elements import fields_lacking
from tuneql.sql.binding.fields_called import functions_as_fields
from tuneql.sql.binding.named_in_text import FIELDS_IN_TEXT, unknown_fields, unmatched_columns
from tuneql.sql.binding.not_columns import HOLDERS, names_in_star, not_columns
from tuneql.sql.binding.output_names import is_alone, is_grouped_by, names_field_of_output, names_one_output
from tuneql.sql.binding.quoted_texts import is_surely_text, is_text, may_be_text
from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.binding.resolution import problem_with
from tuneql.sql.binding.selected import Selected
from tuneql.sql.binding.widths import has_many_columns, problem_with_width, selects_row
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.walking import Family, nodes_above, nodes_of

# Dialects in which WHERE, or a later output of the same SELECT, may use the alias of an output.
_ALIASES_EVERYWHERE = ("sqlite", "snowflake", "redshift", "duckdb", "hive", "clickhouse")

# Dialects in which the alias of an output may be a whole key of ORDER BY, but not a part of one, nor in HAVING.
_ONLY_WHOLE_ALIASES = ("postgres", "tsql")

QUERIES: Final = (exp.Select, exp.SetOperation, exp.Subquery)
"""What `nodes_above` stops at: a query binds its own names."""

# Whether a key that is no column is an output, or a part of one.
_OF_OUTPUTS: Final = (names_one_output, names_field_of_output)

# The nodes that name a field of a value.
_OF_FIELDS: Final = (exp.Dot, *FIELDS_IN_TEXT)

# The types of nodes in expressions that need a look; most do not.
_with_names: Final = Family((*QUERIES, exp.Column, exp.Window, exp.Lambda, exp.Columns, *_OF_FIELDS, *HOLDERS))


def _is_plain_column(node: exp.Expr) -> bool:
    """Whether an expression is just a column, as most outputs are; below it, there is nothing to look up."""
    return node.__class__ is exp.Column and node.this.__class__ is exp.Identifier


class Expressions(Selected):
    """Binds the expressions of a clause; their subqueries are left to `query`."""

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.sees_aliases = descends_from(dialect, *_ALIASES_EVERYWHERE)

    def expressions(self, nodes: Iterable[exp.Expr], frame: Frame, *, aliases_first: bool = False) -> None:
        """Bind the columns and the subqueries of expressions.

        Args:
            nodes: the expressions.
            frame: in which their names are looked up.
            aliases_first: whether the alias of an output wins over a column of the same name, as in ORDER BY.
        """
        paths = []
        for node in nodes:
            for each in [node] if _is_plain_column(node) else nodes_above(node, QUERIES):
                if not _with_names[each.__class__]:
                    continue
                if isinstance(each, exp.Column):
                    if id(each) not in self.reached:
                        self.reached.add(id(each))
                        self.column(each, frame, aliases_first=aliases_first)
                elif isinstance(each, QUERIES):
                    self.value_of(each, frame)
                elif isinstance(each, _OF_FIELDS):
                    paths.append(each)
                else:
                    self.other_names(each, frame)
        for each in paths:  # the owner of a field may be a subquery
            if isinstance(each, exp.Dot):
                self.dot(each, frame)
            else:
                self.part(each, frame)

    def value_of(self, query: exp.Expr, frame: Frame) -> None:
        """Bind a subquery, and keep its columns with the frame, for the fields of its value."""
        columns = frame.results[id(query)] = self.query(query, frame.ctes, self.seen_within(frame))
        self.check_width(query, columns)

    def check_width(self, query: exp.Expr, columns: Columns | None) -> None:
        """Deny a subquery in an expression whose number of columns is wrong: `a IN (SELECT b, c FROM t)`."""
        may_be_row = len(columns or ()) == 1 and descends_from(self.dialect, "bigquery")  # a STRUCT of several values
        is_row = may_be_row or (self.is_duckdb and selects_row(query))
        problem = problem_with_width(query, len(columns)) if columns and not is_row else None
        if problem is not None and not any(map(has_many_columns, nodes_of(query))):
            self.binding.unknown_columns.append(problem)

    def other_names(self, node: exp.Expr, frame: Frame) -> None:
        """Look up names in an expression that are not columns: windows, lambdas, fields, and names in texts."""
        if isinstance(node, exp.Lambda):
            self.arrow(node, frame)
        elif isinstance(node, exp.Window):
            self.window(node, frame)
        elif isinstance(node, exp.Columns):
            self.in_text(node, frame)
        else:
            self.reached.update(map(id, not_columns(node, self.dialect)))
            if isinstance(node, exp.Star):
                self.star(node, frame)
            elif isinstance(node, exp.Comprehension):
                self.binding.unknown_columns.extend(fields_lacking(node, frame, self.dialect))

    def star(self, star: exp.Star, frame: Frame) -> None:
        """Look up the tables in `* EXCEPT (t.a)`, and all names if the star is an argument: `COLUMNS(* EXCEPT (a))`."""
        for each in names_in_star(star):
            if isinstance(each, exp.Column) and each.args.get("table"):
                self.column(each, frame, aliases_first=False)
        whole = star.parent if isinstance(star.parent, exp.Column) else star
        if isinstance(whole.parent, exp.Binary) and not isinstance(whole.parent, exp.Dot):
            self.note_pattern(whole)
        if isinstance(whole.parent, exp.Func) and not frame.is_open:
            self.changed(whole, self.starred(whole, frame), frame)

    def dot(self, node: exp.Dot, frame: Frame) -> None:
        """Look up the name after a value and a dot: `(row).name`."""
        self.reached.add(id(node))
        problems = [*problems_with_dot(node, frame, self.dialect)]
        self.binding.unknown_columns.extend(problems or functions_as_fields(node, frame, self.schema, self.dialect))

    def part(self, node: exp.Expr, frame: Frame) -> None:
        """Look up a field that is found by a text: `(value)['field']`, Snowflake's `a:field`."""
        self.binding.unknown_columns.extend(unknown_fields(node, frame, self.dialect))

    def in_text(self, node: exp.Columns, frame: Frame) -> None:
        """Look up the columns that DuckDB finds by a text: `COLUMNS('^a')`."""
        if not self.is_duckdb:
            return
        if not node.args.get("unpack"):
            self.note_pattern(node)
        if not frame.is_open:
            columns = self.starred(exp.Star(), frame)
            self.binding.unknown_columns.extend(unmatched_columns(node, columns, self.dialect))

    def arrow(self, node: exp.Lambda, frame: Frame) -> None:
        """Look up the columns before an arrow, which the parser reads as the variables of a lambda, if it is none."""
        if not is_lambda(node, self.dialect):
            for each in columns_before_arrow(node):
                self.column(each, frame, aliases_first=False)

    def window(self, node: exp.Window, frame: Frame) -> None:
        """Look up the name of a window: `OVER w`."""
        name = node.args.get("alias")
        if isinstance(name, exp.Identifier) and canonical(name, self.dialect) not in frame.windows:
            self.binding.unknown_columns.append(f"window {name.name} is not defined in the WINDOW clause; add it there")

    def seen_within(self, frame: Frame) -> Frame:
        """What a subquery sees of a frame: no aliases of outputs, where these may only be whole keys."""
        hides = not self.sees_aliases and descends_from(self.dialect, *_ONLY_WHOLE_ALIASES)
        return replace(frame, aliases=frozenset()) if frame.aliases and hides else frame

    def may_be_alias(self, node: exp.Column) -> bool:
        """Whether a column in ORDER BY, GROUP BY or HAVING may be the alias of an output."""
        if self.is_duckdb:
            return is_alone(node) or not is_grouped_by(node)
        return self.sees_aliases or not descends_from(self.dialect, *_ONLY_WHOLE_ALIASES) or is_alone(node)

    def column(self, node: exp.Column, frame: Frame, *, aliases_first: bool) -> None:
        """Look up one column; what is not found is noted as unknown, or as a text of SQLite."""
        if aliases_first and frame.aliases and not self.may_be_alias(node):
            frame = replace(frame, aliases=frozenset())
        problem = problem_with(node, frame, self.dialect, aliases_first=aliases_first)
        if problem is None:
            return
        if aliases_first and any(is_output(node, frame, self.dialect) for is_output in _OF_OUTPUTS):
            return
        if is_text(node, self.dialect) or (may_be_text(node, self.dialect) and is_surely_text(node)):
            self.binding.texts.append(node)
        else:
            self.binding.unknown_columns.append(problem())
