"""From rows to a dataset: the one composition that the workflow and the command line call.

`prepare_rows` looks at each row alone, so it can run on any shard; `assemble` then needs only the keys that it made.
One shard or many give the same dataset.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from itertools import compress
from typing import Any, Final, TypeVar

from tuneql.corpus.card import DatasetCard, Tokens
from tuneql.corpus.cleaning import clean
from tuneql.corpus.conversion import to_example
from tuneql.corpus.deduplication import first_of_each
from tuneql.corpus.example import Example
from tuneql.corpus.execution.runs import runs
from tuneql.corpus.keys import Keys, keys
from tuneql.corpus.options import Options
from tuneql.corpus.records import prompt_of
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.splitting import SetName, Split, count_leaks, split
from tuneql.corpus.transform import Context, Draft, Transform
from tuneql.corpus.validation import validate
from tuneql.errors import InvalidCorpus
from tuneql.limits import TRAINING_RECORDS
from tuneql.tokens import estimate_tokens


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A row that may be trained on.

    Attributes:
        example: the row.
        keys: for deduplication and splitting.
        tokens: estimates, of what is asked and what is answered.
    """

    example: Example
    keys: Keys
    tokens: Tokens

    def to_json(self) -> dict[str, Any]:
        """A JSON object that `from_json` reads."""
        return {
            "example": self.example.model_dump(by_alias=True),
            "keys": asdict(self.keys),
            "tokens": self.tokens.model_dump(),
        }

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> "Prepared":
        """What `to_json` wrote."""
        return cls(
            example=Example.model_validate(value["example"]),
            keys=Keys(**value["keys"]),
            tokens=Tokens(**value["tokens"]),
        )


Outcome = TypeVar("Outcome", Prepared, Rejection)


@dataclass(frozen=True, kw_only=True)
class Dataset:
    """What a corpus became.

    Attributes:
        train, validation, test: the sets, in the order of the rows.
        rejections: every row that was left out, duplicates excepted, in the order of the rows.
        card: the count of all that.
    """

    train: tuple[Prepared, ...]
    validation: tuple[Prepared, ...]
    test: tuple[Prepared, ...]
    rejections: tuple[Rejection, ...]
    card: DatasetCard


TRANSFORMS: Final[tuple[Transform, ...]] = (clean, validate, runs)
"""What becomes of a row between its conversion and its keys, in this order."""


def prepare_rows(rows: Iterable[Row | Rejection], context: Context) -> Iterator[Prepared | Rejection]:
    """Converts and transforms rows, one outcome for each, in order; rejections pass through.

    Args:
        rows: from `tuneql.corpus.reading`.
        context: what the transforms share.
    """
    for row in rows:
        yield row if isinstance(row, Rejection) else _prepare(row, context)


def assemble(
    prepared: Sequence[Prepared],
    rejections: Sequence[Rejection],
    context: Context,
    *,
    seconds: float = 0.0,
) -> Dataset:
    """Takes duplicates out, splits, and counts.

    Args:
        prepared: of all shards, in the order of the corpus.
        rejections: of all shards, in the order of the corpus.
        context: as `prepare_rows` had it.
        seconds: how long all of it took, for the card.

    Raises:
        InvalidCorpus: too few usable rows.
    """
    firsts = first_of_each(each.keys for each in prepared)
    kept = list(compress(prepared, firsts))
    options = context.options
    made = _split(kept, rejections, options)
    sets = {name: tuple(_of_set(kept, made, name)) for name in ("train", "validation", "test")}
    rejected = (*rejections, *(_surplus(each, options.limit) for each in _of_set(kept, made, "surplus")))
    card = DatasetCard(
        read=len(prepared) + len(rejections),
        kept=sum(map(len, sets.values())),
        rejected=dict(sorted(Counter(each.reason for each in rejected).items())),
        duplicates=len(prepared) - len(kept),
        **{name: len(rows) for name, rows in sets.items()},
        split=made.strategy,
        leaks=count_leaks(made),
        tokens=_total(sets["train"]),
        seconds=round(seconds, 3),
        prompt_version=options.prompt_version,
        dialect=context.dialect,
        seed=options.seed,
        schemas=len({each.keys.schema for rows in sets.values() for each in rows}),
    )
    return Dataset(**sets, rejections=rejected, card=card)


def shift(outcome: Outcome, lines: int) -> Outcome:
    """An outcome of a shard with its row counted from the beginning of the file, `lines` lines before the shard."""
    if isinstance(outcome, Prepared):
        example = outcome.example
        return replace(outcome, example=example.model_copy(update={"row": example.row + lines}))
    return replace(outcome, row=outcome.row + lines)


def _prepare(row: Row, context: Context) -> Prepared | Rejection:
    draft = _transformed(row, context)
    return replace(draft, record=row.record) if isinstance(draft, Rejection) else _described(draft, context)


def _transformed(row: Row, context: Context) -> Draft | Rejection:
    example = to_example(row)
    if isinstance(example, Rejection):
        return example
    draft: Draft | Rejection = Draft(example=example, dialect=example.dialect or context.dialect)
    for transform in TRANSFORMS:
        if isinstance(draft, Rejection):
            return draft
        draft = transform(draft, context)
    return draft


def _described(draft: Draft, context: Context) -> Prepared:
    prompt = prompt_of(draft.example, draft.dialect, context.options.prompt_version)
    tokens = Tokens(input=estimate_tokens(prompt.system + prompt.user), output=estimate_tokens(draft.example.sql))
    return Prepared(example=draft.example, keys=keys(draft.example, draft.dialect), tokens=tokens)


def _split(kept: Sequence[Prepared], rejections: Sequence[Rejection], options: Options) -> Split:
    if len(kept) > TRAINING_RECORDS.low:
        return split([each.keys for each in kept], seed=options.seed, limit=options.limit)
    reasons = Counter(each.reason for each in rejections).most_common(3)
    listed = ", ".join(f"{count} {reason}" for reason, count in reasons)
    raise InvalidCorpus(
        field="corpus",
        value=f"{len(kept)} usable rows",
        rule=f"is below the {int(TRAINING_RECORDS.low)} training records that Bedrock demands (plus 1 to test on)",
        remedy=f"add rows, or mend the {len(rejections)} rejected ones ({listed})" if listed else "add rows",
    )


def _of_set(kept: Sequence[Prepared], made: Split, name: SetName) -> Iterator[Prepared]:
    return compress(kept, (each == name for each in made.sets))


def _surplus(each: Prepared, limit: int) -> Rejection:
    example = each.example
    detail = f"the limit is {limit:,} training and validation records together"
    return Rejection(
        source=example.source,
        row=example.row,
        reason="over-trainer-limit",
        detail=detail,
        record=example.model_dump(by_alias=True, exclude={"source", "row"}, exclude_none=True),
    )


def _total(rows: Iterable[Prepared]) -> Tokens:
    counted = [each.tokens for each in rows]
    return Tokens(input=sum(each.input for each in counted), output=sum(each.output for each in counted))
