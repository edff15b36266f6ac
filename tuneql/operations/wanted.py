"""Questions that wait for the right SQL: refused, declined, or answered wrongly by what people said.

Somebody who knows it fills it in, and they are rows of a corpus.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from tuneql.operations.retraining import asked_about
from tuneql.serving.query_log import Outcome
from tuneql.serving.schemas import Schemas


class LoggedQuestion(BaseModel, frozen=True):
    """A line of the query log that holds the question itself.

    Attributes:
        sql: of the answer; None without one.
        rules: of the guard, that withheld it.
    """

    at: datetime
    request_id: str
    question: str
    outcome: Outcome
    sql: str | None = None
    rules: tuple[str, ...] = ()
    schema_id: str | None = None
    dialect: str | None = None


class StoredFeedback(BaseModel, frozen=True, populate_by_name=True):
    """Feedback on an answer, as it is stored."""

    received_at: datetime
    request_id: str
    verdict: Literal["good", "bad"]
    question: str | None = None
    sql: str | None = None
    note: str | None = None
    schema_id: str | None = None
    ddl: str | None = Field(default=None, alias="schema")
    dialect: str | None = None


class Wanted(BaseModel, frozen=True):
    """A question that waits.

    Attributes:
        request_id: of when it was asked last.
        sql: the right one; empty unless somebody has said it, without the question.
        wrong_sql: what the model answered, where people called that bad.
        why: it waits.
        count: how often it was asked.
    """

    request_id: str
    question: str
    sql: str
    wrong_sql: str | None
    why: str
    count: int
    schema_id: str | None
    ddl: str | None = None
    dialect: str | None

    def row(self, schemas: Schemas) -> dict[str, str | int]:
        """A row of a corpus, with the schema that was asked about; a registered one as it is now."""
        told = self.model_dump(exclude={"request_id", "schema_id", "ddl", "dialect"}, exclude_none=True)
        return told | {"id": self.request_id} | asked_about(self.schema_id, self.ddl, self.dialect, schemas)


def wanted(asked: Iterable[LoggedQuestion], said: Iterable[StoredFeedback]) -> list[Wanted]:
    """The questions that wait, the most frequent first; of each, what became of it last counts.

    Args:
        asked: in any order.
        said: about these answers, or about those of which there is no line any more.
    """
    opinions = {each.request_id: each for each in sorted(said, key=lambda each: each.received_at)}
    lines = {each.request_id: each for each in sorted(asked, key=lambda each: each.at)}
    lines |= {each.request_id: each for each in _without_line(opinions.values(), lines)}
    times: defaultdict[tuple[str, str | None], list[LoggedQuestion]] = defaultdict(list)
    for each in sorted(lines.values(), key=lambda each: each.at):
        times[each.question, each.schema_id].append(each)
    found = (_waiting(each, opinions) for each in times.values())
    return sorted(filter(None, found), key=lambda each: (-each.count, each.question))


def _without_line(said: Iterable[StoredFeedback], lines: Container[str]) -> Iterator[LoggedQuestion]:
    """Lines of answers that feedback alone tells of."""
    for each in said:
        if each.question is not None and each.request_id not in lines:
            about = each.model_dump(include={"request_id", "question", "schema_id", "dialect"})
            yield LoggedQuestion(at=each.received_at, outcome="answered", **about)


def _waiting(times: Sequence[LoggedQuestion], opinions: Mapping[str, StoredFeedback]) -> Wanted | None:
    """The question that was asked so many times; None if its last answer will do, or it has been corrected."""
    last = times[-1]
    said = [(each, opinions[each.request_id]) for each in times if each.request_id in opinions]
    why = _why(last, [opinion for each, opinion in said if each.sql == last.sql and opinion.verdict == "bad"])
    if why is None or any(opinion.sql and opinion.question for _, opinion in said):
        return None
    return Wanted(
        sql=next((opinion.sql for _, opinion in reversed(said) if opinion.sql), ""),
        wrong_sql=last.sql,
        why=why,
        count=len(times),
        ddl=next((opinion.ddl for _, opinion in reversed(said) if opinion.ddl), None),
        **last.model_dump(include={"request_id", "question", "schema_id", "dialect"}),
    )


def _why(last: LoggedQuestion, bad: Sequence[StoredFeedback]) -> str | None:
    if last.outcome == "refused":
        return f"its SQL was refused: {', '.join(last.rules)}" if last.rules else "refused"
    if last.outcome == "declined":
        return "the model said that the tables do not hold it"
    if last.outcome == "answered" and bad:
        return "called bad" + "".join(f": {each.note}" for each in bad[-1:] if each.note)
    return None
