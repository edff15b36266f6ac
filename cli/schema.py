"""`tuneql schema`: the schema of a database or an export, as DDL."""

import re
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Annotated, Final

import typer

from cli.console import existing, say, show, show_json, unreadable
from cli.corpus_files import STANDARD_INPUT, read_path
from cli.live_schemas import DUCKDB_MAGIC, DUCKDB_MAGIC_AT, SQLITE_MAGIC, duckdb_ddl, postgres_ddl, sqlite_ddl
from cli.options import AsJson
from cli.publishing import write_text
from cli.schema_drift import drift
from tuneql.corpus.formats.file_names import kind_of
from tuneql.corpus.row import Row
from tuneql.corpus.schemas.files import read_schema_file
from tuneql.errors import LEFT_OUT, InvalidCorpus, InvalidInput
from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.catalog import CatalogTable, catalog_ddl
from tuneql.sql.schemas.information_schema import read_information_schema
from tuneql.sql.schemas.rows import without_rows
from tuneql.sql.schemas.schema import parse_schema

app = typer.Typer(no_args_is_help=True, help="Schemas: tables, columns, keys and comments, as DDL.")

_DSN: Final = ("postgresql://", "postgres://")
_HEAD_BYTES: Final = 16
_STATEMENT: Final = re.compile(rb"^\s*create\s", re.IGNORECASE | re.MULTILINE)


@app.callback()
def schema() -> None:
    """Schemas: tables, columns, keys and comments, as DDL."""


app.command("drift", short_help="What of a corpus no longer fits the schemas.")(drift)


@app.command("read", short_help="The DDL of a database, with its comments and keys.")
def read(
    sources: Annotated[
        list[str],
        typer.Argument(
            help="A SQLite or DuckDB file, a postgresql:// URI, a tables.json, a file of DDL, or exports of "
            "information_schema.columns and key_column_usage as CSV or JSON; - is standard input."
        ),
    ],
    dialect: Annotated[str | None, typer.Option(help="Dialect of the DDL; by default the database's.")] = None,
    db_id: Annotated[str | None, typer.Option(help="Which database of a tables.json.")] = None,
    out: Annotated[Path | None, typer.Option(help="A file to write to, instead of standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print the DDL of a database, for `corpus prepare --schema` and `PUT /schemas`; nothing is written to it."""
    with TemporaryDirectory(prefix="tuneql-schema-") as folder:
        ddl, chosen = _read(sources, dialect, db_id, folder=Path(folder))
    tables = parse_schema(ddl, chosen).tables
    if out is not None:
        write_text(out, ddl.rstrip() + "\n")
    if as_json:
        columns = sum(len(table.columns) for table in tables.values())
        show_json({"ddl": ddl, "dialect": chosen, "tables": len(tables), "columns": columns})
    elif out is None:
        show(ddl.rstrip())
    say(f"{len(tables)} table{'' if len(tables) == 1 else 's'} in {chosen}")


def _read(sources: list[str], dialect: str | None, db_id: str | None, *, folder: Path) -> tuple[str, str]:
    """The DDL, and its dialect; the folder is for what comes through pipes."""
    if dialect is not None:
        get_dialect(dialect)
    first = sources[0]
    if first.startswith(_DSN):
        return postgres_ddl(first), dialect or "postgres"
    path = _at_rest(first, folder)
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise unreadable(first, error, field="source") from None
    if not head.strip():
        rule, remedy = "is empty", "name a database with tables, a file of DDL, or an export of information_schema"
        raise InvalidInput(field="source", value=first, rule=rule, remedy=remedy)
    if head.startswith(SQLITE_MAGIC):
        return sqlite_ddl(path), dialect or "sqlite"
    if head[DUCKDB_MAGIC_AT:].startswith(DUCKDB_MAGIC):
        return duckdb_ddl(path), dialect or "duckdb"
    chosen = dialect or "postgres"
    if _holds_ddl(path):
        name = path.resolve().as_posix() if Path(first).is_file() else first
        return without_rows(_of_file(path, name, db_id), dialect or "sqlite"), dialect or "sqlite"
    paths = [path, *(_at_rest(name, folder) for name in sources[1:])]
    return catalog_ddl(_of_exports(sources, paths), chosen), chosen


def _at_rest(name: str, folder: Path) -> Path:
    """The path of a file; what comes through a pipe can be read only once, and is written to one first."""
    path = STANDARD_INPUT if name == "-" else existing(name, field="source")
    if path.is_file() or path.is_dir():
        return path
    try:
        with path.open("rb") as pipe, NamedTemporaryFile(dir=folder, delete=False) as file:
            shutil.copyfileobj(pipe, file)
    except OSError as error:
        raise unreadable(name, error, field="source") from None
    return Path(file.name)


def _holds_ddl(path: Path) -> bool:
    """By its name, or if that does not tell (`schema.txt`, a pipe) by what is in it."""
    kind = kind_of(path.name)
    return kind == "schema" or (kind == "other" and _STATEMENT.search(path.read_bytes()) is not None)


def _of_file(path: Path, name: str, db_id: str | None) -> str:
    found = read_schema_file(name, path.read_bytes()).by_id
    wanted = db_id or next(iter(found), "")
    if wanted in found and (db_id or len(found) == 1):
        return found[wanted]
    value, rule = (LEFT_OUT, "is left out") if db_id is None else (db_id, "is none of them")
    rule, remedy = f"{rule}, and the file has {len(found)} databases", f"choose one: {', '.join(sorted(found)[:10])}"
    raise InvalidInput(field="db-id", value=value, rule=rule, remedy=remedy)


def _of_exports(sources: Sequence[str], paths: Sequence[Path]) -> list[CatalogTable]:
    # What is no JSON is a table, also without a name that says so.
    named = (name if kind_of(name) == "rows" else f"{name}.csv" for name in sources)
    rows = (row for path, name in zip(paths, named, strict=True) for row in read_path(path, source=name))
    records = (row.record for row in rows if isinstance(row, Row))
    try:
        return read_information_schema(records, source=", ".join(sources))
    except InvalidCorpus as error:  # reads the file as one of a corpus would be, and calls it so
        name = next(name for name in sources if error.value in {name, f"{name}.csv"})
        raise InvalidInput(field="source", value=name, rule=error.rule, remedy=error.remedy) from None
