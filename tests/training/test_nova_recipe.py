import io
import math
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tuneql.errors import InvalidInput
from tuneql.training.nova.hyperparameters import DpoHyperparameters, read_nova_hyperparameters
from tuneql.training.nova.recipe import nova_recipe, write_yaml

SHARE, RATE, LENGTH = "from 0 to 1", "from 1e-07 to 1", "from 1024 to 8192, a multiple of 1024"
BATCH, ALPHA, PAIR = "16, 32 or 64", "32, 64, 96, 128, 160 or 192", "two numbers from 0 to 0.999999"

# Overrides, the field at fault, and the range in the message.
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"epochs": 0}, "epochs", "from 1 to 100"),
    ({"epochs": 101}, "epochs", "from 1 to 100"),
    ({"epochs": -1}, "epochs", "from 1 to 100"),
    ({"epochs": 1.5}, "epochs", "from 1 to 100"),
    ({"epochs": "3"}, "epochs", "from 1 to 100"),
    ({"epochs": True}, "epochs", "from 1 to 100"),
    ({"epochs": None}, "epochs", "from 1 to 100"),
    ({"global_batch_size": 8}, "global_batch_size", BATCH),
    ({"global_batch_size": 48}, "global_batch_size", BATCH),
    ({"global_batch_size": 128}, "global_batch_size", BATCH),
    ({"global_batch_size": 64.0}, "global_batch_size", BATCH),
    ({"global_batch_size": "64"}, "global_batch_size", BATCH),
    ({"global_batch_size": [64]}, "global_batch_size", BATCH),
    ({"max_length": 512}, "max_length", LENGTH),
    ({"max_length": 1000}, "max_length", LENGTH),
    ({"max_length": 4095}, "max_length", LENGTH),
    ({"max_length": 9216}, "max_length", LENGTH),
    ({"max_length": 32_768}, "max_length", LENGTH),
    ({"max_length": "8192"}, "max_length", LENGTH),
    ({"learning_rate": 0}, "learning_rate", RATE),
    ({"learning_rate": -1e-5}, "learning_rate", RATE),
    ({"learning_rate": 1e-8}, "learning_rate", RATE),
    ({"learning_rate": 1.1}, "learning_rate", RATE),
    ({"learning_rate": "1e-5"}, "learning_rate", RATE),
    ({"learning_rate": math.nan}, "learning_rate", RATE),
    ({"learning_rate": math.inf}, "learning_rate", RATE),
    ({"learning_rate": True}, "learning_rate", RATE),
    ({"min_lr": 0}, "min_lr", RATE),
    ({"min_lr": 9e-8}, "min_lr", RATE),
    ({"min_lr": 2}, "min_lr", RATE),
    ({"min_lr": 1e-5}, "min_lr", "below the learning rate, 1e-05"),
    ({"min_lr": 1e-4}, "min_lr", "below the learning rate, 1e-05"),
    ({"learning_rate": 1e-6}, "min_lr", "below the learning rate, 1e-06"),
    ({"learning_rate": 2e-5, "min_lr": 3e-5}, "min_lr", "below the learning rate, 2e-05"),
    ({"warmup_steps": -1}, "warmup_steps", "from 0 to 100"),
    ({"warmup_steps": 101}, "warmup_steps", "from 0 to 100"),
    ({"warmup_steps": 10.0}, "warmup_steps", "from 0 to 100"),
    ({"constant_steps": -1}, "constant_steps", "from 0 to 100000"),
    ({"constant_steps": 100_001}, "constant_steps", "from 0 to 100000"),
    ({"constant_steps": "0"}, "constant_steps", "from 0 to 100000"),
    ({"weight_decay": -0.1}, "weight_decay", SHARE),
    ({"weight_decay": 1.01}, "weight_decay", SHARE),
    ({"betas": [0.9]}, "betas", PAIR),
    ({"betas": [0.9, 0.99, 0.999]}, "betas", PAIR),
    ({"betas": [0.9, 1.0]}, "betas", PAIR),
    ({"betas": [-0.1, 0.9]}, "betas", PAIR),
    ({"betas": 0.9}, "betas", PAIR),
    ({"betas": ["0.9", "0.999"]}, "betas", PAIR),
    ({"eps": 0}, "eps", "from 1e-16 to 0.01"),
    ({"eps": 0.1}, "eps", "from 1e-16 to 0.01"),
    ({"hidden_dropout": -0.01}, "hidden_dropout", SHARE),
    ({"hidden_dropout": 1.5}, "hidden_dropout", SHARE),
    ({"attention_dropout": 2}, "attention_dropout", SHARE),
    ({"attention_dropout": "0.1"}, "attention_dropout", SHARE),
    ({"ffn_dropout": -1}, "ffn_dropout", SHARE),
    ({"ffn_dropout": None}, "ffn_dropout", SHARE),
    ({"lora_alpha": 16}, "lora_alpha", ALPHA),
    ({"lora_alpha": 100}, "lora_alpha", ALPHA),
    ({"lora_alpha": 256}, "lora_alpha", ALPHA),
    ({"lora_alpha": 128.0}, "lora_alpha", ALPHA),
    ({"loraplus_lr_ratio": -1}, "loraplus_lr_ratio", "from 0 to 100"),
    ({"loraplus_lr_ratio": 100.5}, "loraplus_lr_ratio", "from 0 to 100"),
    ({"adapter_dropout": 1.1}, "adapter_dropout", SHARE),
    ({"adapter_dropout": False}, "adapter_dropout", SHARE),
    ({"technique": "dpo", "max_length": 8192}, "max_length", "from 1024 to 4096, a multiple of 1024"),
    ({"technique": "dpo", "beta": 0}, "beta", "from 0.001 to 0.5"),
    ({"technique": "dpo", "beta": 0.6}, "beta", "from 0.001 to 0.5"),
    ({"technique": "rft"}, "technique", "'sft' or 'dpo'"),
    ({"technique": ["sft"]}, "technique", "'sft' or 'dpo'"),
    ({"technique": "full"}, "technique", "does not deploy on demand"),
    ({"peft": None}, "peft", "does not deploy on demand"),
    ({"peft": "none"}, "peft", "does not deploy on demand"),
    ({"peft": "qlora"}, "peft", "'lora'"),
    ({"beta": 0.1}, "beta", "is not a known key"),
    ({"num_epochs": 3}, "num_epochs", "is not a known key; remove it, or use one of: adapter_dropout"),
    ({"lora_rank": 32}, "lora_rank", "is not a known key"),
    ({"training_config": {}}, "training_config", "is not a known key"),
]

