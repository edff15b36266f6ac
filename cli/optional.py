"""Inputs that need optional libraries: Parquet files, data sets of the Hugging Face Hub, live databases."""

import importlib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from tuneql.corpus.row import Rejection, Row
from tuneql.errors import InvalidCorpus, InvalidInput

# The versions that were tested; `datasets` brings its own pyarrow.
_REQUIREMENTS: Final[Mapping[str, str]] = {
    "pyarrow": "pyarrow==26.0.1",
    "datasets": "datasets==5.2.0",
    "duckdb": "duckdb==2.0.0",
    "psycopg": "'psycopg[binary]==3.3.9'",
}


def parquet_rows(path: Path, *, source: str) -> Iterator[Row | Rejection]:
    """The rows of a Parquet file, read in batches; `row` counts them from 1.

    Raises:
        InvalidInput: pyarrow is not installed.
        InvalidCorpus: the file is broken.
    """
    parquet, arrow = need("pyarrow.parquet"), need("pyarrow")
    try:
        with parquet.ParquetFile(path) as file:
            batches = file.iter_batches(batch_size=1000)
            yield from _numbered((record for batch in batches for record in batch.to_pylist()), source)
    except arrow.ArrowException as error:
        rule = f"is no whole Parquet file ({str(error)[:200]})"
        raise InvalidCorpus(field="corpus", value=str(path), rule=rule, remedy="write it again") from error


def huggingface_rows(name: str, *, load: Any = None) -> Iterator[Row | Rejection]:
    """The rows of a data set of the Hugging Face Hub, streamed; `row` counts them from 1.

    Args:
        name: `hf:owner/name`, or with a split, `hf:owner/name:validation`; the split is `train` by default. A folder of
            files is a data set, too.
        load: `datasets.load_dataset`, or a stand-in for it.

    Raises:
        InvalidInput: `datasets` is not installed, or finds no such data set.
    """
    path, _, split = name.removeprefix("hf:").partition(":")
    loader = load or need("datasets").load_dataset
    try:
        yield from _numbered(loader(path, split=split or "train", streaming=True), name)
    except (OSError, ValueError, RuntimeError) as error:
        rule = f"cannot be read by datasets ({type(error).__name__}: {str(error)[:200]})"
        remedy = "check its name, its split and the connection, or download it and name its files"
        raise InvalidInput(field="input", value=name, rule=rule, remedy=remedy) from error


def _numbered(records: Iterable[Any], source: str) -> Iterator[Row | Rejection]:
    for row, record in enumerate(records, start=1):
        yield Row(source=source, row=row, record=dict(record))


def need(module: str) -> Any:
    """Import a module of an optional library.

    Raises:
        InvalidInput: it is not installed; the message names the version to install.
    """
    try:
        return importlib.import_module(module)
    except ImportError:
        library = module.partition(".")[0]
        raise InvalidInput(
            field="input",
            value=library,
            rule="is not installed, and this input needs it",
            remedy=f"run: .venv/bin/pip install {_REQUIREMENTS[library]}",
        ) from None
