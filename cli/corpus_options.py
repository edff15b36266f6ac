"""Makes each field of `Options` an option of the command line, in the same words."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import typer

from cli.console import key_value
from tuneql.options import Options
from tuneql.parsing import parse_as

_Result = TypeVar("_Result")


def with_options(command: Callable[..., _Result]) -> Callable[..., _Result]:
    """The command with an option for each field of `Options`, which it gets as `options`."""

    @functools.wraps(command)
    def taking_options(**given: Any) -> _Result:
        chosen = {name: _value(name, given.pop(name)) for name in Options.model_fields}
        return command(**given, options=parse_as(Options, chosen))

    own = [each for name, each in inspect.signature(command).parameters.items() if name != "options"]
    taken = [_parameter(name) for name in Options.model_fields]
    signature = inspect.Signature([each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in (*own, *taken)])
    taking_options.__signature__ = signature  # type: ignore[attr-defined] # where inspect looks first
    taking_options.__annotations__ = {name: each.annotation for name, each in signature.parameters.items()}
    return taking_options


def _value(name: str, given: Any) -> Any:
    return dict(key_value(each, option=name) for each in given) if _is_mapping(name) else given


def _is_mapping(name: str) -> bool:
    return get_origin(Options.model_fields[name].annotation) is dict


def _metavar(annotation: Any) -> str | None:
    if get_origin(annotation) is Literal:
        return "|".join(get_args(annotation))
    return "KEY=VALUE" if get_origin(annotation) is dict else None


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


def _parameter(name: str) -> inspect.Parameter:
    field = Options.model_fields[name]
    kind: Any = field.annotation if field.annotation in (bool, int, float) else str
    return inspect.Parameter(
        name,
        inspect.Parameter.KEYWORD_ONLY,
        default=[] if _is_mapping(name) else field.default,
        annotation=Annotated[
            list[str] if _is_mapping(name) else kind,
            typer.Option(help=_sentence(field.description or ""), metavar=_metavar(field.annotation)),
        ],
    )
