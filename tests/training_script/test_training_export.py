import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytest.importorskip("torch")

import torch
from check_export import check_export, read_tensors
from open_weights import export
from open_weights.data import Example
from open_weights.errors import ExportFailed, InvalidSettings
from open_weights.model import load_tokenizer
from safetensors.torch import save_file
from tiny_model import make_config, make_tokenizer
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    MistralConfig,
    MistralForCausalLM,
    PretrainedConfig,
    PreTrainedModel,
    Qwen2Config,
    Qwen2ForCausalLM,
    Qwen3Config,
    Qwen3ForCausalLM,
)

from tests.training_script import runs
from tests.training_script.faults import FAULTS, edit

SCRIPT = Path(__file__).parents[2] / "training" / "train.py"

Files = tuple[Path, Path]


def _train(base: Path, files: Files, output: Path, *more: str, **environment: str) -> subprocess.CompletedProcess[str]:
    options = {"model": base, "data": files[0], "validation": files[1], "output": output, "learning-rate": 5e-3,
               "batch-size": 8}  # fmt: skip
    given = [text for name, value in options.items() for text in (f"--{name}", str(value))]
    command = [sys.executable, str(SCRIPT), *given, *more]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def exported(base: Path, files: Files, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("export") / "model"
    done = _train(base, files, folder)
    assert done.returncode == 0, done.stderr
    return folder, json.loads(done.stdout)


def test_the_script_leaves_a_model_that_can_be_imported(exported: tuple[Path, dict[str, object]]) -> None:
    folder, summary = exported
    assert check_export(folder) == []
    assert {path.name for path in folder.iterdir()} == {
        "config.json", "generation_config.json", "model.safetensors", "special_tokens_map.json", "tokenizer.json",
        "tokenizer_config.json",
    }  # fmt: skip
    assert summary["merge_difference"] < 1e-4
    assert summary["last_loss"] < 0.6 * summary["first_loss"]
    curve = (folder.with_name("model.metrics") / "step_wise_training_metrics.csv").read_text().splitlines()
    assert len(curve) == summary["steps"] + 1
    done = subprocess.run(
        [sys.executable, str(SCRIPT.with_name("check_export.py")), str(folder)], check=True, capture_output=True
    )
    assert done.stdout == b"can be imported\n"


def test_the_imported_model_answers_in_the_trained_form(exported: tuple[Path, dict[str, object]], base: Path) -> None:
    folder, _ = exported
    tokenizer = AutoTokenizer.from_pretrained(folder)
    messages = [{"role": "user", "content": "Which 2 name of ferry come first? please"}]
    asked = tokenizer.apply_chat_template(messages, add_generation_prompt=True, return_tensors="pt", return_dict=True)
    answers = [
        tokenizer.decode(
            AutoModelForCausalLM.from_pretrained(each).generate(
                **asked, max_new_tokens=30, do_sample=False, pad_token_id=tokenizer.eos_token_id
            )[0, asked["input_ids"].shape[1] :]
        )
        for each in (folder, base)
    ]
    assert answers[0].startswith("SELECT")
    assert answers[0].endswith(tokenizer.eos_token)
    assert not answers[1].startswith("SELECT")


def _family(
    config: type[PretrainedConfig], model: type[PreTrainedModel], **changes: object
) -> Callable[[int], PreTrainedModel]:
    def make(vocabulary: int) -> PreTrainedModel:
        sizes = {"vocab_size": vocabulary, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
                 "num_attention_heads": 4, "num_key_value_heads": 2, "initializer_range": 0.1}  # fmt: skip
        return model(config(**{**sizes, **changes}))

    return make


FAMILIES = {
    "mistral": _family(MistralConfig, MistralForCausalLM, sliding_window=None),
    "qwen 2.5, tied": _family(Qwen2Config, Qwen2ForCausalLM, tie_word_embeddings=True),
    "qwen 3": _family(Qwen3Config, Qwen3ForCausalLM, head_dim=8),
}


@pytest.mark.parametrize("precision", ["float32", "bfloat16"])
@pytest.mark.parametrize("name", FAMILIES)
def test_merged_equals_unmerged_in_every_family(
    base: Path, files: Files, tmp_path: Path, name: str, precision: str
) -> None:
    torch.manual_seed(0)
    tokenizer = AutoTokenizer.from_pretrained(base)
    FAMILIES[name](len(tokenizer)).save_pretrained(tmp_path / "base")
    tokenizer.save_pretrained(tmp_path / "base")
    given = runs.settings(tmp_path / "base", files, tmp_path, epochs=1, precision=precision)
    run, tokenizer, rows = runs.run(given), load_tokenizer(given), runs.rows_of(given)[0].examples
    expected = export.probe(run.model, rows)
    export.save(export.merge(run.model), tokenizer, given.output, end_of_turn=rows[0].tokens[-1])
    assert check_export(given.output) == []
    assert export.self_check(given.output, rows, expected) <= export.TOLERANCE[run.model.dtype]
    if precision == "float32":
        padding = runs.run(runs.settings(tmp_path / "base", files, tmp_path / "padded", epochs=1, packing=False))
        assert run.losses == pytest.approx(padding.losses, abs=2e-5)


def test_a_folder_that_holds_another_model_fails_the_self_check(
    exported: tuple[Path, dict[str, object]], base: Path, files: Files, tmp_path: Path
) -> None:
    given = runs.settings(base, files, tmp_path)
    rows = runs.rows_of(given)[0].examples
    untrained = export.probe(runs.model_of(given), rows)
    with pytest.raises(ExportFailed, match="is not the trained one"):
        export.self_check(exported[0], rows, untrained)


def test_a_tokenizer_that_changed_fails_the_check(exported: tuple[Path, dict[str, object]], base: Path) -> None:
    other = make_tokenizer(["nothing of the corpus"])
    other.chat_template = AutoTokenizer.from_pretrained(exported[0]).chat_template
    with pytest.raises(ExportFailed, match="splits 'SELECT name FROM ferry' differently"):
        export.check_tokenizer(exported[0], other, ["SELECT name FROM ferry"])
    other.chat_template = "{{ messages }}"
    with pytest.raises(ExportFailed, match="another chat template"):
        export.check_tokenizer(exported[0], other, [])


def test_generation_stops_at_the_token_that_ended_the_answers(base: Path, tmp_path: Path) -> None:
    model = AutoModelForCausalLM.from_pretrained(base)
    export.save(model, AutoTokenizer.from_pretrained(base), tmp_path, end_of_turn=7)
    assert json.loads((tmp_path / "generation_config.json").read_text())["eos_token_id"] == [1, 7]


def test_probe_is_of_the_answer() -> None:
    model = AutoModelForCausalLM.from_config(make_config(make_tokenizer(["a"])))
    (logits,) = export.probe(model, [Example((1, 2, 3, 4), 3)])
    assert logits.shape == (1, model.config.vocab_size)


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault_of_a_folder_is_named(exported: tuple[Path, dict[str, object]], tmp_path: Path, name: str) -> None:
    break_it, problem = FAULTS[name]
    folder = shutil.copytree(exported[0], tmp_path / "model")
    break_it(folder)
    assert [each for each in check_export(folder) if each.startswith(problem)], check_export(folder)


def test_an_export_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert check_export(tmp_path / "none") == [f"{tmp_path / 'none'}: is not a folder"]


def test_read_tensors_reads_what_safetensors_writes(tmp_path: Path) -> None:
    save_file({"a": torch.zeros(2, 3, dtype=torch.bfloat16)}, tmp_path / "a.safetensors")
    assert read_tensors(tmp_path / "a.safetensors") == {
        "a": {"dtype": "BF16", "shape": [2, 3], "data_offsets": [0, 12]}
    }


def test_an_output_folder_with_other_files_is_left_alone(base: Path, files: Files, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    done = _train(base, files, tmp_path)
    assert done.returncode == 2
    assert "contains notes.txt, which is not part of a model" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_bad_settings_exit_with_2_and_one_message(base: Path, files: Files, tmp_path: Path) -> None:
    done = _train(base, files, tmp_path / "model", "--epochs", "0")
    assert (done.returncode, done.stderr) == (2, "train.py: epochs: '0' must be 1 to 100\n")


def test_an_architecture_that_is_not_covered_is_refused(base: Path, files: Files, tmp_path: Path) -> None:
    folder = shutil.copytree(base, tmp_path / "base")
    edit("config.json", architectures=["GemmaForCausalLM"])(folder)
    with pytest.raises(InvalidSettings, match="its architecture is GemmaForCausalLM"):
        runs.model_of(runs.settings(folder, files, tmp_path))


def test_rows_longer_than_a_sliding_window_are_refused(base: Path, files: Files, tmp_path: Path) -> None:
    FAMILIES["mistral"](400).save_pretrained(tmp_path / "base")
    edit("config.json", sliding_window=128)(tmp_path / "base")
    with pytest.raises(InvalidSettings, match="over the model's sliding window, 128"):
        runs.model_of(runs.settings(tmp_path / "base", files, tmp_path))
