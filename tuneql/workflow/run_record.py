"""The part of a run that is kept as long as its model may serve users; code that is years newer must still read it."""

from typing import Final, Literal

from pydantic import BaseModel

from tuneql.locations import Location

# Objects of a run that are read long afterwards: its metrics, and the gate's decision about its candidate.
METRICS: Final = "evaluation/metrics.json"
DECISION: Final = "evaluation/decision.json"

Method = Literal["bedrock", "sagemaker-nova", "sagemaker-open-weights"]


class RunRecord(BaseModel, frozen=True):
    """Identifies a run, with what a release of its model needs.

    Attributes:
        id: unique, and safe in names and S3 keys.
        bucket: where everything under `runs/<id>/` is written.
        corpus: what the model was trained on.
        dialect: of its SQL.
        method: who trained it.
        tags: for everything that the run makes in Bedrock and SageMaker.
        max_tokens: per answer.
        deployment_deadline_seconds: the longest wait for a deployment.
        keep_models: how many custom models of measured runs its promotion leaves, the newest first.
    """

    id: str
    bucket: str
    corpus: Location
    dialect: str
    method: Method
    tags: dict[str, str]
    max_tokens: int
    deployment_deadline_seconds: int
    keep_models: int

    def key(self, path: str) -> str:
        """The S3 key of one of the run's own objects."""
        return f"runs/{self.id}/{path}"

    def location(self, path: str) -> Location:
        """The location of one of the run's own objects, or of a folder of them."""
        return Location(bucket=self.bucket, key=self.key(path))
