"""Rows in a model's words: asked within bounds, read as JSON and nothing else, and held against the seed's values."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.case_files import read_cases
from tuneql.aws.runtime import ScriptedModel
from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.language_model import LanguageModel
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.row import Row
from tuneql.corpus.synthesis.paraphrasing import PARAPHRASING_MODEL, PARAPHRASING_VERSION, keeps_values, read_reply
from tuneql.corpus.transform import Context
from tuneql.errors import ModelError, Throttled
from tuneql.options import Options
from tuneql.pricing.queries import query_cost_usd

REPLIES = read_cases(__file__, "replies.jsonl")


@pytest.mark.parametrize("case", REPLIES, ids=lambda case: case["reply"][:30])
def test_what_is_read_of_a_reply(case: dict[str, Any]) -> None:
    assert read_reply(case["reply"]) == case["read"]


def test_a_reply_nested_without_end_is_none() -> None:
    assert read_reply("[" * 100_000 + "]" * 100_000) == []


@pytest.mark.parametrize(
    ("other", "keeps"),
    [
        ("Vessels in Rhodes that seat over 400", True),
        ("vessels in RHODES, more than 400 seats", True),
        ("Vessels in Naxos that seat over 400", False),
        ("Vessels in Rhodes that seat over 40", False),
        ("The 5 vessels in Rhodes that seat over 400", False),
    ],
)
def test_a_paraphrase_keeps_the_values(other: str, keeps: bool) -> None:  # noqa: FBT001 -- a case
    assert keeps_values("Ships in Rhodes with more than 400 seats", other, ["Rhodes", "400", "unsaid", ""]) is keeps


def prepared(make_row: Callable[..., Row], folder: Path, model: LanguageModel | None, **options: Any) -> DatasetCard:
    """A corpus of which a model is asked to reword every row."""
    chosen = Options(execute=False, redaction="off", synthetic=1, synthetic_by="model", **options)
    context = Context(dialect="sqlite", options=chosen, model=model)
    folder.mkdir()
    return assemble(list(prepare_rows(map(make_row, range(1, 41)), context)), context, folder)


def made(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "synthetic.jsonl").read_text("utf-8").splitlines()]


class Echo(ScriptedModel):
    """Says the question in other words, and whatever else it is told."""

    def __init__(self, *further: str) -> None:
        super().__init__("")
        self._further = further

    def complete(self, prompt: Any) -> Any:
        asked = json.loads(prompt.user)
        self._script = [json.dumps([*self._further, f"Tell me, {asked['question'].lower()}"])]
        return super().complete(prompt)


def test_rows_in_other_words_are_marked_with_who_wrote_them(make_row: Callable[..., Row], tmp_path: Path) -> None:
    model = Echo()
    card = prepared(make_row, tmp_path / "out", model)
    assert card.synthetic.kinds == {"paraphrase": card.train}
    assert {json.dumps(each["synthetic"]["seed"]) for each in made(tmp_path / "out")}
    for each in made(tmp_path / "out"):
        assert (each["synthetic"]["kind"], each["synthetic"]["model"]) == ("paraphrase", PARAPHRASING_MODEL)
        assert each["synthetic"]["prompt_version"] == PARAPHRASING_VERSION
        assert each["record"]["question"].startswith("Tell me, which ships, case")
    asking = card.synthetic.asking
    assert asking is not None
    assert (asking.calls, asking.failed) == (card.train, 0)
    assert asking.cost_usd == pytest.approx(query_cost_usd(asking.input_tokens, asking.output_tokens), abs=1e-6)
    assert card.leaks == 0
    page = (tmp_path / "out" / "card.html").read_text("utf-8")
    assert f"{PARAPHRASING_MODEL} was asked {card.train} times" in page


def test_the_model_sees_data_and_no_more_calls_than_allowed(make_row: Callable[..., Row], tmp_path: Path) -> None:
    model = Echo()
    card = prepared(make_row, tmp_path / "out", model, synthetic_calls=5)
    assert 1 <= len(model.prompts) <= 5
    assert card.synthetic.asking is not None
    assert card.synthetic.asking.calls == len(model.prompts)
    assert set(json.loads(model.prompts[0].user)) == {"question", "sql", "how_many"}


def test_what_names_other_values_is_left_out_with_its_reason(make_row: Callable[..., Row], tmp_path: Path) -> None:
    card = prepared(make_row, tmp_path / "out", ScriptedModel('["Which 7 ships?"]'))
    assert card.synthetic.kinds.get("paraphrase", 0) == 0
    assert card.synthetic.rejected == {"synthetic-other-values": card.train}
    assert all(each["reason"] == "synthetic-other-values" for each in made(tmp_path / "out"))


@pytest.mark.parametrize("said", [ModelError("cut off"), "no JSON", "[]"])
def test_a_model_that_says_nothing_useful_leaves_it_to_the_rules(
    make_row: Callable[..., Row], tmp_path: Path, said: str | Exception
) -> None:
    card = prepared(make_row, tmp_path / "out", ScriptedModel(said))
    assert card.synthetic.asking is not None
    assert card.synthetic.asking.failed == card.synthetic.asking.calls == card.train
    assert "paraphrase" not in card.synthetic.kinds


def test_a_throttled_model_is_asked_no_more(make_row: Callable[..., Row], tmp_path: Path) -> None:
    model = ScriptedModel(Throttled("later"))
    card = prepared(make_row, tmp_path / "out", model)
    assert card.synthetic.asking is not None
    assert (len(model.prompts), card.synthetic.asking.failed) == (1, 1)


def test_no_model_is_asked_unless_one_is_given(make_row: Callable[..., Row], tmp_path: Path) -> None:
    assert prepared(make_row, tmp_path / "out", None).synthetic.asking is None
