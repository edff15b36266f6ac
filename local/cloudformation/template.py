"""The properties of a deployed template's resources, with the intrinsic functions resolved."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

_PLACEHOLDER: Final = re.compile(r"\$\{([^!}][^}]*)\}")


@dataclass(frozen=True, kw_only=True)
class Template:
    """A template and what its names mean in the account.

    Attributes:
        resources: the template's resources, by logical id.
        references: the values of `Ref`: physical ids, parameters and pseudo parameters.
        attributes: the values of `Fn::GetAtt`, by "LogicalId.Attribute".
        exports: the values of `Fn::ImportValue`.
    """

    resources: Mapping[str, Any]
    references: Mapping[str, str]
    attributes: Mapping[str, str]
    exports: Mapping[str, str]

    def of_type(self, kind: str) -> dict[str, dict[str, Any]]:
        """The resolved properties of all resources of a type, by logical id."""
        return {
            name: self.resolve(resource.get("Properties", {}))
            for name, resource in self.resources.items()
            if resource["Type"] == kind
        }

    def resolve(self, value: Any) -> Any:
        """A value with every intrinsic function replaced by its value.

        A reference to a resource without a physical id becomes its logical id.
        """
        if isinstance(value, list):
            return [self.resolve(each) for each in value]
        if not isinstance(value, dict):
            return value
        if len(value) == 1 and (name := next(iter(value))) in _FUNCTIONS:
            return _FUNCTIONS[name](self, value[name])
        return {key: self.resolve(each) for key, each in value.items()}

    def reference(self, name: str) -> str:
        """The value of `Ref`."""
        return self.references.get(name, name)

    def attribute(self, name: str) -> str:
        """The value of `Fn::GetAtt`, for "LogicalId.Attribute"."""
        return self.attributes.get(name, name)


def _get_att(template: Template, value: Any) -> str:
    return template.attribute(value if isinstance(value, str) else ".".join(value))


def _join(template: Template, value: Any) -> str:
    separator, parts = value
    return str(separator).join(str(part) for part in template.resolve(parts))


def _sub(template: Template, value: Any) -> str:
    text, variables = (value, {}) if isinstance(value, str) else (value[0], template.resolve(value[1]))

    def filled(match: re.Match[str]) -> str:
        name = match.group(1)
        if name in variables:
            return str(variables[name])
        return template.attribute(name) if "." in name else template.reference(name)

    return _PLACEHOLDER.sub(filled, text)


def _select(template: Template, value: Any) -> Any:
    return template.resolve(value[1])[int(value[0])]


def _split(template: Template, value: Any) -> list[str]:
    return str(template.resolve(value[1])).split(value[0])


def _import_value(template: Template, value: Any) -> str:
    name = template.resolve(value)
    return template.exports.get(name, name)


_FUNCTIONS: Final[Mapping[str, Any]] = {
    "Ref": Template.reference,
    "Fn::GetAtt": _get_att,
    "Fn::Join": _join,
    "Fn::Sub": _sub,
    "Fn::Select": _select,
    "Fn::Split": _split,
    "Fn::ImportValue": _import_value,
}


def read_resources(text: str) -> dict[str, Any]:
    """The resources of a template, which is JSON."""
    resources: dict[str, Any] = json.loads(text)["Resources"]
    return resources
