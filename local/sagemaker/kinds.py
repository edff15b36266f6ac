"""The kinds of training jobs, and which one a request asks for."""

from typing import Final

from local.sagemaker.account import Kind, Params
from local.sagemaker.errors import invalid
from local.sagemaker.images import read_image
from local.sagemaker.recipe_jobs import rules as recipe_rules
from local.sagemaker.recipe_jobs import work as recipe_work
from local.sagemaker.script_jobs import in_place
from local.sagemaker.script_jobs import rules as script_rules
from local.sagemaker.script_jobs import work as script_work

KINDS: Final = (
    Kind(
        repository=recipe_rules.REPOSITORY,
        rules=recipe_rules.RULES,
        work=recipe_work.work,
        publish=recipe_work.publish,
    ),
    Kind(
        repository=script_rules.REPOSITORY,
        rules=script_rules.RULES,
        work=script_work.work,
        publish=in_place.publish,
    ),
)


def kind_of(params: Params) -> Kind:
    """The kind of job whose image a request names.

    Raises:
        ServiceError: the stand-in has no such image.
    """
    image = read_image(params)
    kinds = [each for each in KINDS if image is not None and each.repository == image.repository]
    if not kinds:
        uri = params["AlgorithmSpecification"].get("TrainingImage", "")
        known = " and ".join(each.repository for each in KINDS)
        raise invalid(f"The local stand-in trains with {known} only, not with the image {uri!r}.")
    return kinds[0]
