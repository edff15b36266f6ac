"""A database in the worker's memory, whose rows are changed now and then."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Final, Self

from tuneql.sql.engine import ExecutionFailed, Limits, Result
from tuneql.sql.messages import Answer, Key, Request
from tuneql.sql.refilling import Contents
from tuneql.sql.worker import Worker, numbers, read_answers

_COUNTER: Final = count()


class RemoteMemory:
    """As `tuneql.sql.memory.Memory`, in the worker; a context manager.

    What a query gave is kept until the rows change. Where a query has killed the process, the database is made again.
    """

    def __init__(self, worker: Worker, script: str, limits: Limits, dialect: str | None) -> None:
        """Makes nothing yet.

        Args:
            worker: the process.
            script: statements that make the tables: tuneql's own, or a given database's.
            limits: what each query may use.
            dialect: whose functions to register; None for a dialect that has none of its own.
        """
        self._worker, self._script = worker, script
        self._key: Key = (("rows", str(next(_COUNTER))), numbers(limits), dialect)
        self._contents: Contents = ((), False)
        self._is_filled = self._is_backwards = False
        self._kept: dict[str, Result | ExecutionFailed] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._worker.forget(self._key)

    def refill(self, contents: Contents) -> None:
        """Puts rows in place of those that are there, before the next query."""
        self._contents, self._is_filled, self._kept = contents, False, {}

    def fetch(self, statements: Iterable[str]) -> None:
        """Runs queries together, so that `attempt` has what they give.

        Raises:
            ExecutionFailed: of kind `other`: SQLite does not take the script or the rows.
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
        """As `attempt`, with a failure raised."""
        found = self.attempt(sql)
        if isinstance(found, ExecutionFailed):
            raise found
        return found

    @contextmanager
    def backwards(self) -> Iterator[None]:
        """Meanwhile rows come in the other order wherever a query leaves it open."""
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
        if filled[0] == "failed":
            raise ExecutionFailed(kind="other", message=filled[2])
        return answers
