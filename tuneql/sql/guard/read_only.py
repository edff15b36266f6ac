"""The statement reads, and does nothing else."""

from collections.abc import Iterable, Iterator

import sqlglot
from sqlglot import exp
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import declared_functions, descends_from
from tuneql.sql.guard.functions import engine_functions
from tuneql.sql.guard.statement import Statement
from tuneql.sql.guard.table_hints import locking_hints
from tuneql.sql.guard.vocabulary import READ_ONLY_NODES
from tuneql.sql.names import close_matches
from tuneql.sql.walking import nodes_of


def read_only(statement: Statement) -> Iterator[str]:
    """Denies every node that is not on the list of those that only read, anywhere in the tree.

    A list of what is allowed stays right when the parser learns new syntax; a list of what is forbidden does not.
    Functions that the parser does not know are allowed by name: those of `engine_functions`, and those that the
    dialect class declares. Node types that a custom dialect defines are its own business, unless they write.
    """
    dialect = statement.dialect_class
    for tree in statement.trees:
        if not isinstance(tree, exp.Query | exp.Values | exp.Pivot):
            yield f"{_name(tree)} is not a query"
        nodes = nodes_of(tree)
        seen = {type(node): node for node in nodes}
        yield from (_refusal(node) for kind, node in seen.items() if not _may_stand(kind, dialect))
        yield from _unknown_functions(nodes, statement)
        yield from locking_hints(nodes)
    yield from _executable_comments(statement)


def _may_stand(kind: type[exp.Expr], dialect: type[sqlglot.Dialect]) -> bool:
    if kind in READ_ONLY_NODES:
        return True
    own = {each.__module__ for each in dialect.__mro__ if not each.__module__.startswith(("sqlglot.", "builtins"))}
    return kind.__module__ in own and not issubclass(kind, exp.DML | exp.DDL | exp.Command)


def _refusal(node: exp.Expr) -> str:
    if isinstance(node, exp.Func):
        return f"function {_name(node)} is not on the list of functions that only read"
    return f"{_name(node)} is not on the list of what a query may hold"


def _name(node: exp.Expr) -> str:
    if isinstance(node, exp.Command):
        return node.name.upper()
    return node.sql_name() if isinstance(node, exp.Func) else type(node).__name__.upper()


def _unknown_functions(nodes: Iterable[exp.Expr], statement: Statement) -> Iterator[str]:
    declared = declared_functions(statement.dialect)
    known = engine_functions(statement.dialect_class) | declared
    for node in nodes:
        if not isinstance(node, exp.Anonymous) or isinstance(node.parent, exp.WithTableHint):
            continue
        # A quoted name can spell a function in ways that only the engine reads.
        if isinstance(node.this, exp.Identifier) or node.name.lower() not in known:
            hint = close_matches(node.name, declared)
            yield f"function {node.name} is not on the list of functions that only read{hint}"


def _executable_comments(statement: Statement) -> Iterator[str]:
    # MySQL runs what stands in `/*!50000 ... */`; to the parser it is a comment.
    if not descends_from(statement.dialect_class, "mysql") or "/*" not in statement.sql:
        return
    try:
        tokens = statement.dialect_class().tokenize(statement.sql)
    except SqlglotError:
        return
    if any(comment.startswith(("!", "M!")) for token in tokens for comment in token.comments):
        yield "it has a comment that MySQL executes"
