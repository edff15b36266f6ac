"""`tuneql corpus`: what the workflow does to a corpus, on files."""

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Final

import typer

from cli.console import existing_folder, progress, show, show_json, show_table
from cli.corpus_files import find_files, read_schemas
from cli.corpus_options import with_options
from cli.corpus_specs import specs
from cli.options import Dialect
from cli.publishing import Drafts, drafts
from tuneql.corpus.assembly import assemble
from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.dataset.writing import CARD, FILES, PAGE, TO_MEND
from tuneql.corpus.language_model import LanguageModel
from tuneql.corpus.outcomes import Spool
from tuneql.corpus.parallel import available_cores, prepare_lines
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.corpus.schemas.files import merge
from tuneql.corpus.transform import Context
from tuneql.errors import InvalidCorpus, InvalidInput
from tuneql.options import Options
from tuneql.sql.dialects import get_dialect
from tuneql.sql.running.database_files import Folder

_REJECTED: Final = "rejected.jsonl"

app = typer.Typer(no_args_is_help=True, help="Corpora: questions, schemas and SQL.")


@app.callback()
def corpus() -> None:
    """Corpora: questions, schemas and SQL."""


app.command("specs", short_help="Draw query specifications with their SQL.")(specs)


@app.command("prepare", short_help="Turn a corpus into what a trainer takes.")
@with_options
def prepare(
    inputs: Annotated[
        list[str],
        typer.Argument(
            help="Files or folders of JSON, JSON Lines, CSV, TSV or Parquet, plain or gzipped; s3:// prefixes; "
            "hf:OWNER/NAME[:SPLIT]; - is standard input."
        ),
    ],
    out: Annotated[Path, typer.Option(help="Folder for train, validation, test and rejected rows, and the card.")],
    dialect: Dialect = "sqlite",
    schema: Annotated[
        list[str] | None,
        typer.Option(
            "--schema",
            "--tables",
            help="Schemas of rows that bring none: a file of DDL, a folder of <db_id>.sql, or a tables.json; "
            "may be given again.",
        ),
    ] = None,
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
    _refuse_idle_model(options)
    service = _service(options)
    folder = None if databases is None else Folder(existing_folder(str(databases), field="databases"))
    files = find_files(inputs, out=out)
    schemas = without_dumped_rows(read_schemas(schema or ()).over(merge(files.schemas)), dialect)
    context = Context(dialect=dialect, options=options, schemas=schemas, databases=folder, personal_data=service)
    rows = files.read()
    with drafts(out) as made:
        card = _prepare(rows, context, made, out, workers=1 if service else workers or available_cores())
    _tell(card.model_copy(update={"seconds": round(time.monotonic() - began, 3)}), out, as_json=as_json)


def _refuse_idle_model(options: Options) -> None:
    if options.synthetic_by == "model" and not options.synthetic:
        rule, remedy = "makes no row where synthetic is 0", "give --synthetic 0.5, or leave it out"
        raise InvalidInput(field="synthetic_by", value=options.synthetic_by, rule=rule, remedy=remedy)


def _service(options: Options) -> PersonalData | None:
    if options.redaction != "comprehend":
        return None
    from tuneql.aws.comprehend import personal_data  # noqa: PLC0415 -- boto3 is slow to import, and seldom needed

    return personal_data(options)


def _paraphrasing_model(options: Options) -> LanguageModel | None:
    if not options.synthetic or options.synthetic_by != "model":
        return None
    from tuneql.aws.paraphrasing import paraphrasing_model  # noqa: PLC0415 -- as above

    return paraphrasing_model(options)


def _prepare(
    rows: Iterable[Row | Rejection], context: Context, made: Drafts, out: Path, *, workers: int
) -> DatasetCard:
    spool = Spool(made.folder / "outcomes.jsonl")
    with progress("rows") as advance:
        for lines in prepare_lines(rows, context, workers=workers):
            spool.write(lines)
            advance(len(lines))
    try:
        card = assemble(spool, replace(context, model=_paraphrasing_model(context.options)), made.folder)
    except InvalidCorpus as error:
        if (out / CARD).exists() or not (made.folder / _REJECTED).stat().st_size:
            raise
        made.publish(TO_MEND)
        remedy = f"{error.remedy}; {out / _REJECTED} has them all"
        raise InvalidCorpus(field=error.field, value=error.value, rule=error.rule, remedy=remedy) from None
    made.publish(FILES)
    return card


def _tell(card: DatasetCard, out: Path, *, as_json: bool) -> None:
    if as_json:
        show_json(card.model_dump())
        return
    sets = [("train", card.train), ("validation", card.validation), ("test", card.test)]
    show_table("Rows", ("", "rows"), ((step.step, f"{step.rows:,}") for step in card.steps))
    sets += [("made of training rows", card.synthetic.rows)] if card.options["synthetic"] else []
    show_table("\nSets", ("", "rows"), ((name, f"{rows:,}") for name, rows in sets))
    if card.rejected:
        reasons = sorted(card.rejected.items(), key=lambda item: -item[1])
        show_table("\nRejected", ("", "rows"), ((reason, f"{rows:,}") for reason, rows in reasons))
    show(f"\n{card.seconds:.1f} s; no answer of one set is in another. Look at {out / PAGE}")
