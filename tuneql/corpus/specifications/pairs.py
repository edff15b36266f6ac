"""Pairs of a specification and its SQL, as the records of a corpus."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, Final

from tuneql.corpus.specifications.draft import Draft
from tuneql.corpus.specifications.features import FEATURES
from tuneql.corpus.specifications.ground import Ground
from tuneql.corpus.specifications.strata import JOIN, STRATA
from tuneql.parsing import parse_as
from tuneql.sql.specification import QuerySpec, compile_spec

# Draws for one pair: tables may not allow a feature, and the result may be known already.
_TRIES: Final = 40


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A specification and its SQL.

    Attributes:
        spec: what is asked.
        sql: what it compiles to.
        stratum: its features.
        ground: what it was drawn from.
    """

    spec: QuerySpec
    sql: str
    stratum: tuple[str, ...]
    ground: Ground

    def record(self) -> dict[str, Any]:
        """A row of a corpus, which `tuneql.corpus.shapes.specification` reads."""
        named = {} if self.ground.db_id is None else {"db_id": self.ground.db_id}
        return {
            "input": self.spec.text,
            "output": self.sql,
            "schema": self.ground.schema.ddl,
            "dialect": self.ground.dialect,
            **named,
        }


def draw_pairs(grounds: Sequence[Ground], *, count: int, seed: int = 0) -> Iterator[Pair]:
    """Different specifications, equally many of each stratum, over schemas drawn at random.

    Args:
        grounds: what to draw from, at least one.
        count: how many; fewer if the schemas do not allow more.
        seed: of chance; the same arguments give the same pairs.
    """
    draw = Random(seed)  # noqa: S311 -- no secrets
    seen = set[tuple[int, str]]()
    spent = Counter[tuple[str, ...]]()
    made, turn = 0, 0
    while made < count and len(spent) < len(STRATA):
        stratum = STRATA[turn % len(STRATA)]
        turn += 1
        pair = None if stratum in spent else _draw(grounds, stratum, draw, seen)
        if pair is None:
            spent[stratum] += 1
            continue
        made += 1
        yield pair


def _draw(grounds: Sequence[Ground], stratum: tuple[str, ...], draw: Random, seen: set[tuple[int, str]]) -> Pair | None:
    """A new pair; None if many draws give none: the stratum is exhausted."""
    for _ in range(_TRIES):
        place = draw.randrange(len(grounds))
        said = _say(grounds[place], stratum, draw)
        if said is None:
            continue
        spec = parse_as(QuerySpec, said)
        if (place, spec.text) not in seen:
            seen.add((place, spec.text))
            ground = grounds[place]
            sql = compile_spec(spec, schema=ground.schema, dialect=ground.dialect)
            return Pair(spec=spec, sql=sql, stratum=stratum, ground=ground)
    return None


def _say(ground: Ground, stratum: tuple[str, ...], draw: Random) -> dict[str, Any] | None:
    """A specification with the features of a stratum; None if the drawn tables do not allow it."""
    links = ground.links if JOIN in stratum else []
    if JOIN in stratum and not links:
        return None
    draft = Draft(ground, draw, draw.choice(links) if links else None)
    said = all(FEATURES[name](draft) for name in stratum if name != JOIN)
    return draft.said if said else None
