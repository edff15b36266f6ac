"""`tuneql corpus`: the preparation that the workflow does, on files."""

import time
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer

from cli.console import OUT, existing, progress, show, show_json, table
from cli.corpus_options import with_options
from cli.publishing import Drafts, drafts
from tuneql.corpus.assembly import assemble
from tuneql.corpus.card import DatasetCard
from tuneql.corpus.options import Options
from tuneql.corpus.outcomes import Spool
from tuneql.corpus.parallel import available_cores, prepare_lines
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.reading import decompress, read_json_array, read_rows, sniff, split_lines
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.transform import Context
from tuneql.corpus.writing import CARD, FILES, PAGE
from tuneql.errors import InvalidCorpus
from tuneql.sql.dialects import get_dialect

app = typer.Typer(no_args_is_help=True, help="Corpora: questions, schemas and SQL.")


@app.callback()
def corpus() -> None:
    """Corpora: questions, schemas and SQL."""


@app.command("prepare")
@with_options
def prepare(
    inputs: Annotated[
        list[str], typer.Argument(help="Files: JSON Lines or a JSON array, plain or gzipped; - is standard input.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for train, validation, test and rejected rows, and the card.")],
    dialect: Annotated[str, typer.Option(help="The dialect of SQL that names none.")] = "sqlite",
    databases: Annotated[
        Path | None, typer.Option(help="A folder of <db_id>.sqlite files to run the SQL on; else rows are made up.")
    ] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that prepare rows; one a core.")] = None,
    *,
    options: Options,
    as_json: Annotated[bool, typer.Option("--json", help="Print the card.")] = False,
) -> None:
    """Check every row, deduplicate, split without leaks, and write what a trainer takes."""
    began = time.monotonic()
    get_dialect(dialect)
    service = _service(options)
    folder = None if databases is None else existing(str(databases), field="databases")
    context = Context(dialect=dialect, options=options, databases=folder, personal_data=service)
    paths = [_STANDARD_INPUT if name == "-" else existing(name, field="input") for name in inputs]
    rows = chain.from_iterable(map(read_file, paths))
    with drafts(out) as made:
        card = _prepare(rows, context, made, out, workers=1 if service else workers or available_cores())
    _tell(card.model_copy(update={"seconds": round(time.monotonic() - began, 3)}), out, as_json=as_json)


def _service(options: Options) -> PersonalData | None:
    if options.redaction != "comprehend":
        return None
    from tuneql.aws.comprehend import personal_data  # noqa: PLC0415 -- boto3 is slow to import, and seldom needed

    return personal_data(options)


def _prepare(
    rows: Iterable[Row | Rejection], context: Context, made: Drafts, out: Path, *, workers: int
) -> DatasetCard:
    spool = Spool(made.folder / "outcomes.jsonl")
    with progress("rows") as advance:
        for lines in prepare_lines(rows, context, workers=workers):
            spool.write(lines)
            advance(len(lines))
    try:
        card = assemble(spool, context, made.folder)
    except InvalidCorpus:
        if not (out / CARD).exists():
            made.publish(["rejected.jsonl"])
        raise
    made.publish(FILES)
    return card


def _tell(card: DatasetCard, out: Path, *, as_json: bool) -> None:
    if as_json:
        show_json(card.model_dump())
        return
    sets = (("train", card.train), ("validation", card.validation), ("test", card.test))
    OUT.print(table("Rows", ("", "rows"), ((step.step, f"{step.rows:,}") for step in card.steps)))
    OUT.print(table("\nSets", ("", "rows"), ((name, f"{rows:,}") for name, rows in sets)))
    if card.rejected:
        reasons = sorted(card.rejected.items(), key=lambda item: -item[1])
        OUT.print(table("\nRejected", ("", "rows"), ((reason, f"{rows:,}") for reason, rows in reasons)))
    show(f"\n{card.seconds:.1f} s; no answer of one set is in another. Look at {out / PAGE}")


def read_file(path: Path) -> Iterator[Row | Rejection]:
    """The rows of a corpus file, plain or gzipped; of JSON Lines a line at a time is in memory.

    Raises:
        InvalidCorpus: it is empty, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            yield from _rows(iter(lambda: file.read(_BLOCK_BYTES), b""), path)
    except OSError as error:
        remedy = "name a file that you may read"
        raise InvalidCorpus(
            field="corpus", value=str(path), rule=f"cannot be read: {error.strerror}", remedy=remedy
        ) from None


def _rows(blocks: Iterator[bytes], path: Path, *, packed: bool = False) -> Iterator[Row | Rejection]:
    head = next((block for block in blocks if block.strip()), b"")
    whole = chain([head], blocks)
    if not head:
        raise InvalidCorpus(
            field="corpus", value=str(path), rule="is empty", remedy="give a file with one example per line"
        )
    match sniff(head):
        case "gzip" if not packed:
            yield from _rows(decompress(whole, source=str(path)), path, packed=True)
        case "json":
            yield from read_json_array(b"".join(whole), source=path.name)
        case _:
            yield from read_rows(split_lines(whole), source=path.name)


_BLOCK_BYTES: Final = 256 * 1024
_STANDARD_INPUT: Final = Path("/dev/stdin")
