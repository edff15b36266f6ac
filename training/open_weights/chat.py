"""Renders conversations as the model reads them: the prompt, and the completion that it learns.

The model's own chat template renders both. Converse applies the same template to an imported model, so it asks in the
form that was trained on.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from jinja2.exceptions import TemplateError
from transformers import PreTrainedTokenizerBase

from open_weights.errors import InvalidData, InvalidSettings

# For base models, whose tokenizers have no template: role names in words and the end-of-sequence token after an answer,
# because a base model knows no other control tokens. It is saved with the model.
DEFAULT_TEMPLATE: Final = (
    "{% if bos_token %}{{ bos_token }}{% endif %}"
    "{% for message in messages %}"
    "{% if not loop.first %}{{ '\\n\\n' }}{% endif %}"
    "{{ message['role'] | capitalize }}{{ ':\\n' }}{{ message['content'] | trim }}"
    "{% if message['role'] == 'assistant' %}{{ eos_token }}{% endif %}"
    "{% endfor %}"
    "{% if add_generation_prompt %}{{ '\\n\\nAssistant:\\n' }}{% endif %}"
)
# Llama 3's templates print a date, by default today's: a training resumed tomorrow would see other tokens.
_DATE: Final = "26 Jul 2024"
_OTHER_ROLE: Final = {"user": "assistant", "assistant": "user"}

Message = dict[str, str]


@dataclass(frozen=True)
class Rendered:
    """One conversation as text.

    Attributes:
        prompt: everything before the answer, with the header of the assistant's turn.
        completion: the answer and the token that ends the turn.
    """

    prompt: str
    completion: str


def prepare_tokenizer(tokenizer: PreTrainedTokenizerBase) -> None:
    """Give a tokenizer without a chat template the default one.

    Raises:
        InvalidSettings: it has no end-of-sequence token, so no answer could end.
    """
    if tokenizer.eos_token is None:
        raise InvalidSettings("model: its tokenizer has no eos_token; set one in tokenizer_config.json")
    tokenizer.chat_template = tokenizer.chat_template or DEFAULT_TEMPLATE


def messages_of(record: Mapping[str, Any]) -> list[Message]:
    """The messages of a `bedrock-conversation-2024` record, the system's first if there is one.

    Raises:
        InvalidData: it is not such a record, or user and assistant do not alternate up to an answer.
    """
    try:
        system = "\n".join(block["text"] for block in record.get("system", ()))
        turns = [
            {"role": turn["role"], "content": "\n".join(block["text"] for block in turn["content"])}
            for turn in record["messages"]
        ]
    except (AttributeError, KeyError, TypeError):
        raise InvalidData("is no bedrock-conversation-2024 record (system, messages, content blocks of text)") from None
    roles = [turn["role"] for turn in turns]
    if not roles or roles[-1] != "assistant" or not turns[-1]["content"].strip():
        raise InvalidData("does not end with an answer of the assistant")
    if roles[0] != "user" or any(_OTHER_ROLE.get(role) != after for role, after in pairwise(roles)):
        raise InvalidData("has turns that do not alternate between user and assistant")
    return [*([{"role": "system", "content": system}] if system else []), *turns]


def render(tokenizer: PreTrainedTokenizerBase, messages: Sequence[Message]) -> Rendered:
    """Prompt and completion of a conversation.

    If the template refuses system messages (Mistral 7B 0.1 and 0.2), their text begins the first question instead.

    Raises:
        InvalidData: the template changes the text before the answer once there is one.
    """
    try:
        prompt, whole = _both(tokenizer, messages)
    except TemplateError:
        prompt, whole = _both(tokenizer, _without_system(messages))
    completion = whole.removeprefix(prompt).rstrip()  # ChatML ends turns with a newline after the end token
    if not whole.startswith(prompt) or messages[-1]["content"].strip() not in completion:
        raise InvalidData("cannot be split into prompt and answer: the model's chat template rewrites one of them")
    return Rendered(prompt, completion)


def _both(tokenizer: PreTrainedTokenizerBase, messages: Sequence[Message]) -> tuple[str, str]:
    prompt = tokenizer.apply_chat_template(
        list(messages[:-1]), tokenize=False, add_generation_prompt=True, date_string=_DATE
    )
    whole = tokenizer.apply_chat_template(list(messages), tokenize=False, date_string=_DATE)
    return str(prompt), str(whole)


def _without_system(messages: Sequence[Message]) -> list[Message]:
    if messages[0]["role"] != "system":
        return list(messages)
    system, first, *rest = messages
    return [{"role": "user", "content": f"{system['content']}\n\n{first['content']}"}, *rest]
