import pytest

from tuneql.sql.features import features_of
from tuneql.sql.parsing import parse
from tuneql.sql.slices import FEATURES
from tuneql.sql.walking import nodes_of

CASES = {
    "SELECT a FROM t": (),
    "SELECT t.a FROM t JOIN u ON t.i = u.i WHERE t.b > 1": ("join", "where"),
    "SELECT t.a FROM t LEFT JOIN u ON t.i = u.i": ("join", "outer_join"),
    "SELECT a, COUNT(*) FROM t GROUP BY a HAVING COUNT(*) > 1 ORDER BY 2 LIMIT 3": (
        "aggregate", "group_by", "having", "order_by", "limit",
    ),
    "SELECT DISTINCT a FROM t WHERE b LIKE 'x%' OR c BETWEEN 1 AND 2": ("distinct", "where", "or", "like", "between"),
    "SELECT a FROM t WHERE b IN (SELECT b FROM u)": ("subquery", "where", "in"),
    "SELECT a FROM t WHERE EXISTS (SELECT 1 FROM u)": ("subquery", "where", "exists"),
    "SELECT a FROM t WHERE b = (SELECT MAX(b) FROM t)": ("aggregate", "subquery", "where"),
    "SELECT a FROM t WHERE b IN (1, 2) AND c IS NOT NULL": ("where", "in", "null"),
    "SELECT a FROM t UNION SELECT a FROM u": ("set_operation",),
    "WITH s AS (SELECT a FROM t) SELECT a, ROW_NUMBER() OVER (ORDER BY a) FROM s": ("order_by", "cte", "window"),
    "SELECT CASE WHEN a > 1 THEN a + 1 END FROM t": ("case", "arithmetic"),
}  # fmt: skip


def features(sql: str) -> tuple[str, ...]:
    return features_of([node for tree in parse(sql, "sqlite") for node in nodes_of(tree)])


@pytest.mark.parametrize(("sql", "found"), CASES.items())
def test_finds_what_a_query_is_made_of(sql: str, found: tuple[str, ...]) -> None:
    assert set(features(sql)) >= set(found)
    assert set(features(sql)) <= {*found, "aggregate"}


def test_each_feature_is_found_somewhere() -> None:
    assert {name for found in CASES.values() for name in found} == set(FEATURES)


def test_features_come_in_one_order() -> None:
    found = features("SELECT DISTINCT a FROM t JOIN u ON t.i = u.i WHERE a IS NULL LIMIT 1")
    assert list(found) == sorted(found, key=FEATURES.index)
