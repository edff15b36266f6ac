"""Tells whether answers to query specifications mean the same, by comparison with the SQL that these compile to."""

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tuneql.errors import InvalidInput
from tuneql.evaluation.question import Question
from tuneql.evaluation.robust.agreement import Pair
from tuneql.evaluation.robust.catalogue import read_ddl
from tuneql.evaluation.robust.interleaving import done
from tuneql.evaluation.robust.scoring import try_pairs
from tuneql.evaluation.score import Score
from tuneql.sql.parsing import Unparsable
from tuneql.sql.running.worker import Worker
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.specification import compile_spec, read_spec

DATABASES: Final = 4
"""On how many databases, derived for both statements, these must give the same rows."""


def agrees(sql: str, compiled: str, *, ddl: str, dialect: str) -> bool | None:
    """Whether a statement means the same as a compiled specification; None if no database tells.

    Args:
        sql: as the guard rewrote it.
        compiled: what the specification compiles to.
        ddl: the schema.
        dialect: of all three.

    Raises:
        InvalidSchema: the DDL does not parse, or declares no table.
    """
    (found,) = _agreements([(sql, compiled)], ddl=ddl, dialect=dialect)
    return found


def with_specifications(judged: Iterable[tuple[Question, Score]]) -> list[Score]:
    """The scores, with `agrees_with_spec` set if the question is a specification.

    A denied or missing answer does not agree. If a specification does not compile over its question's schema, the value
    stays None.

    Raises:
        InvalidSchema: the DDL does not parse, or declares no table.
    """
    found = list(judged)
    scores = [score for _, score in found]
    together: dict[tuple[str, str], list[int]] = defaultdict(list)
    compiled: dict[int, str] = {}
    for place, (question, score) in enumerate(found):
        sql = _compiled(question)
        if sql is None or question.ddl is None:
            continue
        if score.run_sql is None:
            scores[place] = score.model_copy(update={"agrees_with_spec": False})
            continue
        compiled[place] = sql
        together[question.ddl, question.dialect].append(place)
    for (ddl, dialect), places in together.items():
        pairs = [(str(scores[place].run_sql), compiled[place]) for place in places]
        for place, agreement in zip(places, _agreements(pairs, ddl=ddl, dialect=dialect), strict=True):
            scores[place] = scores[place].model_copy(update={"agrees_with_spec": agreement})
    return scores


def _compiled(question: Question) -> str | None:
    """What a question compiles to, if it is a specification that fits its schema."""
    spec = read_spec(question.question)
    if spec is None or question.ddl is None:
        return None
    try:
        return compile_spec(spec, schema=parse_schema(question.ddl, question.dialect), dialect=question.dialect)
    except InvalidInput:
        return None


def _fared(pairs: Sequence[Pair], ddl: str, dialect: str) -> list[bool | None]:
    """Whether pairs agree on derived databases; None for each if none can be made of the schema."""
    try:
        catalogue = read_ddl(ddl, dialect)
    except (Unparsable, sqlite3.Error):
        return [None] * len(pairs)
    with Worker() as worker:
        tried = done(try_pairs(catalogue, pairs, dialect=dialect, count=DATABASES, worker=worker))
    return [each.agrees for each in tried]


def _agreements(pairs: Sequence[tuple[str, str]], *, ddl: str, dialect: str) -> list[bool | None]:
    """Whether each statement agrees with its compiled one; equal texts need no database."""
    open_pairs = [each for each in pairs if each[0] != each[1]]
    told: Mapping[tuple[str, str], bool | None] = {}
    if open_pairs:
        tried = [Pair(golds=(compiled,), predicted=sql) for sql, compiled in open_pairs]
        told = dict(zip(open_pairs, _fared(tried, ddl, dialect), strict=True))
    return [told.get(each, True) for each in pairs]
