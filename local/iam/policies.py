"""Identity policies: statements, and whether they allow an action on a resource.

Source: IAM user guide, "Policy evaluation logic" and "IAM JSON policy elements".
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from tuneql.errors import InvalidInput

Test = Callable[[str, str], bool]


@dataclass(frozen=True, kw_only=True)
class Statement:
    """One statement of a policy.

    Attributes:
        allow: Effect is Allow, not Deny.
        actions: patterns; `negate_actions` if they came as NotAction.
        resources: patterns; `negate_resources` if they came as NotResource.
        conditions: (operator, key, values); all must hold.
    """

    allow: bool
    actions: tuple[str, ...]
    negate_actions: bool
    resources: tuple[str, ...]
    negate_resources: bool
    conditions: tuple[tuple[str, str, tuple[str, ...]], ...]


def read_policy(document: str) -> tuple[Statement, ...]:
    """The statements of a policy document, which is JSON.

    Raises:
        InvalidInput: a condition has an operator that the local account cannot evaluate.
    """
    return tuple(_statement(each) for each in _listed(json.loads(document)["Statement"]))


def allows(statements: Iterable[Statement], *, action: str, resource: str, context: Mapping[str, str]) -> bool:
    """Whether some statement allows it and none denies it.

    Args:
        statements: of all policies of the caller.
        action: such as `s3:GetObject`.
        resource: an ARN, or `*` for an action that knows no resources.
        context: condition keys and their values, such as `iam:PassedToService`.
    """
    effects = {each.allow for each in statements if _applies(each, action, resource, context)}
    return effects == {True}


@cache
def matches(pattern: str, text: str) -> bool:
    """Whether a text fits a pattern in which `*` is any text and `?` any character."""
    parts = (".*" if char == "*" else "." if char == "?" else re.escape(char) for char in pattern)
    return re.fullmatch("".join(parts), text, re.DOTALL) is not None


OPERATORS: Final[Mapping[str, Test]] = {
    "StringEquals": lambda pattern, value: pattern == value,
    "StringLike": matches,
    "ArnEquals": matches,
    "ArnLike": matches,
    "Bool": lambda pattern, value: pattern.lower() == value.lower(),
}
NEGATED: Final[Mapping[str, Test]] = {
    "StringNotEquals": OPERATORS["StringEquals"],
    "StringNotLike": OPERATORS["StringLike"],
    "ArnNotEquals": OPERATORS["ArnEquals"],
    "ArnNotLike": OPERATORS["ArnLike"],
}
KNOWN: Final[Mapping[str, Test]] = {**OPERATORS, **NEGATED}


def _statement(raw: Mapping[str, Any]) -> Statement:
    return Statement(
        allow=raw["Effect"] == "Allow",
        actions=_listed(raw.get("Action", raw.get("NotAction", ()))),
        negate_actions="NotAction" in raw,
        resources=_listed(raw.get("Resource", raw.get("NotResource", ()))),
        negate_resources="NotResource" in raw,
        conditions=tuple(_conditions(raw.get("Condition", {}))),
    )


def _conditions(raw: Mapping[str, Any]) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    for operator, tests in raw.items():
        if operator.removesuffix("IfExists") not in KNOWN:
            raise InvalidInput(
                field="policy.Condition",
                value=operator,
                rule="is a condition operator that the local account cannot evaluate",
                remedy=f"use one of {', '.join(KNOWN)}",
            )
        yield from ((operator, key, _listed(values)) for key, values in tests.items())


def _listed(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, list | tuple) else (value,)


def _applies(statement: Statement, action: str, resource: str, context: Mapping[str, str]) -> bool:
    # Actions are compared without regard to case, resources with.
    by_action = any(matches(pattern.lower(), action.lower()) for pattern in statement.actions)
    by_resource = any(matches(pattern, resource) for pattern in statement.resources)
    return (
        by_action != statement.negate_actions
        and by_resource != statement.negate_resources
        and all(_holds(*condition, context) for condition in statement.conditions)
    )


def _holds(operator: str, key: str, values: tuple[str, ...], context: Mapping[str, str]) -> bool:
    name = operator.removesuffix("IfExists")
    negated = name in NEGATED
    found = context.get(key)
    if found is None:
        return negated or operator != name
    test = KNOWN[name]
    return any(test(str(value), found) for value in values) != negated
