r"""Regular expressions on which an engine that tries one way after another may never finish: `(a+)+$`.

A repeated group has exponentially many ways to match a text if its rounds can be mistaken for one another.
"""

import re
from collections.abc import Iterator
from typing import Final

from sqlglot import exp

from tuneql.sql.guard.bounded_work.ambiguity import is_ambiguous, is_unbounded
from tuneql.sql.guard.bounded_work.fillers import made_length
from tuneql.sql.guard.statement import Statement
from tuneql.sql.walking import Nodes, nodes_of

# A group that repeats, or three items that do, with no space between them; a text without either is not looked into.
_REPEATS: Final = re.compile(r"\)(?:[*+]|\{\d)|[*+](?:[^\s'\"*+]{1,20}[*+]+){2}")
_GROUP: Final = re.compile(r"\((?:\?[:>i]+)?((?:[^()\\\[]|\\.|\[\^?\]?[^\]]*\])*)\)([*+?]|\{[\d,]+\})?", re.DOTALL)
_ANYTHING_AND_MORE: Final = re.compile(r"(?<!\\)\.[*+]")
_MANY_TIMES: Final = 10
# What stands for a group whose inside has been judged.
_ONCE: Final = "\ue000"
_MOST_GROUPS: Final = 50
# `.*.*.*`: each of the three may end anywhere, which nothing but the next one tells.
_ONE_AFTER_ANOTHER: Final = re.compile(
    r"((?<!\\)(?:\\.|\[\^?\]?[^\]]*\]|[^\\\[\](){}|*+?]))[*+][+?]?(?:(?:\(\?:|[()])*\1[*+][+?]?){2}", re.DOTALL
)
_LONGEST: Final = 1000  # characters of a pattern that is looked into, which takes the square of them at worst

_WILDCARDS: Final = re.compile(r"[%*]+")
_MOST_WILDCARDS: Final = 10

_MATCHERS: Final = (
    exp.RegexpLike, exp.RegexpILike, exp.RegexpReplace, exp.RegexpExtract, exp.RegexpExtractAll, exp.RegexpInstr,
    exp.RegexpCount, exp.RegexpSubstr, exp.RegexpSplit, exp.RegexpFullMatch, exp.SimilarTo, exp.Substring,
    exp.Anonymous,
)  # fmt: skip


def endless_patterns(nodes: Nodes, statement: Statement) -> Iterator[str]:
    """Refuses patterns with a group that repeats, of which every part may repeat too, and those of many wildcards."""
    yield from _wild(nodes)
    if not _REPEATS.search(statement.sql):
        return
    for node in nodes.of(*_MATCHERS):
        for literal in nodes_of(node) if not isinstance(node, exp.Anonymous) or _matches(node) else ():
            if _is_text(literal) and is_endless(literal.name):
                yield f"the pattern {literal.name} can match in so many ways that trying them does not end"


def _is_text(node: exp.Expr) -> bool:
    return isinstance(node, exp.RawString) or (isinstance(node, exp.Literal) and node.is_string)


def _wild(nodes: Nodes) -> Iterator[str]:
    """Each wildcard of LIKE, GLOB or PATINDEX is one more place to try the rest of the pattern at."""
    searches = (each for each in nodes.of(exp.Anonymous) if each.name.upper() == "PATINDEX" and each.expressions)
    patterns = [each.expressions[0] for each in searches]
    for pattern in (*(node.expression for node in nodes.of(exp.Like, exp.ILike, exp.Glob)), *patterns):
        inner = nodes_of(pattern, into_queries=False)
        texts = [len(_WILDCARDS.findall(each.name)) for each in inner if isinstance(each, exp.Literal)]
        times = max(map(made_length, inner), default=0) if len(inner) > 1 else 1
        if max(texts, default=0) * max(times, 1) > _MOST_WILDCARDS:
            yield f"a pattern has more than {_MOST_WILDCARDS} wildcards"


def _matches(call: exp.Anonymous) -> bool:
    return call.name.lower().startswith(("regexp", "jsonb_path"))


def is_endless(pattern: str) -> bool:
    """Whether the number of ways to match grows with a high power of the text's length, as far as this sees."""
    if len(pattern) > _LONGEST:
        return False
    if _ONE_AFTER_ANOTHER.search(pattern) or len(_ANYTHING_AND_MORE.findall(pattern)) > _MOST_WILDCARDS:
        return True
    for _ in range(_MOST_GROUPS):
        group = _GROUP.search(pattern)
        if group is None:
            return False
        body, times = group[1], group[2] or ""
        if (is_unbounded(times) and is_ambiguous(body)) or (_is_often(times) and _ANYTHING_AND_MORE.search(body)):
            return True
        inside = body if not times and "|" not in body else _ONCE + times
        pattern = pattern[: group.start()] + inside + pattern[group.end() :]
    return False


def _is_often(times: str) -> bool:
    """Whether a group is there so many times that a polynomial of that degree is as bad."""
    least = times.strip("{}").partition(",")[0]
    return least.isdigit() and int(least) >= _MANY_TIMES
