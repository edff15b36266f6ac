"""Text that the parser makes something of, and that no engine of the dialect would read."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError
from sqlglot.tokenizer_core import Token, TokenType

from tuneql.sql.dialects import descends_from
from tuneql.sql.guard.statement import Statement

# Reserved in every dialect: none of them is a table's alias, but what is left of a clause.
_LISTED: Final = """
    group order having where from select union join on using case when then else null in and or not as between distinct
"""
_RESERVED: Final = frozenset(_LISTED.split())
_WITHOUT_BRACES: Final = ("postgres", "mysql", "tsql", "bigquery", "sqlite")


def misread(statement: Statement) -> Iterator[str]:
    """What the parser reads more into than is there: halves of statements, and the marks of templates."""
    for nodes in statement.nodes:
        for node in nodes:
            if isinstance(node, exp.TableAlias) and _is_reserved(node.this):
                yield f"there is nothing after {node.name.upper()}"
            elif isinstance(node, exp.Select) and not node.expressions and _needs_outputs(node, statement):
                yield "a SELECT names nothing to select"
            elif isinstance(node, exp.Dot) and isinstance(node.this, exp.Literal) and not node.this.is_string:
                yield f"the number {node.this.name} has no parts"
    if "\0" in statement.sql:
        yield "it has a NUL character, where engines stop reading"
    if "{" in statement.sql and _has_template(statement):
        yield "it has a brace that the dialect has no use for"


def _is_reserved(name: object) -> bool:
    return isinstance(name, exp.Identifier) and not name.args.get("quoted") and name.name.lower() in _RESERVED


def _needs_outputs(select: exp.Select, statement: Statement) -> bool:
    """Postgres alone selects nothing from something, as in EXISTS (SELECT FROM t)."""
    return not (select.args.get("from_") and descends_from(statement.dialect_class, "postgres"))


def _has_template(statement: Statement) -> bool:
    try:
        tokens = statement.dialect_class().tokenize(statement.sql)
    except SqlglotError:
        return True
    known = _own_braces(statement)
    return any(
        each.token_type is TokenType.L_BRACE and (not known or _opens_two(tokens, at)) for at, each in enumerate(tokens)
    )


def _own_braces(statement: Statement) -> bool:
    dialect = statement.dialect_class
    return not descends_from(dialect, *_WITHOUT_BRACES) or not dialect.__module__.startswith("sqlglot.")


def _opens_two(tokens: list[Token], at: int) -> bool:
    return tokens[at + 1 : at + 2] != [] and tokens[at + 1].token_type is TokenType.L_BRACE
