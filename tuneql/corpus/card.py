"""The dataset card: what became of every row."""

from typing import Any, Self

from pydantic import BaseModel, ConfigDict, model_validator

_FROZEN = ConfigDict(frozen=True, extra="forbid")


class Tokens(BaseModel):
    """Estimated tokens: of what is asked, and of what is answered."""

    model_config = _FROZEN

    input: int
    output: int


class Step(BaseModel):
    """How many rows were still there after a step of the preparation."""

    model_config = _FROZEN

    step: str
    rows: int


class Bar(BaseModel):
    """A bar of a histogram: how many records have at most so many tokens, and more than the bar before."""

    model_config = _FROZEN

    up_to: int
    records: int


class Tables(BaseModel):
    """The tables of the training rows' schemas.

    Attributes:
        declared: how many different names there are.
        used: how many of them some SQL reads.
        unused: the first ones that none does, in alphabetical order.
    """

    model_config = _FROZEN

    declared: int
    used: int
    unused: tuple[str, ...]


class Frequent(BaseModel):
    """A kept row that stands for statements of a query log: how many, and in which set it is."""

    model_config = _FROZEN

    count: int
    set: str
    question: str
    sql: str


class Log(BaseModel):
    """What query logs say of the kept rows; `frequent.jsonl` says it of each.

    Attributes:
        rows: how many kept rows a log has counted.
        statements: how many statements they stand for, those of repeated rows too.
        most_frequent: those that stand for most.
    """

    model_config = _FROZEN

    rows: int = 0
    statements: int = 0
    most_frequent: tuple[Frequent, ...] = ()


class TrainingCost(BaseModel):
    """What Bedrock asks for one pass over the training set, with the date and the source of the price."""

    model_config = _FROZEN

    usd_per_epoch: float
    date: str
    source: str


class Sample(BaseModel):
    """A row of the training set, to look at."""

    model_config = _FROZEN

    hardness: str
    question: str
    sql: str


class Asking(BaseModel):
    """What a model was asked for other words, and what that took.

    Attributes:
        model: its id.
        prompt_version: of the words that it was asked in.
        calls: how often.
        failed: how often it gave nothing that can be read.
        input_tokens, output_tokens: as billed.
        cost_usd: of these tokens at list price.
    """

    model_config = _FROZEN

    model: str
    prompt_version: str
    calls: int
    failed: int
    input_tokens: int
    output_tokens: int
    cost_usd: float


class Synthetic(BaseModel):
    """Rows that were made of training rows, and come after them in the training set.

    Attributes:
        rows: how many are trained on; `train` does not count them.
        kinds: how many were made by what.
        seeds: of how many training rows they were made.
        rejected: how many more were made and left out, for each reason.
        asking: of the model, if one was asked.
    """

    model_config = _FROZEN

    rows: int = 0
    kinds: dict[str, int] = {}
    seeds: int = 0
    rejected: dict[str, int] = {}
    asking: Asking | None = None


class DatasetCard(BaseModel):
    """`card.json`.

    Attributes:
        read: rows read, blank lines not counted; equals kept + duplicates + all rejected.
        kept: rows in one of the three sets.
        rejected: how many rows for each reason.
        duplicates: rows that repeat an earlier one, in `duplicates.jsonl`.
        near_duplicates: those of them that do not repeat it to the letter.
        train, validation, test: rows of each set that were read.
        synthetic: rows of the training set that were made.
        split: what the split keeps together, in words.
        leaks: rows of a set whose answer is in another; must be 0.
        tokens: estimates for the training set, with what was made.
        seconds: how long preparation took; null in the file, which does not depend on it.
        prompt_version: of `tuneql.prompt`.
        dialect: of the run.
        seed: of the split.
        schemas: different schemas among the kept rows.
        shapes: how many usable rows were recognised as each shape, see `tuneql.corpus.shapes`.
        options: all that was chosen.
        steps: the rows that were left after each step.
        hardness: rows of each difficulty, in each set.
        executed: on what the SQL of kept rows was run, or why it was not: `own-rows`, `generated-rows`, `not-run-…`.
        functions: how many training rows call each function.
        tables: of the training rows' schemas.
        token_histogram: of the training records, what is asked and answered together.
        training_cost: of the training set, by Bedrock's price.
        log: how often the kept rows were run, as far as a query log says.
        replaced: values of personal data that were replaced in kept rows, by kind.
        samples: some training rows.
        files: the SHA-256 of each of the other files.
    """

    model_config = _FROZEN

    read: int
    kept: int
    rejected: dict[str, int]
    duplicates: int
    near_duplicates: int
    train: int
    validation: int
    test: int
    synthetic: Synthetic
    split: str
    leaks: int
    tokens: Tokens
    seconds: float | None = None
    prompt_version: str
    dialect: str
    seed: int
    schemas: int
    shapes: dict[str, int]
    options: dict[str, Any]
    steps: tuple[Step, ...]
    hardness: dict[str, dict[str, int]]
    executed: dict[str, int]
    functions: dict[str, int]
    tables: Tables
    token_histogram: tuple[Bar, ...]
    training_cost: TrainingCost
    log: Log = Log()
    replaced: dict[str, int]
    samples: tuple[Sample, ...]
    files: dict[str, str]

    @model_validator(mode="after")
    def _every_row_is_accounted_for(self) -> Self:
        if self.read != self.kept + self.duplicates + sum(self.rejected.values()):
            raise ValueError("read is not kept + duplicates + rejected")
        if self.kept != self.train + self.validation + self.test:
            raise ValueError("kept is not train + validation + test")
        return self
