"""The SQL that Kestrel Ferries speaks, and the pattern for a custom dialect.

To register a dialect, put one file `dialects/<name>.py` beside this one, with one subclass of `sqlglot.Dialect` in
it. Its name is then good everywhere that tuneql takes a dialect: `--dialect <name>`, `"dialect": "<name>"` in a corpus,
the `dialect` of a request. The file has three parts:

1. **Functions.** A class of `exp.Func` for each function that no other dialect has, with its arguments in order.
2. **What they mean.** Python functions that `SQLITE_FUNCTIONS` names below, so that queries can be run, and answers
   compared, on a plain SQLite file. Leave this out if the dialect has no functions of its own.
   A function that the database alone has is declared by its name, with its schema if queries write one, in a tuple
   `READ_ONLY_FUNCTIONS` of the dialect: the guard refuses those that neither its engine's list nor the dialect names.
3. **The dialect.** `Tokenizer` renames keywords, `Parser.FUNCTIONS` maps names to the classes of part 1, and
   `Generator` says how a node is written back. What is not said is inherited.

What is special in this one:

| Kestrel SQL | elsewhere | meaning |
|---|---|---|
| `TAKE 10`, `TAKE 10 SKIP 20` | `LIMIT 10`, `LIMIT 10 OFFSET 20` | `LIMIT` and `OFFSET` are not keywords here |
| `a ?? b` | `COALESCE(a, b)` | the first that is not NULL; binds like the string operator, looser than `+` |
| `OPERATING_DAY(timestamp)` | | the date of the ferry day, which starts at 04:00 |
| `LOAD_FACTOR(sold, offered)` | | percent with one decimal; NULL if nothing was offered |
| `SEASON(date)` | | 'high' (June to August), 'shoulder' (April, May, September, October) or 'low' |
| `MONTH_OF(date)` | | the month as 'YYYY-MM' |
| `MINUTES_LATE(planned, actual)` | | minutes, negative if early |
| `DAYS_BETWEEN(first, last)` | | calendar days from the first date to the last |

In other dialects the functions are written as calls of the same names, for the database to provide. Division never
truncates, as in most people's heads: `3 / 2` is 1.5.

Example:
    >>> import sqlglot
    >>> sqlglot.transpile("SELECT fare ?? 0 FROM bookings TAKE 5 SKIP 10", read=Kestrel, write="sqlite")[0]
    'SELECT COALESCE(fare, 0) FROM bookings LIMIT 5 OFFSET 10'
    >>> sqlglot.transpile("SELECT IFNULL(fare, 0) + 1 FROM bookings LIMIT 5", read="sqlite", write=Kestrel)[0]
    'SELECT (fare ?? 0) + 1 FROM bookings TAKE 5'
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import ClassVar, Final, ParamSpec, TypeVar

from sqlglot import exp, generator, parser, tokens
from sqlglot.dialects.dialect import Dialect
from sqlglot.tokenizer_core import TokenType

# 1. Functions


class OperatingDay(exp.Expression, exp.Func):
    """`OPERATING_DAY(timestamp)`."""


class LoadFactor(exp.Expression, exp.Func):
    """`LOAD_FACTOR(sold, offered)`."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "expression": True}


class Season(exp.Expression, exp.Func):
    """`SEASON(date)`."""


class MonthOf(exp.Expression, exp.Func):
    """`MONTH_OF(date)`."""


class MinutesLate(exp.Expression, exp.Func):
    """`MINUTES_LATE(planned, actual)`."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "expression": True}


class DaysBetween(exp.Expression, exp.Func):
    """`DAYS_BETWEEN(first, last)`."""

    arg_types: ClassVar[dict[str, bool]] = {"this": True, "expression": True}


FUNCTIONS: Final = (OperatingDay, LoadFactor, Season, MonthOf, MinutesLate, DaysBetween)


# 2. What they mean

_DAY_STARTS: Final = timedelta(hours=4)
_SEASONS: Final = {6: "high", 7: "high", 8: "high", 4: "shoulder", 5: "shoulder", 9: "shoulder", 10: "shoulder"}

P = ParamSpec("P")
T = TypeVar("T")


def null_if_unreadable(function: Callable[P, T]) -> Callable[P, T | None]:
    """Makes a function answer NULL to NULL and to what it cannot read, as SQLite's own date functions do."""

    @wraps(function)
    def answer(*args: P.args, **kwargs: P.kwargs) -> T | None:
        try:
            return function(*args, **kwargs)
        except (TypeError, ValueError, ArithmeticError):
            return None

    return answer


