"""`tuneql schema`: the schema of a database or an export, as DDL."""

from pathlib import Path
from typing import Annotated, Final

import typer

from cli.console import existing, say, show, show_json, unreadable
from cli.corpus_files import read_path
from cli.live_schemas import DUCKDB_MAGIC, DUCKDB_MAGIC_AT, SQLITE_MAGIC, duckdb_ddl, postgres_ddl, sqlite_ddl
from cli.options import AsJson
from cli.publishing import write_text
from cli.schema_drift import drift
from tuneql.corpus.formats.file_names import kind_of
from tuneql.corpus.row import Row
from tuneql.corpus.schemas.files import read_schema_file
from tuneql.errors import InvalidInput
from tuneql.sql.dialects import get_dialect
from tuneql.sql.schemas.catalog import CatalogTable, catalog_ddl
from tuneql.sql.schemas.information_schema import read_information_schema
from tuneql.sql.schemas.rows import without_rows
from tuneql.sql.schemas.schema import parse_schema

app = typer.Typer(no_args_is_help=True, help="Schemas: tables, columns, keys and comments, as DDL.")

_DSN: Final = ("postgresql://", "postgres://")
_HEAD_BYTES: Final = 16


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
            "information_schema.columns and key_column_usage as CSV or JSON."
        ),
    ],
    dialect: Annotated[str | None, typer.Option(help="Dialect of the DDL; by default the database's.")] = None,
    db_id: Annotated[str | None, typer.Option(help="Which database of a tables.json.")] = None,
    out: Annotated[Path | None, typer.Option(help="A file to write to, instead of standard output.")] = None,
    as_json: AsJson = False,
) -> None:
    """Print the DDL of a database, for `corpus prepare --schema` and `PUT /schemas`; nothing is written to it."""
    ddl, chosen = _read(sources, dialect, db_id)
    tables = parse_schema(ddl, chosen).tables
    if out is not None:
        write_text(out, ddl.rstrip() + "\n")
    if as_json:
        columns = sum(len(table.columns) for table in tables.values())
        show_json({"ddl": ddl, "dialect": chosen, "tables": len(tables), "columns": columns})
    elif out is None:
        show(ddl.rstrip())
    say(f"{len(tables)} table{'' if len(tables) == 1 else 's'} in {chosen}")


def _read(sources: list[str], dialect: str | None, db_id: str | None) -> tuple[str, str]:
    """The DDL, and its dialect."""
    if dialect is not None:
        get_dialect(dialect)
    first = sources[0]
    if first.startswith(_DSN):
        return postgres_ddl(first), dialect or "postgres"
    path = existing(first, field="source")
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
    if kind_of(path.name) == "schema":
        return without_rows(_of_file(path, db_id), dialect or "sqlite"), dialect or "sqlite"
    return catalog_ddl(_of_exports(sources), chosen), chosen


def _of_file(path: Path, db_id: str | None) -> str:
    found = read_schema_file(path.resolve().as_posix(), path.read_bytes()).by_id
    name = db_id or next(iter(found), "")
    if name in found and (db_id or len(found) == 1):
        return found[name]
    remedy = f"choose one with --db-id: {', '.join(sorted(found)[:10])}"
    raise InvalidInput(field="db-id", value=db_id, rule=f"is none of its {len(found)} databases", remedy=remedy)


def _of_exports(sources: list[str]) -> list[CatalogTable]:
    rows = (row for name in sources for row in read_path(existing(name, field="source")))
    records = (row.record for row in rows if isinstance(row, Row))
    return read_information_schema(records, source=", ".join(sources))
