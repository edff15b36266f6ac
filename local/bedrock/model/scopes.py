"""The scopes of names: the tables of each query in a statement, and of the queries around it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from local.bedrock.model.clauses import SET_OPERATIONS
from local.bedrock.model.ddl import Table
from local.bedrock.model.sql_tokens import Token


@dataclass
class Occurrence:
    """A table where a query names it.

    Attributes:
        variable: the name of its slot.
        names: the qualifiers that mean it.
    """

    variable: str
    table: Table
    alias: str
    names: frozenset[str]


@dataclass
class Scope:
    """A query's tables, and the query around it."""

    parent: "Scope | None"
    tables: list[Occurrence] = field(default_factory=list)

    def named(self, name: str) -> Occurrence | None:
        """The occurrence that a qualifier names, here or outside."""
        found = next((each for each in self.tables if name in each.names), None)
        return found or (self.parent.named(name) if self.parent else None)

    def having(self, column: str) -> Occurrence | None:
        """The occurrence that has a column, here or outside."""
        found = next((each for each in self.tables if each.table.column(column)), None)
        return found or (self.parent.having(column) if self.parent else None)

    def reach(self) -> list[Occurrence]:
        """All occurrences, here and then outside."""
        return [*self.tables, *(self.parent.reach() if self.parent else ())]


def scopes_of(tokens: Sequence[Token]) -> list[Scope]:
    """The query of each token, without tables yet."""
    scope, stack, found = Scope(None), list[Scope](), []
    for at, token in enumerate(tokens):
        if token.text == "(":
            stack.append(scope)
            after = tokens[at + 1].text.upper() if at + 1 < len(tokens) else ""
            scope = Scope(scope) if after in ("SELECT", "WITH") else scope
        elif token.text == ")" and stack:
            scope = stack.pop()
        elif token.text.upper() in SET_OPERATIONS:
            scope = Scope(scope.parent)
        found.append(scope)
    return found
