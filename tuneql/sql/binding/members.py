"""The properties and methods of SQL Server's values: `place.Lat`, `doc.value('/a', 'int')`.

Only its types for documents, trees and places have any, and types that users make in .NET, of which nothing is known.
"""

from typing import Final

import sqlglot
from sqlglot import exp

from tuneql.sql.binding.typed_texts import parsed_type
from tuneql.sql.engine_types import ENGINE_TYPES

_OF_DOCUMENTS: Final = frozenset({"exist", "modify", "nodes", "query", "value"})
_OF_TREES: Final = frozenset(
    {"getancestor", "getdescendant", "getlevel", "getreparentedvalue", "isdescendantof", "tostring"}
)
_NOT_OF_PLACES: Final = (_OF_DOCUMENTS | _OF_TREES) - {"tostring"}
_OF_ANY_PLACE: Final = frozenset({"hasm", "hasz", "isvalid", "m", "stsrid", "z"})
_PROPERTIES: Final = {
    "geography": _OF_ANY_PLACE | {"lat", "long"},
    "geometry": _OF_ANY_PLACE | {"stx", "sty"},
    "xml": frozenset[str](),
    "hierarchyid": frozenset[str](),
}
_OF_ANY_TYPE: Final = frozenset[str]().union(*_PROPERTIES.values())


def lacks_property(kind: str, path: list[str], dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a value surely does not have `a`, or `a.b`, of a path: a property is a number and has none itself.

    Args:
        kind: the type of the value, as a text; "" if it is not known: then it is one of the engine's.
        path: the names after the value.
        dialect: T-SQL, or one that descends from it.
    """
    if kind and _is_of_users(kind, dialect):
        return False
    known = _PROPERTIES.get(_name_of(kind), frozenset[str]()) if kind else _OF_ANY_TYPE
    return len(path) > 1 or any(name.lower() not in known for name in path)


def lacks_member(kind: str, member: exp.Expr, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a value of a type, "" if it is not known, surely lacks a property, a name, or a method, a call."""
    if not isinstance(member, exp.Func):
        return lacks_property(kind, [member.name], dialect)
    if not kind or _is_of_users(kind, dialect):
        return False
    name = (member.name if isinstance(member, exp.Anonymous) else member.sql_name()).lower()
    owner = _name_of(kind)
    if owner in {"geography", "geometry"}:
        return name in _NOT_OF_PLACES
    return name not in (_OF_DOCUMENTS if owner == "xml" else _OF_TREES if owner == "hierarchyid" else ())


def _name_of(kind: str) -> str:
    """The name of a type, in lower case, without its schema and its parameters."""
    return kind.partition("(")[0].rpartition(".")[2].strip('[]" ').lower()


def _is_of_users(kind: str, dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a type is neither the engine's nor one that the parser knows."""
    if _name_of(kind) in ENGINE_TYPES:
        return False
    known = parsed_type(kind, dialect)
    return known is None or known.is_type(exp.DType.USERDEFINED)
