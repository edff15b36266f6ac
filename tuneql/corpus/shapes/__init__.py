"""The shapes that records are recognised as; one a module, composed by `SHAPES`."""

from functools import lru_cache
from typing import Final

from tuneql.corpus.shapes.chat import BEDROCK, CHAT, SHARE_GPT
from tuneql.corpus.shapes.instruction import INSTRUCTION
from tuneql.corpus.shapes.plain import SQL_CREATE_CONTEXT, SYNTHETIC_TEXT_TO_SQL, TUNEQL
from tuneql.corpus.shapes.query_log import QUERY_LOG
from tuneql.corpus.shapes.shape import Fields, Record, Refused, Shape
from tuneql.corpus.shapes.specification import SPECIFICATION
from tuneql.corpus.shapes.spider import SPIDER

__all__ = ["SHAPES", "Fields", "Record", "Refused", "Shape", "recognise"]

SHAPES: Final = (
    TUNEQL,
    SQL_CREATE_CONTEXT,
    SYNTHETIC_TEXT_TO_SQL,
    SPIDER,
    INSTRUCTION,
    SPECIFICATION,
    CHAT,
    SHARE_GPT,
    BEDROCK,
    QUERY_LOG,
)
"""Where a record is as much of one shape as of another, the earlier one is taken."""


# The fields of which the content tells shapes apart, not the name alone.
_TELLING: Final = ("input", "schemaVersion")


def recognise(record: Record) -> Shape | None:
    """The shape of which a record has most own fields; None if it has none of any."""
    return _likest(record) if any(name in record for name in _TELLING) else _named(tuple(record))


@lru_cache(maxsize=256)
def _named(names: tuple[str, ...]) -> Shape | None:
    return _likest(dict.fromkeys(names))


def _likest(record: Record) -> Shape | None:
    likeness, _, shape = max((each.likeness(record), -place, each) for place, each in enumerate(SHAPES))
    return shape if likeness else None
