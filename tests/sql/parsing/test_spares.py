import sys
import threading
from contextlib import suppress

import pytest
from sqlglot import exp
from sqlglot.errors import ParseError, TokenError

from tuneql.sql.dialects import shared_dialect
from tuneql.sql.parsing.spares import tokenize, trees_of

GOOD = ("SELECT a FROM t", "SELECT b, COUNT(*) FROM u GROUP BY b", "SELECT 'x' FROM v WHERE c IN (SELECT d FROM w)")
UNTOKENIZABLE = "SELECT 'it does not end"
UNPARSABLE = "SELECT a FROM t WHERE (b = 1 AND"


def read(sql: str) -> list[exp.Expr | None]:
    return trees_of(tokenize(sql, "postgres"), sql, "postgres")


def test_what_was_read_before_changes_nothing() -> None:
    for _ in range(2):
        for sql in GOOD:
            assert read(sql) == shared_dialect("postgres").parse(sql)


def test_statements_are_read_after_others_that_are_none() -> None:
    for sql in GOOD:
        with pytest.raises(TokenError):
            read(UNTOKENIZABLE)
        with pytest.raises(ParseError):
            read(UNPARSABLE)
        assert read(sql) == shared_dialect("postgres").parse(sql)


def test_a_hierarchy_that_does_not_end_leaves_its_words_to_columns() -> None:
    with pytest.raises(ParseError):
        read("SELECT a FROM t CONNECT BY PRIOR (b")
    (tree,) = read("SELECT prior FROM t")
    assert tree is not None
    assert isinstance(tree.selects[0], exp.Column)


def test_readers_do_not_share_a_parser_at_the_same_time() -> None:
    wanted = {sql: shared_dialect("postgres").parse(sql) for sql in GOOD}
    wrong: list[str] = []

    def work() -> None:
        for _ in range(100):
            wrong.extend(sql for sql in GOOD if read(sql) != wanted[sql])

    threads = [threading.Thread(target=work) for _ in range(4)]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for each in threads:
            each.start()
        for each in threads:
            each.join()
    finally:
        sys.setswitchinterval(interval)
    assert wrong == []


@pytest.mark.parametrize("sql", ["SELECT a FROM t", UNPARSABLE])
def test_bigquery_s_own_parser_looks_for_arrays_of_rows_again(sql: str) -> None:
    with suppress(ParseError):
        trees_of(tokenize(sql, "bigquery"), sql, "bigquery")
    (tree,) = shared_dialect("bigquery").parse("SELECT i FROM t, t.items AS i")
    assert tree is not None
    assert tree.find(exp.Unnest)
