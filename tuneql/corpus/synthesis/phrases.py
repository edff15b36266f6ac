"""Phrases of questions that mean the same, and the SQL that shows it: the rules of rewording, as data.

"Average" means the mean if the SQL has AVG; otherwise it may be a name. So every rule names what must be in the SQL
before one of its phrases may replace another.
"""

from dataclasses import dataclass
from typing import Final

from sqlglot import exp

Kinds = tuple[type[exp.Expr], ...]


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Phrases of one meaning.

    Attributes:
        words: each may replace any other.
        shown_by: kinds of SQL of which one must be there; if empty, any SQL will do.
        before_number: whether a number must follow.
        not_after: a word after which none may be replaced: nobody counts a count.
    """

    words: tuple[str, ...]
    shown_by: Kinds = ()
    before_number: bool = False
    not_after: str = ""


PHRASES: Final = (
    Phrases(words=("more than", "over", "above", "greater than"), shown_by=(exp.GT,), before_number=True),
    Phrases(words=("larger than", "higher than", "greater than"), shown_by=(exp.GT,), before_number=True),
    Phrases(words=("less than", "below", "under"), shown_by=(exp.LT,), before_number=True),
    Phrases(words=("smaller than", "lower than", "less than"), shown_by=(exp.LT,), before_number=True),
    Phrases(words=("fewer than", "less than"), shown_by=(exp.LT,), before_number=True),
    Phrases(words=("at least", "no less than", "a minimum of"), shown_by=(exp.GTE,), before_number=True),
    Phrases(words=("at most", "no more than", "a maximum of"), shown_by=(exp.LTE,), before_number=True),
    Phrases(words=("the average", "the mean"), shown_by=(exp.Avg,)),
    Phrases(words=("the maximum", "the highest", "the largest", "the greatest"), shown_by=(exp.Max,)),
    Phrases(words=("the minimum", "the lowest", "the smallest"), shown_by=(exp.Min,)),
    Phrases(words=("the number of", "the count of"), shown_by=(exp.Count,), not_after="count"),
    Phrases(words=("the total", "the sum of the"), shown_by=(exp.Sum,)),
    Phrases(words=("different", "distinct", "unique"), shown_by=(exp.Distinct,)),
    Phrases(words=("for each", "for every"), shown_by=(exp.Group,)),
    Phrases(words=("sorted by", "ordered by"), shown_by=(exp.Order,)),
    Phrases(words=("in descending order", "in decreasing order"), shown_by=(exp.Order,)),
    Phrases(words=("in ascending order", "in increasing order"), shown_by=(exp.Order,)),
    Phrases(words=("starts with", "begins with"), shown_by=(exp.Like,)),
    Phrases(words=("as well as", "together with", "along with")),
)

ASKING: Final = ("what is the", "what are the", "what was the", "what were the")
"""Beginnings of questions."""

TELLING: Final = ("show the", "list the", "find the", "give the", "tell me the", "show me the", "give me the")
"""Beginnings of requests, which may replace those of questions; not the other way round: `is` or `are`?"""
