"""Customers and what they buy: bookings with reviews, consignments, invoices."""

import random
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Final

from examples.kestrel.rows.chance import day_between, days_after, happens, names, pick
from examples.kestrel.rows.tables import Booking, Consignment, Customer, Invoice, Review, Sailing
from examples.kestrel.rows.world import (
    AGENCIES,
    BUSINESSES,
    FIRST_DAY,
    FIRST_NAMES,
    LAST_DAY,
    LAST_NAMES,
    ROUTES,
    TOWNS,
    VESSELS,
)

_COMMENTS: Final = (
    "Smooth crossing.", "Late again.", "Friendly crew.", "The cafe was closed.", "Clean and quiet.",
    "Boarding took too long.", "Lovely views.", "Rough, but well handled.",
)  # fmt: skip
_PASSENGERS: Final = {1: 30, 2: 34, 3: 12, 4: 14, 5: 6}
_VEHICLES: Final = {0: 55, 1: 40, 2: 5}
_CHANNELS: Final = {"web": 68, "phone": 18, "desk": 14}
_RATINGS: Final = {1: 5, 2: 9, 3: 18, 4: 36, 5: 32}
_CARGOES: Final = {"timber": 24, "fish": 26, "livestock": 10, "parcels": 20, "fuel": 8, "machinery": 12}
_PER_TONNE: Final = {"timber": 31, "fish": 58, "livestock": 64, "parcels": 90, "fuel": 72, "machinery": 49}


def customers(rng: random.Random) -> list[Customer]:
    """People, firms and travel agencies, in no order."""
    segments = dict.fromkeys(names(rng, FIRST_NAMES, LAST_NAMES, 120), "private")
    segments |= dict.fromkeys(BUSINESSES, "business") | dict.fromkeys(AGENCIES, "agency")
    shuffled = rng.sample(sorted(segments), len(segments))
    return [_customer(rng, number, name, segments[name]) for number, name in enumerate(shuffled, start=1)]


def _customer(rng: random.Random, number: int, name: str, segment: str) -> Customer:
    address = f"{name.lower().replace(' ', '.')}@example.{'org' if segment == 'private' else 'com'}"
    email = address if happens(rng, 85) else None
    joined = day_between(rng, date(2021, 1, 4), date(2026, 6, 30) if happens(rng, 40) else FIRST_DAY)
    return Customer(number, name, segment, rng.choice(TOWNS), email, joined)


def bookings(rng: random.Random, sailings: Sequence[Sailing], customers: Sequence[Customer]) -> list[Booking]:
    """Bookings in the order they were made; one customer in ten has never booked."""
    buyers = [customer for customer in customers if customer.customer_id % 10]
    weights = [rng.choice((1, 1, 2, 4)) if buyer.segment == "private" else 6 for buyer in buyers]
    afloat = [sailing for sailing in sailings if VESSELS[sailing.vessel_id - 1].class_ != "freighter"]
    made = [_booking(rng, rng.choice(afloat), buyer) for buyer in rng.choices(buyers, weights, k=1_750)]
    joined = {customer.customer_id: customer.joined_on for customer in customers}
    valid = sorted((one for one in made if one.booked_at >= joined[one.customer_id]), key=lambda one: one.booked_at)
    return [booking._replace(booking_id=number) for number, booking in enumerate(valid, start=1)]


