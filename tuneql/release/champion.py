"""The champion's record: what serves users, the model behind it, and the challenger beside it."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, Literal, TypeVar

from tuneql.errors import RunFailed

Interface = Literal["converse", "invoke"]
Mode = Literal["canary", "shadow"]


@dataclass(frozen=True, kw_only=True)
class Served:
    """Something that answers prompts.

    Attributes:
        model_id: for the runtime's `modelId`: the id of a foundation model, or the ARN of a custom model deployment or
            an imported model.
        interface: Converse, or InvokeModel with a chat completion for imported models that Converse does not support.
    """

    model_id: str
    interface: Interface = "converse"

    @property
    def is_imported(self) -> bool:
        """Whether it is an imported model, which needs no deployment and is billed by the minute, not by the token."""
        return ":imported-model/" in self.model_id


@dataclass(frozen=True, kw_only=True)
class Trained(Served):
    """A run's model, and how to ask it.

    Attributes:
        model_arn: the custom model behind a deployment, whose ARN stays when the model is swapped; for an imported
            model the same as `model_id`.
        run: the run that made the model.
        dialect, prompt_version: with which it was trained.
    """

    model_arn: str
    run: str
    dialect: str
    prompt_version: str


@dataclass(frozen=True, kw_only=True)
class Challenger(Trained):
    """A model that is tried beside the champion.

    Attributes:
        mode: a canary answers its share of the questions; a shadow is also asked them, but nobody sees its answers.
        share: of the questions, above 0 and at most 1.
        since: when this mode and share began; ISO 8601, UTC.
    """

    mode: Mode
    share: float
    since: str

    @property
    def trial(self) -> str:
        """A key that tells log lines of this trial from those of another challenger, mode or share."""
        return f"{self.run}/{self.since}"


@dataclass(frozen=True, kw_only=True)
class Champion(Trained):
    """The value of the champion parameter in SSM; the parameter's versions are the audit trail.

    Attributes:
        previous_model_arn: the model before it, to roll back to.
        idle_deployment_arn: while an imported model serves users, the deployment that served them before, to be used
            for the next custom model.
        promoted_at: ISO 8601, UTC.
        challenger: what is tried beside it.
    """

    previous_model_arn: str | None = None
    idle_deployment_arn: str | None = None
    promoted_at: str
    challenger: Challenger | None = None

    @property
    def deployment_arn(self) -> str | None:
        """The deployment for custom models, whether it serves users now or not."""
        return self.idle_deployment_arn if self.is_imported else self.model_id

    def beside(self, challenger: Challenger | None) -> "Champion":
        """The same champion with another challenger, or with none."""
        return replace(self, challenger=challenger)

    @property
    def record(self) -> str:
        """This record as JSON, which `read_record` reads."""
        return json.dumps(asdict(self), separators=(",", ":"))


Part = TypeVar("Part", Champion, Challenger)


def read_record(text: str) -> Champion | None:
    """The champion in a record; None for `{}`, the record before the first promotion.

    Records are not validated, because only this program writes them; fields of later versions are ignored.

    Raises:
        RunFailed: a field is missing, so somebody must have written the record by hand.
    """
    found: Mapping[str, Any] = json.loads(text)
    if not found:
        return None
    beside = found.get("challenger")
    return _part(Champion, {**found, "challenger": None if beside is None else _part(Challenger, beside)})


def _part(kind: type[Part], found: Mapping[str, Any]) -> Part:
    names = (each.name for each in fields(kind) if each.name in found)
    try:
        return kind(**{name: found[name] for name in names})
    except TypeError as error:
        raise RunFailed(f"the champion's record cannot be read ({error}); promote a run again") from None
