"""The learning rate of a step: a pure function, so that a resumed training needs no scheduler state."""

import math


def learning_rate(step: int, *, steps: int, peak: float, warmup_ratio: float, schedule: str) -> float:
    """Linear warm-up to the peak, then `schedule`: to zero by a cosine or a line, or constant.

    Args:
        step: from 0.
        steps: of the whole training.
        peak: the highest rate.
        warmup_ratio: share of the steps that warm up, rounded up.
        schedule: `cosine`, `linear` or `constant`.
    """
    warmup = math.ceil(steps * warmup_ratio)
    if step < warmup:
        return peak * (step + 1) / (warmup + 1)
    progress = (step - warmup) / max(1, steps - warmup)
    decay = {"cosine": 0.5 * (1 + math.cos(math.pi * progress)), "linear": 1 - progress, "constant": 1.0}
    return peak * decay[schedule]
