r"""Denies regular expressions that an engine which tries all ways to match may never finish: `(a+)+$`.

A repeated group matches in exponentially many ways if two of its rounds can match the same text, see `ambiguity`.
"""

import re
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.ambiguity import is_ambiguous, is_unbounded
from tuneql.sql.guard.bounded_work.fillers import longest_in, made_length
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

# A repeated group, or three repeated items without a space between them; a text without either is not checked.
_REPEATS: Final = re.compile(r"\)(?:[*+]|\{\d)|[*+](?:[^\s'\"*+]{1,20}[*+]+){2}")
_GROUP: Final = re.compile(r"\((?:\?[:>i]+)?((?:[^()\\\[]|\\.|\[\^?\]?[^\]]*\])*)\)([*+?]|\{[\d,]+\})?", re.DOTALL)
_ANYTHING_AND_MORE: Final = re.compile(r"(?<!\\)\.[*+]")
_MANY_TIMES: Final = 10
_ANY_DEPTH: Final = ".**"  # in a path of JSON: all members at all depths, each as often as there are ways to it
_MOST_DEPTHS: Final = 2
# Replaces a group that was already checked.
_ONCE: Final = "\ue000"
_MOST_GROUPS: Final = 50
# `.*.*.*`: each of the three may end anywhere.
_ONE_AFTER_ANOTHER: Final = re.compile(
    r"((?<!\\)(?:\\.|\[\^?\]?[^\]]*\]|[^\\\[\](){}|*+?]))[*+][+?]?(?:(?:\(\?:|[()])*\1[*+][+?]?){2}", re.DOTALL
)
_LONGEST: Final = 1000  # characters of a checked pattern; the time of a check grows with their square at worst

_LONGEST_MADE: Final = 100

_WILDCARDS: Final = re.compile(r"[%*]+")
_MOST_WILDCARDS: Final = 10

_JOINED: Final = (exp.DPipe, exp.Concat)
_MATCHERS: Final = (
    exp.RegexpLike, exp.RegexpILike, exp.RegexpReplace, exp.RegexpExtract, exp.RegexpExtractAll, exp.RegexpInstr,
    exp.RegexpCount, exp.RegexpSubstr, exp.RegexpSplit, exp.RegexpFullMatch, exp.SimilarTo, exp.Substring,
    exp.Anonymous,
)  # fmt: skip


def endless_patterns(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Denies regular expressions that match in too many ways, and patterns of LIKE with too many wildcards."""
    yield from _many_wildcards(nodes)
    if any(longest_in(node.args.get("expression")) > _LONGEST_MADE for node in nodes.of(*_MATCHERS)):
        yield f"a function makes a long pattern; write the pattern, or make at most {_LONGEST_MADE} characters"
    if not _REPEATS.search(statement.sql) and not nodes.of(*_JOINED):
        return
    for node in nodes.of(*_MATCHERS):
        for text in _texts_in(node) if not isinstance(node, exp.Anonymous) or _matches(node) else ():
            if is_endless(text):
                yield f"the pattern {text} can match in too many ways; do not repeat a group with repetitions"


def _texts_in(node: exp.Expr) -> Iterator[str]:
    """The texts in an expression, and those that it concatenates: `'(a+' || ')+'`."""
    for each in nodes_of(node):
        if _is_text(each):
            yield each.name
        elif isinstance(each, _JOINED):
            yield "".join(part.name for part in each.dfs() if _is_text(part))


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.RawString) or (isinstance(node, exp.Literal) and node.is_string)


def _many_wildcards(nodes: Nodes) -> Iterator[str]:
    """Denies patterns of LIKE, GLOB or PATINDEX with many wildcards: each multiplies the ways to match the rest."""
    searches = (each for each in nodes.of(exp.Anonymous) if each.name.upper() == "PATINDEX" and each.expressions)
    patterns = [each.expressions[0] for each in searches]
    for pattern in (*(node.expression for node in nodes.of(exp.Like, exp.ILike, exp.Glob)), *patterns):
        inner = nodes_of(pattern, into_queries=False)
        texts = [len(_WILDCARDS.findall(each.name)) for each in inner if isinstance(each, exp.Literal)]
        times = max(map(made_length, inner), default=0) if len(inner) > 1 else 1
        if max(texts, default=0) * max(times, 1) > _MOST_WILDCARDS:
            yield f"a pattern has too many wildcards; at most {_MOST_WILDCARDS} are allowed"


def _matches(call: exp.Anonymous) -> bool:
    return call.name.lower().startswith(("regexp", "jsonb_path"))


def is_endless(pattern: str) -> bool:
    """Whether the ways to match a text grow exponentially, or with a high power, with its length; False in doubt."""
    if len(pattern) > _LONGEST:
        return False
    if pattern.count(_ANY_DEPTH) > _MOST_DEPTHS:
        return True
    if _ONE_AFTER_ANOTHER.search(pattern) or len(_ANYTHING_AND_MORE.findall(pattern)) > _MOST_WILDCARDS:
        return True
    for _ in range(_MOST_GROUPS):
        group = _GROUP.search(pattern)
        if group is None:
            return False
        body, times = group[1], group[2] or ""
        if (_may_be_many(times) and is_ambiguous(body)) or (_is_often(times) and _ANYTHING_AND_MORE.search(body)):
            return True
        inside = body if not times and "|" not in body else _ONCE + times
        pattern = pattern[: group.start()] + inside + pattern[group.end() :]
    return False


def _may_be_many(times: str) -> bool:
    """Whether a quantifier has no end, or one so far off that the ways to match are too many: `{1,50}`."""
    most = times.strip("{}").rpartition(",")[2]
    return is_unbounded(times) or (most.isdigit() and int(most) > 2 * _MANY_TIMES)


def _is_often(times: str) -> bool:
    """Whether a quantifier is so large, `{10,}`, that a polynomial of that degree is as bad as an exponential."""
    least = times.strip("{}").partition(",")[0]
    return least.isdigit() and int(least) >= _MANY_TIMES
