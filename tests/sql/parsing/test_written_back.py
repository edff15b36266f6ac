from pathlib import Path

import pytest
from sqlglot import exp
from sqlglot.errors import UnsupportedError

from tuneql.sql.parsing import Unparsable, parse, regenerate, regenerate_own
from tuneql.sql.parsing.written_back import write_back
from tuneql.sql.walking import Nodes, nodes_of

HERE = Path(__file__).parent
DIALECTS = ("postgres", "redshift", "mysql", "tsql", "snowflake", "bigquery", "sqlite", "duckdb")


def statements(*paths: Path) -> list[str]:
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return [line for line in lines if line and not line.startswith("-- ")]


EVERYDAY = statements(HERE.parent / "cases" / "every" / "questions.sql")


def only_tree(sql: str, dialect: str) -> exp.Expr | None:
    """The tree of a text; None if it is no statement, or several."""
    try:
        found = parse(sql, dialect)
    except Unparsable:
        return None
    return found[0] if len(found) == 1 else None


def written_otherwise(sql: str, dialect: str) -> tuple[str, str] | None:
    """What is returned, and what the generator writes, where they differ."""
    tree = only_tree(sql, dialect)
    if tree is None:
        return None
    wanted = regenerate(tree, dialect)
    try:
        found = regenerate_own(tree, dialect, Nodes(nodes_of(tree)))
    except UnsupportedError:
        return None
    return None if found == wanted else (found, wanted)


@pytest.mark.parametrize("dialect", DIALECTS)
def test_statements_are_written_as_the_generator_writes_them(dialect: str) -> None:
    own = [path for path in (HERE.parent / "cases" / dialect).glob("*.sql") if path.name != "schema.sql"]
    cases = EVERYDAY + statements(HERE / "written_back.sql", *own)
    assert {sql: texts for sql in cases if (texts := written_otherwise(sql, dialect))} == {}


@pytest.mark.parametrize("dialect", DIALECTS)
def test_most_statements_take_the_short_way(dialect: str) -> None:
    found = [parse(sql, dialect)[0] for sql in EVERYDAY]
    written = [write_back(tree, dialect, Nodes(nodes_of(tree))) for tree in found]
    assert sum(text is not None for text in written) > len(written) * 0.9


@pytest.mark.parametrize("dialect", ["kestrel", "oracle"])
def test_other_dialects_are_left_to_the_generator(dialect: str) -> None:
    tree = exp.select("name").from_("ships")
    assert write_back(tree, dialect, Nodes(nodes_of(tree))) is None


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1", "postgres"),
        ("SELECT DISTINCT ON (a) a FROM t", "mysql"),
        ("SELECT a FROM t ANTI JOIN u ON t.id = u.id", "mysql"),
        ("SELECT a FROM t FULL JOIN u ON t.id = u.id", "mysql"),
        ("SELECT a AS b FROM t GROUP BY a ORDER BY a", "bigquery"),
        ("SELECT x FROM UNNEST(b) AS x", "snowflake"),
    ],
)
def test_what_generators_look_for_is_left_to_them(sql: str, dialect: str) -> None:
    (tree,) = parse(sql, dialect)
    assert write_back(tree, dialect, Nodes(nodes_of(tree))) is None


@pytest.mark.parametrize(
    ("sql", "dialect", "lost"),
    [
        ("SELECT UNNEST(a), b FROM t", "redshift", "a"),
        ("SELECT b FROM (SELECT UNNEST(ARRAY(12, 34)), b FROM t)", "redshift", "12"),
        ("SELECT TRUNC(a, 2) FROM t", "sqlite", "2"),
        ("SELECT INITCAP(a, b) FROM t", "postgres", "b"),
        ("SELECT RANDOM(a), b FROM t", "duckdb", "a"),
    ],
)
def test_what_a_generator_would_leave_out_is_not_written(sql: str, dialect: str, lost: str) -> None:
    (tree,) = parse(sql, dialect)
    with pytest.raises(UnsupportedError, match=f"^the dialect has no place for {lost} where it is; remove it$"):
        regenerate_own(tree, dialect, Nodes(nodes_of(tree)))


@pytest.mark.parametrize(
    ("sql", "dialect"),
    [
        ("SELECT APPROX_TOP_K(a, 3) FROM t", "duckdb"),
        ('SELECT t."a""b", "c" FROM t CROSS JOIN u', "postgres"),
        ("SELECT Größe, t.* FROM t LEFT JOIN u ON a = b", "snowflake"),
        ("SELECT LIKE(a, b) FROM t", "sqlite"),
    ],
)
def test_what_is_written_in_other_words_is_not_lost(sql: str, dialect: str) -> None:
    (tree,) = parse(sql, dialect)
    assert regenerate_own(tree, dialect, Nodes(nodes_of(tree)))


@pytest.mark.parametrize("dialect", ["redshift", "snowflake", "mysql"])
def test_texts_end_at_the_same_place_without_escapes(dialect: str) -> None:
    (tree,) = parse(r"SELECT 'it\'s', 'it''s', '\\''' FROM t WHERE a = 'b\'c' UNION SELECT 'd\'e'", dialect)
    doubled = r"SELECT 'it''s', 'it''s', '\\''' FROM t WHERE a = 'b''c' UNION SELECT 'd''e'"
    assert regenerate_own(tree.copy(), dialect, Nodes(nodes_of(tree))) == regenerate(tree, dialect) == doubled
