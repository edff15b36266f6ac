"""One branch of a recursive common table expression: what it reads from the previous row, and what it makes of it."""

from functools import cached_property

from sqlglot import exp

from tuneql.sql.walking import nodes_of


class Branch:
    """One branch of a common table expression that reads the expression itself."""

    def __init__(self, cte: exp.CTE, branch: exp.Expr) -> None:
        self.cte, self.branch = cte, branch
        self.selects = [node for node in nodes_of(branch) if isinstance(node, exp.Select) and self.reads_it(node)]

    def reads_it(self, query: exp.Expr) -> bool:
        """Whether a query reads the expression."""
        name = self.cte.alias.lower()
        return any(isinstance(node, exp.Table) and node.name.lower() == name for node in nodes_of(query))

    @cached_property
    def names(self) -> list[str]:
        """The columns of the expression, in lower case."""
        alias = self.cte.args.get("alias")
        given = [each.name.lower() for each in alias.columns] if isinstance(alias, exp.TableAlias) else []
        head = self.cte.this
        while isinstance(head, exp.SetOperation | exp.Subquery):
            head = head.this
        outputs = [each.alias_or_name.lower() for each in head.expressions] if isinstance(head, exp.Select) else []
        return given + outputs[len(given) :]

    @cached_property
    def start(self) -> dict[str, exp.Expr]:
        """What each column begins with."""
        head = self.cte.this
        while isinstance(head, exp.SetOperation | exp.Subquery):
            head = head.this
        row = head.expressions[0] if isinstance(head, exp.Values) and head.expressions else head
        return dict(zip(self.names, (_bare(each) for each in row.expressions), strict=False))

    @cached_property
    def sources(self) -> dict[str, exp.Expr]:
        """What the branch reads, by the name that it has there."""
        found: dict[str, exp.Expr] = {}
        for select in self.selects:
            first = select.args.get("from_")
            items = [first.this] if isinstance(first, exp.From) else []
            items += [join.this for join in select.args.get("joins") or ()]
            items += select.args.get("laterals") or []
            found |= {each.alias_or_name.lower(): each for each in items}
        return found

    def is_own(self, column: exp.Column) -> bool:
        """Whether a column is one of the row before."""
        source = self.sources.get(column.table.lower())
        if column.table:
            return source is not None and self.reads_it(source)
        return column.name.lower() in self.names

    def own_in(self, node: exp.Expr) -> list[exp.Column]:
        """The columns of the row before in an expression."""
        return [each for each in nodes_of(node) if isinstance(each, exp.Column) and self.is_own(each)]

    def is_idle(self, condition: exp.Expr) -> bool:
        """Whether a condition keeps no row back, as that of a LEFT JOIN of whose table WHERE asks nothing.

        `FROM r LEFT JOIN t ON t.id = r.up` has a row for each of r; with `WHERE t.id IS NOT NULL` it has not.
        """
        join = condition.find_ancestor(exp.Join, exp.Where, exp.Select)
        if not isinstance(join, exp.Join) or join.side not in {"LEFT", "FULL"} or self.reads_it(join.this):
            return False
        where = join.parent.args.get("where") if join.parent else None
        asked = [each.table.lower() for each in nodes_of(where) if isinstance(each, exp.Column)] if where else []
        return join.this.alias_or_name.lower() not in asked

    @cached_property
    def outputs(self) -> dict[str, exp.Expr]:
        """What each column becomes."""
        select = self.branch if isinstance(self.branch, exp.Select) else None
        return dict(zip(self.names, (_bare(each) for each in select.expressions), strict=False)) if select else {}

    def is_of_table(self, name: str, column: exp.Expr) -> bool:
        """Whether a column becomes that of a table: where it has to be the same before, it never changes."""
        output = self.outputs.get(name)
        if not isinstance(output, exp.Column) or not isinstance(column, exp.Column):
            return False
        same_table = not output.table or not column.table or output.table.lower() == column.table.lower()
        return same_table and output.name.lower() == column.name.lower()


def _bare(output: exp.Expr) -> exp.Expr:
    return output.this if isinstance(output, exp.Alias) else output
