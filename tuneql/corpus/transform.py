"""What every transform of a row takes and gives.

A transform looks at one row alone, in any shard and any process. It gives the changed row, or the rejection that says
why there is none. `tuneql.corpus.preparation.TRANSFORMS` composes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tuneql.corpus.example import Example
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.row import Rejection
from tuneql.corpus.schemas import NO_SCHEMAS, Schemas
from tuneql.corpus.writer import Writer
from tuneql.options import DEFAULTS, Options
from tuneql.sql.running.database_files import Databases


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the transforms of a run share. It is sent to worker processes, and so holds nothing that cannot be pickled.

    Attributes:
        dialect: of rows that name none.
        options: what the user chose.
        personal_data: the service that finds it in sentences, for the option `comprehend`; not for worker processes.
        writer: the model that asks the same in other words, for the option `synthetic_by`; not for worker processes.
        schemas: of rows that bring none.
        databases: with the rows of schemas, if there are any.
    """

    dialect: str
    options: Options = DEFAULTS
    schemas: Schemas = NO_SCHEMAS
    databases: Databases | None = None
    personal_data: PersonalData | None = None
    writer: Writer | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A row on its way through the transforms.

    Attributes:
        example: as the transforms so far have left it.
        dialect: of its SQL: its own, or the run's.
        replaced: how many values of personal data were replaced, by their kind.
        own_values: what redaction replaced in fields of a row that names a database, as it was, by the field's name.
    """

    example: Example
    dialect: str
    replaced: Mapping[str, int] = field(default_factory=dict)
    own_values: Mapping[str, str] = field(default_factory=dict)

    def reject(self, reason: str, detail: str) -> Rejection:
        """The rejection of this row. Its record becomes what was read, not what the transforms made of it."""
        example = self.example
        return Rejection(source=example.source, row=example.row, reason=reason, detail=detail, record=None)


Transform = Callable[[Draft, Context], Draft | Rejection]
