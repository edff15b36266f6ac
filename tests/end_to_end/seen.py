"""What there is to see of an execution, of what serves users, and of an answer of the endpoint."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Champion:
    """What serves users.

    Attributes:
        record: the champion parameter's value; empty before the first promotion.
        model_arn: the model that GetCustomModelDeployment finds behind the recorded deployment, or the imported one.
    """

    record: Mapping[str, Any]
    model_arn: str | None

    @property
    def model_id(self) -> str | None:
        return self.record.get("model_id")


@dataclass(frozen=True, kw_only=True)
class Ended:
    """An execution that is over, and what was to be seen right after.

    Attributes:
        run: the run's id; empty for one that Plan refused.
        states: names of the states that it entered, in order.
        left: what Bedrock still holds of the run: `job InProgress`, `training job Stopping`, `model`,
            `imported model`, `candidate`.
        jobs: how many customization jobs were started for it.
        messages: the notifications about it.
        before, after: the champion, right before the start and right after the end.
    """

    name: str
    arn: str
    status: str
    output: Mapping[str, Any]
    error: str
    cause: str
    run: str
    states: tuple[str, ...]
    left: tuple[str, ...]
    jobs: int
    messages: tuple[Mapping[str, Any], ...]
    before: Champion
    after: Champion


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What the endpoint answered."""

    status: int
    content_type: str
    body: Any


@dataclass(frozen=True, kw_only=True)
class Started:
    """An execution that may still run."""

    name: str
    arn: str
    before: Champion
