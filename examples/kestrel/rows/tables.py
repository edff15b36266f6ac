"""One row type a table: fields in the order of the columns in `schema.sql`; dates and timestamps are ISO 8601 text."""

from typing import NamedTuple


class Port(NamedTuple):
    """A row of `ports`."""

    port_id: int
    name: str
    region: str
    berths: int
    opened_on: str
    harbour_master: str | None


class Vessel(NamedTuple):
    """A row of `vessels`."""

    vessel_id: int
    name: str
    class_: str
    built_year: int
    seats: int
    lane_metres: int
    home_port_id: int | None
    retired_on: str | None


class Route(NamedTuple):
    """A row of `routes`."""

    route_id: int
    code: str
    origin_port_id: int
    destination_port_id: int
    distance_nm: float
    crossing_minutes: int


class Sailing(NamedTuple):
    """A row of `sailings`."""

    sailing_id: int
    route_id: int
    vessel_id: int
    planned_departure: str
    actual_departure: str | None
    status: str
    cancel_reason: str | None
    seats_offered: int
    seats_sold: int
    fuel_litres: float | None


class Customer(NamedTuple):
    """A row of `customers`."""

    customer_id: int
    name: str
    segment: str
    town: str
    email: str | None
    joined_on: str


class Booking(NamedTuple):
    """A row of `bookings`."""

    booking_id: int
    customer_id: int
    sailing_id: int
    booked_at: str
    channel: str
    status: str
    passengers: int
    vehicles: int
    fare: float
    discount: float | None


class Review(NamedTuple):
    """A row of `reviews`."""

    review_id: int
    booking_id: int
    rating: int
    comment: str | None
    written_on: str


class Consignment(NamedTuple):
    """A row of `consignments`."""

    consignment_id: int
    customer_id: int
    sailing_id: int
    cargo: str
    tonnes: float
    charge: float
    delivered_on: str | None


class Invoice(NamedTuple):
    """A row of `invoices`."""

    invoice_id: int
    customer_id: int
    amount: float
    issued_on: str
    due_on: str
    paid_on: str | None


class CrewMember(NamedTuple):
    """A row of `crew`."""

    crew_id: int
    name: str
    role: str
    base_port_id: int
    day_rate: float
    hired_on: str
    left_on: str | None


class Shift(NamedTuple):
    """A row of `shifts`."""

    shift_id: int
    crew_id: int
    sailing_id: int
    starts_at: str
    hours: float
    overtime_hours: float | None


class Repair(NamedTuple):
    """A row of `repairs`."""

    repair_id: int
    vessel_id: int
    port_id: int
    part: str
    reported_on: str
    due_on: str
    finished_on: str | None
    cost: float | None