def _booking(rng: random.Random, sailing: Sailing, buyer: Customer) -> Booking:
    vessel, route = VESSELS[sailing.vessel_id - 1], ROUTES[sailing.route_id - 1]
    passengers = 24 if buyer.segment == "agency" and happens(rng, 15) else pick(rng, _PASSENGERS)
    vehicles = pick(rng, _VEHICLES) if vessel.lane_metres else 0
    fare = round((passengers + 2.2 * vehicles) * (9 + route.distance_nm * 0.55) * rng.uniform(0.9, 1.15), 2)
    before = timedelta(minutes=45 + round(rng.expovariate(1 / 20_000)))
    return Booking(
        booking_id=0,
        customer_id=buyer.customer_id,
        sailing_id=sailing.sailing_id,
        booked_at=f"{datetime.fromisoformat(sailing.planned_departure) - before}",
        channel="agent" if buyer.segment == "agency" else pick(rng, _CHANNELS),
        status=pick(rng, {"refunded": 75 if sailing.status == "cancelled" else 4, "no-show": 5, "paid": 91}),
        passengers=passengers,
        vehicles=vehicles,
        fare=fare,
        discount=round(fare * rng.choice((0.05, 0.1, 0.15)), 2) if happens(rng, 28) else None,
    )


def reviews(rng: random.Random, bookings: Sequence[Booking], sailings: Sequence[Sailing]) -> list[Review]:
    """Reviews of about a quarter of the paid bookings, written within a fortnight of the sailing."""
    reviewed = [booking for booking in bookings if booking.status == "paid" and happens(rng, 27)]
    departures = {sailing.sailing_id: sailing.planned_departure for sailing in sailings}
    written = sorted((days_after(departures[one.sailing_id], rng.randint(0, 14)), one.booking_id) for one in reviewed)
    return [
        Review(number, booking_id, pick(rng, _RATINGS), rng.choice(_COMMENTS) if happens(rng, 60) else None, day)
        for number, (day, booking_id) in enumerate(written, start=1)
    ]


def consignments(rng: random.Random, sailings: Sequence[Sailing], customers: Sequence[Customer]) -> list[Consignment]:
    """Freight of the firms, on sailings that ran and have a vehicle deck; one firm has never shipped."""
    firms = [customer for customer in customers if customer.segment == "business" and customer.name != "Dunmore Dairy"]
    decks = [one for one in sailings if one.status != "cancelled" and VESSELS[one.vessel_id - 1].lane_metres]
    loaded = sorted(rng.choices(decks, k=440))
    return [_consignment(rng, number, rng.choice(firms), sailing) for number, sailing in enumerate(loaded, start=1)]


def _consignment(rng: random.Random, number: int, shipper: Customer, sailing: Sailing) -> Consignment:
    cargo = pick(rng, _CARGOES)
    tonnes = round(rng.uniform(0.3, 3) if cargo == "parcels" else rng.lognormvariate(2.1, 0.6), 1)
    charge = round(40 + tonnes * _PER_TONNE[cargo] * (1 + ROUTES[sailing.route_id - 1].distance_nm / 100), 2)
    delivered = days_after(sailing.planned_departure, rng.choice((0, 0, 1, 1, 2, 5)))
    arrived = delivered <= f"{LAST_DAY}" and happens(rng, 97)
    return Consignment(
        number, shipper.customer_id, sailing.sailing_id, cargo, tonnes, charge, delivered if arrived else None
    )


def invoices(rng: random.Random, customers: Sequence[Customer]) -> list[Invoice]:
    """Firms and agencies are invoiced, and a few private customers."""
    accounts = [one for one in customers if one.segment != "private" or one.customer_id % 9 == 1]
    issued = [(day_between(rng, FIRST_DAY, LAST_DAY), rng.choice(accounts)) for _ in range(420)]
    valid = sorted((day, account) for day, account in issued if account.joined_on <= day)
    return [_invoice(rng, number, day, account) for number, (day, account) in enumerate(valid, start=1)]


def _invoice(rng: random.Random, number: int, day: str, account: Customer) -> Invoice:
    due = days_after(day, 14 if account.segment == "private" else 30)
    paid = max(day, days_after(due, round(rng.gauss(-4, 9))))
    settled = paid <= f"{LAST_DAY}" and happens(rng, 93)
    amount = round(rng.lognormvariate(6.2, 0.8), 2)
    return Invoice(number, account.customer_id, amount, day, due, paid if settled else None)
