"""The shapes that records are recognised as, one per module, composed by `SHAPES`."""

from dataclasses import replace
from functools import lru_cache, partial
from typing import Final

from tuneql.corpus.schemas.schemas import Schemas
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
"""If a record is as much of one shape as of another, the earlier one counts."""

# Fields whose contents tell shapes apart, not only their names.
_TELLING: Final = ("input", "spec", "schemaVersion")


def recognise(record: Record) -> Shape | None:
    """The shape of which a record has the most fields; None if it has none of any shape.

    Names count as they are written, or in small letters if the record is then more like a shape: in spreadsheets they
    begin with capitals.
    """
    return _likest(record)[1] if any(name in record for name in _TELLING) else _named(tuple(record))


@lru_cache(maxsize=256)
def _named(names: tuple[str, ...]) -> Shape | None:
    likeness, shape = _likest(dict.fromkeys(names))
    small = _in_small_letters(dict.fromkeys(names))
    if len(small) < len(names) or small.keys() == set(names):
        return shape
    likeness_then, shape_then = _likest(small)
    asks_then = "question" in small and "question" not in names  # beside BIRD's `SQL` and `db_id`
    if shape_then is None or (likeness_then <= likeness and not asks_then):
        return shape
    return replace(shape_then, read=partial(_read_in_small_letters, shape_then))


def _read_in_small_letters(shape: Shape, record: Record, schemas: Schemas) -> Fields | Refused:
    return shape.read(_in_small_letters(record), schemas)


def _in_small_letters(record: Record) -> Record:
    return {name.strip().lower(): value for name, value in record.items()}


def _likest(record: Record) -> tuple[int, Shape | None]:
    likeness, _, shape = max((each.likeness(record), -place, each) for place, each in enumerate(SHAPES))
    return likeness, shape if likeness else None
