import ast
import re
import sys
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlglot import exp, parser
from sqlglot.errors import SqlglotError

from tuneql.sql.dialects import get_dialect, shared_dialect
from tuneql.sql.parsing.plain.manners import DIALECTS
from tuneql.sql.parsing.plain.select import read_plain_select
from tuneql.sql.parsing.plain.words import NAMES, taken_words
from tuneql.sql.parsing.plain.writing import write_plain_select
from tuneql.sql.parsing.rewording import reworded
from tuneql.sql.parsing.spares import trees_of
from tuneql.sql.parsing.tokens import tokens_of

FOLDER = Path(__file__).parent / "plain"
PLAIN = (FOLDER / "plain.sql").read_text(encoding="utf-8")
PLAIN_QUERIES = [each.strip("\n") for each in re.split(r"\n(?=(?:select|with)\b)", PLAIN, flags=re.IGNORECASE)]
MORE = (FOLDER / "more.sql").read_text(encoding="utf-8").splitlines()


PLACES_IN_TEXT = {"line", "col", "start", "end"}


def everything(value: Any) -> Any:
    """A tree with the order of what is in it, and what is noted of it, which its own equality leaves out."""
    if isinstance(value, exp.Expr):
        noted = {key: each for key, each in value.meta.items() if key not in PLACES_IN_TEXT}
        inside = [(key, everything(each)) for key, each in value.args.items() if each not in (None, [])]
        return type(value), noted, inside
    return [everything(each) for each in value] if isinstance(value, list) else value


def parsed(sql: str, dialect: str = "sqlite") -> exp.Expr | None:
    try:
        found = trees_of(reworded(tokens_of(sql, dialect), get_dialect(dialect)), sql, dialect)
        (tree,) = (each for each in found if each is not None)
    except (SqlglotError, ValueError):
        return None
    return tree


def generated(tree: exp.Expr, dialect: str = "sqlite") -> str:
    return tree.sql(dialect=shared_dialect(dialect), comments=False)


def read_otherwise(texts: Iterable[str], dialect: str) -> list[str]:
    """Those that are read, and not as the parser reads them."""
    found = ((sql, read_plain_select(sql, dialect)) for sql in texts)
    return [sql for sql, tree in found if tree is not None and everything(tree) != everything(parsed(sql, dialect))]


@pytest.mark.parametrize("sql", PLAIN_QUERIES)
def test_plain_queries_are_read_and_written_as_the_parser_and_the_generator_do(sql: str) -> None:
    wanted, found = parsed(sql), read_plain_select(sql, "sqlite")
    assert wanted is not None
    assert everything(found) == everything(wanted)
    assert write_plain_select(wanted, "sqlite") == generated(wanted)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_plain_queries_are_read_in_each_dialect_as_its_parser_does(dialect: str) -> None:
    assert read_otherwise((*PLAIN_QUERIES, *MORE), dialect) == []
    assert sum(read_plain_select(sql, dialect) is not None for sql in PLAIN_QUERIES) > len(PLAIN_QUERIES) / 2


@pytest.mark.parametrize("sql", MORE)
def test_everything_else_is_left_to_the_parser(sql: str) -> None:
    assert read_plain_select(sql, "sqlite") is None


@pytest.mark.parametrize("dialect", ["oracle", "kestrel"])
def test_other_dialects_are_left_to_their_parser_and_generator(dialect: str) -> None:
    assert read_plain_select("SELECT 1", dialect) is None
    assert write_plain_select(exp.select("1"), dialect) is None


@pytest.mark.parametrize("sql", MORE)
def test_what_the_generator_alone_can_write_is_left_to_it(sql: str) -> None:
    tree = parsed(sql)
    written = write_plain_select(tree, "sqlite") if tree is not None else None
    assert written is None or tree is None or written == generated(tree)


def _own_words(dialect: str) -> Iterator[str]:
    """Every word that stands in the parser's source or tables, and the dialect's keywords."""
    yield from _words_in(parser)
    yield from _words_in(sys.modules[get_dialect(dialect).parser_class.__module__])
    yield from (part for key in get_dialect(dialect).tokenizer_class.KEYWORDS for part in key.upper().split())


