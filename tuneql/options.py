"""The options of the preparation, the same for the command line, an execution's input and a deployment's settings.

They are not in `tuneql.corpus`, because the stacks read them, too, and import neither that nor sqlglot.
"""

from typing import Annotated, Final, Literal

from pydantic import BaseModel, Field

from tuneql.limits import RECORD_TOKENS, TRAINING_RECORDS

PromptVersion = Literal["2026-11-1", "2026-11-2", "2026-11-3"]
"""The wordings of `tuneql.prompt`, by name."""

PROMPT_VERSION: Final = "2026-11-3"
"""The default of runs."""

Role = Literal["question", "schema", "sql", "dialect", "db_id", "count"]
"""What a field of a row can be; see `tuneql.corpus.shapes.mapped`."""

BY_MODEL_RULE: Final = "is for the command line: no state of the workflow may ask a model for rows"
"""Why `synthetic_by` may not be `model` in settings and executions: states have no permission, and a time limit."""

_LEAST, _MOST = int(TRAINING_RECORDS.low), int(TRAINING_RECORDS.high)


class Options(BaseModel, extra="forbid", frozen=True):
    """The key `preparation` of settings and of an execution's input, and the options of `tuneql corpus prepare`.

    Unknown keys are refused. The descriptions of fields are the command line's help.
    """

    seed: int = Field(0, ge=0, description="seed of the split, the selection and made-up rows")
    limit: Annotated[int, Field(ge=_LEAST, le=_MOST)] = Field(
        _MOST, description="most training and validation records together; rare kinds are kept first"
    )
    verbatim: bool = Field(default=False, description="keep SQL as it is written, instead of in one style")
    redaction: Literal["off", "patterns", "comprehend"] = Field(
        "patterns",
        description="how to find personal data, which is replaced by made-up values of the same shape; test rows that "
        "name a database keep theirs, to be run on it; comprehend: by patterns and Amazon Comprehend, a call per row",
    )
    max_tokens: Annotated[int, Field(ge=int(RECORD_TOKENS.low), le=int(RECORD_TOKENS.high))] = Field(
        8192, description="most tokens of a record, prompt and answer together, estimated; longer ones are left out"
    )
    execute: bool = Field(default=True, description="run each SQL in the sandbox; SQL that fails is left out")
    prompt_version: PromptVersion = Field(
        PROMPT_VERSION, description="how the model is asked, from training on: see tuneql/prompt.py"
    )
    near_duplicates: Literal["drop", "keep"] = Field(
        "drop",
        description="what to do with rows that ask the same as an earlier one, or in a large corpus differ in values",
    )
    contradictions: Literal["majority", "set-aside"] = Field(
        "majority", description="of rows that contradict each other: keep those with the most frequent answer, or none"
    )
    synthetic: Annotated[float, Field(ge=0, le=10)] = Field(
        0.0,
        description="most rows to make from each training row, in other words or with other values; 0.5: from every "
        "second",
    )
    synthetic_by: Literal["rules", "model"] = Field(
        "rules",
        description="what makes them: only rules, or first Amazon Nova Micro, for other words; the model is for the "
        "command line, and costs tokens",
    )
    synthetic_calls: Annotated[int, Field(ge=1, le=_MOST)] = Field(
        200, description="most calls of the model that makes rows, one per training row"
    )
    map: dict[Role, str] = Field(
        {},
        description="the field that is question, schema, sql, dialect, db_id or count, as question=FIELD; FIELD may be "
        "a path, a.b or a.0; by default, shapes are recognised",
    )


DEFAULTS: Final = Options()
