import json
from collections.abc import Callable
from pathlib import Path

from tuneql.corpus.dataset.writing import DatasetWriter
from tuneql.corpus.decisions.decision import Decision
from tuneql.corpus.outcomes import from_line, to_line
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context

CONTEXT = Context(dialect="sqlite")
PERSONAL = {"question": "Which ships of anna@acme.com?", "sql": "SELECT id FROM ships WHERE name = 'anna@acme.com'"}


def written(row: Row, fate: str, folder: Path) -> str:
    (prepared,) = prepare_rows([row], CONTEXT)
    assert isinstance(prepared, Prepared)
    again = from_line(to_line(prepared))
    assert isinstance(again, Prepared)
    with DatasetWriter(folder, CONTEXT) as writer:
        name = writer.write(again, Decision(fate=fate))  # type: ignore[arg-type] # one of the literals
    return (folder / f"{name}.jsonl").read_text()


def test_a_test_row_of_a_database_keeps_what_its_database_holds(make_row: Callable[..., Row], tmp_path: Path) -> None:
    line = json.loads(written(make_row(1, db_id="fleet", **PERSONAL), "test", tmp_path))
    assert {name: line[name] for name in PERSONAL} == PERSONAL


def test_a_row_that_is_trained_on_keeps_nothing(make_row: Callable[..., Row], tmp_path: Path) -> None:
    for fate in ("train", "validation", "duplicate", "over-limit"):
        assert "acme" not in written(make_row(1, db_id="fleet", **PERSONAL), fate, tmp_path)


def test_a_test_row_without_a_database_keeps_nothing(make_row: Callable[..., Row], tmp_path: Path) -> None:
    assert "acme" not in written(make_row(1, **PERSONAL), "test", tmp_path)
