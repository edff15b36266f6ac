"""How far a warehouse has moved on from the schemas that a model was trained on.

Compares a corpus with the schemas as they are now: which tables and columns are new, gone or of another type, which
questions use what is gone, and which tables no question asks about.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import BaseModel

from tuneql.corpus.conversion import to_example
from tuneql.corpus.example import Example
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.schemas.schemas import Schemas
from tuneql.errors import InvalidInput, InvalidSchema
from tuneql.operations.schema_changes import Changes, Coverage, DeclaredNames, changes, coverage, shown_name
from tuneql.options import Role
from tuneql.sql.guard import denials
from tuneql.sql.needs import needs
from tuneql.sql.parsing import Unparsable
from tuneql.sql.schemas.schema import parse_schema
from tuneql.sql.schemas.tables import Schema

_BINDING: Final = frozenset({"known_tables", "known_columns"})

_AS_NOW: Final = "as it is now"
"""Stands for the DDL of rows that bring none, where nobody has the old schema of their database."""


class Broken(BaseModel, frozen=True):
    """A question whose SQL uses a table or column that is gone.

    Attributes:
        source, row: where the question is.
        reasons: the guard's.
    """

    source: str
    row: int
    question: str
    sql: str
    reasons: tuple[str, ...]


class Drift(BaseModel, frozen=True):
    """How far schemas have moved on.

    Attributes:
        questions: how many were compared.
        unread: how many rows were not, by reason, as `corpus prepare` names them; `missing-schema` means that the
            row's database has no schema now.
        changes: None if there are no old schemas to compare with.
    """

    questions: int
    unread: dict[str, int]
    changes: Changes | None
    broken: tuple[Broken, ...]
    tables: Coverage
    columns: Coverage

    @property
    def is_any(self) -> bool:
        """Whether anything differs; tables that nobody asks about do not count, as they may be old."""
        changed = self.changes is not None and any(names for _, names in self.changes)
        return bool(self.broken) or changed


def drift(
    rows: Iterable[Row | Rejection],
    *,
    was: Schemas,
    now: Schemas,
    dialect: str,
    fields: Mapping[Role, str] | None = None,
) -> Drift:
    """How far schemas have moved on from a corpus.

    Args:
        rows: of the corpus.
        was: the schemas at the time of training, for rows that bring none; may be empty.
        now: the schemas as they are.
        dialect: of SQL and schemas that name none.
        fields: the rows' fields, if their shape is not to be recognised.

    Raises:
        InvalidInput: the dialect is unknown, or no row has a question.
        InvalidSchema: an old or new schema does not parse, or declares no table.
    """
    was, now = _of_the_same_databases(was, now)
    found = _Comparison(was, now, dialect)
    known = was.over(Schemas(by_id=dict.fromkeys(now.by_id, _AS_NOW), default=_AS_NOW))
    for row in rows:
        example = row if isinstance(row, Rejection) else to_example(row, known, fields)
        found.take(example)
    return _with_questions(found.drift())


def _with_questions(found: Drift) -> Drift:
    """Refuse a corpus of which nothing was compared, which would look as if nothing had changed."""
    if found.questions:
        return found
    reasons = ", ".join(f"{count:,} {reason}" for reason, count in found.unread.items()) or "it is empty"
    remedy = "see what tuneql corpus prepare says of it, or name its fields with --map"
    raise InvalidInput(field="corpus", value="0 questions", rule=f"can be compared ({reasons})", remedy=remedy)


def _of_the_same_databases(was: Schemas, now: Schemas) -> tuple[Schemas, Schemas]:
    """What can be compared: a single new schema, where there were several, belongs to the database of its name only."""
    if not len(now.by_id) == 1 < len(was.by_id):
        return was, now
    same = {db_id: ddl for db_id, ddl in was.by_id.items() if db_id in now.by_id}
    return Schemas(by_id=same), Schemas(by_id=now.by_id, default=None if same else now.default)


class _Comparison:
    """What has been found of a corpus so far."""

    def __init__(self, was: Schemas, now: Schemas, dialect: str) -> None:
        self._unread: Counter[str] = Counter()
        self._questions = 0
        self._now, self._dialect = now, dialect
        self._was, self._is = DeclaredNames(), DeclaredNames()
        self._seen: set[tuple[str, str]] = set()
        self._asked: set[str] = set()
        self._broken: list[Broken] = []
        for db_id, ddl in now.by_id.items():
            self._is.add(self._database(db_id), parse_schema(ddl, dialect))
        for db_id, ddl in was.by_id.items():
            self._note_schema(self._database(db_id), ddl, dialect)

    def _database(self, db_id: str | None) -> str:
        """The name shown before a database's tables; "" if there is only one database."""
        return db_id or "" if len(self._now.by_id) > 1 else ""

    def take(self, example: Example | Rejection) -> None:
        """Compare an example, or count why it cannot be: it has no schema now, or does not parse."""
        try:
            reason = example.reason if isinstance(example, Rejection) else self._read(example)
        except InvalidSchema:
            reason = "invalid-schema"
        except Unparsable:
            reason = "sql-parses"
        except InvalidInput:
            reason = "unknown-dialect"
        self._unread.update([reason] if reason else [])

    def _read(self, example: Example) -> str | None:
        ddl, dialect = self._now.find(example.db_id), example.dialect or self._dialect
        if ddl is None:
            return "missing-schema"
        database, schema = self._database(example.db_id), parse_schema(ddl, dialect)
        named = needs(example.sql, schema=schema, dialect=dialect)
        if example.ddl != _AS_NOW:
            self._note_schema(database, example.ddl, dialect)
        self._questions += 1
        self._asked.update(shown_name(database, name) for name in (*named.tables, *map(".".join, named.columns)))
        self._judge(example, schema, dialect)
        return None

    def _note_schema(self, database: str, ddl: str, dialect: str) -> None:
        """Add what an old schema declares; a row's own may be a part of its database's."""
        if (database, ddl) not in self._seen:
            self._was.add(database, parse_schema(ddl, dialect))
            self._seen.add((database, ddl))

    def _judge(self, example: Example, schema: Schema, dialect: str) -> None:
        found = denials(example.sql, schema=schema, dialect=dialect)
        reasons = tuple(denial.detail for denial in found if denial.rule in _BINDING)
        if reasons:
            about = example.model_dump(include={"source", "row", "question", "sql"})
            self._broken.append(Broken(**about, reasons=reasons))

    def drift(self) -> Drift:
        """The result."""
        return Drift(
            questions=self._questions,
            unread=dict(self._unread.most_common()),
            changes=changes(self._was, self._is) if self._was.tables else None,
            broken=tuple(self._broken),
            tables=coverage(self._is.tables.values(), self._asked),
            columns=coverage((column.name for column in self._is.columns.values()), self._asked),
        )
