"""The text is one statement."""

from collections.abc import Iterator

from sqlglot import exp

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes

# T-SQL needs no semicolon between statements, so `SELECT id FROM orders SHUTDOWN` is two of them to SQL Server, but the
# parser reads an alias. These words are reserved there: none of them is a valid bare alias.
_WORDS = """
    alter backup begin break bulk checkpoint close commit continue create dbcc deallocate declare delete deny drop
    dump exec execute fetch go goto grant if insert kill load merge open print raiserror readtext reconfigure restore
    return revert revoke rollback save set setuser shutdown throw truncate update updatetext use waitfor while
    writetext
"""
_BEGIN_STATEMENTS = frozenset(_WORDS.split())


def one_statement(statement: Statement) -> Iterator[str]:
    """Denies several statements, including those that look like aliases; a trailing `;` or comment does not count."""
    if len(statement.trees) > 1:
        yield f"there are {len(statement.trees)} statements; only one is allowed"
    if descends_from(statement.dialect_class, "tsql"):
        for nodes in statement.nodes:
            yield from (
                f"{name} begins another statement in T-SQL; only one is allowed" for name in _bare_aliases(nodes)
            )


def _bare_aliases(nodes: Nodes) -> Iterator[str]:
    """The aliases without quotation marks with which a statement of T-SQL begins."""
    for node in nodes.of(exp.Alias, exp.TableAlias):
        name = node.args.get("alias") if isinstance(node, exp.Alias) else node.this
        if isinstance(name, exp.Identifier) and not name.args.get("quoted") and name.name.lower() in _BEGIN_STATEMENTS:
            yield name.name
