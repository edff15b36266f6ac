"""The warm processes of functions: as in AWS, one event at a time in a process, and more processes for more events."""

import threading
from collections import OrderedDict, defaultdict, deque
from collections.abc import Iterator
from contextlib import contextmanager

from local.functions.process import Process
from local.functions.start import Environment, Workers


class ProcessPool:
    """The processes of one account. Safe to share between threads.

    Args:
        concurrency: the most processes that are busy at a time; further events wait for one.
        starts: the most processes that are started at a time: starting takes a core, and waiting for a process that is
            nearly done is often faster.
        idle: the most processes that are kept warm; the one unused for longest goes first.
        start_limit: how long importing a handler may take, in seconds.
    """

    def __init__(self, *, concurrency: int, starts: int, idle: int, start_limit: float) -> None:
        self._concurrency, self._starts = concurrency, starts
        self._idle_limit, self._start_limit = idle, start_limit
        self._workers = Workers()
        self._lock = threading.Condition()
        self._idle: OrderedDict[Process, None] = OrderedDict()
        self._busy: set[Process] = set()
        self._starting = 0
        self._waiting: defaultdict[Environment, deque[object]] = defaultdict(deque)
        self._closed = False

    def close(self) -> None:
        """End every process, busy or not."""
        with self._lock:
            self._closed = True
            processes = [*self._idle, *self._busy]
            self._idle.clear()
        for process in processes:
            process.close()
        self._workers.close()

    def idle(self, handler: str) -> tuple[int, ...]:
        """The numbers of a handler's processes that wait for an event."""
        with self._lock:
            return tuple(each.pid for each in self._idle if each.environment.handler == handler)

    @contextmanager
    def process(self, environment: Environment) -> Iterator[Process]:
        """A process for one event, which is kept afterwards unless something went wrong."""
        process = self._warm(environment)
        try:
            yield process
        except BaseException:
            self._discard(process)
            raise
        if process.failure is None:
            self._give_back(process)
        else:
            self._discard(process)

    def _warm(self, environment: Environment) -> Process:
        """An idle process, or a new one where one may be started, for whoever has waited longest."""
        with self._lock:
            place, queue = object(), self._waiting[environment]
            queue.append(place)
            self._lock.wait_for(lambda: queue[0] is place and self._has_room(environment))
            queue.popleft()
            self._lock.notify_all()
            process = self._idle_one(environment)
            if process is not None:
                del self._idle[process]
                self._busy.add(process)
                return process
            self._starting += 1
        return self._started(environment)

    def _has_room(self, environment: Environment) -> bool:
        if len(self._busy) + self._starting >= self._concurrency:
            return False
        return self._starting < self._starts or self._idle_one(environment) is not None

    def _idle_one(self, environment: Environment) -> Process | None:
        return next((each for each in reversed(self._idle) if each.environment == environment), None)

    def _started(self, environment: Environment) -> Process:
        try:
            process = Process(environment, self._workers, start_limit=self._start_limit)
        except BaseException:
            with self._lock:
                self._starting -= 1
                self._lock.notify_all()
            raise
        with self._lock:
            self._starting -= 1
            self._busy.add(process)
            self._lock.notify_all()
        return process

    def _give_back(self, process: Process) -> None:
        stale = []
        with self._lock:
            self._busy.discard(process)
            self._lock.notify_all()
            self._idle[process] = None
            while len(self._idle) > (0 if self._closed else self._idle_limit):
                stale.append(self._idle.popitem(last=False)[0])
        for each in stale:
            each.close()

    def _discard(self, process: Process) -> None:
        with self._lock:
            self._busy.discard(process)
            self._lock.notify_all()
        process.close()
