"""`tuneql corpus`: the preparation that the workflow does, on files."""

import json
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from cli.console import existing, progress, show, show_json
from tuneql.corpus.options import DEFAULTS, Options
from tuneql.corpus.preparation import Dataset, Prepared, assemble, prepare_rows
from tuneql.corpus.reading import decompress, read_json_array, read_rows, sniff, split_lines
from tuneql.corpus.records import held_out_record, rejection_record, training_record
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context
from tuneql.errors import InvalidCorpus
from tuneql.parsing import parse_as
from tuneql.sql.dialects import get_dialect


def option(name: str) -> Any:
    """The command line's option for a field of `Options`."""
    return typer.Option(help=Options.model_fields[name].description)


app = typer.Typer(no_args_is_help=True, help="Corpora: questions, schemas and SQL.")


@app.callback()
def corpus() -> None:
    """Corpora: questions, schemas and SQL."""


@app.command("prepare")
def prepare(
    inputs: Annotated[list[str], typer.Argument(help="Files: JSON Lines or a JSON array, plain or gzipped.")],
    out: Annotated[Path, typer.Option(help="Folder for train, validation, test and rejected rows, and the card.")],
    dialect: Annotated[str, typer.Option(help="The dialect of SQL that names none.")] = "sqlite",
    seed: Annotated[int, option("seed")] = DEFAULTS.seed,
    limit: Annotated[int, option("limit")] = DEFAULTS.limit,
    verbatim: Annotated[bool, option("verbatim")] = DEFAULTS.verbatim,
    execute: Annotated[bool, option("execute")] = DEFAULTS.execute,
    prompt_version: Annotated[str, option("prompt_version")] = DEFAULTS.prompt_version,
    as_json: Annotated[bool, typer.Option("--json", help="Print the card.")] = False,
) -> None:
    """Check every row, deduplicate, split without leaks, and write what a trainer takes."""
    began = time.monotonic()
    get_dialect(dialect)
    chosen: dict[str, object] = {
        "seed": seed, "limit": limit, "verbatim": verbatim, "execute": execute, "prompt_version": prompt_version,
    }  # fmt: skip
    context = Context(dialect=dialect, options=parse_as(Options, chosen))
    paths = [existing(name, field="input") for name in inputs]
    prepared: list[Prepared] = []
    rejections: list[Rejection] = []
    with progress("rows") as advance:
        for path in paths:
            for outcome in prepare_rows(read_file(path), context):
                (rejections if isinstance(outcome, Rejection) else prepared).append(outcome)  # type: ignore[arg-type] # either list takes its own kind
                advance()
    out.mkdir(parents=True, exist_ok=True)
    try:
        dataset = assemble(prepared, rejections, context, seconds=time.monotonic() - began)
    except InvalidCorpus:
        _write(out / "rejected.jsonl", map(rejection_record, rejections))
        raise
    _write_all(out, dataset, context)
    if as_json:
        show_json(dataset.card.model_dump())
        return
    for name, value in dataset.card.model_dump().items():
        show(f"{name:<15} {value}")


def read_file(path: Path) -> Iterator[Row | Rejection]:
    """The rows of a corpus file, plain or gzipped.

    Raises:
        InvalidCorpus: it is empty.
    """
    data = path.read_bytes()
    if sniff(data) == "gzip":
        data = b"".join(decompress([data], source=str(path)))
    if not data.strip():
        raise InvalidCorpus(
            field="corpus", value=str(path), rule="is empty", remedy="give a file with one example per line"
        )
    if sniff(data) == "json":
        return read_json_array(data, source=path.name)
    return read_rows(split_lines([data]), source=path.name)


def _write_all(out: Path, dataset: Dataset, context: Context) -> None:
    dialect, version = context.dialect, context.options.prompt_version
    for name, rows in (("train", dataset.train), ("validation", dataset.validation)):
        _write(out / f"{name}.jsonl", (training_record(row.example, dialect, version) for row in rows))
    _write(out / "test.jsonl", (held_out_record(row.example, dialect) for row in dataset.test))
    _write(out / "rejected.jsonl", map(rejection_record, dataset.rejections))
    _replace(out / "card.json", dataset.card.model_dump_json(indent=2) + "\n")


def _write(path: Path, records: Iterable[dict[str, Any]]) -> None:
    _replace(path, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records))


def _replace(path: Path, text: str) -> None:
    """Whole or not at all, however the process ends."""
    draft = path.with_suffix(path.suffix + ".part")
    draft.write_text(text, encoding="utf-8")
    draft.replace(path)
