"""The dataset card, which accounts for every row."""

from typing import Any, Self

from pydantic import BaseModel, model_validator


class Tokens(BaseModel, frozen=True, extra="forbid"):
    """Estimated tokens of prompts and of answers."""

    input: int
    output: int


class Step(BaseModel, frozen=True, extra="forbid"):
    """How many rows were left after a step of the preparation."""

    step: str
    rows: int


class Bar(BaseModel, frozen=True, extra="forbid"):
    """A bar of a histogram: how many records have at most `up_to` tokens, and more than the bar before."""

    up_to: int
    records: int


class Tables(BaseModel, frozen=True, extra="forbid"):
    """The tables of the training rows' schemas.

    Attributes:
        declared: how many different names there are.
        used: how many of them some SQL reads.
        unused: names that none reads, the first in alphabetical order.
    """

    declared: int
    used: int
    unused: tuple[str, ...]


class Frequent(BaseModel, frozen=True, extra="forbid"):
    """A kept row that stands for `count` statements of a query log, and its set."""

    count: int
    set: str
    question: str
    sql: str


class Log(BaseModel, frozen=True, extra="forbid"):
    """How often the kept rows were run according to query logs; `frequent.jsonl` tells it for each.

    Attributes:
        rows: how many kept rows come from a log.
        statements: how many statements they stand for, including those of repeated rows.
        most_frequent: the rows that stand for most.
    """

    rows: int = 0
    statements: int = 0
    most_frequent: tuple[Frequent, ...] = ()


class TrainingCost(BaseModel, frozen=True, extra="forbid"):
    """Bedrock's price for one pass over the training set, with its date and source."""

    usd_per_epoch: float
    date: str
    source: str


class Sample(BaseModel, frozen=True, extra="forbid"):
    """A row of the training set, to look at."""

    hardness: str
    question: str
    sql: str


class Asking(BaseModel, frozen=True, extra="forbid"):
    """What asking a model for paraphrases took.

    Attributes:
        model: its id.
        prompt_version: of the prompt.
        calls: how often it was asked.
        failed: how often its reply could not be used.
        input_tokens, output_tokens: as billed.
        cost_usd: of these tokens at list price.
    """

    model: str
    prompt_version: str
    calls: int
    failed: int
    input_tokens: int
    output_tokens: int
    cost_usd: float


class Synthetic(BaseModel, frozen=True, extra="forbid"):
    """Rows that were made from training rows, and follow them in the training set.

    Attributes:
        rows: how many are trained on; `train` does not count them.
        kinds: how many each method made.
        seeds: from how many training rows they were made.
        rejected: how many more were made and left out, by reason.
        asking: about the model, if one was asked.
    """

    rows: int = 0
    kinds: dict[str, int] = {}
    seeds: int = 0
    rejected: dict[str, int] = {}
    asking: Asking | None = None


class DatasetCard(BaseModel, frozen=True, extra="forbid"):
    """`card.json`.

    Attributes:
        read: rows read, blank lines not counted; equals kept + duplicates + all rejected.
        kept: rows in one of the three sets.
        rejected: how many rows, by reason.
        duplicates: rows that repeat an earlier one, in `duplicates.jsonl`.
        near_duplicates: those of them that are not exact.
        train, validation, test: rows of each set, without synthetic ones.
        synthetic: rows of the training set that were made.
        split: what the split keeps together, in words.
        leaks: rows of a set whose answer is in another; must be 0.
        tokens: estimates for the training set, with synthetic rows.
        seconds: how long preparation took; null in the file, which is the same whatever the machine.
        prompt_version: of `tuneql.prompt`.
        dialect: of the run.
        seed: of the split.
        schemas: different schemas among the kept rows.
        shapes: how many usable rows had each shape, see `tuneql.corpus.shapes`.
        options: all options.
        steps: the rows that were left after each step.
        hardness: rows of each difficulty, in each set.
        executed: what the SQL of kept rows was run on, or why it was not: `own-rows`, `generated-rows`, `not-run-…`.
        functions: how many training rows call each function.
        tables: of the training rows' schemas.
        token_histogram: tokens of training records, prompt and answer together.
        training_cost: of the training set, at Bedrock's price.
        log: how often the kept rows were run, according to query logs.
        replaced: values of personal data that were replaced in kept rows, by kind.
        samples: some training rows.
        files: the SHA-256 of each of the other files.
    """

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
