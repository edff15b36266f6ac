"""Registered schemas, as the endpoint sees them come and go."""

import json
from collections.abc import Mapping

from tests.end_to_end import orchard
from tests.end_to_end.house import House
from tests.end_to_end.seen import Answer


def lead_a_life(house: House, question: str) -> Mapping[str, Answer]:
    """A schema is made, asked about, changed, asked about, read, listed, deleted, and asked about in vain."""

    def put(ddl: str) -> Answer:
        return house.ask("PUT", "/schemas/orchard", json.dumps({"schema": ddl}).encode())

    def ask() -> Answer:
        return house.ask("POST", "/sql", json.dumps({"question": question, "schema_id": "orchard"}).encode())

    return {
        "made": put(orchard.ddl()),
        "asked": ask(),
        "changed": put(orchard.ddl() + "\n-- changed"),
        "asked of the change": ask(),
        "read": house.ask("GET", "/schemas/orchard"),
        "listed": house.ask("GET", "/schemas"),
        "deleted": house.ask("DELETE", "/schemas/orchard"),
        "asked of nothing": ask(),
    }


def ask_what_is_planned(house: House, question: str) -> Answer:
    """An answer over a schema whose database plans it."""
    yard = {"schema": orchard.ddl(), "dialect": "postgres"}
    assert house.ask("PUT", "/schemas/yard", json.dumps(yard).encode()).status == 200
    found = house.ask("POST", "/sql", json.dumps({"question": question, "schema_id": "yard"}).encode())
    assert house.ask("DELETE", "/schemas/yard").status == 204
    return found
