"""Prune: deletes the models of earlier runs, because each costs storage every month."""

from collections.abc import Collection, Iterator
from contextlib import suppress

from tuneql.errors import StillPending
from tuneql.locations import Location
from tuneql.ports import KeptModel, ModelShelf, Objects, Pointer
from tuneql.release.champion import Champion
from tuneql.workflow.names import MODEL_PREFIX
from tuneql.workflow.run_record import DECISION, RunRecord


def prune(
    run: RunRecord, *, replaced: str | None, pointer: Pointer, shelf: ModelShelf, objects: Objects
) -> tuple[str, ...]:
    """Delete all but the newest `run.keep_models` custom models of measured runs; returns names, oldest first.

    Models that serve users, or could again, stay however old they are: the champion's model, the one before it, what is
    tried beside it, and what any deployment uses.

    Args:
        run: the one that has just been promoted.
        replaced: the model to which one could roll back before this promotion, and can again should this run fail
            later.
        pointer: to what serves users.
        shelf: the custom models of the account, including those of other deployments of tuneql.
        objects: where this deployment's runs keep their results.
    """
    champion = pointer.read()
    needed = {replaced, *(_used_by(champion) if champion else ())}
    measured = [model for model in shelf.models(MODEL_PREFIX) if _is_ours_and_measured(model, run.bucket, objects)]
    measured.sort(key=lambda model: model.created_at)
    spare = measured[: -run.keep_models]
    return tuple(model.name for model in spare if _delete_unneeded(model, needed, shelf))


def _used_by(champion: Champion) -> Iterator[str | None]:
    yield from (champion.model_arn, champion.previous_model_arn)
    if champion.challenger is not None:
        yield champion.challenger.model_arn


def _is_ours_and_measured(model: KeptModel, bucket: str, objects: Objects) -> bool:
    """Whether a run of this deployment made it and reached its decision; other runs may still be measuring theirs.

    Deployments of tuneql in one account give their models similar names; the runs bucket tells whose a model is.
    """
    if model.run is None or model.name != f"{MODEL_PREFIX}{model.run}":
        return False
    decision = Location(bucket=bucket, key=f"runs/{model.run}/{DECISION}")
    return decision in objects.list(decision)


def _delete_unneeded(model: KeptModel, needed: Collection[str | None], shelf: ModelShelf) -> bool:
    """Delete a model unless something uses it; returns whether it was deleted."""
    if model.arn in needed or shelf.is_deployed(model.arn):
        return False
    with suppress(StillPending):  # it has been deployed in the meantime
        shelf.delete(model.arn)
        return True
    return False
