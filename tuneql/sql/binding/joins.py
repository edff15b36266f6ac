"""The joins of FROM: what their conditions may use, and the columns that they merge, hide and pivot."""

import sys
from abc import abstractmethod
from dataclasses import replace

from sqlglot import exp

from tuneql.sql.binding.relations import Columns, Frame
from tuneql.sql.binding.tables import Tables
from tuneql.sql.clauses import clauses_of
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import as_written, canonical
from tuneql.sql.schemas.schema import Table

# Dialects in which a subquery in FROM may use earlier relations without the word LATERAL.
LATERAL_WITHOUT_KEYWORD = ("duckdb",)

# Dialects in which a comma in FROM binds less than JOIN, so that ON cannot use relations before the comma.
_COMMA_BINDS_LESS = ("postgres", "mysql", "tsql", "duckdb")

# Dialects in which PIVOT may come after the condition of a join.
_PIVOTS_JOINS = ("tsql", "snowflake", "duckdb")

# Dialects in which a column of USING hides those with its name in tables that are joined later.
_HIDES_LATER = ("duckdb",)

# Dialects in which USING takes the first of several columns with its name on the left.
_TAKES_FIRST_KEY = ("sqlite",)

# The kinds of joins whose right side only filters rows, so that its columns cannot be used after the join.
_FILTERING = frozenset({"SEMI", "ANTI"})

_CONDITIONS = ("on", "match_condition", "nearest")


class Joins(Tables):
    """The layer of the walk that reads joins."""

    @abstractmethod
    def source(self, node: exp.Expr, frame: Frame) -> None:
        """Add the relations of one item of FROM to a frame."""

    @abstractmethod
    def add(self, node: exp.Expr, columns: Columns | None, frame: Frame, table: Table | None = None) -> None:
        """Add a relation to a frame under its alias, after its pivots."""

    def parenthesised_join(self, node: exp.Expr, joined: exp.Expr, frame: Frame) -> None:
        """Add the relations of `(a JOIN b)`; an alias after it hides the names within."""
        if not node.args.get("alias"):
            self.source(joined, frame)
            return
        inner = Frame(ctes=frame.ctes, outer=frame.outer, schema=self.schema)
        self.source(joined, inner)
        columns = None if inner.is_open else self.starred(exp.Star(), inner)
        self.add(node, columns, frame)

    def joins(self, node: exp.Expr, frame: Frame, first: int = 0) -> None:
        """Add the relations of the joins of a SELECT, or of a table in parentheses, and bind their conditions.

        Args:
            node: the SELECT or the table.
            frame: where relations are added.
            first: how many relations were in the frame before these joins.
        """
        joins = node.args.get("joins")
        if not joins:
            return
        for join in joins:
            count = len(frame.relations)
            self.source(join.this, frame)
            if _is_comma(join) and descends_from(self.dialect, *_COMMA_BINDS_LESS):
                first = count
            if join.args.get("using") or join.method == "NATURAL":
                self.merge(join, frame, first, count)
            if not self.is_sqlite:
                self.expressions(clauses_of(join, _CONDITIONS), self.frame_of_joins(frame, first))
            if join.kind in _FILTERING:
                del frame.relations[count:]
            if join.args.get("pivots") and descends_from(self.dialect, *_PIVOTS_JOINS):
                self.pivoted_joins(join, frame, first)
        if self.is_sqlite:  # in which ON may use tables that are joined later
            conditions = (each for join in joins for each in clauses_of(join, _CONDITIONS))
            self.expressions(conditions, self.frame_of_joins(frame, first))

    def pivoted_joins(self, join: exp.Join, frame: Frame, first: int) -> None:
        """Replace the joined relations by the result of a PIVOT or UNPIVOT after a join: `a JOIN b ON … PIVOT (…)`."""
        inner = self.frame_of_joins(frame, first)
        columns = None if inner.is_open else self.starred(exp.Star(), inner)
        del frame.relations[first:]
        self.add(join, columns, frame)

    def frame_of_joins(self, frame: Frame, first: int) -> Frame:
        """The frame for ON: the relations of its own joins; in DuckDB, earlier ones are in an outer frame."""
        if not first:
            return frame
        is_around = descends_from(self.dialect, *LATERAL_WITHOUT_KEYWORD)
        outer = replace(frame, relations=frame.relations[:first]) if is_around else frame.outer
        return replace(frame, relations=frame.relations[first:], outer=outer)

    def merge(self, join: exp.Join, frame: Frame, first: int, count: int) -> None:
        """Merge the columns of USING or NATURAL.

        Args:
            join: the join.
            frame: with the relations of both sides.
            first: the index of the first relation on the left side.
            count: the index of the first relation on the right side.
        """
        sides = frame.relations[first:count], frame.relations[count:]
        left, right = (Frame(ctes={}, relations=each) for each in sides)
        for name in join.args.get("using") or ():
            key = canonical(name, self.dialect)
            self.deny_ambiguous_key(key, left, frame)
            frame.merged[key] = self.count_merged(key, left, right, frame)
            for side in (left, right):
                if not side.holding(key) and not side.is_open:
                    hint = side.hint(name.name, self.dialect)
                    written = as_written(name, self.dialect)
                    why = f"column {written} in USING is not on both sides of the join{hint}"
                    self.binding.unknown_columns.append(why)
        if join.method == "NATURAL":
            shared = {key for each in right.relations for key in each.columns or () if left.holding(key)}
            for key in sorted(shared):
                self.deny_ambiguous_key(key, left, frame)
            frame.merged.update((key, self.count_merged(key, left, right, frame)) for key in shared)

    def count_merged(self, key: str, left: Frame, right: Frame, frame: Frame) -> int:
        """How many relations have a column that a join merges: of those on the left one, or those merged before."""
        if descends_from(self.dialect, *_HIDES_LATER):
            return sys.maxsize
        return min(len(left.holding(key)), frame.merged.get(key, 1)) + len(right.holding(key))

    def deny_ambiguous_key(self, key: str, left: Frame, frame: Frame) -> None:
        """Deny a column of USING or NATURAL that several relations on the left have, unless a join has merged them."""
        names = [each.name for each in left.holding(key)]
        if len(names) > max(1, frame.merged.get(key, 0)) and not descends_from(self.dialect, *_TAKES_FIRST_KEY):
            why = f"column {key} of the join is ambiguous: it is in {names[0]} and in {names[-1]}; write ON"
            self.binding.unknown_columns.append(why)


def _is_comma(join: exp.Join) -> bool:
    """Whether a join is written as a comma."""
    return not any(value for key, value in join.args.items() if key != "this")
