"""What every transform of a row takes and returns.

A transform treats one row by itself, in any shard and any process. It returns the changed row, or the rejection that
says why there is none. `tuneql.corpus.preparation.TRANSFORMS` composes them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tuneql.corpus.example import Example
from tuneql.corpus.language_model import LanguageModel
from tuneql.corpus.personal_data import PersonalData
from tuneql.corpus.row import Rejection
from tuneql.corpus.schemas.schemas import NO_SCHEMAS, Schemas
from tuneql.options import DEFAULTS, Options
from tuneql.sql.running.database_files import Databases


@dataclass(frozen=True, kw_only=True)
class Context:
    """What the transforms of a run share; it is pickled for worker processes.

    Attributes:
        dialect: of rows that name none.
        options: what the user chose.
        personal_data: the service for the option `comprehend`; not in worker processes.
        model: paraphrases, for the option `synthetic_by`; not in worker processes.
        schemas: of rows that bring none.
        databases: with the schemas' rows, if there are any.
    """

    dialect: str
    options: Options = DEFAULTS
    schemas: Schemas = NO_SCHEMAS
    databases: Databases | None = None
    personal_data: PersonalData | None = None
    model: LanguageModel | None = None


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A row on its way through the transforms.

    Attributes:
        example: as changed so far.
        dialect: of its SQL: its own, or the run's.
        replaced: how many values of personal data were replaced, by kind.
        own_values: of a row that names a database, the fields that redaction changed, as they were.
    """

    example: Example
    dialect: str
    replaced: Mapping[str, int] = field(default_factory=dict)
    own_values: Mapping[str, str] = field(default_factory=dict)


Transform = Callable[[Draft, Context], Draft | Rejection]
