"""Many answers scored with as few openings of databases as possible."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from pathlib import Path
from typing import Final

from tuneql.evaluation.question import Prediction, Question
from tuneql.evaluation.score import Score
from tuneql.evaluation.scoring import score_prediction
from tuneql.sql.sandbox import Sandbox
from tuneql.sql.schema import Schema
from tuneql.sql.sqlite_schema import read_sqlite_schema
from tuneql.sql.worker import Worker

# Databases that are open at a time.
OPEN: Final = 256


def score_all(
    answers: Iterable[tuple[Question, Prediction]], *, database: Callable[[Question], Path | None]
) -> Iterator[Score]:
    """One score an answer, in order, each as soon as the answer is there.

    Args:
        answers: questions and what was answered.
        database: the SQLite file that a question is run on; None where there is none.
    """
    opened: dict[tuple[Path, str], Sandbox] = {}
    with ExitStack() as stack, Worker() as worker:
        for question, prediction in answers:
            file = database(question)
            if file is None:
                yield score_prediction(question, prediction)
                continue
            key = (file, question.dialect)
            if key not in opened:
                if len(opened) == OPEN:
                    opened.pop(next(iter(opened))).close()
                opened[key] = stack.enter_context(Sandbox(file, dialect=question.dialect, worker=worker))
            schema = None if question.ddl else _schema(file, question.dialect)
            yield score_prediction(question, prediction, sandbox=opened[key], schema=schema)


@lru_cache(maxsize=OPEN)
def _schema(database: Path, dialect: str) -> Schema:
    return read_sqlite_schema(database, dialect)
