"""Training, validation and test sets that share no answer."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from tuneql.corpus.grouping import group
from tuneql.corpus.keys import Keys, digest
from tuneql.errors import InvalidCorpus
from tuneql.limits import TRAINING_RECORDS

SetName = Literal["train", "validation", "test", "surplus"]

FRACTIONS: Final = (0.8, 0.1, 0.1)


@dataclass(frozen=True, kw_only=True)
class Split:
    """Which row is in which set.

    Attributes:
        keys: the rows.
        sets: for each row its set; `surplus` rows are beyond what the trainer takes.
        strategy: what was kept together, in words.
    """

    keys: tuple[Keys, ...]
    sets: tuple[SetName, ...]
    strategy: str


def split(
    keys: Sequence[Keys],
    *,
    seed: int = 0,
    limit: int = int(TRAINING_RECORDS.high),
    fractions: tuple[float, float, float] = FRACTIONS,
) -> Split:
    """Assigns each row to a set.

    Whole groups go to a set by a hash of the seed and the group, so that adding rows moves hardly any others. Groups
    larger than a small set's whole share go to training, and groups are moved where a set would stay too small.

    Args:
        keys: of the rows, duplicates taken out.
        seed: another one gives another split.
        limit: most training and validation rows together.
        fractions: of the groups, for training, validation and test.

    Raises:
        InvalidCorpus: too few rows, or rows that cannot be told apart, for 8 to train on and 1 to test on.
    """
    minimum = int(TRAINING_RECORDS.low)
    if len(keys) <= minimum:
        raise _too_few(
            f"{len(keys)} usable rows",
            f"is below the {minimum} training records that Bedrock demands, and 1 to test on",
        )
    strategy, groups = group(keys)
    members: dict[int, list[int]] = defaultdict(list)
    for place, number in enumerate(groups):
        members[number].append(place)
    named = {_name(places, keys, seed): places for places in members.values()}
    drawn = _balanced(_drawn(named, fractions, len(keys)), named)
    by_row = {place: drawn[name] for name, places in named.items() for place in places}
    sets = [by_row[place] for place in range(len(keys))]
    return Split(keys=tuple(keys), sets=tuple(_capped(sets, keys, seed, limit)), strategy=strategy)


def count_leaks(made: Split) -> int:
    """Rows of one set whose SQL template, or whose question over the same schema, is in another set that comes before.

    Counted from the rows alone, not from the groups that the split was made of.
    """
    seen: dict[tuple[str, ...], SetName] = {}
    leaks: set[int] = set()
    for name in ("train", "validation", "test"):
        for place, keys in enumerate(made.keys):
            if made.sets[place] == name:
                traits = (("template", keys.template), ("question", keys.question, keys.schema))
                leaks.update(place for trait in traits if seen.setdefault(trait, name) != name)
    return len(leaks)


def _name(places: list[int], keys: Sequence[Keys], seed: int) -> str:
    """A group's name: its smallest template, which one more row seldom changes, hashed so that it is not small."""
    return digest("group", str(seed), min(keys[place].template for place in places))


def _too_few(value: str, rule: str) -> InvalidCorpus:
    remedy = "add rows, or look at the rejected ones for what is wrong with them"
    return InvalidCorpus(field="corpus", value=value, rule=rule, remedy=remedy)


def _drawn(named: dict[str, list[int]], fractions: tuple[float, float, float], rows: int) -> dict[str, SetName]:
    train, validation, test = fractions
    shares: dict[SetName, float] = {"validation": max(1.0, validation * rows), "test": max(1.0, test * rows)}
    drawn: dict[str, SetName] = {}
    for name, places in named.items():
        chance = int(name, 16) / 2**64
        chosen: SetName = "train" if chance < train else "validation" if chance < train + validation else "test"
        drawn[name] = chosen if chosen == "train" or len(places) <= shares[chosen] else "train"
    return drawn


def _balanced(drawn: dict[str, SetName], named: dict[str, list[int]]) -> dict[str, SetName]:
    """Moves the smallest groups until there are 8 rows to train on, one to test on, and, if possible, one between."""
    least = int(TRAINING_RECORDS.low)
    sizes = {name: len(places) for name, places in named.items()}
    _fill("train", least, {"validation": 0, "test": 0}, drawn, sizes)
    _fill("test", 1, {"validation": 0, "train": least}, drawn, sizes)
    _fill("validation", 1, {"train": least}, drawn, sizes)
    if _rows("train", drawn, sizes) < least or not _rows("test", drawn, sizes):
        value = f"{len(named)} different SQL templates"
        raise _too_few(value, f"is too few to keep {least} rows to train on apart from 1 to test on")
    return drawn


def _fill(
    target: SetName, wanted: int, sources: dict[SetName, int], drawn: dict[str, SetName], sizes: dict[str, int]
) -> None:
    """Moves groups into a set until it has as many rows as wanted; each source keeps as many as it says."""
    for source, kept in sources.items():
        for name in sorted(sizes, key=lambda name: (sizes[name], name)):
            if _rows(target, drawn, sizes) >= wanted:
                return
            if drawn[name] == source and _rows(source, drawn, sizes) - sizes[name] >= kept:
                drawn[name] = target


def _rows(name: SetName, drawn: dict[str, SetName], sizes: dict[str, int]) -> int:
    return sum(sizes[each] for each, chosen in drawn.items() if chosen == name)


def _capped(sets: list[SetName], keys: Sequence[Keys], seed: int, limit: int) -> list[SetName]:
    """Marks as surplus what is beyond the trainer's limit of training and validation rows together."""
    trained = [place for place, name in enumerate(sets) if name in ("train", "validation")]
    trained.sort(key=lambda place: digest("surplus", str(seed), keys[place].content))
    capped = list(sets)
    for place in trained[limit:]:
        capped[place] = "surplus"
    return capped
