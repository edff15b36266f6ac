"""Estimates numbers of tokens, for budgets and cards. Converse and the training job report what is billed."""

import math

# Nova's tokenizer is not public. English and SQL have 3.5 to 4.5 characters per token in public tokenizers of its
# size; the low end is used, so that an estimate of cost is rather too high.
CHARACTERS_PER_TOKEN = 3.5


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has, rounded up.

    Example:
        >>> estimate_tokens("SELECT 1")
        3
    """
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)
