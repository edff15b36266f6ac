"""Many answers scored with as few openings of databases, and messages to the process that runs them, as possible."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import Prepared, conclude, prepare
from tuneql.sql.sandbox import Sandbox, begin_fetch
from tuneql.sql.schema import Schema
from tuneql.sql.sqlite_schema import read_sqlite_schema
from tuneql.sql.worker import Worker

# Databases that are open at a time, and answers whose queries are run together.
OPEN: Final = 256
TOGETHER: Final = 128


def score_all(
    answers: Iterable[tuple[Question, Prediction]],
    *,
    database: Callable[[Question], Path | None],
    worker: Worker | None = None,
) -> Iterator[Score]:
    """One score an answer, in order, `TOGETHER` at a time.

    Args:
        answers: questions and what was answered.
        database: the SQLite file that a question is run on; None where there is none.
        worker: the process that runs the queries, and has the files open from then on; None is one that ends with this.
    """
    waiting, opened, before = iter(answers), dict[tuple[Path, str], Sandbox](), _Batch()
    with nullcontext(worker) if worker is not None else Worker() as process:
        while batch := list(islice(waiting, TOGETHER)):
            while len(opened) > OPEN:
                opened.pop(next(iter(opened))).close()
            asked = [(question, prediction, database(question)) for question, prediction in batch]
            sandboxes = [_opened(file, question.dialect, opened, process) for question, _, file in asked]
            now = _Batch([_prepared(*each) for each in asked], sandboxes)
            before.arrive()
            now.begin()
            yield from before.scores()
            before = now
        before.arrive()
        yield from before.scores()


class _Batch:
    """Answers that are scored together; while their queries run, the next ones are prepared."""

    def __init__(self, prepared: Sequence[Prepared] = (), sandboxes: Sequence[Sandbox | None] = ()) -> None:
        self._answers = list(zip(prepared, sandboxes, strict=True))
        self.arrive: Callable[[], None] = _nothing

    def begin(self) -> None:
        """Asks for what surely will be run, so that it need not be asked for one by one."""
        self.arrive = begin_fetch(
            (sandbox, sql, each.question.dialect)
            for each, sandbox in self._answers
            if sandbox is not None
            for sql in each.statements()
        )

    def scores(self) -> Iterator[Score]:
        """Compares the rows, once they have arrived."""
        for each, sandbox in self._answers:
            yield conclude(each, sandbox)


def _nothing() -> None:
    """There is nothing to wait for."""


def _prepared(question: Question, prediction: Prediction, file: Path | None) -> Prepared:
    schema = None if file is None or question.ddl else _schema(file, question.dialect)
    return prepare(question, prediction, schema=schema)


def _opened(file: Path | None, dialect: str, opened: dict[tuple[Path, str], Sandbox], worker: Worker) -> Sandbox | None:
    if file is None:
        return None
    if (file, dialect) not in opened:
        opened[file, dialect] = Sandbox(file, dialect=dialect, worker=worker)
    return opened[file, dialect]


@lru_cache(maxsize=OPEN)
def _schema(database: Path, dialect: str) -> Schema:
    return read_sqlite_schema(database, dialect)
