"""Finds SQL dialects by name: sqlglot's own, and a team's own from `dialects/<name>.py`."""

import importlib
import importlib.util
import re
from collections.abc import Callable, Mapping
from functools import cache
from types import ModuleType
from typing import Any, NamedTuple

import sqlglot
from sqlglot.dialects import DIALECTS

from tuneql.errors import DialectNeedsInterpreter, InvalidInput
from tuneql.interpreted import VARIABLE, is_compiled
from tuneql.sql.sqlite.functions import FUNCTIONS, FUNCTIONS_WITH_CASE

SqliteFunction = tuple[str, int, Callable[..., Any]]
"""Name, number of arguments (-1: any), and the function itself: see `sqlite3.Connection.create_function`."""

_MODULE_NAME = re.compile(r"[a-z][a-z0-9_]*")
_BUILT_IN = frozenset(name.lower() for name in DIALECTS) - {"dialect"}

# Engines whose LIKE ignores case unless a collation says otherwise, as SQLite's does.
_LIKE_IGNORES_CASE = ("mysql", "tsql")


# Names in datasets, in small letters and without signs.
_ALSO_CALLED = {
    "postgresql": "postgres",
    "sqlserver": "tsql",
    "mssql": "tsql",
    "transactsql": "tsql",
    "googlesql": "bigquery",
    "mariadb": "mysql",
    "sqlite3": "sqlite",
    "sparksql": "spark",
}


def dialect_called(name: str) -> str:
    """The name of sqlglot's dialect for a name that people use; other names are returned unchanged.

    Example:
        >>> dialect_called("PostgreSQL"), dialect_called("SQL Server"), dialect_called("our_own")
        ('postgres', 'tsql', 'our_own')
    """
    bare = re.sub(r"[\W_]+", "", name.lower())
    found = _ALSO_CALLED.get(bare, bare)
    return found if found in _BUILT_IN else name


@cache
def get_dialect(name: str) -> type[sqlglot.Dialect]:
    """The dialect class with a name.

    sqlglot's own dialects take precedence over a module `dialects.<name>`, so that "postgres" means the same
    everywhere.

    Raises:
        InvalidInput: there is no such dialect, or its module has none.
        DialectNeedsInterpreter: it is a custom dialect, and this process runs compiled sqlglot.
    """
    if name in _BUILT_IN:
        return _of_module(importlib.import_module(f"sqlglot.dialects.{name}"), name)
    if not _MODULE_NAME.fullmatch(name) or importlib.util.find_spec(f"dialects.{name}") is None:
        raise InvalidInput(
            field="dialect",
            value=name,
            rule="is not a known dialect",
            remedy=f"choose one of {', '.join(sorted(_BUILT_IN))}, or add dialects/<name>.py",
        )
    if is_compiled():
        raise DialectNeedsInterpreter(
            f"dialect: {name!r} is of your own, and sqlglot's compiled build refuses to have its classes extended; "
            f"set {VARIABLE}=interpreted before Python starts"
        )
    return _of_module(importlib.import_module(f"dialects.{name}"), name)


def descends_from(dialect: type[sqlglot.Dialect], *names: str) -> bool:
    """Whether a dialect is, or is derived from, one of sqlglot's own with these names.

    By names and not by classes, because to import sqlglot's thirty dialects takes longer than to answer a question.
    """
    known = _descents.get((id(dialect), names))
    if known is None:
        own = (each.__module__ for each in dialect.__mro__)
        known = _Descent(dialect, not {f"sqlglot.dialects.{name}" for name in names}.isdisjoint(own))
        _descents[id(dialect), names] = known
    return known.holds


class _Descent(NamedTuple):
    """Whether a dialect, which this keeps alive, descends from others."""

    dialect: type[sqlglot.Dialect]
    holds: bool


# By the class's id, and not by the class: sqlglot hashes a dialect by its name in lower case, each time.
_descents: dict[tuple[int, tuple[str, ...]], _Descent] = {}


@cache
def shared_dialect(name: str) -> sqlglot.Dialect:
    """One instance of a dialect, for parsing and generating: it has settings, but no state of a statement.

    Raises:
        InvalidInput: as `get_dialect`.
    """
    return get_dialect(name)()


@cache
def sqlite_functions(name: str) -> tuple[SqliteFunction, ...]:
    """The functions for the sandbox to register, so that a dialect's functions run on SQLite.

    Those of engines are `tuneql.sql.sqlite.functions`; SQLite itself needs none. A dialect class lists its own in an
    attribute `SQLITE_FUNCTIONS`.
    """
    dialect = get_dialect(name)
    return (*_engine_functions(dialect), *getattr(dialect, "SQLITE_FUNCTIONS", ()))


def _engine_functions(dialect: type[sqlglot.Dialect]) -> tuple[SqliteFunction, ...]:
    if not is_another_engine(dialect):
        return ()
    return FUNCTIONS if descends_from(dialect, *_LIKE_IGNORES_CASE) else FUNCTIONS_WITH_CASE


@cache
def is_another_engine(dialect: type[sqlglot.Dialect]) -> bool:
    """Whether a dialect is, or is derived from, that of an engine other than SQLite."""
    own = {each.__module__ for each in dialect.__mro__} - {"sqlglot.dialects.dialect", "sqlglot.dialects.sqlite"}
    return any(module.startswith("sqlglot.dialects.") for module in own)


@cache
def declared_by(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """Lower-case names of the functions that a dialect class declares as read-only.

    These are the names in `SQLITE_FUNCTIONS`, and in an optional attribute `READ_ONLY_FUNCTIONS` (names only), as
    queries write them: with their schema, if they have one.
    """
    on_sqlite = (each[0] for each in getattr(dialect, "SQLITE_FUNCTIONS", ()))
    return frozenset(each.lower() for each in (*getattr(dialect, "READ_ONLY_FUNCTIONS", ()), *on_sqlite))


def declared_functions(name: str) -> frozenset[str]:
    """As `declared_by`, for the dialect with a name."""
    return declared_by(get_dialect(name))


@cache
def functions_added(dialect: type[sqlglot.Dialect]) -> frozenset[str]:
    """Lower-case names of the functions that the parser of a custom dialect adds to, or changes from, its base's."""
    inherited = next(each for each in dialect.__mro__ if each.__module__.startswith("sqlglot."))
    known = _known_to_the_parser(inherited)
    return frozenset(
        name.lower() for name, made in _known_to_the_parser(dialect).items() if known.get(name) is not made
    )


def _known_to_the_parser(dialect: type) -> Mapping[str, object]:
    parser = getattr(dialect, "parser_class", None)
    return {**parser.FUNCTIONS, **parser.FUNCTION_PARSERS} if parser is not None else {}


def _of_module(module: ModuleType, name: str) -> type[sqlglot.Dialect]:
    found: list[type[sqlglot.Dialect]] = [each for each in vars(module).values() if _is_dialect_of(each, module)]
    if len(found) != 1:
        raise InvalidInput(
            field="dialect",
            value=name,
            rule=f"is a module with {len(found)} Dialect classes",
            remedy="define exactly one subclass of sqlglot.Dialect in it",
        )
    return found[0]


def _is_dialect_of(value: object, module: ModuleType) -> bool:
    return isinstance(value, type) and issubclass(value, sqlglot.Dialect) and value.__module__ == module.__name__
