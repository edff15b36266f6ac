"""What CreateTrainingJob refuses of a job that trains Nova Micro by a recipe, in the order in which it is looked at."""

from collections.abc import Mapping
from typing import Final

from local.sagemaker import rules
from local.sagemaker.account import Account, Params, Rule
from local.sagemaker.errors import invalid
from local.sagemaker.images import check_registry, read_image
from tuneql.limits import NOVA_IMAGE_ACCOUNTS, NOVA_INSTANCE_TYPES

REPOSITORY: Final = "nova-fine-tune-repo"
# Of the images that train Nova Micro; those for Nova 2 have other tags.
TAGS: Final[Mapping[str, str]] = {"SM-TJ-SFT-latest": "sft", "SM-TJ-DPO-latest": "dpo"}
BASE_MODEL: Final = "nova-micro/prod"
RECIPE_FOLDER: Final = "/opt/ml/input/data/recipe/"
# AWS's own samples call the held-out records `val`, its Nova Forge SDK `validation`.
VALIDATION_CHANNELS: Final = ("val", "validation")
# The S3 data type of each channel.
CHANNELS: Final[Mapping[str, str]] = {
    "train": "Converse",
    "recipe": "S3Prefix",
    **dict.fromkeys(VALIDATION_CHANNELS, "Converse"),
}


def image_trains_nova_micro(account: Account, params: Params) -> None:
    """The image of this region, from the account that AWS keeps it in there."""
    image = read_image(params)
    assert image is not None  # noqa: S101 -- by its repository the job is of this kind
    check_registry(account, params, image, registry=NOVA_IMAGE_ACCOUNTS.get(account.region))
    if image.tag not in TAGS:
        raise invalid(f"Requested image {image.uri} not found.")


def hyperparameters_name_model_and_recipe(_account: Account, params: Params) -> None:
    """The image's settings: the model, and where the recipe channel puts the recipe."""
    given = params.get("HyperParameters", {})
    if given.get("base_model") != BASE_MODEL:
        raise invalid(f"The hyperparameter base_model must be {BASE_MODEL}, is {given.get('base_model')}.")
    path = given.get("sagemaker_recipe_local_path", "")
    if not path.startswith(RECIPE_FOLDER):
        raise invalid(f"The hyperparameter sagemaker_recipe_local_path must be a file in {RECIPE_FOLDER}, is {path!r}.")
    if others := sorted(set(given) - {"base_model", "sagemaker_recipe_local_path"}):
        raise invalid(f"The local stand-in does not know the hyperparameters {', '.join(others)}.")


def channels_are_those_of_a_recipe(_account: Account, params: Params) -> None:
    """`train` and `recipe`, and at most one of the names for held-out records, each with its S3 data type."""
    names = rules.channel_names(params)
    held_out = [name for name in names if name in VALIDATION_CHANNELS]
    if set(names) - set(held_out) != {"train", "recipe"} or len(held_out) > 1:
        raise invalid(f"The channels must be train, recipe and, if wanted, val; they are {', '.join(names) or 'none'}.")
    for each in params["InputDataConfig"]:
        rules.check_source(each, data_type=CHANNELS[each["ChannelName"]])


def instance_is_one_of_the_recipes(_account: Account, params: Params) -> None:
    """One instance of a type that the LoRA recipes are made for."""
    rules.check_instance(params, types=NOVA_INSTANCE_TYPES, what="the recipe")


RULES: Final[tuple[Rule, ...]] = (
    rules.serves("HyperParameters"),
    rules.name_is_new,
    rules.role_is_of_this_account,
    image_trains_nova_micro,
    rules.input_mode_is_file,
    hyperparameters_name_model_and_recipe,
    channels_are_those_of_a_recipe,
    rules.channels_have_objects,
    rules.output_is_uncompressed,
    instance_is_one_of_the_recipes,
    rules.stopping_condition_is_possible,
    rules.tags_are_ones_own,
    rules.quota_is_left,
)
