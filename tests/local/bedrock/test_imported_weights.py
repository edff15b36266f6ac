"""Imported weights: one process answers for them, and nothing of it is left."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from local.training_python import find_training_python

VALIDATION = "ValidationException"
TRAINING = Path(__file__).parents[3] / "training"

# A transformers of words, with as much of its interface as the process of an imported model uses: it says who it is,
# token by token.
TRANSFORMERS = """
import os
from types import SimpleNamespace

import jinja2.exceptions
import numpy

class AutoTokenizer:
    @classmethod
    def from_pretrained(cls, folder, **options):
        return cls()

    def apply_chat_template(self, messages, **options):
        print("a library may print")
        if messages[-1]["content"] == "refuse":
            raise jinja2.exceptions.TemplateError("no")
        words = " ".join(each["content"] for each in messages).split()
        return {"input_ids": numpy.zeros((1, len(words)), dtype=int)}

    def decode(self, tokens, **options):
        return " ".join(str(token) for token in tokens if token)

class AutoModelForCausalLM:
    config = SimpleNamespace(max_position_embeddings=64, eos_token_id=0)
    generation_config = SimpleNamespace(eos_token_id=None)

    @classmethod
    def from_pretrained(cls, folder, **options):
        assert os.path.exists(os.path.join(folder, "config.json"))
        return cls()

    def eval(self):
        return self

    def generate(self, input_ids, max_new_tokens, **options):
        said = [os.getpid(), 0][:max_new_tokens]
        return numpy.array([[*input_ids[0], *said]])
"""


@pytest.fixture
def words(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    start_service: Callable[..., Any],
    files: Callable[..., dict[str, bytes]],
) -> Any:
    """A stand-in with a folder of weights to import, and a Python with the transformers of words."""
    (tmp_path / "transformers.py").write_text(TRANSFORMERS)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    service = start_service(python=Path(sys.executable))
    service.upload(files())
    return service


def runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_weights_are_served_by_one_process_until_they_are_deleted(words: Any) -> None:
    arn = words.serve()
    first, second = (int(words.invoke(arn, "SELECT 1")["choices"][0]["message"]["content"]) for _ in range(2))
    assert (first == second == int(words.ask(arn)), runs(first)) == (True, True)
    words.control.delete_imported_model(modelIdentifier=arn)
    assert not runs(first)


def test_tokens_are_those_that_the_weights_count(words: Any) -> None:
    arn = words.serve()
    assert words.invoke(arn, "one two three")["usage"] == {
        "prompt_tokens": 5,
        "completion_tokens": 2,
        "total_tokens": 7,
    }
    cut = words.invoke(arn, "one", max_tokens=1)
    assert (cut["choices"][0]["finish_reason"], cut["usage"]["completion_tokens"]) == ("length", 1)


@pytest.mark.parametrize(
    ("question", "members", "message"),
    [
        ("x " * 70, {}, "maximum context length is 64 tokens. However, you requested 73"),
        ("x", {"max_tokens": 62}, "you requested 65 tokens (3 in the messages, 62 in the completion)"),
        ("refuse", {}, "chat template of the model refuses the messages: no"),
    ],
)
def test_what_the_weights_cannot_take_is_refused(
    words: Any, question: str, members: dict[str, Any], message: str
) -> None:
    arn = words.serve()
    code, text = words.error(words.invoke, arn=arn, question=question, **members)
    assert (code, message in text) == (VALIDATION, True), text
    assert words.invoke(arn, "x", max_tokens=61)["choices"]


def test_weights_that_cannot_be_loaded_are_a_models_error(
    start_service: Callable[..., Any], files: Callable[..., dict[str, bytes]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTHONPATH", "")
    service = start_service(python=Path(sys.executable))
    service.upload(files())
    arn = service.serve()
    code, text = service.error(service.ask, model=arn)
    assert (code, "process of the imported model ended" in text) == ("ModelErrorException", True)


@pytest.mark.skipif(find_training_python() is None, reason="needs PyTorch (make test-training installs it)")
def test_a_real_model_is_imported_and_answers_through_both_interfaces(
    tmp_path: Path, start_service: Callable[..., Any]
) -> None:
    python = find_training_python()
    service = start_service(python=python)
    data, folder = tmp_path / "train.jsonl", tmp_path / "model"
    data.write_bytes(service.objects.get("runs", "dataset/train.jsonl"))
    command = [str(python), str(TRAINING / "tiny_model.py"), "--data", str(data), "--output", str(folder)]
    subprocess.run(command, check=True, env={**os.environ, "HF_HUB_OFFLINE": "1"}, capture_output=True)
    tokenizer = json.loads((folder / "tokenizer_config.json").read_text())
    template = "{% for message in messages %}{{ message['role'] }}: {{ message['content'] }}\n{% endfor %}"
    (folder / "tokenizer_config.json").write_text(json.dumps({**tokenizer, "chat_template": template}))
    service.upload({path.name: path.read_bytes() for path in folder.iterdir()})
    arn = service.serve()
    invoked = service.invoke(arn, "How many boats are there?", max_tokens=8)
    asked = service.runtime.converse(
        modelId=arn,
        system=[{"text": "SQL only."}],
        messages=[{"role": "user", "content": [{"text": "How many boats are there?"}]}],
        inferenceConfig={"maxTokens": 8},
    )
    assert asked["output"]["message"]["content"][0]["text"] == invoked["choices"][0]["message"]["content"]
    assert asked["usage"]["inputTokens"] == invoked["usage"]["prompt_tokens"] > 10
    assert asked["usage"]["outputTokens"] == invoked["usage"]["completion_tokens"] <= 8
    assert asked["stopReason"] in ("max_tokens", "end_turn")
