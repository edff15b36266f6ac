"""Tokens per second, model FLOPs utilisation and peak memory of LoRA on an 8B Llama, beside TRL's plain defaults.

Random weights in the shape of Llama 3.1 8B, and random rows of the length of text-to-SQL's (200 to 400 tokens, a fifth
of them the answer). Every way of training gets the same rows, in a separate process, one after the other; the first
steps warm up and are not counted. Padding does not count as tokens.

Utilisation assumes 4 FLOPs per parameter and token: 2 forward and 2 for the gradients of activations, since LoRA
computes no gradients of the frozen weights. It leaves out attention's own FLOPs, and counts the output head for every
token, although our loop computes it only for answers. The peak is an H100's or H200's dense bfloat16, 989 TFLOP/s.

`python benchmarks/training.py --tiny` runs the same code on a toy model, on a CPU: it shows that the benchmark works.
"""

import argparse
import importlib.util
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

PEAK_FLOPS: Final = 989e12
FLOPS_PER_PARAMETER: Final = 4
WARM_UP: Final = 3
NEEDS: Final = (
    "benchmarks/training.py: needs one NVIDIA GPU with 80 GB or more (an H200 for the aim of 12,000 tokens/s), "
    "PyTorch 2.13 with CUDA, and `pip install peft==0.21.2 trl==1.16.0`"
)
OURS: Final[dict[str, dict[str, Any]]] = {
    "packed": {},
    "packed, compiled": {"compiled": True},
    "padded": {"packing": False},
}
BASELINE: Final = "TRL defaults"

sys.path.insert(0, str(Path(__file__).parents[1] / "training"))


def main() -> int:
    """Measure every way of training, and print a table."""
    options = _options()
    missing = _missing(tiny=options.tiny)
    if missing:
        print(f"{NEEDS}; here is {missing}")
        return 0
    if options.only:
        print(json.dumps(measure(options.only, tiny=options.tiny, steps=options.steps)))
        return 0
    print_table({name: _in_a_process(name, options) for name in (*OURS, BASELINE)})
    return 0


def measure(name: str, *, tiny: bool, steps: int) -> dict[str, float]:
    """One way of training.

    Returns:
        `tokens` per second, `peak` bytes of GPU memory, `parameters`, and the `filled` share of what went through.
    """
    import torch  # noqa: PLC0415 -- absent where the benchmark only says what it needs

    device = torch.device("cpu" if tiny else "cuda")
    model = _model(device, tiny=tiny)
    parameters = sum(each.numel() for each in model.parameters())
    rows = _rows((steps + WARM_UP) * 32, vocabulary=model.config.vocab_size)
    with tempfile.TemporaryDirectory() as folder:
        if name == BASELINE:
            tokens, filled = _trl(model, rows, Path(folder), steps)
        else:
            tokens, filled = _ours(model, rows, Path(folder), OURS[name])
    peak = 0 if tiny else torch.cuda.max_memory_allocated()
    return {"tokens": tokens, "peak": peak, "parameters": parameters, "filled": filled}


def print_table(results: dict[str, dict[str, float]]) -> None:
    """A row for each way of training, and the ratio to the baseline."""
    print(f"{'':18}{'tokens/s':>10}{'MFU':>8}{'peak GB':>9}{'filled':>8}{'ratio':>8}")
    baseline = results[BASELINE].get("tokens")
    for name, result in results.items():
        if "error" in result:
            print(f"{name:18}  failed: {result['error']}")
            continue
        utilisation = result["tokens"] * FLOPS_PER_PARAMETER * result["parameters"] / PEAK_FLOPS
        ratio = f"{result['tokens'] / baseline:.2f}x" if baseline else "-"
        print(
            f"{name:18}{result['tokens']:>10,.0f}{utilisation:>8.1%}{result['peak'] / 1e9:>9.1f}"
            f"{result['filled']:>8.0%}{ratio:>8}"
        )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tiny", action="store_true", help="a toy model on the CPU")
    parser.add_argument("--steps", type=int, default=20, help="optimizer steps of 32 rows to measure")
    parser.add_argument("--only", choices=(*OURS, BASELINE), help="one way of training, in this process")
    return parser.parse_args()


def _missing(*, tiny: bool) -> str:
    absent = [name for name in ("torch", "transformers", "peft", "trl") if importlib.util.find_spec(name) is None]
    if absent:
        return f"no {', '.join(absent)}"
    import torch  # noqa: PLC0415 -- as above

    return "" if tiny or torch.cuda.is_available() else "no GPU"


def _in_a_process(name: str, options: argparse.Namespace) -> dict[str, Any]:
    command = [sys.executable, __file__, "--only", name, "--steps", str(options.steps), *["--tiny"] * options.tiny]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    lines = (done.stdout if done.returncode == 0 else done.stderr).strip().splitlines() or ["no output"]
    result: dict[str, Any] = json.loads(lines[-1]) if done.returncode == 0 else {"error": lines[-1]}
    return result


