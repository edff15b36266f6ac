import pytest

from tuneql.sql.parsing import parse, regenerate

_FIRST = "ROW_NUMBER() OVER (PARTITION BY b ORDER BY a) = 1"


@pytest.mark.parametrize(
    ("dialect", "sql", "written"),
    [
        (
            "sqlite",
            'SELECT "a+1", [max(t.a)] FROM (SELECT a + 1, max( t.a ) FROM t)',
            'SELECT "a+1", "max(t.a)" FROM (SELECT a + 1 AS "a+1", MAX(t.a) AS "max(t.a)" FROM t)',
        ),
        (
            "duckdb",
            'SELECT "count_star()", "(a - 1)" FROM (SELECT count(*), a - 1 FROM t)',
            'SELECT "count_star()", "(a - 1)" FROM (SELECT COUNT(*) AS "count_star()", a - 1 AS "(a - 1)" FROM t)',
        ),
        (
            "mysql",
            "WITH q AS (SELECT COUNT(*) FROM t) SELECT `count(*)` FROM q",
            "WITH q AS (SELECT COUNT(*) AS `count(*)` FROM t) SELECT `count(*)` FROM q",
        ),
        ("sqlite", 'SELECT max(a) FROM t ORDER BY "max(a)"', 'SELECT MAX(a) FROM t ORDER BY "max(a)"'),
        ("sqlite", "SELECT '(a)' FROM (SELECT (a) AS b FROM t)", "SELECT '(a)' FROM (SELECT (a) AS b FROM t)"),
        ("redshift", f"SELECT a FROM s.t QUALIFY {_FIRST}", f"SELECT a FROM s.t AS t QUALIFY {_FIRST}"),
        ("redshift", f"SELECT a FROM t AS u QUALIFY {_FIRST}", f"SELECT a FROM t AS u QUALIFY {_FIRST}"),
        ("redshift", f"SELECT s.t.a FROM s.t QUALIFY {_FIRST}", f"SELECT s.t.a FROM s.t QUALIFY {_FIRST}"),
        ("redshift", f"SELECT a FROM t WHERE a > 1 QUALIFY {_FIRST}", f"SELECT a FROM t WHERE a > 1 QUALIFY {_FIRST}"),
    ],
)
def test_aliases_are_added_where_they_lack(dialect: str, sql: str, written: str) -> None:
    (tree,) = parse(sql, dialect)
    assert regenerate(tree, dialect) == written
