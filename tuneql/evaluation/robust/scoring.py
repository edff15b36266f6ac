"""Adds robust execution accuracy to scores: `robust_correct`, from databases derived for the questions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from tuneql.evaluation.question import Question
from tuneql.evaluation.robust.agreement import Agreement, Pair, agreements
from tuneql.evaluation.robust.catalogue import Catalogue, read_database, read_ddl
from tuneql.evaluation.robust.interleaving import Task, in_turns
from tuneql.evaluation.robust.same_program import are_same
from tuneql.evaluation.score import Score
from tuneql.sql.running.engine import ExecutionFailed, Script
from tuneql.sql.running.worker import Worker

Judged = tuple[Question, Score]

_SAME: Final = Agreement(agrees=True)


def with_robustness(
    judged: Iterable[Judged],
    *,
    count: int,
    database: Callable[[Question], Path | None],
    worker: Worker | None = None,
) -> list[Score]:
    """Scores, with the results of right answers on further databases.

    An answer that is wrong on the given rows stays wrong; one that equals the gold SQL word for word, or that SQLite
    compiles to the same program, stays right: only others are run. The databases are made for all questions of a
    database together (or of a schema, if there is none), so that they are the same for all models that answer these
    questions.

    Args:
        judged: questions and their scores.
        count: how many databases to derive.
        database: the SQLite file with a question's given rows; None if there is only its schema.
        worker: the process that runs the queries; None starts one for this call.

    Raises:
        InvalidSchema: the DDL does not parse, or declares no table.
    """
    found = list(judged)
    scores = [score.model_copy(update=_decided(score)) for _, score in found]
    groups = _together(found, database)
    with nullcontext(worker) if worker is not None else Worker() as process:
        tasks = (
            _fared(
                source,
                [_pair(*found[place], scores[place]) for place in places],
                dialect=dialect,
                count=count,
                worker=process,
            )
            for (source, dialect), places in groups.items()
        )
        for ((source, _), places), fared in zip(groups.items(), in_turns(tasks), strict=True):
            for place, agreement in zip(places, fared, strict=True):
                update = _found(scores[place], agreement, given=isinstance(source, Path))
                scores[place] = scores[place].model_copy(update=update)
    return scores


def _fared(
    source: Path | str, pairs: Sequence[Pair], *, dialect: str, count: int, worker: Worker
) -> Task[list[Agreement | None]]:
    """The results of undecided pairs; databases are derived only for those that are not certainly the same."""
    if not _has_open(pairs):
        return [None] * len(pairs)
    catalogue = read_ddl(source, dialect) if isinstance(source, str) else None
    database = Script(catalogue.script) if catalogue is not None else Path(source)
    same = yield from are_same(database, pairs, dialect=dialect, worker=worker)
    left = [replace(pair, predicted=None) if surely else pair for pair, surely in zip(pairs, same, strict=True)]
    if not _has_open(left):
        return [_SAME] * len(pairs)
    try:
        catalogue = catalogue or read_database(Path(source))
    except ExecutionFailed as error:
        fared = _undecided(left, error)
    else:
        fared = yield from try_pairs(catalogue, left, dialect=dialect, count=count, worker=worker)
    return [_SAME if surely else found for surely, found in zip(same, fared, strict=True)]


def try_pairs(
    catalogue: Catalogue, pairs: Sequence[Pair], *, dialect: str, count: int, worker: Worker
) -> Task[list[Agreement]]:
    """The results of pairs; all undecided if SQLite does not accept the database's own definitions again."""
    try:
        return (yield from agreements(catalogue, pairs, dialect=dialect, count=count, worker=worker))
    except ExecutionFailed as error:
        return _undecided(pairs, error)


def _undecided(pairs: Sequence[Pair], error: ExecutionFailed) -> list[Agreement]:
    return [Agreement(agrees=None, reason=f"no database could be derived: {error.message}")] * len(pairs)


def _has_open(pairs: Iterable[Pair]) -> bool:
    return any(pair.predicted is not None for pair in pairs)


def _decided(score: Score) -> dict[str, Any]:
    """What is known without running anything."""
    if score.correct is False or (score.correct and score.exact_match):
        return {"robust_correct": score.correct}
    return {}


def _together(
    found: list[Judged], database: Callable[[Question], Path | None]
) -> dict[tuple[Path | str, str], list[int]]:
    """Positions of the questions by their database, or else their schema, and dialect."""
    places: dict[tuple[Path | str, str], list[int]] = defaultdict(list)
    for place, (question, score) in enumerate(found):
        source = None if score.gold_error is not None else database(question) or question.ddl
        if source is not None:
            places[source, question.dialect].append(place)
    return places


def _pair(question: Question, score: Score, decided: Score) -> Pair:
    is_open = score.correct and decided.robust_correct is None
    return Pair(golds=question.golds(), predicted=score.run_sql if is_open else None)


def _found(score: Score, agreement: Agreement | None, *, given: bool) -> dict[str, Any]:
    rows = {"rows": "given" if given else "generated"} if score.correct is not None else {}
    if agreement is None or score.correct is None or score.robust_correct is not None:
        return rows
    if agreement.agrees is None and not given:
        return {"correct": None, "subset_correct": None}  # the gold has no rows on any generated database
    place = "" if agreement.number is None else f"on derived database {agreement.number + 1}: "
    detail = f"{place}{agreement.reason}" if agreement.reason else None
    return rows | {"robust_correct": agreement.agrees, "robust_detail": detail}
