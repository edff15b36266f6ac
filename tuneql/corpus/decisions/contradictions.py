"""Contradictions: rows with the same question over the same schema, whose SQL gives different results."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.execution import Runner, tell_apart
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import Prepared

Policy = Literal["majority", "set-aside"]

# How many statements of one question are run to compare them; each further one counts as another answer.
_MOST_STATEMENTS: Final = 8

# Rows to compare: the first with each different SQL, of questions with more than one over a schema.
_IN_QUESTION: Final = """
SELECT place FROM (
  SELECT min(place) AS place, count(*) OVER (PARTITION BY asked) AS several FROM rows GROUP BY asked, sql
) WHERE several > 1
"""
_TABLES: Final = """
CREATE TEMP TABLE answers (asked INTEGER, sql INTEGER, answer INTEGER, PRIMARY KEY (asked, sql)) WITHOUT ROWID;
CREATE TEMP TABLE votes (
  asked INTEGER, rank INTEGER, answer INTEGER, place INTEGER, PRIMARY KEY (asked, rank)
) WITHOUT ROWID
"""
_ANSWER: Final = "INSERT INTO answers SELECT asked, sql, ? FROM rows WHERE place = ?"
_ENTER: Final = """
UPDATE rows SET answer = answers.answer FROM answers WHERE answers.asked = rows.asked AND answers.sql = rows.sql
"""
# Every row has a vote, even one that repeats another; of answers with as many votes the earliest wins.
_VOTE: Final = """
INSERT INTO votes
SELECT asked, row_number() OVER (PARTITION BY asked ORDER BY count(*) DESC, min(place)), answer, min(place)
FROM rows WHERE answer IS NOT NULL GROUP BY asked, answer
"""
_DROP: Final = """
UPDATE rows SET fate = 'contradiction', other = votes.place FROM votes
WHERE votes.asked = rows.asked AND votes.rank = ? AND rows.answer <> votes.answer AND rows.fate IS NULL
"""


def mark_contradictions(
    ledger: Ledger, outcomes: Iterable[Outcome], *, policy: Policy, runner: Runner | None, dialect: str
) -> None:
    """Mark rows that contradict others.

    SQL that gives the same rows on databases made to tell it apart does not contradict. If SQL is not run, or fails,
    any difference beyond spelling does.

    Args:
        ledger: duplicates are marked already.
        outcomes: of all rows; read once more if any question has more than one SQL.
        policy: `majority` keeps the rows with the most frequent answer, the earliest of equals; `set-aside` keeps none.
        runner: runs SQL; None to run nothing.
        dialect: of rows that name none.
    """
    places = {place for (place,) in ledger.read(_IN_QUESTION)}
    if not places:
        return
    for statement in _TABLES.split(";"):
        ledger.run(statement)
    for group in _groups(places, outcomes):
        ledger.many(_ANSWER, _answers(group, runner, dialect))
    ledger.run(_ENTER)
    ledger.run(_VOTE)
    ledger.run(_DROP, 1)
    if policy == "set-aside":  # the winners name the runner-up
        ledger.run(_DROP, 2)


@dataclass(frozen=True, kw_only=True)
class _Asked:
    place: int
    row: Prepared


def _groups(places: set[int], outcomes: Iterable[Outcome]) -> Iterable[list[_Asked]]:
    """The rows to compare, by what they ask."""
    groups: dict[int, list[_Asked]] = defaultdict(list)
    for place, outcome in enumerate(outcomes):
        if place in places and isinstance(outcome, Prepared):
            groups[outcome.keys.asked].append(_Asked(place=place, row=outcome))
    return groups.values()


def _answers(group: list[_Asked], runner: Runner | None, dialect: str) -> Iterator[tuple[int, int]]:
    """For each row of a group, the place of the first with the same answer, and its own place."""
    told: list[int | None] = [None] * len(group)
    if runner is not None:
        first = group[0].row.example
        statements = [each.row.example.sql for each in group[:_MOST_STATEMENTS]]
        told[: len(statements)] = tell_apart(
            statements, ddl=first.ddl, dialect=first.dialect or dialect, runner=runner, db_id=first.db_id
        )
    for number, (each, found) in enumerate(zip(group, told, strict=True)):
        yield group[number if found is None else found].place, each.place
