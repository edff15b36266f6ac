"""Runs the engine in another process, which may hang or crash without harm.

If a query exceeds its time by more than a moment, the process is killed; a query that crashes it has already killed
it. Either way that query fails, and a new process answers the next ones. Many queries are sent in one message. Those
not answered when the process ended are asked again, except the one that ended it.
"""

from collections import deque
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, Self

from tuneql.sql.running.engine import ExecutionFailed, Limits, Result, Script
from tuneql.sql.running.messages import Answer, Key, Place, Request
from tuneql.sql.running.worker_child import Child, start

_OVERSTAYED: Final = "the engine did not answer in time, and was killed"


class Worker:
    """A process that runs queries for many databases; a context manager, for one thread."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._begun: deque[Awaited] = deque()
        self._closing: list[Request] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def process_id(self) -> int | None:
        """The process's id, if there is one."""
        return self._child.process.pid if self._child else None

    def close(self) -> None:
        """End the process, if there is one."""
        if self._child is not None:
            self._child.end()
            self._child = None

    def open(self, database: Path | Script, limits: Limits, dialect: str | None) -> "RemoteEngine":
        """The engine of one database. The process starts in the background, to be ready for the first request.

        Args:
            database: a file, or a script for a database in memory, which is made again if it has not been used for
                long.
            limits: for each query.
            dialect: whose functions to register; None for a dialect without its own functions.

        Raises:
            ExecutionFailed: of kind `other`, if the file does not exist, or no process can be started.
        """
        place = _place(database)
        self._there()
        return RemoteEngine(self, (place, numbers(limits), dialect))

    def ask(self, requests: Sequence[Request]) -> list[Answer]:
        """The process's answers to requests, in one message unless one of them kills it.

        Raises:
            ExecutionFailed: of kind `other`, if no process can be started.
        """
        return self.begin(requests).answers()

    def begin(self, requests: Sequence[Request]) -> "Awaited":
        """Send requests without waiting, so that the caller can do something else, or begin others.

        Raises:
            ExecutionFailed: as `ask`.
        """
        child = self._there()
        closing, self._closing = self._closing, []
        begun = Awaited(self, [*closing, *requests], unasked=len(closing))
        begun.send(child)
        self._begun.append(begun)
        return begun

    def finish(self, awaited: "Awaited") -> None:
        """Wait until these requests are answered, and all that were begun before them.

        Raises:
            ExecutionFailed: as `ask`.
        """
        while not awaited.is_answered:
            oldest = self._begun[0]
            self._answer(oldest, self._there())
            if oldest.is_answered:
                self._begun.popleft()

    def forget(self, key: Key) -> None:
        """Close a database, before the process is asked anything else."""
        if self._child is not None:
            self._closing.append((key, None))

    def _there(self) -> Child:
        """The process; a new one is sent the requests that no other has answered."""
        if self._child is None:
            self._child = start()
            for each in self._begun:
                each.send(self._child)
        return self._child

    def _answer(self, awaited: "Awaited", child: Child) -> None:
        """Receive answers from a process; if it ends, this is the answer to the request that ended it."""
        requests = awaited.unanswered()
        found: list[Answer] = []
        try:
            failure = child.answer(requests, found, awaited.first)
        except ExecutionFailed:
            self._child = None
            raise
        lost: list[Answer | None] = []
        if failure is not None:
            culprit = max(child.at(awaited.first), len(found))
            self._child = None
            end = child.end()
            lost = [("skipped",) if _is_as_bad(each, requests[culprit]) else None for each in requests[len(found) :]]
            lost[culprit - len(found)] = ("failed", failure, end if failure == "crashed" else _OVERSTAYED)
        awaited.take([*found, *lost])


