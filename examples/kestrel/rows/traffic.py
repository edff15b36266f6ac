"""Sailings: more in summer, fuller in summer, cancelled and late in winter."""

import random
from datetime import date, datetime, timedelta
from typing import Final

from examples.kestrel.rows.chance import happens, pick
from examples.kestrel.rows.tables import Sailing
from examples.kestrel.rows.world import BUSY_MONTHS, FIRST_DAY, LAST_DAY, QUIET_MONTHS, ROUTES, TIMETABLE, VESSELS

_REASONS: Final = {"weather": 60, "technical": 22, "crew": 10, "tide": 8}


def sailings(rng: random.Random) -> list[Sailing]:
    """Every planned sailing, by time of departure."""
    days = [FIRST_DAY + timedelta(day) for day in range((LAST_DAY - FIRST_DAY).days + 1)]
    slots = sorted(slot for day in days for slot in _slots(rng, day))
    return [_sailing(rng, number, *slot) for number, slot in enumerate(slots, start=1)]


def _slots(rng: random.Random, day: date) -> list[tuple[datetime, int, int]]:
    """What sails on a day: departure, route, vessel."""
    return [
        (datetime.fromisoformat(f"{day} {rng.choice(times)}"), route_id, rng.choice(_in_service(vessel_ids, day)))
        for route_id, (frequency, vessel_ids, times) in TIMETABLE.items()
        if happens(rng, frequency * _by_season(day, busy=1.4, other=1.0, quiet=0.8))
    ]


def _by_season(day: date, *, busy: float, other: float, quiet: float) -> float:
    return busy if day.month in BUSY_MONTHS else quiet if day.month in QUIET_MONTHS else other


def _in_service(vessel_ids: tuple[int, ...], day: date) -> list[int]:
    retired = {vessel.vessel_id for vessel in VESSELS if vessel.retired_on and vessel.retired_on < f"{day}"}
    return [vessel_id for vessel_id in vessel_ids if vessel_id not in retired]


def _sailing(rng: random.Random, number: int, planned: datetime, route_id: int, vessel_id: int) -> Sailing:
    seats = VESSELS[vessel_id - 1].seats
    status = pick(rng, {"cancelled": _by_season(planned, busy=4, other=6, quiet=13), "diverted": 2, "sailed": 90})
    ran = status != "cancelled"
    return Sailing(
        sailing_id=number,
        route_id=route_id,
        vessel_id=vessel_id,
        planned_departure=f"{planned}",
        actual_departure=f"{planned + timedelta(minutes=_delay(rng, planned))}" if ran else None,
        status=status,
        cancel_reason=None if ran else pick(rng, _REASONS),
        seats_offered=seats,
        seats_sold=_sold(rng, planned, seats),
        fuel_litres=_fuel(rng, ROUTES[route_id - 1].distance_nm, seats) if ran and happens(rng, 94) else None,
    )


def _delay(rng: random.Random, planned: datetime) -> int:
    """Minutes late: often on time, sometimes a little early, now and then very late."""
    if happens(rng, 35):
        return rng.choice((0, 0, 0, -1, -2))
    return round(rng.expovariate(1 / _by_season(planned, busy=11, other=8, quiet=14)))


def _sold(rng: random.Random, planned: datetime, seats: int) -> int:
    mean = _by_season(planned, busy=0.82, other=0.58, quiet=0.38)
    return round(seats * min(1.0, max(0.05, rng.gauss(mean, 0.16))))


def _fuel(rng: random.Random, distance: float, seats: int) -> float:
    return round(distance * (38 + seats / 12) * rng.uniform(0.85, 1.2), 1)
