"""The guard: allows one read-only statement, over tables and columns that exist, whose work is bounded.

`check` takes a text and returns a verdict:

1. `statement` parses the text (`tuneql.sql.parsing`) and looks up its names in the schema (`tuneql.sql.binding`).
2. Each rule, in the order of `RULES`, returns its reasons to refuse the statement. A rule is a module or a package with
   a function of the same name:

   | rule | denies |
   |---|---|
   | `parses` | text that is not SQL in the dialect, and SQL that only the parser accepts |
   | `one_statement` | several statements |
   | `read_only` | whatever is not on the lists of syntax, functions, types and hints that only read |
   | `known_tables` | tables that are not in the schema |
   | `known_columns` | columns that no table has, or several |
   | `bounded_work` | cross products, endless recursion, huge generators and patterns |

3. If there is no reason, the statement is written from its tree, with the dialect's own words (`words`, `positions`),
   and this text, never the given one, is in the verdict. Its functions are checked once more, because the generator may
   rename them.

The guard refuses unbounded work, but does not know what other work costs: run what it returns with a time limit.
"""

from collections.abc import Callable, Iterable
from typing import Final

from sqlglot import exp
from sqlglot.errors import SqlglotError, UnsupportedError

from tuneql.sql.guard.bounded_work import bounded_work
from tuneql.sql.guard.known_columns import known_columns
from tuneql.sql.guard.known_tables import known_tables
from tuneql.sql.guard.one_statement import one_statement
from tuneql.sql.guard.parses import parses
from tuneql.sql.guard.positions import replace_positions
from tuneql.sql.guard.read_only import read_only
from tuneql.sql.guard.read_only.calls import refusal, unlisted_calls
from tuneql.sql.guard.statement import Statement, read_statement
from tuneql.sql.guard.verdict import Denial, Verdict
from tuneql.sql.guard.words import restore_words
from tuneql.sql.parsing import forget, parse_shared, regenerate_own
from tuneql.sql.schemas.schema import Schema

Rule = Callable[[Statement], Iterable[str]]

RULES: Final[tuple[Rule, ...]] = (parses, one_statement, read_only, known_tables, known_columns, bounded_work)
RULE_NAMES: Final = tuple(rule.__name__ for rule in RULES)

__all__ = ["RULES", "RULE_NAMES", "Denial", "Rule", "Verdict", "check", "denials"]


def check(sql: str, *, schema: Schema, dialect: str) -> Verdict:
    """Judge a statement; no text makes it raise.

    Args:
        sql: any text, for instance a model's answer.
        schema: of the tables that it may read.
        dialect: a name of `tuneql.sql.dialects`.

    Raises:
        InvalidInput: the dialect is unknown.

    Example:
        >>> from tuneql.sql.schemas.schema import parse_schema
        >>> schema = parse_schema("CREATE TABLE ships (name TEXT)", "sqlite")
        >>> check("SELECT nam FROM ships; -- done", schema=schema, dialect="sqlite").denials[0].detail
        'column nam does not exist; did you mean name?'
    """
    try:
        statement = read_statement(sql, schema=schema, dialect=dialect)
        denials = _denials(statement)
        return _denied(denials) if denials else _allowed(statement)
    except _UNWALKABLE as error:
        return _denied([_guessed(error)])


def denials(sql: str, *, schema: Schema, dialect: str) -> tuple[Denial, ...]:
    """The reasons to refuse a text, for callers that then use the text itself and its shared trees."""
    try:
        return tuple(_denials(read_statement(sql, schema=schema, dialect=dialect, reads=parse_shared)))
    except _UNWALKABLE as error:
        return (_guessed(error),)


# If a tree cannot be walked or written back, the parser guessed parts of it, or it has numbers too large to compute.
_UNWALKABLE: Final = (
    RecursionError, SqlglotError, ValueError, TypeError, LookupError, AttributeError, AssertionError, ArithmeticError,
)  # fmt: skip


def _guessed(error: Exception) -> Denial:
    if isinstance(error, RecursionError):
        return Denial(rule="parses", detail="the statement is nested too deep")
    if isinstance(error, UnsupportedError):
        return Denial(rule="parses", detail=str(error))
    detail = f"the statement cannot be checked ({type(error).__name__}); write it more simply"
    return Denial(rule="parses", detail=detail)


def _denials(statement: Statement) -> list[Denial]:
    return [Denial(rule=rule.__name__, detail=detail) for rule in RULES for detail in dict.fromkeys(rule(statement))]


def _denied(denials: list[Denial]) -> Verdict:
    failed = {denial.rule for denial in denials}
    checks = {name: name not in failed and "parses" not in failed for name in RULE_NAMES}
    return Verdict(denials=tuple(denials), sql=None, checks=checks)


def _allowed(statement: Statement) -> Verdict:
    """The verdict on a statement without denials: write its tree, and check the functions of the written text, too."""
    forget(statement.sql, statement.dialect)
    for text in statement.bindings[0].texts:
        text.replace(exp.Literal.string(text.name))
    for star, columns in statement.bindings[0].lists:
        star.replace(columns)
    nodes = statement.nodes[0]
    tree = restore_words(nodes, statement.dialect_class)
    replace_positions(nodes, statement.dialect_class)
    sql = regenerate_own(tree, statement.dialect, nodes)
    calls = [call for call in unlisted_calls(sql, statement.dialect, nodes=nodes) if call not in statement.searched]
    if calls:
        return _denied([Denial(rule=read_only.__name__, detail=refusal(call, statement.dialect)) for call in calls])
    return Verdict(denials=(), sql=sql, checks=dict.fromkeys(RULE_NAMES, True))
