"""A row to train on, with everything that later steps need to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tuneql.corpus.card.card import Tokens
from tuneql.corpus.example import Example
from tuneql.corpus.keys import Keys, keys
from tuneql.corpus.training_prompt import prompt_of
from tuneql.corpus.traits import Traits, traits
from tuneql.corpus.transform import Context, Draft
from tuneql.prompt import Prompt
from tuneql.tokens import estimate_tokens


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """A row to train on.

    Attributes:
        example: the row.
        prompt: what a model is asked, in the run's version of the prompt.
        keys: for deduplication and splitting.
        tokens: estimates, of prompt and answer.
        traits: of its SQL.
        replaced: how many values of personal data were replaced, by kind.
        own_values: fields before redaction; see `Draft`.
        execution: what its SQL was run on, `own-rows` or `generated-rows`, or `not-run-` with a reason; "" if SQL is
            not run.
    """

    example: Example
    prompt: Prompt
    keys: Keys
    tokens: Tokens
    traits: Traits
    replaced: Mapping[str, int] = field(default_factory=dict)
    own_values: Mapping[str, str] = field(default_factory=dict)
    execution: str = ""


def describe(draft: Draft, context: Context) -> Prepared:
    """A row that has passed all transforms."""
    example = draft.example
    prompt = prompt_of(example, draft.dialect, context.options.prompt_version)
    return Prepared(
        example=example,
        prompt=prompt,
        traits=traits(example, draft.dialect),
        keys=keys(example, draft.dialect, in_one_style=not context.options.verbatim),
        tokens=Tokens(input=estimate_tokens(prompt.system + prompt.user), output=estimate_tokens(example.sql)),
        replaced=draft.replaced,
        own_values=draft.own_values,
    )
