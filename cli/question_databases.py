"""The SQLite files that questions are run on: given in a folder, or generated from their schemas."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tuneql.errors import InvalidInput
from tuneql.evaluation.question import Question
from tuneql.evaluation.robust.generation import generate
from tuneql.sql.running.database_files import database_file


@dataclass(frozen=True, kw_only=True)
class QuestionDatabases:
    """Finds the rows that a question is run on.

    Attributes:
        folder: has a file `<db_id>.sqlite` for each database; None if no rows were given.
        generated: files that were made because none were given, by the question's id.
    """

    folder: Path | None
    generated: Mapping[str, Path]

    def given(self, question: Question) -> Path | None:
        """The file with the given rows; None if none were given.

        Raises:
            InvalidInput: rows were given, but not of this database.
        """
        return _file(self.folder, question.db_id) if self.folder is not None and question.db_id is not None else None

    def of(self, question: Question) -> Path | None:
        """The file with the given rows, or else with generated ones."""
        return self.given(question) or self.generated.get(question.id)


@contextmanager
def question_databases(
    questions: Sequence[Question], folder: Path | None, *, generated: bool
) -> Iterator[QuestionDatabases]:
    """The files, within the block.

    Args:
        questions: those to run.
        folder: with the given files.
        generated: whether to make rows if none are given.

    Raises:
        InvalidInput: the folder has none of the databases that the questions name.
    """
    named = {question.db_id for question in questions if question.db_id is not None}
    if folder is not None and named and not any(_is_there(folder, db_id) for db_id in named):
        rule = f"has no <db_id>.sqlite of any question, such as {min(named)}.sqlite"
        raise InvalidInput(field="databases", value=str(folder), rule=rule, remedy="name the folder of these files")
    with TemporaryDirectory(prefix="tuneql-rows-") as made:
        without = [question for question in questions if folder is None or question.db_id is None]
        yield QuestionDatabases(folder=folder, generated=generate(without, Path(made)) if generated else {})


def _is_there(folder: Path, db_id: str) -> bool:
    try:
        return database_file(folder, db_id) is not None
    except InvalidInput:
        return True  # though not whole


@lru_cache(maxsize=4096)
def _file(folder: Path, db_id: str) -> Path:
    path = database_file(folder, db_id)
    if path is None:
        rule = f"has no file {folder / f'{db_id}.sqlite'}"
        raise InvalidInput(field="db_id", value=db_id, rule=rule, remedy="add it, or correct the db_id")
    return path
