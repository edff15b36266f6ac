"""Token estimates, for budgets and cards. What is billed is what Converse and the training job report."""

import math

# Nova's tokenizer is not public. English and SQL run at 3.5 to 4.5 characters a token in public tokenizers of its
# size; the low end is taken, so that an estimate of cost errs upwards.
CHARACTERS_PER_TOKEN = 3.5


def estimate_tokens(text: str) -> int:
    """About how many tokens a text is, rounded up.

    Example:
        >>> estimate_tokens("SELECT 1")
        3
    """
    return math.ceil(len(text) / CHARACTERS_PER_TOKEN)
