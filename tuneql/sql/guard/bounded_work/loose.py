"""Conditions on columns of two relations that keep almost all pairs of their rows, so that they link neither."""

from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.cancelling import cancelled
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.walking import Family, nodes_of

_DIFFER: Final = (exp.NEQ, exp.NullSafeNEQ)
_MATCHES: Final = (exp.Like, exp.ILike, exp.Glob, exp.RegexpLike, exp.RegexpILike, exp.SimilarTo)
_SAME: Final = (exp.EQ, exp.NullSafeEQ, exp.Is, exp.Between, exp.In, *_MATCHES)
_ABOVE: Final = (exp.GT, exp.GTE)
_BOUNDS: Final = (*_ABOVE, exp.LT, exp.LTE, *_MATCHES)
_MIXTURES: Final = (
    *(exp.Add, exp.Mul, exp.DPipe, exp.Concat, exp.ConcatWs, exp.Coalesce),
    *(exp.Greatest, exp.Least, exp.Max, exp.Min),  # SQLite's MAX of several values
    *(exp.Case, exp.If, exp.Pow, exp.Predicate),
)
_TRUE_UNLESS_ZERO: Final = (*(exp.Xor, exp.Add, exp.Sub, exp.Mul, exp.Div, exp.Greatest, exp.Least, exp.Max, exp.Min),)
_CUT: Final = (exp.Left, exp.Right, exp.Substring, exp.Repeat)
_MAY_BE_CONSTANT: Final = Family((exp.Sign, *_CUT, exp.Coalesce, exp.If, exp.Case, exp.Predicate, exp.Binary, exp.Pow))
_FEW: Final = 10
_WIDE: Final = 1_000_000
_WIDE_YEARS: Final = 10


def is_loose(condition: exp.Expr) -> bool:
    """Whether a condition holds for almost all pairs of rows, whatever values the columns have."""
    tests = (_tests_difference, _tests_falsity, _holds_otherwise, _bounds_mixture, _compares_with_itself, _is_wide)
    return any(test(condition) for test in tests)


def decisive_columns(condition: exp.Expr) -> Iterator[exp.Column]:
    """The columns that a condition really compares: not `a.n` in `a.n * 0 = b.n`, nor in `(a.n > 5) = b.is_new`."""
    if isinstance(condition, exp.Column):  # as most sides of comparisons
        yield condition
        return
    nodes = nodes_of(condition)
    constant = {id(column) for column in cancelled(condition)}
    for node in nodes:  # from the outside, so that what is within a constant is not tested, too
        if _MAY_BE_CONSTANT[node.__class__] and id(node) not in constant and _is_nearly_constant(node, condition):
            constant |= {id(inner) for inner in nodes_of(node)}
    yield from (node for node in nodes if isinstance(node, exp.Column) and id(node) not in constant)


def _tests_difference(condition: exp.Expr) -> bool:
    """`a <> b`, `a NOT IN (b)`, `a NOT LIKE b`, `a IS NOT b`, `(a = b) IS NOT NULL`."""
    if isinstance(condition, exp.Is):
        return isinstance(condition.expression, exp.Not | exp.Null)
    if isinstance(condition, exp.Not):
        return _tests_sameness(condition.this.unnest())
    return isinstance(condition, _DIFFER) or bool(condition.args.get("negate"))


def _tests_sameness(condition: exp.Expr) -> bool:
    """`a = b`, `a = b AND c = d`, whose negations hold for almost all rows."""
    if isinstance(condition, exp.And | exp.Or):
        parts = [_tests_sameness(each.unnest()) for each in condition.flatten()]
        return any(parts) if isinstance(condition, exp.And) else all(parts)
    return isinstance(condition, _SAME)


def _tests_falsity(condition: exp.Expr) -> bool:
    """`(a = b) = 0`, `(a = b) = (b = c)`, `(a = b) IN (0, 1)`."""
    sides = [side.unnest() for side in (condition.this, condition.args.get("expression")) if isinstance(side, exp.Expr)]
    if not any(isinstance(side, _SAME) for side in sides):
        return False
    is_false = isinstance(condition, exp.EQ) and any(number_in(each) == 0 or each == exp.false() for each in sides)
    are_both = len(sides) > 1 and all(isinstance(side, _SAME) for side in sides)
    return is_false or are_both or isinstance(condition, exp.In)


def _holds_otherwise(condition: exp.Expr) -> bool:
    """`COALESCE(a = b, TRUE)`, `CASE WHEN TRUE THEN TRUE ELSE a = b END`, `a XOR b`, and `a - b`.

    MySQL and SQLite take the last for true unless it is 0.
    """
    if isinstance(condition, exp.Coalesce):
        return any(map(_is_true, (condition.this, *condition.expressions)))
    if isinstance(condition, exp.If):
        return _is_true_if(condition, condition.args.get("false"))
    if isinstance(condition, exp.Case):
        return any(_is_true_if(each, condition.args.get("default")) for each in condition.args["ifs"])
    return isinstance(condition, _TRUE_UNLESS_ZERO)


def _is_true(value: exp.Expr | None) -> bool:
    return value is not None and (value == exp.true() or bool(number_in(value)))


