"""WITH: which relations its expressions can read, and the columns of each."""

from collections import Counter
from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.relations import ITSELF, Columns, Ctes, Frame, add_columns
from tuneql.sql.binding.sources import Sources
from tuneql.sql.dialects import descends_from
from tuneql.sql.names import canonical
from tuneql.sql.parsing.rewording.queries.searches import keys_of_search
from tuneql.sql.schemas.schema import Schema

RECURSIVE_WITHOUT_KEYWORD: Final = ("sqlite", "tsql", "oracle", "snowflake")
"""Dialects in which a CTE may refer to itself without the word RECURSIVE."""

# Dialects in which a CTE cannot read a table with the same name.
_NEVER_A_TABLE = ("sqlite", "tsql")

# Dialects in which a CTE that is no UNION reads a table with its name, though the clause is recursive.
_TABLE_INSTEAD = ("duckdb", "snowflake")

# Dialects in which a CTE may read later ones if the clause is recursive; in SQLite it always may.
_SEES_LATER = ("postgres",)


class CommonExpressions(Sources):
    """The layer of the walk that reads WITH.

    Attributes:
        heads: recursive expressions whose columns only their first query tells, by its id, each with the expressions
            among which its columns are to be noted.
    """

    def __init__(self, schema: Schema, dialect: type[sqlglot.Dialect]) -> None:
        super().__init__(schema, dialect)
        self.heads: dict[int, tuple[exp.Expr, dict[str, Columns | None]]] = {}

    def with_clause(self, node: exp.Expr, ctes: Ctes, outer: Frame | None) -> Ctes:
        """The common table expressions that a query may read: its own, and those of outer queries."""
        clause = node.args.get("with_")
        if not isinstance(clause, exp.With):
            return ctes
        seen = dict(ctes)
        if self.sees_later(clause):
            later = clause.expressions[1:]
            seen.update((canonical(each.args["alias"].this, self.dialect), self.declared(each)) for each in later)
        self.deny_twin_expressions(clause)
        for cte in clause.expressions:
            name = canonical(cte.args["alias"].this, self.dialect)
            within = self.within_itself(name, cte, clause)
            seen.update(within)
            if within.get(name, ITSELF) is None and isinstance(cte.this, exp.SetOperation):
                self.heads[id(_head(cte.this))] = (cte, seen)
            seen[name] = columns = self.renamed(self.query(cte.this, seen, outer), cte)
            self.deny_unknown_keys(cte, columns)
            self.deny_twin_columns(columns)
            if cte is clause.expressions[-1] and columns is not None and (more := self.searched(clause, columns)):
                seen[name] = {**columns, **more}
        return seen

    def note_head(self, head: exp.Expr, columns: Columns | None) -> None:
        """Note the columns of the first query of a recursive expression as those of the expression.

        Its other queries need them, and if it has a star, they are known only after it was bound.

        Args:
            head: a query, which may be such a first query.
            columns: its outputs; None if they are not known.
        """
        if columns is not None and (found := self.heads.pop(id(head), None)) is not None:
            cte, seen = found
            seen[canonical(cte.args["alias"].this, self.dialect)] = known = self.renamed(columns, cte)
            self.binding.starred[id(cte)] = list((known or {}).values())

    def within_itself(self, name: str, cte: exp.Expr, clause: exp.With) -> Ctes:
        """What the name of an expression means within itself; empty if it means the same as outside."""
        is_compound = isinstance(cte.this.unnest(), exp.SetOperation)
        is_recursive = clause.recursive or (is_compound and descends_from(self.dialect, *RECURSIVE_WITHOUT_KEYWORD))
        if not is_compound and (is_recursive or descends_from(self.dialect, *_NEVER_A_TABLE)):
            return {} if descends_from(self.dialect, *_TABLE_INSTEAD) else {name: ITSELF}
        return {name: self.declared(cte)} if is_recursive else {}

    def deny_unknown_keys(self, cte: exp.Expr, columns: Columns | None) -> None:
        """Deny keys of DuckDB's USING KEY that are not columns of the expression."""
        for key in cte.args.get("key_expressions") or ():
            if columns is not None and canonical(key, self.dialect) not in columns:
                why = f"column {key.name} in USING KEY is not a column of {cte.alias}"
                self.binding.unknown_columns.append(why)

    def deny_twin_expressions(self, clause: exp.With) -> None:
        """Deny two expressions with the same name."""
        if len(clause.expressions) > 1:
            names = Counter(canonical(each.args["alias"].this, self.dialect) for each in clause.expressions)
            twice = (name for name, count in names.items() if count > 1)
            self.binding.unknown_tables.extend(f"two expressions of WITH have the name {name}" for name in twice)

    def sees_later(self, clause: exp.With) -> bool:
        """Whether expressions may read later ones, and there are any."""
        if len(clause.expressions) == 1:
            return False
        return self.is_sqlite or (bool(clause.recursive) and descends_from(self.dialect, *_SEES_LATER))

    def searched(self, clause: exp.With, columns: Columns) -> Columns:
        """The columns that SEARCH and CYCLE add to the recursive expression before them, whose columns they name."""
        parts = [part for key in ("search", "cycle") if (part := clause.args.get(key)) is not None]
        for name in (key for part in parts for key in keys_of_search(part)):
            if canonical(name, self.dialect) not in columns:
                self.binding.unknown_columns.append(f"column {name.name} is not one of the recursive expression")
        added = (part.args.get(key) for part in parts for key in ("expression", "using"))
        return {canonical(each, self.dialect): each.name for each in added if isinstance(each, exp.Identifier)}

    def declared(self, cte: exp.Expr) -> Columns | None:
        """The columns of a recursive expression within itself, by its alias and its first query; None if not known."""
        outputs = cte.this.selects if isinstance(cte.this, exp.Query) else []
        if not outputs or any(each.is_star for each in outputs):
            return None
        columns: dict[str, str] = {}
        add_columns(columns, (self.output(each, place) for place, each in enumerate(outputs)))
        return self.renamed(columns, cte)


def _head(query: exp.Expr) -> exp.Expr:
    """The first query of a set operation, with its parentheses, if it has any."""
    while isinstance(query, exp.SetOperation):
        query = query.this
    return query
