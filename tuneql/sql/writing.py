"""Recognises statements that do more than read."""

from sqlglot import exp

from tuneql.sql.parsing import Unparsable, parse_shared
from tuneql.sql.walking import nodes_of

_WRITES = (exp.DML, exp.DDL, exp.Command, exp.Into, exp.Lock)


def writes(sql: str, dialect: str) -> bool:
    """Whether a text has a statement that is not a query, or a query that would write or lock.

    The guard's rule `read_only` refuses more: also every unknown function, which a model may just have made up. Text
    that does not parse writes nothing.

    Example:
        >>> writes("SELECT 1; DROP TABLE ships", "sqlite"), writes("SELECT MADE_UP(1)", "sqlite")
        (True, False)
    """
    try:
        trees = parse_shared(sql, dialect)
    except Unparsable:
        return False
    return any(not isinstance(tree, exp.Query) or _holds_write(tree) for tree in trees)


def _holds_write(tree: exp.Expr) -> bool:
    return any(isinstance(node, _WRITES) and not isinstance(node, exp.Query) for node in nodes_of(tree))
