"""The parts that Bedrock's requests have in common."""

from collections.abc import Mapping, Sequence


def kms_key(name: str, arn: str | None) -> dict[str, str]:
    """The parameter that names the key of a model; none for a key of AWS's own."""
    return {} if arn is None else {name: arn}


def tag_list(tags: Mapping[str, str]) -> Sequence[dict[str, str]]:
    """Tags in Bedrock's form; its keys are in lower case, unlike SageMaker's."""
    return [{"key": key, "value": value} for key, value in sorted(tags.items())]
