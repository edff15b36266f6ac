"""Answers for an imported model with transformers: `python worker.py FOLDER`, in a Python that has PyTorch.

A line of JSON on standard input is a request, `{"messages": [{"role", "content"}, …], "max_tokens": n or null}`; the
next line on standard output is its answer, `{"text", "input_tokens", "output_tokens", "stop_reason"}`, or `{"error"}`
for a request that the model cannot take. The process ends with its input, so that it never outlives the local account.
Imports nothing else of the repository, which that Python does not know.
"""

import importlib
import json
import os
import sys
from collections.abc import Callable
from typing import Any, TextIO

Request = dict[str, Any]
Answer = dict[str, Any]


class UnansweredError(Exception):
    """The model cannot take a request; the message says why."""


def load(folder: str) -> Callable[[Request], Answer]:
    """The function that answers with the model in a folder."""
    transformers = importlib.import_module("transformers")  # slow, and missing where types are checked
    tokenizer = transformers.AutoTokenizer.from_pretrained(folder, local_files_only=True)
    model = transformers.AutoModelForCausalLM.from_pretrained(folder, torch_dtype="auto", local_files_only=True).eval()
    return lambda request: answer(model, tokenizer, request)


def answer(model: Any, tokenizer: Any, request: Request) -> Answer:
    """The most likely answer, token by token, up to an end token of the model or to `max_tokens`.

    Raises:
        UnansweredError: the chat template refuses the messages, or they are longer than the model's context.
    """
    prompt = encode(tokenizer, request["messages"])
    size = prompt["input_ids"].shape[1]
    limit = room(model.config.max_position_embeddings, size, request["max_tokens"])
    ends = end_tokens(model)
    tokens = model.generate(
        **prompt, do_sample=False, num_beams=1, max_new_tokens=limit, eos_token_id=ends, pad_token_id=ends[0]
    )[0, size:].tolist()
    return {
        "text": tokenizer.decode(tokens, skip_special_tokens=True),
        "input_tokens": size,
        "output_tokens": len(tokens),
        "stop_reason": "end_turn" if tokens[-1] in ends else "max_tokens",
    }


def encode(tokenizer: Any, messages: list[dict[str, str]]) -> Any:
    """Token ids and attention mask, (1, tokens) each, as the model's own chat template writes the messages."""
    refusal = importlib.import_module("jinja2.exceptions").TemplateError
    try:
        return tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, return_tensors="pt", return_dict=True
        )
    except refusal as error:
        raise UnansweredError(f"The chat template of the model refuses the messages: {error}") from error


def room(context: int, size: int, asked: int | None) -> int:
    """How many tokens may be generated.

    Raises:
        UnansweredError: the context holds no more, or not as many as are asked for.
    """
    wanted = max(1, context - size) if asked is None else asked
    if size + wanted > context:
        message = (
            f"This model's maximum context length is {context} tokens. However, you requested {size + wanted} tokens"
        )
        raise UnansweredError(f"{message} ({size} in the messages, {wanted} in the completion).")
    return wanted


def end_tokens(model: Any) -> list[int]:
    """The ids that end an answer: of generation_config.json, else of config.json."""
    ends = model.generation_config.eos_token_id
    ends = model.config.eos_token_id if ends is None else ends
    return ends if isinstance(ends, list) else [ends]


def respond(reply: Callable[[Request], Answer], request: Request) -> Answer:
    """The answer to a request, or why there is none."""
    try:
        return reply(request)
    except UnansweredError as error:
        return {"error": str(error)}


def claim_output() -> TextIO:
    """Standard output for answers only; what libraries print goes to standard error."""
    output = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    return output


def main() -> None:
    """Answer until there are no more requests."""
    output = claim_output()
    reply = load(sys.argv[1])
    for line in sys.stdin:
        output.write(json.dumps(respond(reply, json.loads(line))) + "\n")
        output.flush()


if __name__ == "__main__":
    main()
