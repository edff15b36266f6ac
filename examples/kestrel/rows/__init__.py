"""The rows of Kestrel Ferries: about five thousand over two years, the same for the same seed."""

import random
from collections.abc import Mapping, Sequence

from examples.kestrel.rows import sales, staff, traffic, yard
from examples.kestrel.rows.world import PORTS, ROUTES, VESSELS

Tables = Mapping[str, Sequence[tuple[int | float | str | None, ...]]]


def generate(seed: int = 2024) -> Tables:
    """All rows, by table, in an order that satisfies the foreign keys."""
    rng = random.Random(seed)  # noqa: S311 -- made-up data, not secrets
    sailings = traffic.sailings(rng)
    customers = sales.customers(rng)
    bookings = sales.bookings(rng, sailings, customers)
    crew = staff.crew(rng)
    return {
        "ports": PORTS,
        "vessels": VESSELS,
        "routes": ROUTES,
        "sailings": sailings,
        "customers": customers,
        "bookings": bookings,
        "reviews": sales.reviews(rng, bookings, sailings),
        "consignments": sales.consignments(rng, sailings, customers),
        "invoices": sales.invoices(rng, customers),
        "crew": crew,
        "shifts": staff.shifts(rng, sailings, crew),
        "repairs": yard.repairs(rng),
    }
