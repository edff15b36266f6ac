"""Cross-entropy on the answer's tokens only."""

import torch
from peft import PeftModel
from torch.nn.functional import cross_entropy

from open_weights.batches import Batch
from open_weights.model import base_of


def answer_losses(model: PeftModel, batch: Batch) -> torch.Tensor:
    """The loss of each answer token, (answers,) float32, in nats.

    Logits are computed only where an answer is predicted: with the 128,000 tokens of Llama 3's vocabulary they take
    most of the memory, and most of a text-to-SQL row is schema.
    """
    return cross_entropy(answer_logits(model, batch).float(), batch.targets, reduction="none")


def answer_logits(model: PeftModel, batch: Batch) -> torch.Tensor:
    """Logits where an answer is predicted, (answers, vocabulary)."""
    base = base_of(model)
    hidden = base.base_model(**batch.inputs, use_cache=False).last_hidden_state
    logits: torch.Tensor = base.get_output_embeddings()(hidden.flatten(0, 1)[batch.predictors])
    return logits