def _is_true_if(branch: exp.If, otherwise: exp.Expr | None) -> bool:
    """Whether a condition holds for almost all rows: where the test of its branch does not hold, or is constant."""
    return _is_true(otherwise) or (_is_true(branch.args.get("true")) and not has_columns(branch.this))


def _bounds_mixture(condition: exp.Expr) -> bool:
    """A constant bound or pattern for an expression of several columns, `a.n + b.n > 0`, or `ABS(a.n - b.n) > 5`.

    Not loose is that two columns are close, `ABS(a.n - b.n) < 5`, or that the expression is one value, `a.n + b.n = 9`.
    """
    if not isinstance(condition, _BOUNDS):
        return False
    sides = [_measured(condition.this), _measured(condition.expression)]
    if isinstance(condition, _ABOVE) and isinstance(sides[0], exp.Abs):
        return not has_columns(sides[1])
    mixed, *others = sorted(sides, key=lambda side: not isinstance(side, _MIXTURES))
    return isinstance(mixed, _MIXTURES) and not has_columns(others[0])


def _measured(side: exp.Expr) -> exp.Expr:
    """One side of a comparison, without parentheses, casts and LENGTH around it."""
    inner = side.unnest()
    while isinstance(inner, exp.Length | exp.Cast):
        inner = inner.this.unnest()
    return inner


def _compares_with_itself(condition: exp.Expr) -> bool:
    """`a + b = a + b`, `a IN (b, a)`, `a * b = b * a`."""
    if not isinstance(condition, _SAME):
        return False
    same = (condition.args.get("expression"), *condition.expressions)
    return condition.this in same or (isinstance(condition, exp.EQ) and _have_same_columns(condition))


def _have_same_columns(equation: exp.Expr) -> bool:
    """Whether both sides have the same columns, two or more."""
    if any(isinstance(side, exp.Column) for side in (equation.this, equation.expression)):  # as in most equations
        return False
    left, right = (
        {each for each in nodes_of(side) if isinstance(each, exp.Column)} for side in equation.iter_expressions()
    )
    return len(left) > 1 and left == right


def _is_wide(condition: exp.Expr) -> bool:
    """`a BETWEEN b - 1000000 AND b + 1000000`, `ABS(a - b) < 1000000`: ranges in which almost all values are."""
    if isinstance(condition, exp.Between):
        return any(_is_far_off(condition.args[key]) for key in ("low", "high"))
    if not isinstance(condition, exp.LT | exp.LTE | exp.GT | exp.GTE):
        return False
    apart = isinstance(condition.this, exp.Abs | exp.Sub) and abs(number_in(condition.expression) or 0) >= _WIDE
    return apart or _is_far_off(condition.this) or _is_far_off(condition.expression)


def _is_far_off(bound: exp.Expr) -> bool:
    """Whether a bound is a million, or ten years, away from a column."""
    if not isinstance(bound, exp.Add | exp.Sub) or not has_columns(bound):
        return False
    step = bound.expression
    if isinstance(step, exp.Interval):
        number, _, unit = f"{step.this.name if step.this else ''} {step.args.get('unit') or ''}".strip().partition(" ")
        return unit.upper().startswith("YEAR") and number.isdigit() and int(number) >= _WIDE_YEARS
    return abs(number_in(step) or 0) >= _WIDE


def _is_nearly_constant(node: exp.Expr, condition: exp.Expr) -> bool:
    """Whether an expression has only a few possible values, whatever its columns have: `SIGN(a)`."""
    if isinstance(node, exp.Sign) or _is_constant_call(node):
        return True
    if isinstance(node, exp.If):
        return bool(node.args.get("true") == node.args.get("false"))
    if isinstance(node, exp.Case):
        return all(each.args.get("true") == node.args.get("default") for each in node.args["ifs"])
    if isinstance(node, exp.Predicate):
        return node is not condition and not any(map(has_columns, _operands(node)))
    return isinstance(node, exp.Binary | exp.Pow) and _is_nearly_constant_operation(node)


def _is_constant_call(node: exp.Expr) -> bool:
    """`LEFT(a, 0)`, `COALESCE(1, a)`."""
    if isinstance(node, _CUT):
        return number_in(node.args.get("length") or node.args.get("times") or node.args.get("expression")) == 0
    return isinstance(node, exp.Coalesce) and isinstance(node.this, exp.Literal)


def _is_nearly_constant_operation(node: exp.Expr) -> bool:
    """`a - a`, `a % 3`, `a * 0`."""
    left, right = number_in(node.this), number_in(node.expression)
    if isinstance(node, exp.Sub | exp.Div):
        return bool(node.this == node.expression)
    if isinstance(node, exp.Mod | exp.BitwiseAnd):
        return right is not None and abs(right) <= _FEW
    return (isinstance(node, exp.Mul) and 0 in {left, right}) or (isinstance(node, exp.Pow) and right == 0)


def _operands(predicate: exp.Expr) -> Iterator[exp.Expr]:
    """The operands of a predicate after the first."""
    yield from (each for each in predicate.iter_expressions() if each is not predicate.this)


def has_columns(node: exp.Expr) -> bool:
    """Whether an expression names any column."""
    return node.find(exp.Column) is not None
