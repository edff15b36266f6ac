"""Token estimates, for budgets and cards; bills follow what Converse and the training job report."""

import math

# Nova's tokenizer is not public. In public tokenizers of its size, English and SQL have 3.5 to 4.5 characters per
# token; with the lower number, estimates of cost err upwards.
CHARACTERS_PER_TOKEN = 3.5


def estimate_tokens(text: str) -> int:
    """About how many tokens a text is, rounded up.

    Example:
        >>> estimate_tokens("SELECT 1")
        3
    """
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)
