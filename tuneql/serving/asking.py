"""How questions are put to a model."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from tuneql.serving.answers import SqlAnswer
from tuneql.serving.conversing import AnsweringModel
from tuneql.serving.databases import Database
from tuneql.serving.metering import Metered
from tuneql.serving.query_log import QueryLog
from tuneql.serving.questions import Asked
from tuneql.serving.service import answer, cost_usd

if TYPE_CHECKING:
    from tuneql.ports import Model
    from tuneql.release.champion import Served, Trained


Ask = Callable[[Asked, "Trained"], SqlAnswer]


def asker(
    model: "Callable[[Served], Model]",
    *,
    base_model_id: str,
    repairs: int,
    log: QueryLog,
    databases: Sequence[Database] = (),
) -> Ask:
    """A function that asks a model and writes a line into the query log.

    Args:
        model: connects to what is served.
        base_model_id: whose token prices hold.
        repairs: how often a model may be asked to mend an answer that is refused.
        log: the query log.
        databases: those that plan answers.
    """

    def ask(asked: Asked, served: "Trained") -> SqlAnswer:
        metered = Metered(model(served))
        answering = AnsweringModel(
            trained=served, metered=metered, base_model_id=base_model_id, repairs=repairs, databases=databases
        )
        try:
            found = answer(asked, answering)
        except Exception as error:
            log.failed(asked, served, error, usage=metered.usage, cost_usd=cost_usd(metered.usage, answering))
            raise
        log.answered(asked, served, found)
        return found

    return ask
