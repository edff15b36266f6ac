"""Keeps the adapter in float32, beside the bfloat16 one with which the GPU multiplies.

Late in training an AdamW step is smaller than bfloat16's spacing at the weight, and would round to nothing. The adapter
is less than a hundredth of the model, so an exact copy takes almost no memory. Gradients add up in float32, too.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import torch
from peft import PeftModel


@dataclass(frozen=True)
class Masters:
    """Trainable parameters and their exact copies, in the same order.

    Attributes:
        names: as in the model.
        working: for forward and backward passes.
        exact: float32 leaves, whose `.grad` sums over micro-batches; the optimizer changes these.
    """

    names: Sequence[str]
    working: Sequence[torch.nn.Parameter]
    exact: Sequence[torch.Tensor]

    @torch.no_grad()
    def publish(self) -> None:
        """Copy the exact weights into the model."""
        torch._foreach_copy_(list(self.working), list(self.exact))  # one kernel instead of hundreds

    def snapshot(self) -> dict[str, torch.Tensor]:
        """A copy of the exact weights, on the CPU."""
        return {name: exact.detach().cpu().clone() for name, exact in zip(self.names, self.exact, strict=True)}

    @torch.no_grad()
    def restore(self, weights: Mapping[str, torch.Tensor]) -> None:
        """Restore the weights of a snapshot, and publish them."""
        for name, exact in zip(self.names, self.exact, strict=True):
            exact.copy_(weights[name])
        self.publish()


def make_masters(model: PeftModel) -> Masters:
    """Exact copies of a model's trainable parameters; from then on `backward()` adds its gradients to theirs."""
    trainable = [(name, parameter) for name, parameter in model.named_parameters() if parameter.requires_grad]
    exact = [parameter.detach().float().clone().requires_grad_() for _, parameter in trainable]
    for copy, (_, parameter) in zip(exact, trainable, strict=True):
        copy.grad = torch.zeros_like(copy)
        parameter.register_post_accumulate_grad_hook(_adder(copy))
    return Masters([name for name, _ in trainable], [parameter for _, parameter in trainable], exact)


def _adder(copy: torch.Tensor) -> Callable[[torch.Tensor], None]:
    def add(parameter: torch.Tensor) -> None:
        if copy.grad is not None and parameter.grad is not None:
            copy.grad.add_(parameter.grad)
        parameter.grad = None

    return add
