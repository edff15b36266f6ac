"""Crew, and the shifts that they work."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from examples.kestrel.rows.chance import day_between, happens, names, pick
from examples.kestrel.rows.tables import CrewMember, Sailing, Shift
from examples.kestrel.rows.world import FIRST_DAY, FIRST_NAMES, LAST_DAY, LAST_NAMES

_ROLES: Final = {"master": 16, "mate": 18, "engineer": 18, "deckhand": 28, "steward": 20}
_DAY_RATES: Final = {"master": 310, "mate": 240, "engineer": 255, "deckhand": 150, "steward": 135}
_BASES: Final = {1: 30, 2: 20, 3: 10, 4: 20, 5: 10, 7: 10}


def crew(rng: random.Random) -> list[CrewMember]:
    """Everyone who has worked for the company since the books begin."""
    return [
        _member(rng, number, name) for number, name in enumerate(names(rng, FIRST_NAMES[::-1], LAST_NAMES, 52), start=1)
    ]


def _member(rng: random.Random, number: int, name: str) -> CrewMember:
    role = pick(rng, _ROLES)
    hired = day_between(rng, date(2008, 1, 7), date(2026, 5, 31))
    left = day_between(rng, max(FIRST_DAY, date.fromisoformat(hired)), LAST_DAY) if happens(rng, 15) else None
    rate = round(_DAY_RATES[role] * rng.uniform(0.92, 1.2), 2)
    return CrewMember(number, name, role, pick(rng, _BASES), rate, hired, left)


def shifts(rng: random.Random, sailings: Sequence[Sailing], crew: Sequence[CrewMember]) -> list[Shift]:
    """Shifts on sailings that ran, by people employed that day; a few people have not worked yet."""
    ran = [sailing for sailing in sailings if sailing.status != "cancelled"]
    drawn = [(sailing, rng.choice(crew)) for sailing in sorted(rng.choices(ran, k=1_350))]
    worked = [pair for pair in drawn if _works(*pair)]
    return [_shift(rng, number, *pair) for number, pair in enumerate(worked, start=1)]


def _works(sailing: Sailing, member: CrewMember) -> bool:
    employed = member.hired_on <= sailing.planned_departure < (member.left_on or "9999")
    return employed and member.crew_id % 17 != 0


def _shift(rng: random.Random, number: int, sailing: Sailing, member: CrewMember) -> Shift:
    starts = datetime.fromisoformat(sailing.planned_departure) - timedelta(minutes=rng.choice((30, 45, 60)))
    hours = rng.choice((4.0, 6.0, 8.0, 8.0, 10.0, 12.0))
    overtime = rng.choice((0.5, 1.0, 1.5, 2.0, 3.0)) if happens(rng, 22) else None
    return Shift(number, member.crew_id, sailing.sailing_id, f"{starts}", hours, overtime)
