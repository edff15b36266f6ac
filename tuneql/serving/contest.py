"""Champion and challenger: who answers a question.

A hash of the request's id decides which questions are the challenger's. Every request has the same chance, every
process decides alike, and nothing has to be remembered. Whether there is a challenger is in the champion's record,
which the endpoint has anyway.
"""

import hashlib
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from tuneql.errors import InvalidInput
from tuneql.release.champion import Challenger, Champion
from tuneql.release.observation import Opinion
from tuneql.serving.answers import SqlAnswer
from tuneql.serving.asking import Ask
from tuneql.serving.messages import Feedback, SqlRequest
from tuneql.serving.observing import Observer
from tuneql.serving.questions import Asked
from tuneql.serving.shadow import ShadowRequest

_LOG = logging.getLogger(__name__)

CANARY_SECONDS: Final = 10.0
"""How long a canary may take since the request came; the rest of the time is the champion's if the canary fails."""

_DRAWS: Final = 1 << 32


@dataclass(frozen=True, kw_only=True)
class Contests:
    """What challengers need of the endpoint.

    Attributes:
        largest_share: of questions that a challenger may get, whatever its record says.
        note: writes a line into the log.
        send: hands a question for the challenger to another function; returns once it is queued.
    """

    largest_share: float
    note: Callable[[str], None]
    send: Callable[[ShadowRequest], None]


def contest(asked: Asked, champion: Champion, challenger: Challenger, *, ask: Ask, contests: Contests) -> SqlAnswer:
    """The answer for the user: the champion's, or that of a canary that was drawn and did not fail.

    Raises:
        What `ask` raises for the champion.
    """
    observer = Observer(challenger=challenger, ask=ask, note=contests.note)
    mine = is_drawn(asked.request_id, challenger, largest_share=contests.largest_share)
    if challenger.mode == "canary" and mine:
        return _canary(asked, champion, observer)
    if challenger.mode == "shadow":
        if not mine:
            return ask(asked, champion)
        _send_in_passing(asked, challenger, contests)
    return observer.observe(asked, champion, arm="champion")


def is_drawn(request_id: str, challenger: Challenger, *, largest_share: float) -> bool:
    """Whether a request's question is the challenger's."""
    draw = hashlib.sha256(f"{challenger.trial}/{request_id}".encode()).digest()[:4]
    return int.from_bytes(draw) < min(challenger.share, largest_share) * _DRAWS


def note_opinion(said: Feedback, champion: Champion | None, contests: Contests) -> None:
    """Log an opinion on an answer while a trial runs; the answer's own line says whose it was."""
    if champion is not None and champion.challenger is not None:
        opinion = Opinion(trial=champion.challenger.trial, request_id=said.request_id, verdict=said.verdict)
        contests.note(opinion.model_dump_json())


def _canary(asked: Asked, champion: Champion, observer: Observer) -> SqlAnswer:
    hurried = replace(asked, patience=asked.patience.hurried(CANARY_SECONDS))
    try:
        return observer.observe(hurried, observer.challenger, arm="challenger")
    except InvalidInput:
        raise
    except Exception as error:  # noqa: BLE001 - whatever goes wrong with the canary, users have the champion
        _LOG.info("the canary gave no answer", exc_info=error, extra={"request_id": asked.request_id})
    return observer.observe(asked, champion, arm="champion", instead=True)


def _send_in_passing(asked: Asked, challenger: Challenger, contests: Contests) -> None:
    """Send in another thread, while the champion is asked; a question that is late or lost is not counted."""
    threading.Thread(target=_send, args=(asked, challenger, contests), daemon=True).start()


def _send(asked: Asked, challenger: Challenger, contests: Contests) -> None:
    try:
        contests.send(
            ShadowRequest(
                request_id=asked.request_id,
                # The tables have the DDL, which may be large, once more.
                asked=SqlRequest(**vars(asked.question) | {"ddl": None}),
                tables=replace(asked.source.tables, schema=None),
                challenger=challenger,
            )
        )
    except Exception as error:  # noqa: BLE001 - nobody waits for this, and the champion answers
        _LOG.info("the shadow could not be asked", exc_info=error, extra={"request_id": asked.request_id})
