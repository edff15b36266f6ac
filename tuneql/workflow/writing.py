"""Writes the JSON objects of a run, indented, since people read them, too."""

import json

from pydantic import BaseModel

from tuneql.locations import Location
from tuneql.ports import Objects


def write_json(location: Location, value: object, objects: Objects) -> None:
    """Write a model, or a value that JSON has."""
    text = value.model_dump_json(indent=2) if isinstance(value, BaseModel) else _dumped(value)
    objects.write(location, text.encode(), content_type="application/json")


def _dumped(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
