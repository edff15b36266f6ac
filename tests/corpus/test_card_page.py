import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.card.rendering import render_card
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.remedies import REMEDIES
from tuneql.corpus.row import Row
from tuneql.corpus.transform import Context
from tuneql.options import Options

CONTEXT = Context(dialect="sqlite", options=Options(execute=False))
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture(scope="module")
def card(make_row: Callable[..., Row], tmp_path_factory: pytest.TempPathFactory) -> DatasetCard:
    rows = [make_row(number, question=f"{HOSTILE} {number}?") for number in range(1, 30)]
    rows += [make_row(30, sql="SELECT nam FROM ships"), make_row(31, sql="DELETE FROM ships")]
    return assemble(list(prepare_rows(rows, CONTEXT)), CONTEXT, tmp_path_factory.mktemp("made"))


def test_the_page_is_written_beside_the_card(make_row: Callable[..., Row], tmp_path: Path) -> None:
    made = assemble(list(prepare_rows(map(make_row, range(1, 30)), CONTEXT)), CONTEXT, tmp_path)
    assert (tmp_path / "card.html").read_text() == render_card(made)


def test_the_page_says_what_the_card_says(card: DatasetCard) -> None:
    page = render_card(card)
    assert f"{card.train} rows to train on, {card.validation} to validate, {card.test} to test" in page
    assert "sql-known-columns" in page
    assert REMEDIES["sql-known-columns"].replace("'", "&#39;") in page
    assert all(digest in page for digest in card.files.values())


def test_the_commonest_reasons_come_first(card: DatasetCard) -> None:
    counts = {"sql-read-only": 2, "missing-sql": 30, "sql-known-columns": 2, "too-long": 7}
    page = render_card(card.model_copy(update={"rejected": counts}))
    order = ["missing-sql", "too-long", "sql-known-columns", "sql-read-only"]
    assert sorted(counts, key=page.index) == order


def test_nothing_on_the_page_can_run(card: DatasetCard) -> None:
    page = render_card(card)
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert not re.search(r"<script|\bon\w+=|https?://|url\(", page)
    assert "default-src 'none'" in page


def test_a_card_of_many_functions_and_tables_shows_some(card: DatasetCard) -> None:
    many = card.model_copy(update={"functions": {f"F{number}": 9 for number in range(30)}, "replaced": {"email": 4}})
    many = many.model_copy(update={"executed": {"not-run-function": 3}})
    page = render_card(many)
    assert "and 6 more." in page
    assert "F23" in page
    assert "F24" not in page
    assert "email" in page
    assert "not run: function" in page


def test_choices_are_said_in_words(card: DatasetCard) -> None:
    options = card.options | {"verbatim": True, "execute": False, "map": {"sql": "stmt.text"}}
    page = render_card(card.model_copy(update={"options": options, "rejected": {}}))
    told = re.findall(r"<dt>([^<]*)</dt><dd>([^<]*)</dd>", page)
    assert {("verbatim", "yes"), ("execute", "no"), ("map", "sql = stmt.text"), ("limit", "20000")} <= set(told)
    assert "none was rejected" in page
