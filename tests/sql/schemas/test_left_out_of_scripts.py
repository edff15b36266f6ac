"""What scripts of DDL hold beside tables and views: routines, and comments that MySQL executes."""

import pytest

from tuneql.sql.schemas.executed_comments import with_executed_views
from tuneql.sql.schemas.routines import without_routines

MANY = 20_000  # a search that tries all ways to read so many pieces does not end


@pytest.mark.parametrize("piece", ["/*a*/", "/* ", "-- a\n", " ", "\nGO\n", "'", "CREATE "])
def test_a_script_of_many_pieces_without_a_routine_stays(piece: str) -> None:
    script = piece * MANY + "X"
    assert without_routines(script, "tsql") == script


@pytest.mark.parametrize("piece", ["/*", "'", "\\'", "`", '"', "-- ", " "])
def test_a_script_of_many_pieces_without_a_view_stays(piece: str) -> None:
    script = piece * MANY + "X"
    assert with_executed_views(script + " /*! Y */", "mysql").startswith(script)


@pytest.mark.parametrize(
    ("script", "left"),
    [
        ("/*! " * MANY, ""),
        ("/*!" + "1" * MANY, ""),
        ("/*!1" + " VIEW /*!" * MANY, "CREATE VIEW /*!" + " VIEW /*!" * (MANY - 1)),
    ],
)
def test_a_comment_that_is_not_closed_goes_on_to_the_end(script: str, left: str) -> None:
    assert with_executed_views(script, "mysql") == left


@pytest.mark.parametrize(
    "before", ["-- it's\n", "/* it's */", "'a''b' ", "'\\'' ", "`a\\` ", "'/*!1 VIEW w */' ", '"/*!1 VIEW w */" ']
)
def test_a_view_is_found_after_what_looks_like_an_open_text(before: str) -> None:
    assert with_executed_views(before + "/*!50001 VIEW `v` AS SELECT 1 */", "mysql") == (
        before + "CREATE VIEW `v` AS SELECT 1 "
    )
