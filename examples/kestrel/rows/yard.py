"""Repairs: old vessels break more often, and engines cost most."""

import random
from typing import Final

from examples.kestrel.rows.chance import day_between, days_after, happens, pick
from examples.kestrel.rows.tables import Repair
from examples.kestrel.rows.world import FIRST_DAY, LAST_DAY, VESSELS

_PARTS: Final = {"engine": 30, "hull": 16, "ramp": 24, "radar": 14, "galley": 16}
_COSTS: Final = {"engine": 24_000, "hull": 18_000, "ramp": 7_500, "radar": 4_200, "galley": 1_600}
_YARDS: Final = (1, 1, 2, 2, 3, 4)
_NEVER_REPAIRED: Final = "Kittiwake"


def repairs(rng: random.Random) -> list[Repair]:
    """Repairs by the day they were reported, on vessels still in service then."""
    wear = {one.vessel_id: 2030 - one.built_year for one in VESSELS if one.name != _NEVER_REPAIRED}
    faults = sorted((day_between(rng, FIRST_DAY, LAST_DAY), pick(rng, wear)) for _ in range(150))
    valid = [(day, vessel_id) for day, vessel_id in faults if (VESSELS[vessel_id - 1].retired_on or "9999") > day]
    return [_repair(rng, number, *fault) for number, fault in enumerate(valid, start=1)]


def _repair(rng: random.Random, number: int, day: str, vessel_id: int) -> Repair:
    part = pick(rng, _PARTS)
    due = days_after(day, rng.choice((7, 14, 14, 21, 30)))
    finished = max(day, days_after(due, round(rng.gauss(0, 6))))
    closed = finished <= f"{LAST_DAY}" and happens(rng, 94)
    cost = round(_COSTS[part] * rng.lognormvariate(0, 0.5), 2) if closed and happens(rng, 93) else None
    return Repair(number, vessel_id, rng.choice(_YARDS), part, day, due, finished if closed else None, cost)
