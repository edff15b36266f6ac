"""A synthetic row before it is validated."""

from dataclasses import dataclass
from typing import Literal

Kind = Literal["rewording", "substitution", "paraphrase"]
"""How a row was made: other words by rules, another value in question and SQL, or a model's words."""


@dataclass(frozen=True, kw_only=True)
class Candidate:
    """A question and its SQL, over the schema of the row that they were made from."""

    kind: Kind
    question: str
    sql: str
