import pytest
from sqlglot.dialects import DIALECTS, Postgres

from tuneql.errors import InvalidInput
from tuneql.sql.dialects import declared_functions, get_dialect, sqlite_functions


def test_built_in_dialects_by_name() -> None:
    assert get_dialect("postgres") is Postgres


def test_functions_of_engines_run_on_sqlite() -> None:
    assert sqlite_functions("sqlite") == ()
    assert {name for name, _, _ in sqlite_functions("mysql")} < {name for name, _, _ in sqlite_functions("postgres")}


@pytest.mark.parametrize("name", sorted(name.lower() for name in DIALECTS))
def test_every_built_in_is_found(name: str) -> None:
    assert get_dialect(name).__name__.lower() == name


@pytest.mark.own_dialect
def test_a_dialect_of_ones_own() -> None:
    assert get_dialect("kestrel").__module__ == "dialects.kestrel"
    assert "season" in declared_functions("kestrel")
    assert {name for name, _, _ in sqlite_functions("kestrel")} >= {"SEASON", "LOAD_FACTOR"}


@pytest.mark.parametrize("name", ["", "klingon", "../etc", "dialects.kestrel", "Postgres", "os", "a b"])
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(InvalidInput, match="is not a known dialect; choose one of athena,") as failure:
        get_dialect(name)
    assert failure.value.field == "dialect"
