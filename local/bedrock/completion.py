"""Asks a model: finds it, checks that it is ready, and returns its answer with the tokens and time it took."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from local.bedrock import deployments, imported_models
from local.bedrock.account import Account
from local.bedrock.errors import invalid, not_found, not_ready, throttled
from local.bedrock.foundation_models import named
from local.bedrock.imported.weights import Weights
from local.bedrock.model.answering import Model
from local.bedrock.model.question import ASKS
from local.bedrock.resources import Deployment, ImportedModel
from tuneql.limits import NOVA_MICRO
from tuneql.tokens import CHARACTERS_PER_TOKEN, estimate_tokens

# Amazon Nova user guide, "What is Amazon Nova": the longest output of the understanding models.
MAX_TOKENS: Final = 10_000
NONSENSE: Final = "I am afraid that the sea is rather rough today."
_THROTTLED_EVERY: Final = 3
_NOT_READY_FIRST: Final = 3
_HANGS_SECONDS: Final = 60.0
_BASE_IDS: Final = frozenset({NOVA_MICRO.inference_id, f"us.{NOVA_MICRO.inference_id}"})


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """What a model is asked.

    Attributes:
        system: the text for the system; empty for none.
        turns: texts of user and assistant in turn; the first and the last are the user's.
        max_tokens: the longest answer; None for as long as the model can.
        stops: texts at which the answer ends, before them.
    """

    system: str
    turns: tuple[str, ...]
    max_tokens: int | None = None
    stops: tuple[str, ...] = ()

    @property
    def messages(self) -> list[dict[str, str]]:
        """As chat templates take them."""
        system = [{"role": "system", "content": self.system}] if self.system else []
        return [*system, *({"role": ("user", "assistant")[n % 2], "content": t} for n, t in enumerate(self.turns))]


@dataclass(frozen=True, kw_only=True)
class Completion:
    """A model's answer, with its tokens and time. `stop_reason` is Converse's."""

    text: str
    stop_reason: str
    input_tokens: int
    output_tokens: int
    latency_ms: int = 0

    @property
    def usage(self) -> dict[str, int]:
        """As Converse reports it."""
        total = self.input_tokens + self.output_tokens
        return {"inputTokens": self.input_tokens, "outputTokens": self.output_tokens, "totalTokens": total}


@dataclass(frozen=True, kw_only=True)
class _Target:
    """The model that a request names, and what must be warm to serve it: nothing for a foundation model."""

    model: Model | Weights
    serving: Deployment | ImportedModel | None = None


def complete(account: Account, identifier: str, prompt: Prompt) -> Completion:
    """Ask the model that a request names.

    Raises:
        ServiceError: what Bedrock would refuse, or what a fault refuses.
    """
    with account.lock:
        _throttle(account)
        target = _target(account, identifier)
        _check_limit(target, prompt)
        if target.serving is not None:
            _warm(account, target.serving)
        speak = _speaker(account, target)
        hangs = target.serving is not None and account.faults.active("hanging")
    if hangs:
        account.pause(_HANGS_SECONDS)
    started = time.perf_counter()
    said = speak(prompt)
    elapsed = round(1000 * (time.perf_counter() - started))
    return Completion(**{**vars(said), "latency_ms": elapsed})


def _throttle(account: Account) -> None:
    account.invocations += 1
    every_third = account.invocations % _THROTTLED_EVERY == 0
    if account.faults.active("throttled") or (account.faults.active("throttling") and every_third):
        raise throttled("Too many requests, please wait before trying again.")


def _target(account: Account, identifier: str) -> _Target:
    if ":imported-model/" in identifier:
        imported = imported_models.find(account, identifier)
        return _Target(model=imported.model, serving=imported)
    if ":custom-model-deployment/" in identifier:
        return _deployed(account, identifier)
    if ":custom-model/" in identifier:
        raise invalid(
            f"Invocation of model ID {identifier} with on-demand throughput isn't supported. "
            "Retry your request with the ARN of a custom model deployment."
        )
    return _Target(model=_foundation_model(account, identifier))


def _deployed(account: Account, identifier: str) -> _Target:
    deployment = deployments.find(account, identifier)
    if deployment.status == "Failed":
        raise invalid(f"The deployment {identifier} has failed and cannot be invoked.")
    model = account.models[deployment.model_arn].model
    assert model is not None  # noqa: S101 -- only active models are deployed
    return _Target(model=model, serving=deployment)


def _foundation_model(account: Account, identifier: str) -> Model:
    model = named(identifier).rpartition("inference-profile/")[2]
    if model == NOVA_MICRO.training_id:
        raise not_found(f"Model {model} cannot be invoked; use {NOVA_MICRO.inference_id}.")
    if model not in _BASE_IDS:
        raise invalid(f"The provided model identifier {identifier} is invalid.")
    return account.base


def _check_limit(target: _Target, prompt: Prompt) -> None:
    """Nova's limit; an imported model's is its context, which is known to what serves it."""
    imported = isinstance(target.serving, ImportedModel)
    if not imported and prompt.max_tokens is not None and prompt.max_tokens > MAX_TOKENS:
        raise invalid(f"The maximum tokens you requested exceeds the model limit of {MAX_TOKENS}.")


def _warm(account: Account, serving: Deployment | ImportedModel) -> None:
    """Refuse a deployment that is not active; the first request to a new model only loads it."""
    if isinstance(serving, Deployment) and serving.status != "Active":
        raise not_ready(f"The deployment {serving.arn} is not active yet. Wait, and try your request again.")
    if isinstance(serving, ImportedModel) and isinstance(serving.model, Weights):
        serving.model.start()
    serving.invocations += 1
    slow = serving.invocations <= _NOT_READY_FIRST and account.faults.active("model-not-ready")
    if serving.invocations == 1 or slow or account.faults.active("never-ready"):
        raise not_ready("The model is not ready for inference. Wait, and try your request again.")


def _speaker(account: Account, target: _Target) -> Callable[[Prompt], Completion]:
    model = target.model
    if target.serving is not None and _answers_nonsense(account, target.serving):
        return lambda prompt: _estimated(NONSENSE, prompt)
    if isinstance(model, Weights):
        return lambda prompt: _counted(model, prompt)
    slips = target.serving is not None and account.faults.active("bad-first-answers")
    return lambda prompt: _estimated(_answered(model, prompt, slips=slips), prompt)


def _answered(model: Model, prompt: Prompt, *, slips: bool) -> str:
    """A stand-in's answer: it answers the last turn that says it asks, or else the first, whatever was said since."""
    asking = [turn for turn in prompt.turns[::2] if ASKS.search(turn)]
    answer = model.answer(prompt.system, (asking or prompt.turns[:1])[-1])
    first = len(prompt.turns) == 1
    return re.sub(r"\bFROM (\w+)", r"FROM \1_of_old", answer, count=1) if slips and first else answer


