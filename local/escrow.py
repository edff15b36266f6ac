"""Escrow for checkpoints of Nova, which AWS keeps in its own buckets: users can name them, but not list or read them.

SageMaker puts a trained model there, and Bedrock imports it from there; nobody else can. Source: Amazon Bedrock user
guide, "Import a SageMaker AI-trained Amazon Nova model" ("Amazon-managed Amazon S3 bucket").
"""

import threading
from typing import Final

from local.bedrock.model.answering import Model

BUCKET_PREFIX: Final = "customer-escrow-"
# Of the bucket for training jobs; AWS gives every account one of its own.
_BUCKET_ID: Final = "5e2f0a1c"


def bucket_of(account: str) -> str:
    """The name of the bucket for an account's training jobs."""
    return f"{BUCKET_PREFIX}{account}-smtj-{_BUCKET_ID}"


class Escrow:
    """The checkpoints by S3 URI. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._models: dict[str, Model] = {}

    def put(self, uri: str, model: Model) -> None:
        """Keep a checkpoint."""
        with self._lock:
            self._models[uri.rstrip("/")] = model

    def find(self, uri: str) -> Model | None:
        """The model of a checkpoint; None if there is none."""
        with self._lock:
            return self._models.get(uri.rstrip("/"))
