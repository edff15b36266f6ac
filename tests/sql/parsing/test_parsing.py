import pytest

from tuneql.sql.guard import check
from tuneql.sql.parsing import Unparsable, borrow, forget, parse, parse_shared, regenerate
from tuneql.sql.schemas.schema import parse_schema

SQL = 'SELECT name FROM ships WHERE name = "Eider" -- the fast one'
SCHEMA = parse_schema("CREATE TABLE ships (name TEXT)", "sqlite")


@pytest.fixture(autouse=True)
def nothing_is_shared() -> None:
    forget(SQL, "sqlite")


def test_readers_get_the_same_trees_until_somebody_takes_them_over() -> None:
    shared = parse_shared(SQL, "sqlite")
    assert parse_shared(SQL, "sqlite") is shared
    assert borrow(SQL, "sqlite") is shared
    assert parse(SQL, "sqlite") is shared
    assert parse_shared(SQL, "sqlite") is not shared


def test_borrowing_keeps_nothing() -> None:
    assert borrow(SQL, "sqlite") is not borrow(SQL, "sqlite")


def test_what_the_guard_changes_is_shared_no_longer() -> None:
    shared = parse_shared(SQL, "sqlite")
    assert check(SQL, schema=SCHEMA, dialect="sqlite").sql == "SELECT name FROM ships WHERE name = 'Eider'"
    assert parse_shared(SQL, "sqlite") is not shared
    assert regenerate(parse_shared(SQL, "sqlite")[0], "sqlite") == 'SELECT name FROM ships WHERE name = "Eider"'


@pytest.mark.parametrize("read", [parse, parse_shared, borrow])
def test_a_text_that_does_not_parse_is_refused_each_time_it_is_read(read: object) -> None:
    assert callable(read)
    for _ in range(2):
        with pytest.raises(Unparsable, match="near"):
            read("SELECT FROM FROM", "sqlite")
        with pytest.raises(Unparsable):
            parse_shared("SELECT FROM FROM", "sqlite")
