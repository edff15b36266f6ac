"""`tuneql schema drift`: a corpus compared with the schemas as they are now."""

from collections.abc import Iterator
from typing import Annotated, Final

import typer

from cli.console import key_value, show, show_json
from cli.corpus_files import find_files, read_schemas
from cli.options import AsJson, Dialect
from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.corpus.schemas.files import merge
from tuneql.operations.drift import Drift
from tuneql.operations.drift import drift as drift_of
from tuneql.operations.schema_changes import Changes, Coverage
from tuneql.options import Options
from tuneql.parsing import parse_as
from tuneql.sql.dialects import get_dialect

_SHOWN: Final = 10
_LONGEST: Final = 76


def drift(
    inputs: Annotated[list[str], typer.Argument(help="A corpus, as tuneql corpus prepare takes it.")],
    schema: Annotated[list[str], typer.Option(help="The schemas as they are now; may be given again.")],
    was: Annotated[
        list[str] | None,
        typer.Option(help="The schemas at the time of training, for rows that bring none; may be given again."),
    ] = None,
    dialect: Dialect = "sqlite",
    map_: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="KEY=VALUE", help="A field of the rows, as for corpus prepare; may be repeated."),
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Exit 1 if anything differs.")] = False,
    as_json: AsJson = False,
) -> int:
    """What of a corpus no longer fits: changed tables and columns, questions that use what is gone, and tables that no
    question asks about.
    """  # noqa: D205 - the first paragraph is the command's help
    get_dialect(dialect)
    files, now = find_files(inputs), without_dumped_rows(read_schemas(schema), dialect)
    known = without_dumped_rows(read_schemas(was or ()).over(merge(files.schemas)), dialect)
    fields = parse_as(Options, {"map": dict(key_value(each, option="map") for each in map_ or ())}).map
    found = drift_of(files.read(), was=known, now=now, dialect=dialect, fields=fields)
    if as_json:
        show_json(found.model_dump() | {"is_any": found.is_any})
    else:
        _show(found)
    return int(check and found.is_any)


def _show(found: Drift) -> None:
    for line in (*_changes(found.changes), *_coverage("tables", found.tables), *_coverage("columns", found.columns)):
        show(line)
    show(f"{found.questions:,} questions; the SQL of {len(found.broken):,} names what is not there")
    for each in found.broken[:_SHOWN]:
        show(f"  {each.source}:{each.row}  {_short(each.question)}\n    {'; '.join(each.reasons)}")
    if len(found.broken) > _SHOWN:
        show(f"  ... and {len(found.broken) - _SHOWN:,} more: --json has them all")
    if found.unread:
        reasons = ", ".join(f"{reason} {count:,}" for reason, count in found.unread.items())
        show(f"{sum(found.unread.values()):,} rows were left out: {reasons}")


def _changes(found: Changes | None) -> Iterator[str]:
    if found is None:
        yield "the corpus brings no schemas of its own to compare with; name them with --was"
        return
    for name, changed in found:
        yield _line(name.replace("_", " "), f"{len(changed):,}", changed)


def _coverage(what: str, found: Coverage) -> Iterator[str]:
    share = f"{found.asked:,} of {found.declared:,}"
    yield _line(f"{what} asked about", share, found.unasked, "" if not found.unasked else "not ")


def _line(what: str, number: str, names: tuple[str, ...], before: str = "") -> str:
    return f"{what:20} {number:>14}  {before}{_short(', '.join(names))}".rstrip()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 3] + "..."
