"""What a candidate is compared with: the base model, and the champion, which may change while a run trains."""

from collections.abc import Sequence

from tuneql.errors import ChampionChanged
from tuneql.ports import Objects, Pointer
from tuneql.release.champion import Champion
from tuneql.workflow.provenance import write_provenance
from tuneql.workflow.run import Run
from tuneql.workflow.sharding import evaluation_slices, write_manifest


def write_slices(run: Run, models: Sequence[str], *, questions: int, objects: Objects) -> str:
    """Write which model is asked which held-out questions; returns the manifest's key."""
    slices = evaluation_slices(questions=questions, models=models, slice_size=run.evaluation_slice)
    return write_manifest(run, "work/evaluation-shards.json", slices, objects)


def refuse_uncompared(run: Run, champion: Champion | None) -> None:
    """Refuse to replace a champion with which the candidate was not compared.

    Args:
        run: the candidate's.
        champion: what serves users now; None is never refused.

    Raises:
        ChampionChanged: since the run began, another run was promoted or there was a rollback.
    """
    compared = run.champion and run.champion.model_arn
    if champion is not None and champion.model_arn != compared:
        raise ChampionChanged(
            f"the model of {champion.run} serves users now, and the candidate was compared with "
            f"{run.champion.run if run.champion else 'no champion'}"
        )


def compare_anew(run: Run, *, questions: int, pointer: Pointer, objects: Objects) -> Run:
    """Have the present champion asked the candidate's questions; returns the run, which then compares with it.

    Its answers overwrite those of the previous champion, so that no report mixes the two.
    """
    changed = run.model_copy(update={"champion": pointer.read() or run.champion})
    write_slices(changed, ["champion"], questions=questions, objects=objects)
    write_provenance(changed, objects)
    return changed
