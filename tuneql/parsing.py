"""Parses untrusted JSON into typed models, with errors that a person can act on."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from tuneql.errors import LEFT_OUT, InvalidInput

Read = TypeVar("Read")


def parse_as(model: type[Read], data: object, *, inside: str = "") -> Read:
    """`data` as a `model`.

    Args:
        model: the type to read: a pydantic model, or a dataclass.
        data: a decoded JSON value.
        inside: the path under which the user wrote `data`, with which field names begin.

    Raises:
        InvalidInput: for the first value that breaks a rule.
    """
    try:
        read: Read = _adapter(model).validate_python(data)  # type: ignore[arg-type]  # a class is hashable
    except ValidationError as error:
        raise next(field_errors(error, model, inside=inside)) from None
    return read


# What pydantic appends to a key if the key itself, not its value, breaks a rule.
_OF_A_KEY: Final = "[key]"


@cache
def _adapter(model: type[Any]) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def field_errors(error: ValidationError, model: type[object], *, inside: str = "") -> Iterator[InvalidInput]:
    """Every broken rule of a failed validation, in pydantic's order."""
    for detail in error.errors(include_url=False):
        path = [inside] * bool(inside) + [str(part) for part in detail["loc"] if part != _OF_A_KEY]
        rule, remedy = _explain(detail, model)
        value = LEFT_OUT if detail["type"] == "missing" else detail["input"]
        yield InvalidInput(field=".".join(path) or "input", value=value, rule=rule, remedy=remedy)


def _explain(detail: ErrorDetails, model: type[object]) -> tuple[str, str]:
    """The rule that is broken, and what to do."""
    kind = detail["type"]
    limits = {name: _written(value) for name, value in detail.get("ctx", {}).items()}
    if kind == "extra_forbidden":
        return "is not a known key", f"remove it, or use one of: {', '.join(_known_keys(detail['loc'], model))}"
    if kind == "missing":
        return "is left out, and required", f"add {detail['loc'][-1]!r}"
    if kind == "string_too_short" and limits["min_length"] == "1":
        return "is empty", "give at least one character"
    if kind in _SENTENCES:
        rule, remedy = _SENTENCES[kind]
        return rule.format(**limits), remedy.format(**limits)
    message = detail["msg"].removeprefix("Value error, ")
    return f"is refused: {message[:1].lower()}{message[1:]}", "give one that is accepted"


def _written(limit: object) -> str:
    """A limit for people: pydantic gives whole numbers as floats where a field takes either."""
    if isinstance(limit, int | float):
        return f"{limit:,.0f}" if limit == int(limit) else f"{limit:g}"
    return str(limit)


# Better words for pydantic's error types that do not tell what to do; its context fills in the limits.
_SENTENCES: Final = {
    "less_than_equal": ("is over the limit of {le}", "choose {le} or less"),
    "greater_than_equal": ("is below the limit of {ge}", "choose {ge} or more"),
    "less_than": ("is not below {lt}", "choose less than {lt}"),
    "greater_than": ("is not above {gt}", "choose more than {gt}"),
    "string_too_long": ("is longer than {max_length} characters", "shorten it to {max_length} characters"),
    "string_too_short": ("is shorter than {min_length} characters", "give at least {min_length}"),
    "string_unicode": ("holds half of a character (a lone surrogate)", "send whole characters"),
    "too_short": ("has {actual_length} items, fewer than {min_length}", "give at least {min_length}"),
    "too_long": ("has {actual_length} items, more than {max_length}", "leave {max_length} at most"),
    "literal_error": ("is not {expected}", "choose {expected}"),
    "int_from_float": ("is not a whole number", "give a whole number"),
    "int_type": ("is not a whole number", "give a whole number"),
    "int_parsing": ("is not a whole number", "give a whole number"),
    "float_type": ("is not a number", "give a number"),
    "float_parsing": ("is not a number", "give a number"),
    "bool_type": ("is not true or false", "give true or false"),
    "bool_parsing": ("is not true or false", "give true or false"),
    "string_type": ("is not a string", "give a string"),
    "tuple_type": ("is not a list", "give a list"),
    "list_type": ("is not a list", "give a list"),
    "string_pattern_mismatch": ("is not of the form {pattern}", "write it so"),
    "dict_type": ("is not an object", "give an object"),
    "model_type": ("is not an object", "give an object"),
    "dataclass_type": ("is not an object", "give an object"),
    "model_attributes_type": ("is not an object", "give an object"),
}


def _known_keys(location: tuple[int | str, ...], model: type[object]) -> list[str]:
    owner: Any = model
    for part in location[:-1]:
        fields: Mapping[str, Any] = getattr(owner, "model_fields", {})
        if isinstance(part, str):  # a number is a position in a list, whose items `_model_of` has found already
            owner = next(
                (_model_of(each.annotation) for name, each in fields.items() if part in (name, each.alias)), None
            )
    fields = getattr(owner, "model_fields", {})
    return sorted(field.alias or name for name, field in fields.items())


def _model_of(annotation: Any) -> Any:
    """The model inside an annotation such as `Gate | None` or `tuple[Filter, ...]`; the annotation if there is none."""
    if hasattr(annotation, "model_fields"):
        return annotation
    inside = (_model_of(each) for each in getattr(annotation, "__args__", ()))
    return next((each for each in inside if hasattr(each, "model_fields")), annotation)
