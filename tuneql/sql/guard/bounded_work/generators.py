"""Denies functions and groupings that make too many rows: `GENERATE_SERIES(1, 10000000)`, `GROUP BY CUBE (…)`."""

from collections.abc import Iterator, Sequence
from math import prod
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.amounts import amount_in
from tuneql.sql.guard.bounded_work.durations import SECONDS_OF_DAY, seconds_in
from tuneql.sql.guard.bounded_work.fillers import MOST_CHARACTERS, longest_in, made_length
from tuneql.sql.guard.bounded_work.made_values import names_of_made_values, reads
from tuneql.sql.guard.bounded_work.moments import seconds_at_least, seconds_between
from tuneql.sql.guard.bounded_work.named_numbers import named_numbers, with_numbers
from tuneql.sql.guard.bounded_work.numbers import number_in
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

MOST_ROWS: Final = 1_000_000
"""The most rows that one generator may make."""

MOST_CHARACTERS_IN_ROWS: Final = 100_000_000
"""The most characters that one function may make in all rows of generators."""

_MOST_KEPT: Final = 1000  # characters of a made text that an aggregate may keep for each row
_MOST_NESTED: Final = 2
_KEEPERS: Final = (exp.GroupConcat, exp.ArrayAgg, exp.ArrayConcatAgg, exp.ObjectAgg)

_MOST_GROUPINGS: Final = 256  # CUBE of eight keys
_KINDS_OF_SETS: Final = (exp.Cube, exp.Rollup, exp.GroupingSets)

_SERIES: Final = (
    exp.GenerateSeries,
    exp.ExplodingGenerateSeries,
    exp.GenerateDateArray,
    exp.GenerateTimestampArray,
)
_MAKERS: Final = (
    *_SERIES, exp.Generator, exp.Anonymous, exp.Repeat, exp.Space, exp.Randstr, exp.Pad, exp.Format, exp.Factorial,
    exp.Replace, exp.RegexpReplace, exp.Pow, exp.Levenshtein,
)  # fmt: skip
SHORTEST_STEP: Final = 60
"""The shortest allowed step of a series of times, in seconds, if the number of steps is not known."""
_MOST_TOLD: Final = 1e18
_SMALL_FACTOR: Final = 1000
_MOST_FOR_A_POWER: Final = 1e250
_ROW_MAKERS: Final = frozenset({"range", "generate_series", "generator", "array_generate_range", "repeat_row"})


