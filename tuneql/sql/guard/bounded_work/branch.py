"""One branch of a recursive common table expression: what it reads of the previous row, and what it computes from it.

The previous row is one that the step before has made: in `WITH RECURSIVE r AS (SELECT 1 AS n UNION ALL SELECT n + 1
FROM r WHERE n < 9)`, the second query is a branch that computes the column n from the previous row's n.
"""

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property

from sqlglot import exp

from tuneql.sql.walking import nodes_of


def _read_in(query: exp.Expr, names: AbstractSet[str]) -> list[exp.Table]:
    """The tables of a query that have one of some names, given in lower case."""
    return [node for node in nodes_of(query) if isinstance(node, exp.Table) and node.name.lower() in names]


class Branch:
    """A query of a recursive common table expression that reads the expression itself."""

    def __init__(self, cte: exp.CTE, branch: exp.Expr, columns: Sequence[str] = ()) -> None:
        """Keep the parts of a query.

        Args:
            cte: the common table expression.
            branch: the query.
            columns: of the expression, if its first query has a star.
        """
        self.cte, self.branch, self.columns = cte, branch, columns
        self.selects = [node for node in nodes_of(branch) if isinstance(node, exp.Select) and self.reads_it(node)]

    def reads_it(self, query: exp.Expr) -> bool:
        """Whether a query reads the common table expression."""
        return bool(_read_in(query, self.readers))

    @cached_property
    def readers(self) -> frozenset[str]:
        """The names by which the branch reads it: its own, and those of expressions of WITH within that read it."""
        names = {self.cte.alias.lower()}
        for each in nodes_of(self.branch):
            if isinstance(each, exp.CTE) and _read_in(each.this, names):
                names.add(each.alias.lower())
        return frozenset(names)

    @cached_property
    def reads(self) -> int:
        """How often the branch reads it, directly or through expressions of WITH in the branch."""
        return len(_read_in(self.branch, self.readers)) - (len(self.readers) - 1)

    @cached_property
    def names(self) -> list[str]:
        """The columns of the common table expression, in lower case."""
        if self.columns:
            return [each.lower() for each in self.columns]
        alias = self.cte.args.get("alias")
        given = [each.name.lower() for each in alias.columns] if isinstance(alias, exp.TableAlias) else []
        head = self.cte.this
        while isinstance(head, exp.SetOperation | exp.Subquery):
            head = head.this
        outputs = [each.alias_or_name.lower() for each in head.expressions] if isinstance(head, exp.Select) else []
        return given + outputs[len(given) :]

    @cached_property
    def start(self) -> dict[str, exp.Expr]:
        """The value of each column in the first row."""
        head = self.cte.this
        while isinstance(head, exp.SetOperation | exp.Subquery):
            head = head.this
        row = head.expressions[0] if isinstance(head, exp.Values) and head.expressions else head
        return dict(zip(self.names, self._values(row), strict=False))

    @cached_property
    def sources(self) -> dict[str, exp.Expr]:
        """The items of FROM of the branch, by their aliases or names in lower case."""
        found: dict[str, exp.Expr] = {}
        for select in self.selects:
            first = select.args.get("from_")
            items = [first.this] if isinstance(first, exp.From) else []
            items += [join.this for join in select.args.get("joins") or ()]
            items += select.args.get("laterals") or []
            found |= {each.alias_or_name.lower(): each for each in items}
        return found

    def is_previous(self, column: exp.Column) -> bool:
        """Whether a column belongs to the previous row."""
        source = self.sources.get(column.table.lower())
        if column.table:
            return source is not None and self.reads_it(source)
        return column.name.lower() in self.names

    def previous_in(self, node: exp.Expr) -> list[exp.Column]:
        """The columns of the previous row in an expression."""
        return [each for each in nodes_of(node) if isinstance(each, exp.Column) and self.is_previous(each)]

    def keeps_all_rows(self, condition: exp.Expr) -> bool:
        """Whether a condition removes no previous row: it is of a LEFT JOIN, and WHERE does not filter that table.

        `FROM r LEFT JOIN t ON t.id = r.up` has a row for each of r, unless there is `WHERE t.id IS NOT NULL`.
        """
        join = condition.find_ancestor(exp.Join, exp.Where, exp.Select)
        if not isinstance(join, exp.Join) or join.side not in {"LEFT", "FULL"} or self.reads_it(join.this):
            return False
        where = join.parent.args.get("where") if join.parent else None
        asked = [each.table.lower() for each in nodes_of(where) if isinstance(each, exp.Column)] if where else []
        return join.this.alias_or_name.lower() not in asked

    @cached_property
    def outputs(self) -> dict[str, exp.Expr]:
        """The new value of each column, as an expression of the previous row; empty for set operations."""
        select = self.branch if isinstance(self.branch, exp.Select) else None
        values = self._values(select) if select else ()
        return dict(zip(self.names, map(self._computed, values), strict=False))

    def _computed(self, value: exp.Expr) -> exp.Expr:
        """A value; of a column of a query in FROM that reads the previous row, what that query computes.

        `n + 1` for x.n of `SELECT x.n FROM (SELECT n + 1 AS n FROM r) AS x`.
        """
        item = self._source_of(value) if isinstance(value, exp.Column) else None
        query = item.this if isinstance(item, exp.Subquery) and self.reads_it(item) else None
        outputs = query.expressions if isinstance(query, exp.Select) else ()
        found = [each.unalias() for each in outputs if each.alias_or_name.lower() == value.name.lower()]
        return found[0] if found else value

    def _source_of(self, column: exp.Column) -> exp.Expr | None:
        """The item of FROM to which a column belongs; None if it cannot be told."""
        first = self.branch.args.get("from_")
        alone = first.this if isinstance(first, exp.From) and not self.branch.args.get("joins") else None
        return self.sources.get(column.table.lower()) if column.table else alone

    def _values(self, row: exp.Expr) -> Iterator[exp.Expr]:
        """The values of a row; a star in it becomes the columns of the expression that the others leave."""
        for place, each in enumerate(row.expressions):
            if self.columns and each.is_star:
                last = len(self.names) - len(row.expressions) + place
                table = each.args.get("table")
                yield from (exp.column(name, table=table) for name in self.names[place : last + 1])
            else:
                yield each.this if isinstance(each, exp.Alias) else each

    def becomes(self, name: str, column: exp.Expr) -> bool:
        """Whether the new value of a column is a column of a table.

        If a condition demands that the old value, too, is equal to it, the column never changes.
        """
        output = self.outputs.get(name)
        if not isinstance(output, exp.Column) or not isinstance(column, exp.Column):
            return False
        same_table = not output.table or not column.table or output.table.lower() == column.table.lower()
        return same_table and output.name.lower() == column.name.lower()
