"""Many answers scored with as few openings of databases, and messages to the process that runs them, as possible."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import Final

from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import Prepared, conclude, prepare
from tuneql.sql.sandbox import Sandbox, fetch
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
    waiting, opened = iter(answers), dict[tuple[Path, str], Sandbox]()
    with nullcontext(worker) if worker is not None else Worker() as process:
        while batch := list(islice(waiting, TOGETHER)):
            while len(opened) > OPEN:
                opened.pop(next(iter(opened))).close()
            prepared = [_prepared(question, prediction, database(question)) for question, prediction in batch]
            sandboxes = [_opened(file, each.question.dialect, opened, process) for each, file in prepared]
            _run(zip([each for each, _ in prepared], sandboxes, strict=True))
            for (each, _), sandbox in zip(prepared, sandboxes, strict=True):
                yield conclude(each, sandbox)


def _prepared(question: Question, prediction: Prediction, file: Path | None) -> tuple[Prepared, Path | None]:
    schema = None if file is None or question.ddl else _schema(file, question.dialect)
    return prepare(question, prediction, schema=schema), file


def _opened(file: Path | None, dialect: str, opened: dict[tuple[Path, str], Sandbox], worker: Worker) -> Sandbox | None:
    if file is None:
        return None
    if (file, dialect) not in opened:
        opened[file, dialect] = Sandbox(file, dialect=dialect, worker=worker)
    return opened[file, dialect]


def _run(answers: Iterable[tuple[Prepared, Sandbox | None]]) -> None:
    """Runs what surely will be run, so that it need not be asked for one by one."""
    wanted: dict[str, list[tuple[Sandbox, str]]] = defaultdict(list)
    for each, sandbox in answers:
        if sandbox is not None:
            wanted[each.question.dialect] += [(sandbox, sql) for sql in each.statements()]
    for dialect, statements in wanted.items():
        fetch(statements, dialect)


@lru_cache(maxsize=OPEN)
def _schema(database: Path, dialect: str) -> Schema:
    return read_sqlite_schema(database, dialect)
