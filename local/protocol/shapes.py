"""Checks a value against a shape of botocore's service model, patterns and limits included.

botocore itself checks types, required members and lower bounds, and leaves patterns, enums and upper bounds to the
service. The stand-in is the service here, so it checks them all.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Any, Final

from botocore.model import ListShape, MapShape, Shape, StructureShape

# Patterns of the model that backtrack endlessly on names with many hyphens, and equivalent ones that do not.
_EQUIVALENT: Final = {r"(-*[a-zA-Z0-9\+\-\.])*": r"[a-zA-Z0-9\+\-\.]*"}
# Java's classes of letters, marks, digits and separators, as nearly as Python's `re` can say them.
_JAVA_CLASSES: Final = {
    r"\p{L}": "a-zA-Z\u00c0-\uffdc",
    r"\p{M}": "\u0300-\u036f",
    r"\p{N}": "0-9",
    r"\p{Z}": " \u00a0\u2028\u2029",
    r"\p{Alnum}": "a-zA-Z0-9",
}


def check(shape: Shape, value: Any, path: str) -> Iterator[str]:
    """What is wrong with `value`: one message per fault, with the path of the member in it.

    Args:
        shape: of botocore's service model.
        value: as boto3 takes and gives it: dict, list, str, int, float, bool, bytes or datetime.
        path: where the value is, e.g. `trainingDataConfig.s3Uri`; empty for the whole request.
    """
    if getattr(shape, "is_document_type", False):
        return
    expected = _TYPES[shape.type_name]
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        yield f"{_named(path)}: must be {_article(shape.type_name)}, is {type(value).__name__}"
        return
    yield from _limits(shape, value, path)
    members = _MEMBERS.get(shape.type_name)
    if members is not None:
        yield from members(shape, value, path)


def _structure(shape: StructureShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    yield from (f"{_named(_join(path, name))}: is required" for name in shape.required_members if name not in value)
    yield from (
        f"{_named(_join(path, name))}: is no member of {shape.name}" for name in value if name not in shape.members
    )
    if getattr(shape, "is_tagged_union", False) and len(value) != 1:
        yield f"{_named(path)}: must have exactly one of {', '.join(shape.members)}, has {len(value)}"
    for name, member in shape.members.items():
        if name in value:
            yield from check(member, value[name], _join(path, name))


def _list(shape: ListShape, value: list[Any], path: str) -> Iterator[str]:
    for index, item in enumerate(value):
        yield from check(shape.member, item, f"{path}[{index}]")


def _map(shape: MapShape, value: Mapping[str, Any], path: str) -> Iterator[str]:
    for key, item in value.items():
        yield from check(shape.key, key, f"{path} (key {key!r})")
        yield from check(shape.value, item, _join(path, str(key)))


_MEMBERS: Final[Mapping[str, Callable[..., Iterator[str]]]] = {"structure": _structure, "list": _list, "map": _map}
_TYPES: Final[Mapping[str, tuple[type, ...]]] = {
    "structure": (dict,),
    "list": (list, tuple),
    "map": (dict,),
    "string": (str,),
    "character": (str,),
    "integer": (int,),
    "long": (int,),
    "float": (float, int),
    "double": (float, int),
    "boolean": (bool,),
    "timestamp": (datetime,),
    "blob": (bytes, bytearray),
}


def _limits(shape: Shape, value: Any, path: str) -> Iterator[str]:
    yield from _size(shape, value, path)
    rules = shape.metadata
    if "enum" in rules and value not in rules["enum"]:
        yield f"{_named(path)}: must be one of {', '.join(rules['enum'])}, is {_short(value)}"
    elif "pattern" in rules and isinstance(value, str) and not _pattern(rules["pattern"]).fullmatch(value):
        yield f"{_named(path)}: must match {rules['pattern']}, is {_short(value)}"


def _size(shape: Shape, value: Any, path: str) -> Iterator[str]:
    counted = isinstance(value, str | bytes | bytearray | list | tuple | dict)
    size, what = (len(value), "length") if counted else (value, "value")
    if shape.type_name in ("boolean", "timestamp"):
        return
    if "min" in shape.metadata and size < shape.metadata["min"]:
        yield f"{_named(path)}: must have a {what} of at least {shape.metadata['min']}, has {size}"
    if "max" in shape.metadata and size > shape.metadata["max"]:
        yield f"{_named(path)}: must have a {what} of at most {shape.metadata['max']}, has {size}"


@cache
def _pattern(java: str) -> re.Pattern[str]:
    for slow, fast in (_EQUIVALENT | _JAVA_CLASSES).items():
        java = java.replace(slow, fast)
    return re.compile(java)


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def _named(path: str) -> str:
    return path or "the request"


def _article(type_name: str) -> str:
    return f"an {type_name}" if type_name[0] in "aeiou" else f"a {type_name}"


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."  # noqa: PLR2004 -- one line of a message
