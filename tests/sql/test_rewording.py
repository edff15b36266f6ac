import pytest
from hypothesis import given
from hypothesis import strategies as st

from tuneql.sql.dialects import get_dialect
from tuneql.sql.parsing import parse, regenerate
from tuneql.sql.rewording import reworded
from tuneql.sql.tokens import tokens_of

CASES = [
    ("tsql", "SELECT a FROM t WHERE a !< 1 AND b !> 2", "SELECT a FROM t WHERE a >= 1 AND b <= 2"),
    ("tsql", "SELECT a FROM t WHERE a != 1", "SELECT a FROM t WHERE a <> 1"),
    ("postgres", "SELECT a <<= b, a >>= c FROM t", "SELECT a OPERATOR(<<=) b, a OPERATOR(>>=) c FROM t"),
    ("postgres", "SELECT a OPERATOR(<<=) b FROM t", "SELECT a OPERATOR(<<=) b FROM t"),
    ("postgres", "SELECT a OPERATOR(pg_catalog.>>=) b FROM t", "SELECT a OPERATOR(pg_catalog.>>=) b FROM t"),
    ("postgres", "SELECT a <= b, a >= c FROM t", "SELECT a <= b, a >= c FROM t"),
    (
        "postgres",
        "SELECT a FROM t WHERE a LIKE 'x' ESCAPE '!' COLLATE pg_catalog.\"C\" AND b LIKE 'y' ESCAPE '!'",
        "SELECT a FROM t WHERE a LIKE 'x' COLLATE pg_catalog.\"C\" ESCAPE '!' AND b LIKE 'y' ESCAPE '!'",
    ),
    ("duckdb", "PIVOT t ON a ORDER BY 1 LIMIT 2", "SELECT * FROM (PIVOT t ON a) ORDER BY 1 LIMIT 2"),
    ("duckdb", "PIVOT t ON a USING SUM(b)", "PIVOT t ON a USING SUM(b)"),
    ("duckdb", "SELECT * FROM (PIVOT t ON a) ORDER BY 1", "SELECT * FROM (PIVOT t ON a) ORDER BY 1"),
]  # fmt: skip


@pytest.mark.parametrize(("dialect", "sql", "expected"), CASES)
def test_reads_a_spelling_that_the_parser_lacks(dialect: str, sql: str, expected: str) -> None:
    (tree,) = parse(sql, dialect)
    assert regenerate(tree, dialect) == expected


LISTED = "a t 1 'x' ! < > <= >= = ( ) , . ESCAPE COLLATE LIKE PIVOT UNPIVOT ORDER BY LIMIT ON NOT OPERATOR"
WORDS = LISTED.split()


@given(st.lists(st.sampled_from(WORDS), max_size=12), st.sampled_from(["tsql", "postgres", "duckdb", "sqlite"]))
def test_loses_no_word_in_any_order(words: list[str], dialect: str) -> None:
    tokens = tokens_of("".join(f"{word} " for word in words), dialect)
    left = [each.text for each in reworded(tokens, get_dialect(dialect))]
    missing = [each.text for each in tokens if each.text not in left]
    assert set(missing) <= {"!", "<", ">"}
