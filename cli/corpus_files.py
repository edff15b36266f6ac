"""The files of a corpus: those that the user names, and those in folders and below S3 prefixes."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

from cli.console import existing, say, unreadable
from cli.optional import huggingface_rows, parquet_rows
from tuneql.corpus.dataset.writing import FILES
from tuneql.corpus.formats.file_names import kind_of
from tuneql.corpus.formats.sniffing import is_parquet
from tuneql.corpus.reading import read_file
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.files import merge, read_schema_file
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.encodings import with_marks
from tuneql.errors import InvalidCorpus, InvalidInput

Rows = Iterator[Row | Rejection]

BLOCK_BYTES: Final = 256 * 1024
STANDARD_INPUT: Final = Path("/dev/stdin")


@dataclass(kw_only=True)
class CorpusFiles:
    """What a corpus is read from.

    Attributes:
        rows: open each file of rows, in the order of the corpus.
        schemas: from the files of schemas beside or among them.
        skipped: the names of other files.
    """

    rows: list[Callable[[], Rows]] = field(default_factory=list)
    schemas: list[Schemas] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def read(self) -> Rows:
        """The rows of all files."""
        return chain.from_iterable(open_rows() for open_rows in self.rows)


def find_files(names: Iterable[str], *, out: Path | None = None) -> CorpusFiles:
    """The files of a corpus.

    Args:
        names: files; folders, with all files in and below them by name; `s3://` URIs of objects, or of prefixes that
            end with a slash; `hf:owner/name[:split]`; `-` for standard input.
        out: where results go; results of an earlier run there do not belong to a folder.

    Raises:
        InvalidInput: something does not exist, a folder has no data, or results would replace an input.
    """
    given = list(names)
    found = CorpusFiles()
    repeated = {name for name, times in Counter(Path(each).name for each in given).items() if times > 1}
    for name in given:
        if name.startswith("s3://"):
            _add_objects(name, found)
        elif name.startswith("hf:"):
            found.rows.append(lambda name=name: huggingface_rows(name))  # type: ignore[misc] # binds this name
        else:
            _add_path(name, found, repeated, out and Path(os.path.realpath(out)))  # which takes links in a circle, too
    if found.skipped:
        listed = ", ".join(found.skipped[:5]) + (", ..." if len(found.skipped) > 5 else "")  # noqa: PLR2004 -- enough
        say(f"not read, since they are no data: {listed}")
    return found


def _add_path(name: str, found: CorpusFiles, repeated: set[str], out: Path | None) -> None:
    path = STANDARD_INPUT if name == "-" else existing(name, field="input")
    _refuse_replaced(path, out)
    if path.is_dir():
        _add_folder(path, found, out)
        return
    source = with_marks(name if path.name in repeated else path.name)
    found.rows.append(lambda: read_path(path, source=source))
    beside = path.parent.glob("*tables.json") if path != STANDARD_INPUT else ()
    found.schemas += [read_schema_path(each) for each in sorted(beside) if kind_of(each.name) == "schema"]


def _refuse_replaced(path: Path, out: Path | None) -> None:
    """Refuse inputs that results would replace: they would be lost, and a second run would read the results."""
    whole = path.resolve()
    if whole == out or (whole.parent == out and whole.name in FILES):
        remedy = "name another folder: results go there under names of their own, such as train.jsonl"
        raise InvalidInput(field="out", value=str(path), rule="is also what is read", remedy=remedy)


def _add_folder(folder: Path, found: CorpusFiles, out: Path | None) -> None:
    every = (path for path in folder.rglob("*") if path.is_file() and path.stat().st_size)
    own = (path for path in every if out is None or not path.resolve().is_relative_to(out))
    files = {path.relative_to(folder).as_posix(): path for path in own}
    broken = (path.relative_to(folder) for path in folder.rglob("*") if path.is_symlink() and not path.exists())
    found.skipped += sorted(f"{path} (a link to nothing)" for path in broken)
    before = len(found.rows)
    for name in sorted(files):
        kind = kind_of(name)
        if kind == "rows":
            found.rows.append(lambda name=name: read_path(files[name], source=with_marks(name)))  # type: ignore[misc] # binds it
        elif kind == "schema":
            found.schemas.append(read_schema_path(files[name]))
        else:
            found.skipped.append(name)
    if len(found.rows) == before:
        _refuse_without_data(str(folder))


def _add_objects(uri: str, found: CorpusFiles) -> None:
    from cli.corpus_objects import open_objects  # noqa: PLC0415 -- boto3 is slow to import, and seldom needed

    objects = open_objects(uri)
    before = len(found.rows)
    for name, each in objects.items():
        kind = kind_of(name) if uri.endswith("/") else "rows"
        if kind == "rows":
            found.rows.append(lambda name=name, each=each: read_file(each.blocks(), source=name))  # type: ignore[misc] # binds both
        elif kind == "schema":
            found.schemas.append(read_schema_file(name, b"".join(each.blocks())))
        else:
            found.skipped.append(name)
    if len(found.rows) == before:
        _refuse_without_data(uri)


def read_path(path: Path, *, source: str | None = None) -> Rows:
    """The rows of a corpus file, in bounded memory.

    Args:
        path: the file.
        source: what the rows name as their source; the file's name by default.

    Raises:
        InvalidCorpus: it is empty, or cannot be read.
    """
    try:
        with path.open("rb") as file:
            head = b"" if path == STANDARD_INPUT else file.read(4)
            if is_parquet(head):
                yield from parquet_rows(path, source=source or path.name)
                return
            blocks = chain([head] if head else [], iter(lambda: file.read(BLOCK_BYTES), b""))
            yield from read_file(blocks, source=source or path.name)
    except OSError as error:
        remedy = "name a file that you may read"
        raise InvalidCorpus(
            field="corpus", value=str(path), rule=f"cannot be read: {error.strerror}", remedy=remedy
        ) from None


def read_schemas(names: Iterable[str]) -> Schemas:
    """The schemas of files and folders that the user names; a single one is also that of rows without a database.

    Raises:
        InvalidInput: something does not exist, or has no schema.
    """
    found: list[Schemas] = []
    for name in names:
        path = existing(name, field="schema")
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        schemas = [each for each in files if each == path or (each.is_file() and kind_of(each.name) == "schema")]
        if not schemas:
            remedy = "name a file of DDL, a tables.json, or a folder of <db_id>.sql"
            raise InvalidInput(field="schema", value=name, rule="holds no *.sql and no tables.json", remedy=remedy)
        read = [*map(read_schema_path, schemas)]
        _refuse_without_tables(name, read)
        found += read
    return merge(found)


def _refuse_without_tables(name: str, read: Iterable[Schemas]) -> None:
    """Refuse schema files without tables, such as exports of information_schema: every row would be rejected."""
    if not any("create" in ddl.lower() for each in read for ddl in each.by_id.values()):
        remedy = "give what tuneql schema read writes of a database or of an export of information_schema"
        raise InvalidInput(field="schema", value=name, rule="holds no CREATE TABLE", remedy=remedy)


def read_schema_path(path: Path) -> Schemas:
    """As `read_schema_file`, of a file.

    Raises:
        InvalidInput: it cannot be read, or is not a schema.
    """
    try:
        return read_schema_file(path.resolve().as_posix(), path.read_bytes())
    except OSError as error:
        raise unreadable(str(path), error, field="schema") from None


def _refuse_without_data(name: str) -> None:
    remedy = "put *.json, *.jsonl, *.csv, *.tsv or *.parquet there, plain or gzipped"
    raise InvalidInput(field="input", value=name, rule="has no file with rows", remedy=remedy)
