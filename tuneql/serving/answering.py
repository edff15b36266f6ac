"""The route that answers questions."""

from dataclasses import replace

from tuneql.errors import ModelMissing, NoModelYet, Overspent
from tuneql.release.champion import Champion
from tuneql.serving.answers import SqlAnswer
from tuneql.serving.asking import asker
from tuneql.serving.exchange import Backend, Response, Visit, shown
from tuneql.serving.questions import AnotherChampion, Asked, Question, SchemaChanged, Source, Tables, read_question


def sql(visit: Visit) -> Response:
    """`POST /sql`."""
    question = read_question(visit.request.body)
    backend, champion = visit.backend, _champion(visit.backend)
    if backend.is_overspent():
        raise Overspent("the alarm on a day's spending is on")
    try:
        return shown(_answer(question, _source(question, champion, backend), champion, visit))
    except (ModelMissing, AnotherChampion, SchemaChanged):  # this process remembered an older champion or schema
        champion = _champion(backend, fresh=True)
        return shown(_answer(question, Source(tables=_tables(question, backend)), champion, visit))


def _champion(backend: Backend, *, fresh: bool = False) -> Champion:
    champion = backend.pointer.read(fresh=fresh)
    if champion is None:
        raise NoModelYet("no run has promoted a model yet; start one, and ask again when it has ended")
    return champion


def _tables(question: Question, backend: Backend) -> Tables:
    if question.schema_id is None:
        return Tables(ddl=question.ddl or "")
    return backend.schemas.tables(question.schema_id)


def _source(question: Question, champion: Champion, backend: Backend) -> Source:
    """The tables, from memory if no trial runs: a trial logs every question, so that none may be asked twice."""
    is_trial = backend.contests is not None and champion.challenger is not None
    if is_trial:
        return Source(tables=_tables(question, backend))
    if question.schema_id is None:
        found = Source(tables=_tables(question, backend))
    else:
        found = backend.schemas.recall(question.schema_id)

    def confirm() -> None:
        found.confirm()
        _confirm(champion, backend)

    return replace(found, confirm=confirm)


def _confirm(champion: Champion, backend: Backend) -> None:
    """Refuse to answer with a champion that another has followed: its dialect and its prompt may be others."""
    now = backend.pointer.read()
    if now is not None and (now.run, now.model_arn) != (champion.run, champion.model_arn):
        raise AnotherChampion(now.run)


def _answer(question: Question, source: Source, champion: Champion, visit: Visit) -> SqlAnswer:
    asked = Asked(question=question, source=source, request_id=visit.request.request_id, patience=visit.patience)
    backend = visit.backend
    ask = asker(
        backend.model,
        base_model_id=backend.base_model_id,
        repairs=backend.repairs,
        log=backend.query_log,
        databases=backend.databases,
    )
    contests = backend.contests
    if contests is None or champion.challenger is None:
        return ask(asked, champion)
    from tuneql.serving.contest import contest  # noqa: PLC0415 - few deployments have challengers

    return contest(asked, champion, champion.challenger, ask=ask, contests=contests)
