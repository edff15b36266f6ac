"""Scripts without the rows that they insert."""

import pytest

from tuneql.sql.schemas.rows import without_copied_rows, without_rows

TABLE = "CREATE TABLE t (a TEXT); -- all\n"


@pytest.mark.parametrize(
    ("dialect", "rows"),
    [
        ("sqlite", "INSERT INTO t VALUES ('a;b'), ('O''Brien');\n"),
        ("sqlite", "INSERT OR IGNORE INTO t VALUES (1);\nREPLACE INTO t VALUES (2)  ;\n"),
        ("mysql", "INSERT INTO `t` VALUES ('O\\'Brien'),('C:\\\\');\n"),
        ("tsql", "INSERT [dbo].[t] ([a]) VALUES (N'x; y')\nINSERT t VALUES (2)\n"),
        ("postgres", "insert into public.t select 'x';\n"),
        ("postgres", "COPY public.t (a) FROM stdin;\nO'Brien\t1\nMiller; Smith\n\\.\n"),
        ("postgres", "COPY t FROM stdin WITH (FORMAT csv);\n\\.\n"),
    ],
)
def test_rows_are_left_out_and_the_rest_stays_as_it_is(dialect: str, rows: str) -> None:
    after = "CREATE TABLE u (b INT);"
    left = without_rows(TABLE + rows + after, dialect)
    assert left.replace("\n", "") == (TABLE + after).replace("\n", "")


@pytest.mark.parametrize(
    "script",
    [
        "CREATE TABLE inserts (insert_ INT, replace_ TEXT DEFAULT 'INSERT INTO t')",
        "CREATE TABLE t (a INT); -- insert into it",
        "CREATE TRIGGER g AFTER INSERT ON t BEGIN SELECT 1; END",
        "CREATE TABLE t (a 'x); INSERT INTO t VALUES (1)",  # has no tokens
        "CREATE OR REPLACE TABLE t (a INT)",
    ],
)
def test_what_fills_no_table_stays(script: str) -> None:
    assert without_rows(script, "sqlite") == script


@pytest.mark.parametrize("piece", ["copy \n", "COPY a FROM stdin\n", "from stdin ", "copy from ", "\\.\n", ";\n"])
def test_a_script_of_many_pieces_that_fill_nothing_stays(piece: str) -> None:
    script = piece * 20_000  # a search that reads on from each piece would take minutes
    assert without_copied_rows(script) == script


def test_rows_whose_end_is_missing_go_on_to_the_end() -> None:
    assert without_copied_rows("SELECT 1;\nCOPY a FROM stdin;\n" * 20_000) == "SELECT 1;\n"
