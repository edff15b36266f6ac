"""A database in the worker's memory, whose rows are replaced from time to time."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Final, Self

from tuneql.sql.running.engine import ExecutionFailed, Limits, Result
from tuneql.sql.running.messages import Answer, Key, Request
from tuneql.sql.running.refilling import Contents
from tuneql.sql.running.worker import Worker, numbers, read_answers

_COUNTER: Final = count()

Kept = dict[str, Result | ExecutionFailed]
"""The results of queries on the present rows, by their text."""


class RemoteMemory:
    """As `tuneql.sql.running.memory.Memory`, in the worker; a context manager.

    Results are kept until the rows change. If a query has killed the process, the database is made again.
    """

    def __init__(self, worker: Worker, script: str, limits: Limits, dialect: str | None) -> None:
        """Keep the arguments; nothing is made yet.

        Args:
            worker: the process.
            script: statements that make the tables: tuneql's own, or a given database's.
            limits: for each query.
            dialect: whose functions to register; None for a dialect without its own functions.
        """
        self._worker, self._script = worker, script
        self._key: Key = (("rows", str(next(_COUNTER))), numbers(limits), dialect)
        self._contents: Contents = ((), False)
        self._is_filled = self._is_backwards = False
        self._kept: Kept = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.forget(self._key)

    def refill(self, contents: Contents, known: Kept | None = None) -> None:
        """Replace the rows, before the next query whose result is not known.

        Args:
            contents: the rows.
            known: results of some queries on them, see `begin_rounds`.
        """
        self._contents, self._is_filled, self._kept = contents, False, {} if known is None else known

    def begin_rounds(self, contents: Sequence[Contents], statements: Sequence[str]) -> Callable[[], list[Kept]]:
        """Ask in one message for the results of queries on some rows, and then on others.

        Returns:
            A function that waits for the answers. For each of the contents it returns the known results: all but those
            of skipped queries, such as queries that timed out on earlier rows.

        Raises:
            ExecutionFailed: as `fetch`.
        """
        asked: list[Request] = []
        for each in contents:
            asked.append((self._key, ("refill", self._script, each)))
            asked += [(self._key, sql) for sql in statements]
        self._is_filled, awaited, size = False, self._worker.begin(asked), 1 + len(statements)

        def rounds() -> list[Kept]:
            answers = awaited.answers()
            return [_known(statements, answers[start : start + size]) for start in range(0, len(answers), size)]

        return rounds

    def fetch(self, statements: Iterable[str]) -> None:
        """Run queries together, so that `attempt` has their results.

        Raises:
            ExecutionFailed: of kind `other`: SQLite does not accept the script or the rows.
        """
        missing = [sql for sql in dict.fromkeys(statements) if sql not in self._kept]
        while missing:
            answers = self._answers(missing)
            for sql, found in zip(missing, read_answers(answers), strict=True):
                if found is not None:
                    self._kept[sql] = found
            self._is_filled = not any(answer[0] == "lost" for answer in answers)
            missing = [sql for sql, answer in zip(missing, answers, strict=True) if answer[0] == "lost"]

    def attempt(self, sql: str) -> Result | ExecutionFailed:
        """The rows of a query in SQLite's dialect, or why there are none; from its last run if there was one.

        Raises:
            ExecutionFailed: as `fetch`.
        """
        self.fetch([sql])
        return self._kept[sql]

    def recall(self, sql: str, *, dialect: str = "sqlite") -> Result:  # noqa: ARG002 -- as a sandbox's
        """As `attempt`, but raises failures."""
        found = self.attempt(sql)
        if isinstance(found, ExecutionFailed):
            raise found
        return found

    @contextmanager
    def backwards(self) -> Iterator[None]:
        """While active, rows come in the opposite order wherever a query leaves it open."""
        kept, self._kept, self._is_backwards = self._kept, {}, True
        try:
            yield
        finally:
            self._kept, self._is_backwards = kept, False

    def _answers(self, statements: Sequence[str]) -> list[Answer]:
        asked: list[Request] = [(self._key, ("backwards", sql) if self._is_backwards else sql) for sql in statements]
        if self._is_filled:
            return self._worker.ask(asked)
        filled, *answers = self._worker.ask([(self._key, ("refill", self._script, self._contents)), *asked])
        _check(filled)
        return answers


def _known(statements: Sequence[str], answers: Sequence[Answer]) -> Kept:
    """The results of queries, from the answer to a refill and those to the queries after it."""
    _check(answers[0])
    found = zip(statements, read_answers(answers[1:]), strict=True)
    return {sql: given for sql, given in found if given is not None}


def _check(filled: Answer) -> None:
    if filled[0] == "failed":
        raise ExecutionFailed(kind="other", message=filled[2])
