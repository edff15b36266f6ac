"""Waiting for a model, but no longer than a caller can wait."""

import time
from collections.abc import Callable
from concurrent.futures import Future
from copy import copy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from tuneql.errors import NotReady, Throttled
from tuneql.limits import ENDPOINT_DEADLINE_SECONDS
from tuneql.serving.workers import hand_over

if TYPE_CHECKING:
    from tuneql.ports import Completion, Model
    from tuneql.prompt import Prompt

# Seconds between attempts; a cold model is ready again within seconds.
PAUSES: Final[tuple[float, ...]] = (0.5, 1.0, 2.0, 4.0, 6.0)

# Seconds of the endpoint's time that are kept for checking the answer and sending it.
_MARGIN_SECONDS: Final = 3.0

T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class Clock:
    """Time, so that tests need not wait for it."""

    now: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep


class Patience:
    """The time of one request, from when this is made.

    Attributes:
        clock: time.
        pauses: seconds between attempts to ask a model that is cold or busy.
    """

    def __init__(self, clock: Clock) -> None:
        self.clock, self.pauses = clock, PAUSES
        self._began, self._seconds = clock.now(), ENDPOINT_DEADLINE_SECONDS - _MARGIN_SECONDS

    @property
    def spent(self) -> float:
        """Seconds since the request came."""
        return self.clock.now() - self._began

    @property
    def left(self) -> float:
        """Seconds in which an answer is still of use; negative when it is too late."""
        return self._seconds - self.spent

    def hurried(self, seconds: float) -> "Patience":
        """The same request's patience, cut to so many seconds and one attempt, so that another model can be asked."""
        found = copy(self)
        found.pauses, found._seconds = (), min(seconds, self._seconds)  # noqa: SLF001 - of the same class
        return found


def ask(
    model: "Model", prompt: "Prompt", patience: Patience, *, meanwhile: Callable[[], object] | None = None
) -> "Completion":
    """Ask a model, and again while it is cold or busy and an answer can still arrive in time.

    Args:
        model: the model.
        prompt: what to ask it.
        patience: the time that is left.
        meanwhile: work to do once while the answer is on its way; if it raises, waiting ends.

    Raises:
        Throttled, NotReady: it could not answer, or not in time.
    """
    answer = _begun(lambda: model.complete(prompt))
    if meanwhile is not None:
        meanwhile()
    for pause in patience.pauses:
        try:
            return _within(patience.left, answer)
        except (NotReady, Throttled):
            if patience.left < 2 * pause:
                raise
            patience.clock.sleep(pause)
        answer = _begun(lambda: model.complete(prompt))
    return _within(patience.left, answer)


def in_time(work: Callable[[], T], *, seconds: float) -> T:
    """The result of some work, or its exception, if it comes in time.

    Raises:
        NotReady: the time is over. The work goes on, and its result is dropped.
    """
    return _within(seconds, _begun(work))


def _begun(work: Callable[[], T]) -> "Future[T]":
    """The future result of some work, done in another thread.

    A client's time-outs limit the pauses within an answer, not the whole answer.
    """
    future: Future[T] = Future()
    hand_over(lambda: _work(future, work))
    return future


def _within(seconds: float, future: "Future[T]") -> T:
    try:
        return future.result(timeout=max(0.0, seconds))
    except TimeoutError:
        if future.done():  # the work's own
            raise
        raise NotReady(f"there was no answer within {seconds:.0f} seconds") from None


def _work(future: "Future[T]", work: Callable[[], T]) -> None:
    try:
        future.set_result(work())
    except BaseException as error:  # noqa: BLE001 - raised where the result is waited for
        future.set_exception(error)