@null_if_unreadable
def operating_day(timestamp: str) -> str:
    """The date of the ferry day that `timestamp` falls in; a ferry day starts at 04:00.

    Example:
        >>> operating_day("2025-07-02 03:59:00"), operating_day("2025-07-02 04:00:00")
        ('2025-07-01', '2025-07-02')
    """
    return (datetime.fromisoformat(timestamp) - _DAY_STARTS).date().isoformat()


@null_if_unreadable
def load_factor(sold: float, offered: float) -> float:
    """Percent of what was offered that was sold, to one decimal; NULL if nothing was offered."""
    return round(100 * sold / offered, 1)


@null_if_unreadable
def season(date: str) -> str:
    """The tariff season of a date: 'high', 'shoulder' or 'low'."""
    return _SEASONS.get(datetime.fromisoformat(date).month, "low")


@null_if_unreadable
def month_of(date: str) -> str:
    """The month of a date, as 'YYYY-MM'."""
    return datetime.fromisoformat(date).isoformat()[:7]


@null_if_unreadable
def minutes_late(planned: str, actual: str) -> int:
    """Whole minutes from the planned time to the actual one; negative if early."""
    return round((datetime.fromisoformat(actual) - datetime.fromisoformat(planned)).total_seconds() / 60)


@null_if_unreadable
def days_between(first: str, last: str) -> int:
    """Calendar days from the first date to the last; times of day do not count."""
    return (datetime.fromisoformat(last).date() - datetime.fromisoformat(first).date()).days


# 3. The dialect


def _coalesce_sql(writer: generator.Generator, node: exp.Coalesce) -> str:
    """`a ?? b ?? c`, in parentheses under an operator that binds as tightly or tighter."""
    sql = " ?? ".join(_operand_sql(writer, operand) for operand in (node.this, *node.expressions))
    return f"({sql})" if _binds_tightly(node.parent) else sql


def _operand_sql(writer: generator.Generator, operand: exp.Expr) -> str:
    sql = writer.sql(operand)
    return f"({sql})" if _is_operation(operand) and not isinstance(operand, exp.Neg) else sql


def _is_operation(node: exp.Expr | None) -> bool:
    """Whether a node is written with operators, not as a name, a literal, a call or in parentheses."""
    return isinstance(node, exp.Binary | exp.Unary | exp.Predicate) and not isinstance(node, exp.Paren | exp.Dot)


def _binds_tightly(node: exp.Expr | None) -> bool:
    # What follows IS is read as a word, not as an expression, so that `x IS (a ?? b)` needs its parentheses.
    loose = isinstance(node, exp.Predicate | exp.Connector | exp.Not) and not isinstance(node, exp.Is)
    return _is_operation(node) and not loose


class Kestrel(Dialect):
    """Kestrel SQL: `TAKE`, `SKIP`, `??` and the functions of a ferry company."""

    SQLITE_FUNCTIONS: ClassVar = (
        ("OPERATING_DAY", 1, operating_day),
        ("LOAD_FACTOR", 2, load_factor),
        ("SEASON", 1, season),
        ("MONTH_OF", 1, month_of),
        ("MINUTES_LATE", 2, minutes_late),
        ("DAYS_BETWEEN", 2, days_between),
    )

    class Tokenizer(tokens.Tokenizer):
        """`TAKE` and `SKIP` are the words for LIMIT and OFFSET; `??` is a token already."""

        KEYWORDS: ClassVar = {
            **{word: kind for word, kind in tokens.Tokenizer.KEYWORDS.items() if word not in ("LIMIT", "OFFSET")},
            "TAKE": TokenType.LIMIT,
            "SKIP": TokenType.OFFSET,
        }

    class Parser(parser.Parser):
        """Knows the functions by name."""

        FUNCTIONS: ClassVar = {
            **parser.Parser.FUNCTIONS,
            **{function.sql_name(): function.from_arg_list for function in FUNCTIONS},
        }

    class Generator(generator.Generator):
        """Writes back what the tokenizer and the parser read."""

        TRANSFORMS: ClassVar = {**generator.Generator.TRANSFORMS, exp.Coalesce: _coalesce_sql}

        def limit_sql(self, expression: exp.Limit, top: bool = False) -> str:  # noqa: ARG002, FBT001, FBT002 -- inherited
            """`TAKE n`, with whatever options LIMIT can have elsewhere."""
            keys = self.expressions(expression, flat=True)
            options = self.sql(expression, "limit_options") + (f" BY {keys}" if keys else "")
            return f"{self.seg('TAKE')} {self.sql(expression, 'expression')}{options}"

        def offset_sql(self, expression: exp.Offset) -> str:
            """`SKIP n`."""
            return f"{self.seg('SKIP')} {self.sql(expression, 'expression')}"
