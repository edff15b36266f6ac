"""The files of a dataset, written row by row."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Final, Literal, Self, get_args

from tuneql.corpus.card.counting import SETS
from tuneql.corpus.dataset.annotation import Annotation
from tuneql.corpus.dataset.records import (
    contradiction_rejection,
    duplicate_record,
    frequent_record,
    held_out_record,
    rejection_record,
    surplus_rejection,
)
from tuneql.corpus.decisions.decision import Decision
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection
from tuneql.corpus.synthesis.made import Made
from tuneql.corpus.transform import Context
from tuneql.prompt import conversation_record

FileName = Literal["train", "validation", "test", "rejected", "duplicates", "annotate", "frequent", "synthetic"]

ROWS: Final[tuple[FileName, ...]] = get_args(FileName)
PAGE: Final = "card.html"
CARD: Final = "card.json"
FILES: Final = (*(f"{name}.jsonl" for name in ROWS), PAGE, CARD)
"""All files of a dataset, the card last."""
TO_MEND: Final = ("annotate.jsonl", "rejected.jsonl")
"""The files of a refused corpus."""

_FILE_OF: Final[Mapping[str, FileName]] = {
    "train": "train", "validation": "validation", "test": "test",
    "duplicate": "duplicates", "near-duplicate": "duplicates",
    "contradiction": "rejected", "over-limit": "rejected",
}  # fmt: skip


class DatasetWriter:
    """Writes each row to its file; a context manager.

    Args:
        folder: where the files go.
        context: the one of `prepare_rows`.
    """

    def __init__(self, folder: Path, context: Context) -> None:
        self._folder, self._context = folder, context
        self._stack = ExitStack()
        self._annotation = Annotation(context.dialect)
        self._files: dict[FileName, IO[bytes]] = {}
        self._lines = Counter[FileName]()
        self._hashes = {name: hashlib.sha256() for name in ROWS}

    def __enter__(self) -> Self:
        for name in ROWS:
            self._files[name] = self._stack.enter_context((self._folder / f"{name}.jsonl").open("wb"))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def reject(self, rejection: Rejection) -> None:
        """Write a rejected row."""
        self._put("rejected", rejection_record(rejection))
        self._annotation.add(rejection)

    def write(self, row: Prepared, decision: Decision) -> FileName | None:
        """Write a row to its file, and return which; an undecided row is left out."""
        if decision.fate is None:
            return None
        name = _FILE_OF[decision.fate]
        self._put(name, self._record(row, decision))
        if name in SETS and decision.count > 1:
            self._put("frequent", frequent_record(row.example, decision, line=self._lines[name]))
        return name

    def add(self, made: Made) -> None:
        """Write a synthetic row: to the training set unless it was rejected, and to `synthetic.jsonl`."""
        row = made.outcome
        if isinstance(row, Prepared):
            self._put("train", conversation_record(row.prompt, row.example.sql))
        self._put("synthetic", made.record(line=self._lines["train"]))

    def finish(self) -> None:
        """Write the statements held for annotation, which are complete only when all rows are known."""
        for record in self._annotation.records():
            self._put("annotate", record)

    def digests(self) -> dict[str, str]:
        """The SHA-256 of each file's content, by the file's name, once all rows are written."""
        return {f"{name}.jsonl": self._hashes[name].hexdigest() for name in ROWS}

    def _record(self, row: Prepared, decision: Decision) -> dict[str, Any]:
        dialect = self._context.dialect
        match decision.fate:
            case "train" | "validation":
                return conversation_record(row.prompt, row.example.sql)
            case "test":
                return held_out_record(row.example.model_copy(update=dict(row.own_values)), dialect)
            case "contradiction":
                return rejection_record(contradiction_rejection(row.example, decision))
            case "over-limit":
                return rejection_record(surplus_rejection(row.example, self._context.options.limit))
            case _:
                return duplicate_record(row.example, decision)

    def _put(self, name: FileName, record: dict[str, Any]) -> None:
        line = json.dumps(record, ensure_ascii=False).encode() + b"\n"
        self._files[name].write(line)
        self._lines[name] += 1
        self._hashes[name].update(line)
