"""The dataset card: what became of every row."""

from typing import Self

from pydantic import BaseModel, ConfigDict, model_validator


class Tokens(BaseModel):
    """Estimated tokens of the training set, for one epoch: what is asked, and what is answered."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    input: int
    output: int


class DatasetCard(BaseModel):
    """`card.json`.

    Attributes:
        read: rows read, blank lines not counted; equals kept + duplicates + all rejected.
        kept: rows in one of the three sets.
        rejected: how many rows for each reason.
        duplicates: rows that repeat an earlier one.
        train, validation, test: rows of each set.
        split: what the split keeps together, in words.
        leaks: rows of a set whose answer is in another; must be 0.
        tokens: estimates for the training set.
        seconds: how long preparation took; 0 where nobody measured.
        prompt_version: of `tuneql.prompt`.
        dialect: of the run.
        seed: of the split.
        schemas: different schemas among the kept rows.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    read: int
    kept: int
    rejected: dict[str, int]
    duplicates: int
    train: int
    validation: int
    test: int
    split: str
    leaks: int
    tokens: Tokens
    seconds: float
    prompt_version: str
    dialect: str
    seed: int
    schemas: int

    @model_validator(mode="after")
    def _every_row_is_accounted_for(self) -> Self:
        if self.read != self.kept + self.duplicates + sum(self.rejected.values()):
            raise ValueError("read is not kept + duplicates + rejected")
        if self.kept != self.train + self.validation + self.test:
            raise ValueError("kept is not train + validation + test")
        return self
