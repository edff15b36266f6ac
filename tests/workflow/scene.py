"""A finished run, in a deployment in which its model may be released or tried beside the champion."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

from tuneql.aws.deployments import MemoryDeployments
from tuneql.aws.objects import MemoryObjects
from tuneql.aws.pointer import MemoryPointer
from tuneql.aws.runtime import ScriptedModel
from tuneql.ports import CustomModel, Deployment
from tuneql.release.champion import Challenger, Champion, Mode, Served
from tuneql.workflow.challenging import Trial, begin
from tuneql.workflow.provenance import Provenance
from tuneql.workflow.releasing import ReleasePorts, release
from tuneql.workflow.run import Run
from tuneql.workflow.smoke import SMOKE

THEN = "2026-11-1"
NOW = datetime(2026, 11, 20, tzinfo=UTC)
QUESTION = {
    "id": "1",
    "question": "How many?",
    "schema": "CREATE TABLE t (a INTEGER)",
    "sql": "SELECT COUNT(*) FROM t",
    "dialect": "sqlite",
}
GOOD = "SELECT COUNT(*) FROM t"


@dataclass
class Scene:
    """A finished run, in a deployment whose champion is another run's, or which has none."""

    run: Run
    champion: Champion | None
    said: tuple[str | BaseException, ...] = (GOOD,)
    patience: int = 9
    told: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.objects = MemoryObjects({self.run.location(SMOKE): json.dumps([QUESTION]).encode()})
        self.deployments = MemoryDeployments()
        self.pointer = MemoryPointer(self.champion)
        self.asked: list[Served] = []
        if self.champion:
            arn = self.champion.model_id
            self.deployments.found[arn] = Deployment(arn=arn, model_arn=self.champion.model_arn, status="Active")
        self._model = ScriptedModel(*self.said)

    @property
    def given(self) -> Provenance:
        """Where the run's model comes from."""
        return Provenance(run=self.run, compared_with=None, code="0123456789ab", prompt_version=THEN)

    @property
    def trained(self) -> CustomModel:
        """The run's model."""
        return CustomModel(arn=self.run.names.model, status="Active")

    def release(self, *, force: bool = False) -> Champion:
        """Release the run's model."""
        return release(self.given, self.trained, self.ports(), stamp="0a1b2c3d", now=NOW, force=force)

    def begin(self, mode: Mode = "canary", share: float = 0.1, *, largest: float = 0.5) -> Challenger:
        """Try the run's model beside the champion."""
        trial = Trial(mode=mode, share=share, largest=largest, now=NOW, stamp="0a1b2c3d")
        return begin(self.given, self.trained, trial, self.ports())

    def ports(self) -> ReleasePorts:
        """What is changed."""
        return ReleasePorts(
            objects=self.objects,
            deployments=self.deployments,
            pointer=self.pointer,
            model=self._model_of,
            looks=lambda: range(self.patience),
            tell=self.told.append,
        )

    def _model_of(self, served: Served) -> ScriptedModel:
        self.asked.append(served)
        return self._model

    def behind(self, arn: str) -> str:
        """The model behind a deployment once nothing moves any more."""
        for _ in range(3):
            self.deployments.find(arn)
        return self.deployments.found[arn].model_arn