def _model(device: Any, *, tiny: bool) -> Any:
    import torch  # noqa: PLC0415 -- as above
    from transformers import LlamaConfig, LlamaForCausalLM  # noqa: PLC0415 -- as above

    llama_3_1_8b = {"vocab_size": 128_256, "hidden_size": 4096, "intermediate_size": 14_336, "num_hidden_layers": 32,
                    "num_attention_heads": 32, "num_key_value_heads": 8, "rope_theta": 500_000.0}  # fmt: skip
    toy = {"vocab_size": 512, "hidden_size": 64, "intermediate_size": 128, "num_hidden_layers": 2,
           "num_attention_heads": 4, "num_key_value_heads": 2}  # fmt: skip
    torch.manual_seed(0)
    torch.set_default_dtype(torch.float32 if tiny else torch.bfloat16)
    with device:
        model = LlamaForCausalLM(LlamaConfig(**(toy if tiny else llama_3_1_8b), max_position_embeddings=8192))
    torch.set_default_dtype(torch.float32)
    return model


def _rows(count: int, *, vocabulary: int) -> list[tuple[list[int], int]]:
    """Token ids, and where the answer begins."""
    source = random.Random(0)  # noqa: S311 -- rows, not secrets
    lengths = [source.randint(200, 400) for _ in range(count)]
    return [([source.randrange(10, vocabulary) for _ in range(length)], length * 4 // 5) for length in lengths]


def _ours(model: Any, rows: list[tuple[list[int], int]], folder: Path, changes: dict[str, Any]) -> tuple[float, float]:
    from open_weights import attention  # noqa: PLC0415 -- needs PyTorch
    from open_weights.arguments import Settings  # noqa: PLC0415
    from open_weights.data import Dataset, Example  # noqa: PLC0415
    from open_weights.loop import plan_steps, train  # noqa: PLC0415
    from open_weights.model import add_adapter  # noqa: PLC0415

    settings = Settings(model="", data=folder, output=folder / "model", epochs=1, **changes)
    attention.register()
    model.config._attn_implementation = attention.PACKED if settings.packing else "sdpa"  # noqa: SLF001 -- as loading does
    data = Dataset(tuple(Example(tuple(tokens), answer) for tokens, answer in rows), {})
    plan = [[len(rows[number][0]) for number in numbers] for _, numbers in plan_steps(data, settings)]
    ends: list[float] = []
    train(add_adapter(model, settings), data, None, settings, follow=lambda *_: ends.append(time.perf_counter()))
    widths = plan if settings.packing else [list(_widths(step, settings.micro_batch_rows)) for step in plan]
    return _rate([sum(step) for step in plan], ends), sum(map(sum, plan)) / sum(map(sum, widths))


def _trl(model: Any, rows: list[tuple[list[int], int]], folder: Path, steps: int) -> tuple[float, float]:
    import torch  # noqa: PLC0415 -- as above
    from datasets import Dataset  # noqa: PLC0415
    from peft import LoraConfig  # noqa: PLC0415
    from tiny_model import make_tokenizer  # noqa: PLC0415
    from transformers import TrainerCallback  # noqa: PLC0415
    from trl import SFTConfig, SFTTrainer  # noqa: PLC0415

    ends: list[float] = []

    class Clock(TrainerCallback):  # type: ignore[misc]  # where the library is not installed
        def on_step_end(self, *_: Any, **__: Any) -> None:
            if torch.cuda.is_available():
                torch.cuda.synchronize()
            ends.append(time.perf_counter())

    tokenizer = make_tokenizer(["no text goes through it: rows are tokens"])
    tokenizer.pad_token = tokenizer.eos_token
    answers = [{"input_ids": tokens, "completion_mask": [0] * at + [1] * (len(tokens) - at)} for tokens, at in rows]
    # Its defaults, except for saving, whose time is not training's, and for what a CPU cannot do.
    machine = {} if torch.cuda.is_available() else {"use_cpu": True, "bf16": False}
    arguments = SFTConfig(
        output_dir=str(folder),
        max_steps=(steps + WARM_UP) * 4,
        save_strategy="no",
        report_to="none",
        completion_only_loss=True,
        **machine,
    )
    trainer = SFTTrainer(
        model=model,
        args=arguments,
        train_dataset=Dataset.from_list(answers),
        processing_class=tokenizer,
        peft_config=LoraConfig(r=16, lora_alpha=32, target_modules="all-linear", task_type="CAUSAL_LM"),
        callbacks=[Clock()],
    )
    real, whole = _count_tokens(trainer)
    trainer.train()
    return _rate(real[: len(ends)], ends, warm_up=WARM_UP * 4), sum(real) / sum(whole)


def _count_tokens(trainer: Any) -> tuple[list[int], list[int]]:
    """Lists that fill with each batch's tokens, without padding and with it."""
    real: list[int] = []
    whole: list[int] = []
    collate: Callable[[Any], Any] = trainer.data_collator

    def counting(features: Any) -> Any:
        batch = collate(features)
        real.append(sum(len(each["input_ids"]) for each in features))
        whole.append(batch["input_ids"].numel())
        return batch

    trainer.data_collator = counting
    return real, whole


def _rate(tokens: list[int], ends: list[float], warm_up: int = WARM_UP) -> float:
    return sum(tokens[warm_up:]) / (ends[-1] - ends[warm_up - 1])


def _widths(lengths: list[int], rows: int) -> Iterator[int]:
    for start in range(0, len(lengths), rows):
        group = lengths[start : start + rows]
        yield max(group) * len(group)


if __name__ == "__main__":
    sys.exit(main())
