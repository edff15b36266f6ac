"""The script is shipped alone: its folder is on the path, as when `python train.py` runs."""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SCRIPT = Path(__file__).parents[2] / "training"
sys.path.insert(0, str(SCRIPT))
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")  # a tiny model is slower on two threads than on one

_TABLES = {"ferry": ("name", "length", "berths"), "crew": ("name", "rank", "age"), "port": ("city", "country", "quays")}


def _record(system: str, question: str, answer: str) -> dict[str, Any]:
    return {
        "schemaVersion": "bedrock-conversation-2024",
        "system": [{"text": system}],
        "messages": [
            {"role": "user", "content": [{"text": question}]},
            {"role": "assistant", "content": [{"text": answer}]},
        ],
    }


def _records() -> Iterator[dict[str, Any]]:
    for table, columns in _TABLES.items():
        schema = f"CREATE TABLE {table} ({', '.join(columns)})"
        for index, column in enumerate(columns):
            for limit in range(2, 9):
                padding = " please" * (limit * (index + 1))  # rows of very different lengths
                question = f"Which {limit} {column} of {table} come first?{padding}"
                yield _record(schema, question, f"SELECT {column} FROM {table} LIMIT {limit}")


@pytest.fixture(scope="session")
def records() -> list[dict[str, Any]]:
    return list(_records())


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory, records: list[dict[str, Any]]) -> tuple[Path, Path]:
    folder = tmp_path_factory.mktemp("data")
    training, validation = folder / "train.jsonl", folder / "validation.jsonl"
    lines = [json.dumps(record) for record in records]
    training.write_text("\n".join(lines[8:]) + "\n")
    validation.write_text("\n".join(lines[:8]) + "\n")
    return training, validation


@pytest.fixture(scope="session")
def base(tmp_path_factory: pytest.TempPathFactory, files: tuple[Path, Path]) -> Path:
    from tiny_model import make_base, texts_of  # noqa: PLC0415 -- needs PyTorch, which `make test` lacks

    folder = tmp_path_factory.mktemp("base")
    make_base(texts_of(files[0]), folder)
    return folder
