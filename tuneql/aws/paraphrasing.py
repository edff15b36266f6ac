"""The model in Bedrock that paraphrases questions; for tests, there is `tuneql.aws.runtime.ScriptedModel`."""

from tuneql.aws.clients import patient_client
from tuneql.aws.runtime import ConverseModel
from tuneql.corpus.synthesis.paraphrasing import PARAPHRASING_MODEL, PARAPHRASING_TOKENS
from tuneql.options import Options


def paraphrasing_model(options: Options) -> ConverseModel | None:
    """The model that a preparation asks for paraphrases; None if it asks none."""
    if not options.synthetic or options.synthetic_by != "model":
        return None
    return ConverseModel(patient_client("bedrock-runtime"), model_id=PARAPHRASING_MODEL, max_tokens=PARAPHRASING_TOKENS)
