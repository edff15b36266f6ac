import json
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("torch")

from open_weights.batches import packed, padded
from open_weights.chat import DEFAULT_TEMPLATE, messages_of, prepare_tokenizer, render
from open_weights.data import encode, read_dataset
from open_weights.errors import InvalidData, InvalidSettings
from open_weights.packing import pack
from tiny_model import make_tokenizer
from transformers import PreTrainedTokenizerFast

from tests.training_script.runs import CPU

LLAMA_3 = (
    "{{- bos_token }}{%- for m in messages %}{{- '<|start_header_id|>' + m['role'] + '<|end_header_id|>\n\n' "
    "+ m['content'] | trim + '<|eot_id|>' }}{%- endfor %}"
    "{%- if add_generation_prompt %}{{- '<|start_header_id|>assistant<|end_header_id|>\n\n' }}{%- endif %}"
)
CHAT_ML = (
    "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\n' + m['content'] + '<|im_end|>' + '\n' }}{% endfor %}"
    "{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}"
)
MISTRAL = (
    "{{ bos_token }}{% for m in messages %}{% if m['role'] == 'user' %}{{ '[INST] ' + m['content'] + ' [/INST]' }}"
    "{% elif m['role'] == 'assistant' %}{{ ' ' + m['content'] + eos_token }}"
    "{% else %}{{ raise_exception('Only user and assistant roles are supported!') }}{% endif %}{% endfor %}"
)
TEMPLATES = {
    "default": (DEFAULT_TEMPLATE, "SELECT name FROM ferry LIMIT 2<|end_of_text|>"),
    "llama 3": (LLAMA_3, "SELECT name FROM ferry LIMIT 2<|eot_id|>"),
    "chatml": (CHAT_ML, "SELECT name FROM ferry LIMIT 2<|im_end|>"),
    "mistral": (MISTRAL, " SELECT name FROM ferry LIMIT 2<|end_of_text|>"),
}


@pytest.fixture(scope="module")
def tokenizer(records: list[dict[str, Any]]) -> PreTrainedTokenizerFast:
    made = make_tokenizer(message["content"] for record in records for message in messages_of(record))
    prepare_tokenizer(made)
    return made


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_loss_is_on_the_answers_tokens_and_no_others(
    tokenizer: PreTrainedTokenizerFast, records: list[dict[str, Any]], name: str
) -> None:
    tokenizer.chat_template, completion = TEMPLATES[name]
    (example,) = encode(tokenizer, [render(tokenizer, messages_of(records[0]))])
    assert tokenizer.decode(example.tokens[example.answer :]) == completion
    for join in (packed, padded):
        batch = join([example, example], CPU)
        assert batch.targets.tolist() == 2 * list(example.tokens[example.answer :])
        flat = batch.inputs["input_ids"].flatten()
        assert flat[batch.predictors + 1].tolist() == batch.targets.tolist()


def test_the_prompt_is_what_the_model_is_asked(
    tokenizer: PreTrainedTokenizerFast, records: list[dict[str, Any]]
) -> None:
    tokenizer.chat_template = DEFAULT_TEMPLATE
    messages = messages_of(records[0])
    (example,) = encode(tokenizer, [render(tokenizer, messages)])
    asked = tokenizer.apply_chat_template(messages[:-1], add_generation_prompt=True)
    assert list(example.tokens[: example.answer]) == asked


def test_a_system_message_opens_the_question_where_the_template_takes_none(
    tokenizer: PreTrainedTokenizerFast, records: list[dict[str, Any]]
) -> None:
    tokenizer.chat_template = MISTRAL
    prompt = render(tokenizer, messages_of(records[0])).prompt
    assert prompt.startswith("<|begin_of_text|>[INST] CREATE TABLE ferry (name, length, berths)\n\nWhich 2 name")


def test_a_tokenizer_without_an_end_token_is_refused(records: list[dict[str, Any]]) -> None:
    tokenizer = make_tokenizer(["a"])
    tokenizer.eos_token = None
    with pytest.raises(InvalidSettings, match="eos_token"):
        prepare_tokenizer(tokenizer)


def test_overlong_rows_are_dropped_and_counted(tokenizer: PreTrainedTokenizerFast, files: tuple[Path, Path]) -> None:
    tokenizer.chat_template = DEFAULT_TEMPLATE
    everything = read_dataset(files[0], tokenizer, max_length=1000)
    some = read_dataset(files[0], tokenizer, max_length=60)
    short = [row for row in everything.examples if len(row.tokens) <= 60]
    assert everything.dropped == {}
    assert 0 < len(short) < len(everything.examples)
    assert list(some.examples) == short
    assert some.dropped == {"longer than max_length (60 tokens)": len(everything.examples) - len(short)}
    with pytest.raises(InvalidData, match="every row is longer"):
        read_dataset(files[0], tokenizer, max_length=16)


ROW = {"messages": [{"role": "user", "content": [{"text": "q"}]}, {"role": "assistant", "content": [{"text": "a"}]}]}
BROKEN = {
    "no JSON": ("{", "line 2: is not JSON"),
    "a list": ("[]", "line 2: is no bedrock-conversation-2024 record"),
    "other keys": ('{"prompt": "q", "completion": "a"}', "line 2: is no bedrock"),
    "content as text": (json.dumps({"messages": [{"role": "user", "content": "q"}]}), "line 2: is no bedrock"),
    "no answer": (json.dumps({"messages": ROW["messages"][:1]}), "line 2: does not end with an answer"),
    "an empty answer": (
        json.dumps({"messages": [ROW["messages"][0], {"role": "assistant", "content": [{"text": " "}]}]}),
        "line 2: does not end with an answer",
    ),
    "two questions": (
        json.dumps({"messages": [ROW["messages"][0], *ROW["messages"]]}),
        "line 2: has turns that do not alternate",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_a_row_that_is_no_conversation_is_named(tokenizer: PreTrainedTokenizerFast, tmp_path: Path, name: str) -> None:
    tokenizer.chat_template = DEFAULT_TEMPLATE
    line, message = BROKEN[name]
    path = tmp_path / "train.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{line}\n")
    with pytest.raises(InvalidData, match=message):
        read_dataset(path, tokenizer, max_length=100)


def test_a_folder_is_read_file_by_file(tokenizer: PreTrainedTokenizerFast, tmp_path: Path) -> None:
    tokenizer.chat_template = DEFAULT_TEMPLATE
    for name in ("b.jsonl", "a.jsonl", "notes.txt"):
        (tmp_path / name).write_text(f"{json.dumps(ROW)}\n\n")
    assert len(read_dataset(tmp_path, tokenizer, max_length=100).examples) == 2
    for path in tmp_path.iterdir():
        path.unlink()
    with pytest.raises(InvalidData, match="has no rows"):
        read_dataset(tmp_path, tokenizer, max_length=100)
    with pytest.raises(InvalidData, match="does not exist"):
        read_dataset(tmp_path / "none", tokenizer, max_length=100)


@pytest.mark.parametrize("lengths", [[5], [3, 5, 2], [7, 7, 7], list(range(1, 8)) * 5])
def test_packs_hold_every_row_once_and_no_more_than_the_limit(lengths: list[int]) -> None:
    groups = pack(lengths, limit=7)
    assert sorted(index for group in groups for index in group) == list(range(len(lengths)))
    assert all(sum(lengths[index] for index in group) <= 7 for group in groups)
    assert len(groups) <= 11 / 9 * -(-sum(lengths) // 7) + 1 or lengths == [7, 7, 7]