@cache
def _words_in(module: ModuleType) -> list[str]:
    nodes = ast.walk(ast.parse(_source(module).read_text(encoding="utf-8")))
    texts = [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [word for text in texts if text.isupper() for word in re.findall(r"[A-Z_][A-Z_0-9]*", text)]


def _source(module: ModuleType) -> Path:
    """It lies beside what was compiled of it."""
    file = Path(str(module.__file__))
    return file.with_name(f"{file.name.partition('.')[0]}.py")


EVERYWHERE = (
    "SELECT {0}, a.{0}, {0}.a, MAX({0}) FROM {0} AS {0} JOIN {0} ON {0} = a "
    "WHERE {0} > {0} AND a BETWEEN {0} AND {0} AND {0} IS NULL GROUP BY {0} ORDER BY {0}"
)


@pytest.mark.parametrize("dialect", sorted(DIALECTS))
def test_no_word_of_the_parsers_own_passes_for_a_name(dialect: str) -> None:
    names = [word for word in dict.fromkeys(_own_words(dialect)) if re.fullmatch(r"[A-Z_]\w*", word)]
    read = [EVERYWHERE.format(name) for name in names if name not in taken_words(dialect)]
    plain = [sql for sql in read if read_plain_select(sql, dialect) is not None]
    assert len(plain) > len(names) / 3
    assert read_otherwise(plain, dialect) == []


PLACES = [
    "SELECT {0}, a.{0}, {0}.a, {0}.*, COUNT({0}), MAX(DISTINCT {0}), a AS {0}, {0} AS b, {0} FROM a",
    "SELECT a FROM {0} AS b JOIN {0} AS {0} ON {0}.a = {0}.{0} JOIN {0} ON {0} = {0} WHERE {0} = a GROUP BY {0}, {0}",
    "SELECT a FROM {0} WHERE {0} > {0} AND ({0} IN (1) OR {0} LIKE 'a') AND {0} BETWEEN {0} AND {0} AND {0} IS NULL",
    "SELECT a FROM {0} WHERE a = {0} OR {0} NOT IN (SELECT {0} FROM {0}) OR a NOT BETWEEN {0} AND {0} ORDER BY {0}",
    "SELECT a FROM a GROUP BY {0} HAVING {0} < 1 ORDER BY {0} DESC, {0} ASC, {0}",
    "SELECT {0} FROM {0} UNION SELECT {0} FROM {0}",
]


@pytest.mark.parametrize("word", sorted(NAMES))
def test_keywords_that_people_give_to_columns_are_names_to_the_parser(word: str) -> None:
    for place in PLACES:
        assert read_plain_select(place.format(word), "sqlite") is not None
        assert read_otherwise([place.format(word)], "sqlite") == []


@pytest.mark.parametrize("dialect", sorted(DIALECTS - {"sqlite"}))
def test_they_are_names_to_the_parsers_of_other_dialects_too(dialect: str) -> None:
    assert read_otherwise([place.format(word) for place in PLACES for word in sorted(NAMES)], dialect) == []
    assert "NAME" not in taken_words(dialect)


WORDS = st.sampled_from(["a", "b1", "T1", "name", "Year", "date", "rank", "index", "key", "end", "left", "_x", '"q r"'])
LITERALS = st.sampled_from(["1", "2.50", "'text'", "''", "-3", '"quoted"', "NULL", ".5", "1e3", "'it''s'"])
COLUMNS = st.one_of(WORDS, st.builds("{}.{}".format, WORDS, WORDS))
OPERANDS = st.one_of(
    COLUMNS,
    LITERALS,
    st.builds("{}({})".format, st.sampled_from(["count", "MAX", "sum", "lower"]), COLUMNS),
    st.builds("count(DISTINCT {})".format, COLUMNS),
    st.just("COUNT(*)"),
)
PREDICATES = st.one_of(
    st.builds("{} {} {}".format, OPERANDS, st.sampled_from(["=", "!=", "<>", "<", ">=", "+", "LIKE", "||"]), OPERANDS),
    st.builds("{} {}IN ({}, {})".format, OPERANDS, st.sampled_from(["", "NOT "]), OPERANDS, LITERALS),
    st.builds("{} {}BETWEEN {} AND {}".format, COLUMNS, st.sampled_from(["", "NOT "]), OPERANDS, OPERANDS),
    st.builds("{} IS {}NULL".format, OPERANDS, st.sampled_from(["", "NOT "])),
)
SUBQUERIES = st.builds("SELECT {} FROM {} WHERE {}".format, OPERANDS, WORDS, PREDICATES)
CONDITIONS = st.recursive(
    st.one_of(PREDICATES, st.builds("{}EXISTS ({})".format, st.sampled_from(["", "NOT "]), SUBQUERIES)),
    lambda inner: st.one_of(
        st.builds("{} {} {}".format, inner, st.sampled_from(["AND", "or"]), inner),
        st.builds("({})".format, inner),
        st.builds("NOT {}".format, inner),
    ),
    max_leaves=4,
)
TABLES = st.builds("{}{}{}".format, WORDS, st.sampled_from(["", " AS ", " "]), WORDS)
SELECTS = st.builds(
    "SELECT {} FROM {}{}{}{}".format,
    st.lists(st.one_of(OPERANDS, st.builds("{} AS {}".format, OPERANDS, WORDS)), min_size=1, max_size=3).map(",".join),
    TABLES,
    st.one_of(
        st.just(""), st.builds(" {} {} ON {}".format, st.sampled_from(["JOIN", "left join"]), TABLES, CONDITIONS)
    ),
    st.one_of(st.just(""), st.builds(" WHERE {}".format, CONDITIONS)),
    st.one_of(
        st.just(""),
        st.builds(" GROUP BY {} HAVING {}".format, COLUMNS, PREDICATES),
        st.builds(" ORDER BY {} {}, {} LIMIT {}".format, OPERANDS, st.sampled_from(["", "desc"]), COLUMNS, LITERALS),
    ),
)
COMPOUNDS = st.builds("{} {} {}".format, SELECTS, st.sampled_from(["UNION", "UNION ALL", "EXCEPT"]), SELECTS)
QUERIES = st.one_of(
    SELECTS,
    COMPOUNDS,
    st.builds("WITH {} AS ({}), b AS ({}) {}".format, WORDS, st.one_of(SELECTS, COMPOUNDS), SELECTS, COMPOUNDS),
    st.builds("WITH {} AS ({}) {}".format, WORDS, SUBQUERIES, SELECTS),
    st.builds("SELECT a FROM b WHERE c IN ({})".format, SELECTS),
    st.text(alphabet="SELECT FROM a,*.()'\"=1-\n", max_size=12).map("SELECT {}".format),
)


@given(QUERIES, st.sampled_from(sorted(DIALECTS)))
def test_what_is_read_here_is_what_the_parser_reads(sql: str, dialect: str) -> None:
    assert read_otherwise([sql], dialect) == []


@given(QUERIES)
def test_what_is_written_here_is_what_the_generator_writes(sql: str) -> None:
    wanted = parsed(sql)
    written = write_plain_select(wanted, "sqlite") if wanted is not None else None
    assert written is None or wanted is None or written == generated(wanted)