class Awaited:
    """Requests that were sent to a process, and its answers, without those to the first `unasked`."""

    def __init__(self, worker: Worker, requests: Sequence[Request], *, unasked: int) -> None:
        self._worker, self._requests, self._unasked = worker, requests, unasked
        self._answers: list[Answer | None] = [None] * len(requests)
        self.first = 0
        self.is_answered = not requests

    def answers(self) -> list[Answer]:
        """Wait, the first time; raises as `Worker.ask`."""
        self._worker.finish(self)
        return [answer for answer in self._answers[self._unasked :] if answer is not None]

    def send(self, child: Child) -> None:
        """Send to a process what is not answered yet."""
        self.first = child.send(self.unanswered())

    def unanswered(self) -> list[Request]:
        """The requests without an answer."""
        return [request for request, answer in zip(self._requests, self._answers, strict=True) if answer is None]

    def take(self, found: Sequence[Answer | None]) -> None:
        """Take answers to the requests without one, in their order; None if there is still none."""
        missing = (place for place, answer in enumerate(self._answers) if answer is None)
        for place, answer in zip(missing, found, strict=True):
            self._answers[place] = answer
        self.is_answered = None not in self._answers


class RemoteEngine:
    """One database, open for reading only, in the worker."""

    def __init__(self, worker: Worker, key: Key) -> None:
        self.worker, self._key = worker, key

    def close(self) -> None:
        """Close the database."""
        self.worker.forget(self._key)

    def run(self, sql: str) -> Result:
        """Run a query in SQLite's dialect.

        Raises:
            ExecutionFailed: there is no result, for one of a few reasons; of kind `crashed` if the query ended the
            process.
        """
        (found,) = run_together([(self, sql)])
        if isinstance(found, Result):
            return found
        raise found or ExecutionFailed(kind="other", message="the engine skipped it")

    def request(self, sql: str) -> Request:
        """The request to the worker for a query."""
        return self._key, sql

    def begin_alike(self, pairs: Sequence[tuple[str, str]]) -> Callable[[], list[bool]]:
        """Ask whether two queries are certainly the same, whatever the tables hold: SQLite makes one program of both.

        Returns:
            A function that waits for the answers.
        """
        awaited = self.worker.begin([(self._key, ("alike", one, other)) for one, other in pairs])
        return lambda: [answer == ("alike", True) for answer in awaited.answers()]


def run_together(wanted: Sequence[tuple[RemoteEngine, str]]) -> list[Result | ExecutionFailed | None]:
    """Run many queries on databases of one worker, in one message.

    Returns:
        The result of each; None for those that were left out because the results before them were very large.
    """
    return begin_together(wanted)()


def begin_together(
    wanted: Sequence[tuple[RemoteEngine, str]],
) -> Callable[[], list[Result | ExecutionFailed | None]]:
    """As `run_together`, but only send the message; returns a function that waits for the answers."""
    if not wanted:
        return list
    awaited = wanted[0][0].worker.begin([engine.request(sql) for engine, sql in wanted])
    return lambda: read_answers(awaited.answers())


def read_answers(answers: Iterable[Answer]) -> list[Result | ExecutionFailed | None]:
    """The results of queries; None for an answer that has none. Equal answers become one object."""
    known = list(answers)
    made: dict[int, Result | ExecutionFailed | None] = {}
    for answer in known:
        if id(answer) not in made:
            made[id(answer)] = _read(answer)
    return [made[id(answer)] for answer in known]


def _read(answer: Answer) -> Result | ExecutionFailed | None:
    if answer[0] == "rows":
        return Result(columns=answer[1], rows=answer[2], steps=answer[3])
    return ExecutionFailed(kind=answer[1], message=answer[2]) if answer[0] == "failed" else None


def numbers(limits: Limits) -> tuple[float, int, int, int]:
    """Limits in the form of a message."""
    return limits.seconds, limits.rows, limits.cell_bytes, limits.result_bytes


def _is_as_bad(request: Request, culprit: Request) -> bool:
    """Whether a request would also kill the process: the same query, or any for such a database."""
    is_query = isinstance(culprit[1], str)
    return request == culprit if is_query else request[0] == culprit[0]


def _place(database: Path | Script) -> Place:
    if isinstance(database, Script):
        return "memory", database.sql
    if not database.is_file():
        raise ExecutionFailed(kind="other", message=f"{database.name}: unable to open database file")
    return "file", str(database.absolute())
