"""`tuneql corpus specs`: query specifications with their SQL, drawn from schemas."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from shlex import quote
from typing import Annotated

import typer

from cli.console import existing_folder, progress, say, show, show_json, show_table
from cli.corpus_files import read_schemas
from cli.publishing import draft_of
from tuneql.corpus.schemas.dumps import without_dumped_rows
from tuneql.corpus.specifications.ground import Ground, read_samples
from tuneql.corpus.specifications.pairs import Pair, draw_pairs
from tuneql.sql.dialects import get_dialect
from tuneql.sql.running.database_files import database_file
from tuneql.sql.schemas.schema import parse_schema


def specs(
    schema: Annotated[
        list[str],
        typer.Option(
            "--schema",
            "--tables",
            help="What to ask about: a file of DDL, a folder of <db_id>.sql, or a tables.json; may be given again.",
        ),
    ],
    out: Annotated[Path, typer.Option(help="File for one pair a line; `tuneql corpus prepare` reads it.")],
    count: Annotated[int, typer.Option(min=1, max=1_000_000, help="How many pairs.")] = 1_000,
    dialect: Annotated[str, typer.Option(help="What the schemas and the SQL are written in.")] = "sqlite",
    databases: Annotated[
        Path | None, typer.Option(help="A folder of <db_id>.sqlite files whose values are asked about.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="Seed of chance; another one gives other pairs.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print the counts.")] = False,
) -> None:
    """Draw query specifications from schemas, and compile each to its SQL."""
    get_dialect(dialect)
    folder = None if databases is None else existing_folder(str(databases), field="databases")
    known = without_dumped_rows(read_schemas(schema), dialect).by_id
    grounds = [_ground(db_id, known[db_id], dialect, folder) for db_id in sorted(known)]
    strata = Counter(_write(draw_pairs(grounds, count=count, seed=seed), out))
    if strata.total() < count:
        say(f"the schemas allow {strata.total():,} different specifications of these kinds, not {count:,}")
    _tell(strata, out, as_json=as_json)


def _ground(db_id: str, ddl: str, dialect: str, folder: Path | None) -> Ground:
    schema = parse_schema(ddl, dialect)
    database = None if folder is None else database_file(folder, db_id)
    if database is None:
        return Ground(schema=schema, dialect=dialect)
    return Ground(schema=schema, dialect=dialect, db_id=db_id, samples=read_samples(database, schema))


def _write(pairs: Iterable[Pair], out: Path) -> Iterator[str]:
    """Writes each pair as it comes, and yields its kind; the file appears when all are written."""
    with draft_of(out) as draft, draft.open("w", encoding="utf-8") as file, progress("pairs") as advance:
        for pair in pairs:
            file.write(json.dumps(pair.record(), ensure_ascii=False) + "\n")
            advance(1)
            yield ", ".join(pair.stratum)


def _tell(strata: Counter[str], out: Path, *, as_json: bool) -> None:
    if as_json:
        show_json({"pairs": strata.total(), "kinds": dict(sorted(strata.items())), "out": str(out)})
        return
    show_table("Pairs", ("", "rows"), ((kind, f"{rows:,}") for kind, rows in strata.items()))
    show(f"\n{strata.total():,} pairs; tuneql corpus prepare {quote(str(out))} --out DIR splits them")
