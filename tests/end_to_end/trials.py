"""A model beside the champion: what users got meanwhile, and what the `tuneql release` commands said."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.end_to_end import orchard
from tests.end_to_end.command import Ran
from tests.end_to_end.house import House
from tests.end_to_end.releases import tuneql
from tests.end_to_end.seen import Answer, Champion

QUESTION: Final = "How many tractors are there?"
_ENOUGH: Final = 40
"""Questions, of which half are a canary's: that none of them is has a chance of one in 10^12."""


@dataclass(frozen=True, kw_only=True)
class Trials:
    """First a canary, whose deployment is then deleted by hand; then a shadow of the same model.

    Attributes:
        canary, shadow: how they began, and the champion's record with them.
        by_canary, by_champion: an answer of each, while there was a canary.
        without_canary: answers while the canary's deployment was gone.
        standing: of the canary, after all that, and of the shadow.
        deployed: the shadow's deployment, while it was there.
        ended: how the shadow ended, and the record then.
    """

    canary: tuple[Ran, Champion]
    by_canary: Answer
    by_champion: Answer
    without_canary: tuple[Answer, ...]
    standing: Mapping[str, Any]
    shadow: tuple[Ran, Champion]
    beside_shadow: tuple[Answer, ...]
    shadow_standing: Mapping[str, Any]
    told: Ran
    deployed: str
    ended: tuple[Ran, Champion]


def make_trials(house: House, run: str) -> Trials:
    """Try the model of `run`, which is not the champion's."""
    canary = _released(house, "canary", run, "--share", "0.5")
    house.renew("api", "canary")
    by_canary, by_champion = (_asked_until(house, chosen) for chosen in (_is_of(run), _is_not_of(run)))
    said = {"request_id": by_canary.body["request_id"], "verdict": "good"}
    house.ask("POST", "/feedback", json.dumps(said).encode())
    house.account.client("bedrock").delete_custom_model_deployment(
        customModelDeploymentIdentifier=canary[1].record["challenger"]["model_id"]
    )
    without = tuple(house.ask_sql(QUESTION) for _ in range(12))
    standing = _standing(house, lambda found: found["arms"]["challenger"]["failed"] > 0)
    _released(house, "canary", "--end")
    shadow = _released(house, "shadow", run, "--share", "1")
    house.renew("api", "shadow")
    beside = tuple(house.ask_sql(QUESTION) for _ in range(2))
    shadow_standing = _standing(house, lambda found: found["paired"] and found["paired"]["questions"] == len(beside))
    told = tuneql(house, "release", "shadow", "--status")
    ended = _released(house, "shadow", "--end")
    house.renew("api", "alone")
    return Trials(
        canary=canary,
        by_canary=by_canary,
        by_champion=by_champion,
        without_canary=without,
        standing=standing,
        shadow=shadow,
        beside_shadow=beside,
        shadow_standing=shadow_standing,
        told=told,
        deployed=shadow[1].record["challenger"]["model_id"],
        ended=ended,
    )


def cast_shadow_of(house: House, champion: Champion) -> Mapping[str, Any]:
    """Have the shadow's function ask a champion, as if it were a challenger."""
    challenger = {**champion.record, "mode": "shadow", "share": 1, "since": "2026-11-20T00:00:00+00:00"}
    sent = {
        "request_id": "r-1",
        "asked": {"question": QUESTION},
        "tables": {"ddl": orchard.ddl()},
        "challenger": challenger,
    }
    answer = house.account.client("lambda").invoke(
        FunctionName=house.function("shadow")["FunctionName"], Payload=json.dumps(sent).encode()
    )
    return dict(json.loads(answer["Payload"].read()))


def _released(house: House, *arguments: str) -> tuple[Ran, Champion]:
    return tuneql(house, "release", *arguments, "--every-seconds", "0.2"), house.champion()


def _standing(house: House, wanted: Callable[[Mapping[str, Any]], bool]) -> Mapping[str, Any]:
    """The figures, once they are as wanted: a shadow answers when users have their answer."""
    looks = (json.loads(tuneql(house, "release", "canary", "--status", "--json").out) for _ in range(_ENOUGH))
    return next(found for found in looks if wanted(found))


def _asked_until(house: House, chosen: Callable[[Answer], bool]) -> Answer:
    answers: Iterator[Answer] = (house.ask_sql(QUESTION) for _ in range(_ENOUGH))
    return next(filter(chosen, answers))


def _is_of(run: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.body["model"] == run


def _is_not_of(run: str) -> Callable[[Answer], bool]:
    return lambda answer: answer.body["model"] != run