def _answers_nonsense(account: Account, serving: Deployment | ImportedModel) -> bool:
    champion = isinstance(serving, Deployment) and deployments.is_champion(serving.name)
    return account.faults.active("bad-answers") or (champion and account.faults.active("bad-champion"))


def _counted(weights: Weights, prompt: Prompt) -> Completion:
    """An answer of real weights, with the tokens that their own tokenizer counts."""
    answer = weights.answer(prompt.messages, prompt.max_tokens)
    text, stopped = _stop(answer.text, prompt)
    return Completion(
        text=text,
        stop_reason="stop_sequence" if stopped else answer.stop_reason,
        input_tokens=answer.input_tokens,
        output_tokens=answer.output_tokens,
    )


def _estimated(text: str, prompt: Prompt) -> Completion:
    """A text of a stand-in, with tokens estimated: up to a stop sequence or to the limit, whichever comes first."""
    text, stopped = _stop(text, prompt)
    reason = "stop_sequence" if stopped else "end_turn"
    limit = MAX_TOKENS if prompt.max_tokens is None else prompt.max_tokens
    if estimate_tokens(text) > limit:
        text, reason = text[: int(limit * CHARACTERS_PER_TOKEN)], "max_tokens"
    return Completion(
        text=text,
        stop_reason=reason,
        input_tokens=estimate_tokens("\n".join([prompt.system, *prompt.turns])),
        output_tokens=estimate_tokens(text),
    )


def _stop(text: str, prompt: Prompt) -> tuple[str, bool]:
    ends = [text.find(sequence) for sequence in prompt.stops if sequence in text]
    return (text[: min(ends)], True) if ends else (text, False)
