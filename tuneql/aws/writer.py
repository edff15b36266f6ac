"""`tuneql.corpus.writer.Writer` in Bedrock; `tuneql.aws.runtime.ScriptedModel` is one for tests."""

from tuneql.aws.clients import patient_client
from tuneql.aws.runtime import ConverseModel
from tuneql.corpus.synthesis.paraphrasing import WRITER_MODEL, WRITER_TOKENS
from tuneql.options import Options


def writer(options: Options) -> ConverseModel | None:
    """The model that a preparation asks for other words, if it asks one."""
    if not options.synthetic or options.synthetic_by != "model":
        return None
    return ConverseModel(patient_client("bedrock-runtime"), model_id=WRITER_MODEL, max_tokens=WRITER_TOKENS)
