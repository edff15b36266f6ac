"""Scores many answers while opening databases, and sending messages to the worker, as seldom as possible."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path
from typing import Final

from tuneql.errors import InvalidInput
from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import Prepared, conclude, known_schema, prepare
from tuneql.sql.running.remembered import no_results_yet
from tuneql.sql.running.sandbox import Sandbox, begin_fetch
from tuneql.sql.running.worker import Worker
from tuneql.sql.schemas.schema import Schema
from tuneql.sql.schemas.sqlite_schema import read_sqlite_schema

# How many databases are open at a time; how many answers have their queries run together; and how many times as many
# are prepared while those run: one query may take a thousand times as long as another.
OPEN: Final = 256
TOGETHER: Final = 64
AHEAD: Final = 4


def score_all(
    answers: Iterable[tuple[Question, Prediction]],
    *,
    database: Callable[[Question], Path | None],
    worker: Worker | None = None,
) -> Iterator[Score]:
    """Yield one score per answer, in order, `TOGETHER` at a time.

    Args:
        answers: questions and what was answered.
        database: the SQLite file to run a question on; None if there is none. If it raises InvalidInput, or the file
            is damaged, this becomes the `gold_error` of its questions, as does a schema that does not parse.
        worker: the process that runs the queries, and keeps the files open afterwards; None starts one for this call.
    """
    with nullcontext(worker) if worker is not None else Worker() as process:
        under_way = deque(_Batch() for _ in range(2 * AHEAD))
        for now in chain(_batches(answers, database, process), [_Batch() for _ in under_way]):
            arriving = under_way[AHEAD]
            arriving.arrive()
            now.begin(arriving)
            yield from under_way.popleft().scores()
            under_way.append(now)


def _batches(
    answers: Iterable[tuple[Question, Prediction]], database: Callable[[Question], Path | None], worker: Worker
) -> Iterator["_Batch"]:
    waiting, databases = iter(answers), _Databases(worker)
    while batch := list(islice(waiting, TOGETHER)):
        databases.close_some()
        rows = [_rows(database, question) for question, _ in batch]
        asked = [(question, each.file) for (question, _), each in zip(batch, rows, strict=True)]
        sandboxes = [databases.open(file, question.dialect) if file else None for question, file in asked]
        prepared = [
            prepare(*answer, schema=each.schema, no_rows=each.missing) for answer, each in zip(batch, rows, strict=True)
        ]
        yield _Batch(prepared, sandboxes)


class _Databases:
    """Open databases, and the results of queries on them."""

    def __init__(self, worker: Worker) -> None:
        self._worker, self._remembered = worker, no_results_yet()
        self._open: dict[tuple[Path, str], Sandbox] = {}

    def open(self, file: Path, dialect: str) -> Sandbox:
        """A database, opened if it is not yet open."""
        key = file, dialect
        if key not in self._open:
            self._open[key] = Sandbox(file, dialect=dialect, worker=self._worker, remembered=self._remembered)
        return self._open[key]

    def close_some(self) -> None:
        """Close the oldest until there are no more than `OPEN`."""
        while len(self._open) > OPEN:
            self._open.pop(next(iter(self._open))).close()


class _Batch:
    """Answers scored together. While their queries run, the next batch is prepared and the one before it scored."""

    def __init__(self, prepared: Sequence[Prepared] = (), sandboxes: Sequence[Sandbox | None] = ()) -> None:
        self._answers = list(zip(prepared, sandboxes, strict=True))
        self.arrive: Callable[[], None] = _nothing

    def begin(self, before: "_Batch") -> None:
        """Ask for the results of this batch, and for those that the rows of the batch before make necessary."""
        self.arrive = begin_fetch(chain(before.further_queries(), self._queries()))

    def _queries(self) -> Iterator[tuple[Sandbox, str, str]]:
        for each, sandbox in self._answers:
            if sandbox is not None:
                yield from ((sandbox, sql, each.question.dialect) for sql in each.statements())

    def further_queries(self) -> Iterator[tuple[Sandbox, str, str]]:
        """Queries that turn out to be needed once the rows of the first ones have arrived."""
        for each, sandbox in self._answers:
            if sandbox is not None:
                yield from ((sandbox, sql, each.question.dialect) for sql in each.further_statements(sandbox))

    def scores(self) -> Iterator[Score]:
        """Compare the rows, once all have arrived."""
        for each, sandbox in self._answers:
            yield conclude(each, sandbox)


def _nothing() -> None:
    """Wait for nothing: there is no batch before."""


@dataclass(frozen=True)
class _Rows:
    """A question's database and the schema in it, or why there should be one and is none."""

    file: Path | None = None
    schema: Schema | None = None
    missing: str | None = None


def _rows(database: Callable[[Question], Path | None], question: Question) -> _Rows:
    """A database or a schema that is damaged or missing costs the questions about it, and no others."""
    try:
        file = database(question)
        return _Rows(file, known_schema(question) or (_schema(file, question.dialect) if file is not None else None))
    except InvalidInput as error:
        return _Rows(missing=str(error))


@lru_cache(maxsize=OPEN)
def _schema(database: Path, dialect: str) -> Schema:
    return read_sqlite_schema(database, dialect)