def huge_generators(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies generators of more than `MOST_ROWS` rows, or of more than `MOST_CHARACTERS` characters, in one statement.

    The rows of several generators in one statement multiply. A bound that is not a number is accepted, because the data
    limits it, unless it is multiplied, or made by another generator.
    """
    makers = [(node, _rows(node)) for node in _makers_in(nodes)]
    product = _rows_of_all(makers, nodes)
    made = sum(made_length(node) for node, rows in makers if rows is None)
    for node, rows in makers:
        if rows == 0 and _is_boundless(node):
            yield "a series has a multiplied bound, or a step of less than a minute; give both ends as literals"
        if isinstance(node, exp.Pow) and abs(number_in(node) or 0) >= _MOST_FOR_A_POWER:
            yield "a power is too large for any number; use a smaller exponent"
    yield from _of_whole_tables(nodes)
    if made > MOST_CHARACTERS:
        yield f"functions make {made:,} characters; at most {MOST_CHARACTERS:,} are allowed"
    elif made * product > MOST_CHARACTERS_IN_ROWS:
        yield f"functions make {made:,} characters {product:,} times; at most {MOST_CHARACTERS_IN_ROWS:,} are allowed"
    if product > MOST_ROWS:
        yield f"generators make {product:,} rows; at most {MOST_ROWS:,} are allowed"


def _makers_in(nodes: Nodes) -> Sequence[exp.Expr]:
    """The generators and functions that make texts, with the numbers that they read by names."""
    makers = nodes.of(*_MAKERS)
    numbers = named_numbers(nodes) if makers else {}
    return [with_numbers(each, numbers) for each in makers] if numbers else makers


def kept_texts(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies aggregates that keep a long text or list of each row: `STRING_AGG(REPEAT('a', 100000), ',')`."""
    for node in nodes.of(*_KEEPERS):
        if (kept := max(longest_in(node), rows_made(node))) > _MOST_KEPT:
            yield f"an aggregate keeps {kept:,} characters or values of each row; at most {_MOST_KEPT:,} are allowed"


def nested_series(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies series that are bounded by one another: the rows of `FROM t, SERIES(1, t.n) a, SERIES(1, a) b, …`."""
    series = [node for node in nodes.of(*_MAKERS) if _rows(node) == 0]
    if len(series) > _MOST_NESTED:
        names = names_of_made_values(series, nodes)
        if sum(reads(node, names) for node in series) >= _MOST_NESTED:
            yield f"more than {_MOST_NESTED} series are bounded by one another; bound them by numbers"


def _of_whole_tables(nodes: Nodes) -> Iterator[str]:
    """Denies BigQuery's functions of whole tables that may return very many rows for each row."""
    for node in nodes.of(exp.GapFill):
        if seconds_in(node.args["bucket_width"].expression) < SHORTEST_STEP:
            yield "GAP_FILL has buckets of less than a minute; make them longer"
    for search in nodes.of(exp.VectorSearch):
        most = search.args.get("top_k")
        if most is not None and (number_in(most.expression) or 0) > MOST_ROWS:
            yield f"VECTOR_SEARCH has a top_k of {most.expression.name}; at most {MOST_ROWS:,} is allowed"


def _rows_of_all(makers: Sequence[tuple[exp.Expr, int | None]], nodes: Nodes) -> int:
    """How many rows all generators make together.

    If the bound of one is a value that others make, it makes at most as many rows as the largest of them.
    """
    known = [(node, rows) for node, rows in makers if rows]
    unknown = [node for node, rows in makers if rows == 0]
    product = prod(rows for _, rows in known)
    if not unknown or not known:
        return product
    names = names_of_made_values((node for node, _ in known), nodes)
    inner = {id(node) for node, _ in known}
    within = sum(reads(node, names) or not inner.isdisjoint(map(id, nodes_of(node))) for node in unknown)
    return int(product * max(rows for _, rows in known) ** within)


def many_groupings(nodes: Nodes, _: Statement) -> Iterator[str]:
    """Denies GROUP BY of more than `_MOST_GROUPINGS` sets: CUBE groups all rows once for each subset of its keys."""
    for group in nodes.of(exp.Group):
        sets = prod(_sets(each) for each in group.expressions if isinstance(each, _KINDS_OF_SETS))
        if sets > _MOST_GROUPINGS:
            yield f"GROUP BY has {sets:,} grouping sets; at most {_MOST_GROUPINGS:,} are allowed"


def _sets(grouping: exp.Expr) -> int:
    """The number of grouping sets of ROLLUP, CUBE or GROUPING SETS."""
    inner = grouping.expressions
    if isinstance(grouping, exp.Cube):
        return int(2 ** len(inner))
    if isinstance(grouping, exp.Rollup):
        return len(inner) + 1
    return sum(_sets(each) if isinstance(each, _KINDS_OF_SETS) else 1 for each in inner)


def longest_made(nodes: Nodes) -> int:
    """The length of the longest text that a function of a statement makes, in characters, if it can be told; else 0."""
    return max(map(made_length, nodes.of(*_MAKERS)), default=0)


def rows_made(source: exp.Expr) -> int:
    """How many rows the generators in an item of FROM make; 0 if there are none, or it cannot be told."""
    found = [rows for node in nodes_of(source, into_queries=False) if (rows := _rows(node)) is not None]
    return prod(found) if found else 0


def are_days(source: exp.Expr) -> bool:
    """Whether an item of FROM is a series with steps of a day or more."""
    found = [node for node in nodes_of(source, into_queries=False) if isinstance(node, _SERIES)]
    steps = [each.args.get("step") for each in found]
    return bool(found) and all(isinstance(each, exp.Interval) and seconds_in(each) >= SECONDS_OF_DAY for each in steps)


def _rows(node: exp.Expr) -> int | None:
    """How many rows a generator makes: 0 if it cannot be told, None if the node is not a generator."""
    if isinstance(node, _SERIES):
        return _steps(node.args.get("start"), node.args.get("end"), node.args.get("step"))
    if isinstance(node, exp.Generator):
        return int(number_in(node.args.get("rowcount")) or MOST_ROWS + 1)
    if isinstance(node, exp.Anonymous) and node.name.lower() in _ROW_MAKERS:
        return None if _is_range_array(node.parent) else _called(node)
    return _steps_of_range(node) if _is_range_array(node) else None


def _is_range_array(node: exp.Expr | None) -> bool:
    """Whether a node is BigQuery's `GENERATE_RANGE_ARRAY(RANGE(a, b), INTERVAL 1 DAY)`."""
    return isinstance(node, exp.Anonymous) and node.name.lower() == "generate_range_array"


def _steps_of_range(split: exp.Expr) -> int:
    """How many ranges GENERATE_RANGE_ARRAY makes; 0 if it cannot be told."""
    whole, *step = split.expressions or [exp.Null()]
    bounds = whole.expressions if isinstance(whole, exp.Anonymous) else ()
    return _steps(bounds[0], bounds[1], step[0] if step else None) if len(bounds) > 1 else 0


def _is_boundless(node: exp.Expr) -> bool:
    """Whether a series of unknown length has a step of less than a minute, or a bound multiplied by a large factor."""
    step = node.args.get("step") or next((each for each in node.expressions if isinstance(each, exp.Interval)), None)
    if isinstance(step, exp.Expr) and seconds_in(step) < SHORTEST_STEP:
        return True
    bounds = [node.args.get("end"), *node.expressions[1:]]
    if any(number_in(each) is None and amount_in(each) > MOST_ROWS for each in bounds if isinstance(each, exp.Expr)):
        return True
    return any(
        isinstance(each, exp.Mul | exp.Pow) and number_in(each) is None and not _is_small_factor(each)
        for bound in bounds
        if isinstance(bound, exp.Expr)
        for each in nodes_of(bound)
    )


def _is_small_factor(product: exp.Expr) -> bool:
    factors = [number_in(each) for each in (product.this, product.expression)]
    return isinstance(product, exp.Mul) and any(each is not None and abs(each) < _SMALL_FACTOR for each in factors)


def _called(node: exp.Anonymous) -> int:
    """How many rows a function such as `RANGE(start, end, step)` makes; its arguments may have names."""
    values = node.expressions
    if len(values) == 1:
        named = values[0].expression if isinstance(values[0], exp.Kwarg | exp.PropertyEQ | exp.EQ) else values[0]
        return _steps(exp.Literal.number(0), named, None)
    named_values = [each.expression for each in values if isinstance(each, exp.Kwarg | exp.PropertyEQ | exp.EQ)]
    if named_values:
        return max(_steps(exp.Literal.number(0), each, None) for each in named_values)
    return _steps(values[0], values[1], values[2] if len(values) > 2 else None) if len(values) > 1 else 0  # noqa: PLR2004


def _steps(start: exp.Expr | None, end: exp.Expr | None, step: exp.Expr | None) -> int:
    """How many values there are from `start` to `end`; 0 if it cannot be told."""
    first, last = number_in(start), number_in(end)
    if first is not None and last is not None:
        return _counted(abs(last - first) / (abs(number_in(step) or 1) or 1)) + 1
    seconds = seconds_between(start, end)
    if seconds is not None:
        return _counted(seconds / seconds_in(step)) + 1
    far = abs(first or last or 0) / (abs(number_in(step) or 1) or 1)  # the unknown bound is hardly as far from 0
    far = far or seconds_at_least(start, end) / seconds_in(step)
    return _counted(far) if far > MOST_ROWS else 0


def _counted(steps: float) -> int:
    """Steps as a whole number that a message can tell."""
    return int(min(steps, _MOST_TOLD))
