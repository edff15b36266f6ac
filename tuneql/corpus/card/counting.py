"""Counts a decided ledger, for the card's numbers of rows and tokens."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, get_args

from tuneql.corpus.card.card import Bar, Step, Tokens, TrainingCost
from tuneql.corpus.decisions.decision import SetName
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.limits import NOVA_MICRO
from tuneql.pricing.estimates import estimate_training
from tuneql.sql.slices import Hardness

SETS: Final[tuple[SetName, ...]] = get_args(SetName)

# Powers of two: the trainers' limits are among them.
_BARS: Final = tuple(1 << power for power in range(6, 18))

_KEPT: Final = "fate IN ('train', 'validation', 'test')"
_TRAINED: Final = "fate IN ('train', 'synthetic', 'validation')"


def rows_of(ledger: Ledger, reasons: Counter[str]) -> dict[str, Any]:
    """How many rows had each fate; the card checks that they add up.

    Args:
        ledger: decided.
        reasons: how many rows were rejected before they came into the ledger, by reason.
    """
    fates: Counter[str] = Counter(dict(ledger.read("SELECT fate, count(*) FROM rows GROUP BY fate")))
    fates.pop("synthetic", None)
    later = {"contradiction": fates["contradiction"], "over-trainer-limit": fates["over-limit"]}
    duplicates = fates["duplicate"] + fates["near-duplicate"]
    kept = sum(fates[name] for name in SETS)
    return {
        "read": fates.total() + reasons.total(),
        "kept": kept,
        "rejected": dict(sorted((+(reasons + Counter(later))).items())),
        "duplicates": duplicates,
        "near_duplicates": fates["near-duplicate"],
        **{name: fates[name] for name in SETS},
        "schemas": ledger.one(f"SELECT count(DISTINCT schema) FROM rows WHERE {_KEPT}"),  # noqa: S608 -- our words
        "steps": tuple(_steps(fates, reasons)),
        "hardness": _hardness(ledger),
        "executed": _executed(ledger),
    }


def tokens_of(ledger: Ledger) -> dict[str, Any]:
    """How many tokens the training set has, and what a pass over it costs."""
    sums = next(
        ledger.read("SELECT total(input_tokens), total(output_tokens) FROM rows WHERE fate IN ('train', 'synthetic')")
    )
    tokens = Tokens(input=int(sums[0]), output=int(sums[1]))
    return {"tokens": tokens, "token_histogram": tuple(_bars(ledger)), "training_cost": _cost(tokens)}


def _steps(fates: Counter[str], reasons: Counter[str]) -> Iterator[Step]:
    rows = fates.total() + reasons.total()
    taken = {
        "read": 0,
        "usable": reasons.total(),
        "without repeated rows": fates["duplicate"],
        "without contradictions": fates["contradiction"],
        "without near duplicates": fates["near-duplicate"],
        "within the trainer's limit": fates["over-limit"],
    }
    for step, fewer in taken.items():
        rows -= fewer
        yield Step(step=step, rows=rows)


def _hardness(ledger: Ledger) -> dict[str, dict[str, int]]:
    query = f"SELECT hardness, fate, count(*) FROM rows WHERE {_KEPT} GROUP BY hardness, fate"  # noqa: S608 -- our words
    counts = {(hardness, fate): rows for hardness, fate, rows in ledger.read(query)}
    return {name: {each: counts.get((name, each), 0) for each in SETS} for name in get_args(Hardness)}


def _executed(ledger: Ledger) -> dict[str, int]:
    query = f"SELECT execution, count(*) FROM rows WHERE {_KEPT} AND execution <> '' GROUP BY execution"  # noqa: S608 -- our words
    return dict(sorted(ledger.read(query)))


def _bars(ledger: Ledger) -> Iterator[Bar]:
    """From the first to the last bar that has records."""
    query = f"SELECT input_tokens + output_tokens FROM rows WHERE {_TRAINED}"  # noqa: S608 -- our words
    counts = Counter(_bar(tokens) for (tokens,) in ledger.read(query))
    filled = [place for place, up_to in enumerate(_BARS) if counts[up_to]]
    for up_to in _BARS[min(filled, default=0) : max(filled, default=-1) + 1]:
        yield Bar(up_to=up_to, records=counts[up_to])


def _bar(tokens: int) -> int:
    return next((up_to for up_to in _BARS if tokens <= up_to), _BARS[-1])


def _cost(tokens: Tokens) -> TrainingCost:
    (item,) = estimate_training(tokens.input + tokens.output, 1, model=NOVA_MICRO.training_id).items
    return TrainingCost(usd_per_epoch=item.usd, date=item.price_date, source=item.source)