ACCEPTED: list[dict[str, Any]] = [
    {},
    {"technique": "sft"},
    {"technique": "dpo"},
    {"peft": "lora"},
    {"epochs": 1},
    {"epochs": 100},
    {"global_batch_size": 16},
    {"global_batch_size": 32},
    {"max_length": 1024},
    {"max_length": 7168},
    {"learning_rate": 1},
    {"learning_rate": 1e-4},
    {"learning_rate": 1.1e-7, "min_lr": 1e-7},
    {"learning_rate": 0.00012},
    {"learning_rate": 3.0517578125e-05},
    {"min_lr": 1e-7},
    {"min_lr": 9.999e-6},
    {"warmup_steps": 0},
    {"warmup_steps": 100},
    {"constant_steps": 100_000},
    {"constant_steps": 12},
    {"weight_decay": 0},
    {"weight_decay": 1},
    {"weight_decay": 1e-300},
    {"betas": [0, 0]},
    {"betas": (0.8, 0.95)},
    {"betas": [0.9, 0.999999]},
    {"eps": 1e-16},
    {"eps": 0.01},
    {"hidden_dropout": 1.0},
    {"hidden_dropout": 0.1, "attention_dropout": 0.2, "ffn_dropout": 0.3},
    {"attention_dropout": 1e-05},
    {"ffn_dropout": 5e-324},
    {"lora_alpha": 32},
    {"lora_alpha": 96},
    {"lora_alpha": 192},
    {"loraplus_lr_ratio": 0},
    {"loraplus_lr_ratio": 100},
    {"loraplus_lr_ratio": 1 / 3},
    {"adapter_dropout": 0},
    {"adapter_dropout": 1},
    {"technique": "dpo", "beta": 0.001},
    {"technique": "dpo", "beta": 0.5, "max_length": 1024},
    {"technique": "dpo", "learning_rate": 5e-6, "min_lr": 5e-7, "epochs": 3, "lora_alpha": 160},
]


def written(given: dict[str, Any]) -> str:
    return write_yaml(nova_recipe(read_nova_hyperparameters(given), name="tuneql-orders-1a2b3c4d"))


def values(node: Any) -> list[Any]:
    """Every scalar with its type, because 1, 1.0 and True are equal."""
    if isinstance(node, dict):
        return [pair for key, item in node.items() for pair in (key, *values(item))]
    if isinstance(node, list):
        return [value for item in node for value in values(item)]
    return [(type(node), node)]


