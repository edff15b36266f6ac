"""`tuneql.corpus.writer.Writer` in Bedrock; for tests, there is `tuneql.aws.runtime.ScriptedModel`."""

from tuneql.aws.clients import patient_client
from tuneql.aws.runtime import ConverseModel
from tuneql.corpus.synthesis.paraphrasing import WRITER_MODEL, WRITER_TOKENS
from tuneql.options import Options


def writer(options: Options) -> ConverseModel | None:
    """The model that a preparation asks for paraphrases; None if it asks none."""
    if not options.synthetic or options.synthetic_by != "model":
        return None
    return ConverseModel(patient_client("bedrock-runtime"), model_id=WRITER_MODEL, max_tokens=WRITER_TOKENS)
