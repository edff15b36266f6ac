"""Formats whose libraries tuneql does without."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cli.optional import huggingface_rows, parquet_rows
from tuneql.corpus.row import Row
from tuneql.errors import InvalidInput

RECORDS = [{"question": "How many ships?", "answer": "SELECT 1"}, {"question": "Zäh?", "answer": None}]


@pytest.mark.parametrize(
    ("name", "asked"),
    [("hf:owner/name", ("owner/name", "train")), ("hf:owner/name:validation", ("owner/name", "validation"))],
)
def test_rows_of_the_hub_are_streamed_and_numbered(name: str, asked: tuple[str, str]) -> None:
    calls = []

    def load(path: str, *, split: str, streaming: bool) -> Iterator[dict[str, Any]]:
        calls.append((path, split, streaming))
        return iter(RECORDS)

    found = list(huggingface_rows(name, load=load))
    assert found == [Row(source=name, row=number, record=record) for number, record in enumerate(RECORDS, start=1)]
    assert calls == [(*asked, True)]


def test_what_the_hub_does_not_have_is_named() -> None:
    def load(path: str, **_: Any) -> Iterator[dict[str, Any]]:
        raise FileNotFoundError(f"no {path}")

    with pytest.raises(InvalidInput, match=r"hf:owner/name.*FileNotFoundError: no owner/name.*check its name"):
        list(huggingface_rows("hf:owner/name", load=load))


@pytest.mark.parametrize(
    ("module", "read"),
    [
        ("pyarrow", lambda: parquet_rows(Path("a.parquet"), source="a.parquet")),
        ("datasets", lambda: huggingface_rows("hf:owner/name")),
    ],
)
def test_a_missing_library_is_named_with_the_version_to_install(
    module: str, read: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (module, f"{module}.parquet"):
        monkeypatch.setitem(sys.modules, name, None)  # importing it fails, as where it is not installed
    with pytest.raises(InvalidInput, match=rf"{module}.*is not installed.*pip install {module}==\d"):
        list(read())