@pytest.mark.parametrize(("given", "field", "says"), REFUSED, ids=lambda value: str(value)[:50])
def test_what_a_recipe_cannot_have_is_refused_with_its_range(given: dict[str, Any], field: str, says: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_nova_hyperparameters(given)
    assert refused.value.field == f"hyperparameters.{field}"
    assert says in str(refused.value)


@pytest.mark.parametrize("given", ACCEPTED, ids=str)
def test_what_a_recipe_can_have_is_read_back_as_the_same_numbers(given: dict[str, Any]) -> None:
    hyperparameters = read_nova_hyperparameters(given)
    text = written(given)
    meant = nova_recipe(hyperparameters, name="tuneql-orders-1a2b3c4d").model_dump(mode="json", exclude_none=True)
    assert values(yaml.safe_load(text)) == values(meant)
    assert values(YAML(typ="safe", pure=True).load(io.StringIO(text))) == values(meant)
    for name, value in given.items():
        kept = getattr(hyperparameters, name)
        assert kept == (tuple(value) if isinstance(value, list) else value)


@given(
    rate=st.floats(2e-7, 1),
    decay=st.floats(0, 1),
    eps=st.floats(1e-16, 0.01),
    beta=st.floats(0, 0.999999),
    ratio=st.floats(0, 100),
)
def test_every_number_survives_both_versions_of_yaml(
    rate: float, decay: float, eps: float, beta: float, ratio: float
) -> None:
    text = written(
        {
            "learning_rate": rate,
            "min_lr": 1e-7,
            "weight_decay": decay,
            "eps": eps,
            "betas": [beta, beta],
            "loraplus_lr_ratio": ratio,
        }
    )
    for recipe in (yaml.safe_load(text), YAML(typ="safe", pure=True).load(io.StringIO(text))):
        model = recipe["training_config"]["model"]
        optim = model["optim"]
        found = [optim["lr"], optim["weight_decay"], optim["eps"], *optim["betas"]]
        assert [*found, model["peft"]["lora_tuning"]["loraplus_lr_ratio"]] == [rate, decay, eps, beta, beta, ratio]


# The keys and defaults of AWS's two recipe files for g5 and g6, without what names the run.
def test_the_defaults_are_those_of_the_recipes_of_aws() -> None:
    config = yaml.safe_load(written({}))["training_config"]
    assert config == {
        "max_length": 8192,
        "global_batch_size": 64,
        "trainer": {"max_epochs": 2},
        "model": {
            "hidden_dropout": 0.0,
            "attention_dropout": 0.0,
            "ffn_dropout": 0.0,
            "optim": {
                "lr": 1e-5,
                "name": "distributed_fused_adam",
                "adam_w_mode": True,
                "eps": 1e-6,
                "weight_decay": 0.0,
                "betas": [0.9, 0.999],
                "sched": {"warmup_steps": 10, "constant_steps": 0, "min_lr": 1e-6},
            },
            "peft": {
                "peft_scheme": "lora",
                "lora_tuning": {"loraplus_lr_ratio": 16.0, "alpha": 128, "adapter_dropout": 0.01},
            },
        },
    }
    preferences = yaml.safe_load(written({"technique": "dpo"}))["training_config"]
    config["max_length"] = 4096
    config["model"]["dpo_cfg"] = {"beta": 0.1}
    config["model"]["optim"] |= {"eps": 1e-8, "weight_decay": 0.01}
    config["model"]["peft"]["lora_tuning"] |= {"loraplus_lr_ratio": 20.0, "alpha": 64}
    assert preferences == config


def test_the_names_of_a_run_are_strings_whatever_they_look_like() -> None:
    for name in ("1e5", "no", "null", "2026-11-20", "a: b"):
        recipe = nova_recipe(read_nova_hyperparameters({}), name=name)
        assert yaml.safe_load(write_yaml(recipe))["run"]["name"] == name


def test_hyperparameters_travel_as_json() -> None:
    for technique in ("sft", "dpo"):
        made = read_nova_hyperparameters({"technique": technique, "betas": [0.8, 0.9]})
        assert read_nova_hyperparameters(made.model_dump(mode="json")) == made
    assert isinstance(made, DpoHyperparameters)


def test_there_are_as_many_cases_as_promised() -> None:
    assert len(REFUSED) >= 60
    assert len(ACCEPTED) >= 40
