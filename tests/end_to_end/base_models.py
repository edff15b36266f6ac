"""Base models to train, as far as anybody looks at them before the training."""

import json
import struct

from tests.end_to_end.house import House


def upload_outline(kind: str, house: House) -> str:
    """Put a model of an architecture into the corpus bucket, which has a configuration and no weights; its URI."""
    folder = f"models/{kind.lower()}/"
    config = {"architectures": [f"{kind}ForCausalLM"], "model_type": kind.lower(), "torch_dtype": "bfloat16"}
    house.upload(f"{folder}config.json", json.dumps(config).encode())
    house.upload(f"{folder}model.safetensors", struct.pack("<Q", 2) + b"{}")
    return f"s3://{house.outputs['CorpusBucket']}/{folder}"
