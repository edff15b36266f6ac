import pytest
from sqlglot import exp

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.parsing import parse

ARRAYS = (
    "SELECT o.id, i FROM orders o, o.items i",
    "SELECT o.id, i.tag FROM orders AS o, o.lines AS l, l.items i",
    "SELECT 1 FROM sales.orders, orders.items AS i",
    "SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM customers c, c.items i)",
)
TABLES = (
    "SELECT 1 FROM sales.orders, sales.items",
    "SELECT 1 FROM orders o JOIN o.items i ON i.id = o.id",
    "SELECT o.a, o.b FROM orders o, items i",
)


@pytest.mark.parametrize("sql", [*ARRAYS, *TABLES])
def test_arrays_become_what_the_parser_makes_of_them(sql: str) -> None:
    assert parse(sql, "redshift") == tuple(shared_dialect("redshift").parse(sql))


@pytest.mark.parametrize("sql", ARRAYS)
def test_they_are_found(sql: str) -> None:
    assert parse(sql, "redshift")[0].find(exp.Unnest)
