"""The types of a query specification.

The smallest one is a table and its columns: `{"table": "vessels", "cols": ["name"]}`. An object that would only have a
column may be written as the name alone: `"name"` for `{"column": "name"}`.
"""

import json
import math
from collections.abc import Callable
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, Field, GetJsonSchemaHandler, model_serializer
from pydantic import model_validator as validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

from tuneql.limits import (
    SPEC_COLUMNS,
    SPEC_FILTERS,
    SPEC_JOINS,
    SPEC_ROWS,
    SPEC_TEXT_CHARACTERS,
    SPEC_VALUES,
)

Name = Annotated[str, Field(min_length=1, max_length=SPEC_TEXT_CHARACTERS)]
Scalar = Annotated[str, Field(max_length=SPEC_TEXT_CHARACTERS)] | int | float | bool | None

_COLUMN: Final = "A column's name, with its table's and a point before it where it needs them."


def _in_capitals(value: object) -> object:
    return " ".join(value.split()).upper() if isinstance(value, str) else value


_Words = BeforeValidator(_in_capitals)
Operator = Annotated[
    Literal[
        "=", "!=", "<>", "<", "<=", ">", ">=", "IN", "NOT IN", "LIKE", "NOT LIKE", "BETWEEN", "NOT BETWEEN",
        "IS NULL", "IS NOT NULL",
    ],
    _Words,
]  # fmt: skip
Aggregate = Annotated[Literal["COUNT", "SUM", "AVG", "MIN", "MAX"], _Words]


def _plain_value(value: object) -> object:
    """Refuse JSON values that a condition cannot have, in one message for all that a value may be."""
    values = value if isinstance(value, list | tuple) else (value,)
    if len(values) > SPEC_VALUES:
        raise ValueError(f"a list of {len(values):,} values, and {SPEC_VALUES} are the most")
    for each in values:
        if not isinstance(each, str | int | float | None):
            raise ValueError("neither text, number, true, false nor null, nor a list of them")  # noqa: TRY004 -- pydantic's
        if isinstance(each, float) and not math.isfinite(each):  # NaN is no JSON, but 1e999 is
            raise ValueError("no finite number")
        if isinstance(each, str) and len(each) > SPEC_TEXT_CHARACTERS:
            raise ValueError(f"longer than {SPEC_TEXT_CHARACTERS} characters")
    return value


class _Part(BaseModel, extra="forbid", frozen=True, allow_inf_nan=False, populate_by_name=True):
    """A part of a specification: unknown keys are refused, and keys that were left out are not written."""

    @model_serializer(mode="wrap")
    def _as_said(self, write: Callable[[Any], dict[str, Any]]) -> Any:
        said = {type(self).model_fields[name].alias or name for name in self.model_fields_set} | self.model_fields_set
        return {key: value for key, value in write(self).items() if key in said}


class _Short(_Part):
    """A part that may be written as the name of its column alone."""

    column: Annotated[Name, Field(description=_COLUMN)]

    @validator(mode="before")
    @classmethod
    def _read_short(cls, value: Any) -> Any:
        return {"column": value} if isinstance(value, str) else value

    @model_serializer(mode="wrap")
    def _as_said(self, write: Callable[[Any], dict[str, Any]]) -> Any:
        return self.column if self.is_short else super()._as_said(write)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        full = handler.resolve_ref_schema(handler(schema))
        short = {"type": "string", "minLength": 1, "maxLength": SPEC_TEXT_CHARACTERS}
        return {"anyOf": [short, full], "title": full.get("title", cls.__name__), "description": cls.__doc__}

    @property
    def is_short(self) -> bool:
        """Whether it is, or could be, written as the name alone."""
        return self.model_fields_set == {"column"}


class Output(_Short):
    """A column of the result: `name`, `vessels.name`, `*`, `COUNT(*)`, or an object for more."""

    aggregate: Aggregate | None = None
    distinct: Annotated[bool, Field(description="Whether the aggregate takes each value once.")] = False
    label: Annotated[Name | None, Field(alias="as", description="Its name in the result.")] = None


class Order(_Short):
    """What rows are sorted by: a column or an output's name, ascending, or an object for more."""

    aggregate: Aggregate | None = None
    distinct: bool = False
    direction: Annotated[Literal["ASC", "DESC"], _Words] = "ASC"


class Filter(_Part):
    """One condition of a specification; all of them hold together."""

    column: Annotated[Name, Field(description=_COLUMN)]
    operator: Operator
    value: Annotated[
        Scalar | Annotated[tuple[Scalar, ...], Field(max_length=SPEC_VALUES)],
        BeforeValidator(_plain_value),
        Field(description="IN and BETWEEN take a list, or a text with commas."),
    ] = None


class Having(Filter):
    """One condition on groups of rows: of an aggregate, or of a column that they are grouped by."""

    aggregate: Aggregate | None = None
    distinct: bool = False

    @property
    def is_short(self) -> bool:
        """Never: a condition has an operator, too."""
        return False


class On(_Part):
    """Two columns that are equal where tables are joined."""

    left: Name
    right: Name


class Join(_Part):
    """A further table; where `on` is left out, a foreign key says how it belongs to those before it."""

    table: Name
    kind: Annotated[Literal["INNER", "LEFT"], _Words, Field(alias="type")] = "INNER"
    on: Annotated[tuple[On, ...], Field(max_length=SPEC_JOINS)] = ()
    label: Annotated[Name | None, Field(alias="as", description="What columns call it, if not by its name.")] = None


class QuerySpec(_Part):
    """A query specification in place of a question, for a model whose corpus has such questions."""

    table: Name
    cols: Annotated[tuple[Output, ...], Field(min_length=1, max_length=SPEC_COLUMNS)]
    distinct: bool = False
    joins: Annotated[tuple[Join, ...], Field(max_length=SPEC_JOINS)] = ()
    filters: Annotated[tuple[Filter, ...], Field(max_length=SPEC_FILTERS)] = ()
    any_of: Annotated[
        tuple[Annotated[tuple[Filter, ...], Field(min_length=1, max_length=SPEC_FILTERS)], ...],
        Field(max_length=SPEC_FILTERS, description="Of each of these lists, one condition holds."),
    ] = ()
    group_by: Annotated[
        tuple[Name, ...],
        Field(max_length=SPEC_COLUMNS, description="By default the outputs beside aggregates."),
    ] = ()
    having: Annotated[tuple[Having, ...], Field(max_length=SPEC_FILTERS)] = ()
    order_by: Annotated[tuple[Order, ...], Field(max_length=SPEC_COLUMNS)] = ()
    limit: Annotated[int | None, Field(ge=1, le=SPEC_ROWS)] = None
    offset: Annotated[int | None, Field(ge=1, le=SPEC_ROWS, description="Rows left out before the first.")] = None

    @property
    def text(self) -> str:
        """The specification as JSON on one line, which is what the model is asked."""
        return json.dumps(self.model_dump(mode="json", by_alias=True), ensure_ascii=False)
