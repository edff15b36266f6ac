"""The usual script: rows of sql-create-context to conversation records, as public notebooks for Nova Micro do it.

    python corpus_script.py OUT FILE [FILE...]

What `benchmarks/corpus.py` compares with. No check, no deduplication, a random split; needs `datasets`.
"""

import sys
import tempfile
from pathlib import Path
from typing import Any

from datasets import concatenate_datasets, load_dataset

_SYSTEM = (
    "You are a powerful text-to-SQL model. Your job is to answer questions about a database. "
    "You can use the following table schema for context: {context}"
)
_USER = "Return the SQL query that answers the following question: {question}"


def main(out: str, *files: str) -> None:
    """Writes `train.jsonl` and `test.jsonl`."""
    folder = Path(out)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as cache:
        loaded = [load_dataset("json", data_files=file, split="train", cache_dir=cache) for file in files]
        rows = concatenate_datasets([each.select_columns(["question", "context", "answer"]) for each in loaded])
        records = rows.map(_record, remove_columns=rows.column_names)
        sets = records.train_test_split(test_size=0.1, seed=42)
        for name, some in sets.items():
            some.to_json(folder / f"{name}.jsonl")


def _record(row: dict[str, str]) -> dict[str, Any]:
    return {
        "schemaVersion": "bedrock-conversation-2024",
        "system": [{"text": _SYSTEM.format(context=row["context"])}],
        "messages": [
            {"role": "user", "content": [{"text": _USER.format(question=row["question"])}]},
            {"role": "assistant", "content": [{"text": row["answer"]}]},
        ],
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
