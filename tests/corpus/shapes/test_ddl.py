"""DDL within a text, and the prose around it."""

import pytest

from tuneql.corpus.shapes.ddl import Split, split_ddl


@pytest.mark.parametrize("piece", ["/*a*/", "-- a\n", " ", "'", "(", "`"])
def test_a_text_of_many_pieces_is_read_in_one_way(piece: str) -> None:
    table = "CREATE TABLE t (a INT);"
    # To try all ways would take years.
    assert split_ddl(f"{table}\n{piece * 500}X") == Split(ddl=table, prose=f"{piece * 500}X".strip())
