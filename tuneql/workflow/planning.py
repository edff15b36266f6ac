"""Plan: turns the execution's input into a run with names, shards and an estimate, before anything is spent."""

from typing import Any

from tuneql.corpus.formats.sniffing import sniff, sniff_shardable
from tuneql.locations import for_bedrock
from tuneql.ports import Objects, Pointer
from tuneql.pricing.lines import Estimate
from tuneql.tokens import CHARACTERS_PER_TOKEN
from tuneql.training.open_weights.base_weights import read_base_weights
from tuneql.workflow.budget import ESTIMATE, refuse_over_budget
from tuneql.workflow.corpus_files import CorpusFile, corpus_files, write_schemas
from tuneql.workflow.estimating import estimate
from tuneql.workflow.execution_input import plan_run
from tuneql.workflow.provenance import write_provenance
from tuneql.workflow.run import Defaults, Run
from tuneql.workflow.sharding import Shard, file_shards, write_manifest
from tuneql.workflow.writing import write_json

SAMPLE_BYTES = 64 * 1024
# How much gzip compresses JSON rows that repeat their keys and schemas, at most: 4 to 9 times in public corpora.
GZIP_FACTOR = 9
# How many tokens the prompt itself adds to the question, the schema and the SQL.
PROMPT_TOKENS = 60


def plan(
    given: object,
    *,
    defaults: Defaults,
    bucket: str,
    pointer: Pointer,
    objects: Objects,
    execution_id: str,
    started_at: str,
) -> dict[str, Any]:
    """The state for the rest of the workflow: `{run, estimate, shards}`.

    Raises:
        InvalidInput: for the first key that breaks a rule, a corpus or base model that does not exist, or too small a
            budget.
    """
    run = plan_run(
        given,
        defaults=defaults,
        bucket=bucket,
        champion=pointer.read(),
        execution_id=execution_id,
        started_at=started_at,
    )
    for_bedrock(run.location("dataset/train.jsonl"))
    if run.base_model is not None:
        run = run.model_copy(update={"base_weights": read_base_weights(run.base_model, objects)})
    files = corpus_files(run, objects)
    samples = [objects.read(file.location, end=min(file.size, SAMPLE_BYTES)) if file.size else b"" for file in files]
    shards = _shards(files, samples, shard_bytes=defaults.shard_bytes, schemas=write_schemas(run, objects))
    guess = _guess(run, size=sum(map(_unpacked, files, samples)), sample=samples[0])
    refuse_over_budget(guess, run)
    write_json(run.location(ESTIMATE), guess, objects)
    write_provenance(run, objects)
    key = write_manifest(run, "work/shards.json", shards, objects)
    return {
        "run": run.model_dump(mode="json"),
        "estimate": {"total_usd": guess.total_usd},
        "shards": {"key": key, "count": len(shards)},
    }


def _shards(files: list[CorpusFile], samples: list[bytes], *, shard_bytes: int, schemas: str | None) -> list[Shard]:
    shards: list[Shard] = []
    for file, sample in zip(files, samples, strict=True):
        form = sniff_shardable(sample, file.name)
        shards += file_shards(file, form=form, shard_bytes=shard_bytes, first=len(shards))
    return [shard.model_copy(update={"schemas": schemas}) for shard in shards]


def _unpacked(file: CorpusFile, sample: bytes) -> int:
    return file.size * GZIP_FACTOR if sniff(sample) == "gzip" else file.size


def _guess(run: Run, *, size: int, sample: bytes) -> Estimate:
    """An estimate from the size of the corpus alone; Preflight repeats it with exact counts."""
    rows = max(1, round(size / _bytes_a_row(sample)))
    tokens = round(size / CHARACTERS_PER_TOKEN) + rows * PROMPT_TOKENS
    return estimate(run, records=rows, tokens=tokens, questions=min(run.examples, rows))


def _bytes_a_row(sample: bytes) -> float:
    lines = sample.count(b"\n")
    return len(sample) / lines if lines and sniff(sample) == "jsonl" else SAMPLE_BYTES / 128
