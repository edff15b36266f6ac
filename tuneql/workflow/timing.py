"""MeasureLatency: times candidate, base and champion on the same questions, one paced call at a time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from tuneql.errors import ModelError, NotReady, Throttled, TuneqlError
from tuneql.evaluation.latency import ColdStart, LatencyReport, ModelLatency, Timing
from tuneql.evaluation.prompting import prompt_of
from tuneql.evaluation.question import Question
from tuneql.ports import Objects, Streamed, StreamingModel
from tuneql.prompt import Prompt
from tuneql.release.champion import Served
from tuneql.workflow.evaluating import billed, prompt_version_of
from tuneql.workflow.pace import Pace
from tuneql.workflow.run import Run
from tuneql.workflow.writing import write_json

LATENCY: Final = "evaluation/latency.json"

# How long the stage begins new calls; the last one may take a minute more.
TIMING_SECONDS: Final = 225
# Seconds before each call. One call after another makes two or three a second, a tenth of what a deployment of Nova
# Micro allows (2,000 requests a minute); if an account's quota for the base model is smaller, calls are refused.
_PAUSE: Final = 0.1
# Seconds before each retry of a refused call; after the last of them the model is left alone.
_BACKOFF: Final = (1.0, 2.0, 4.0, 8.0, 16.0)


@dataclass
class _Watched:
    """A model that is being timed."""

    served: Served
    model: StreamingModel
    prompt_version: str
    timings: list[Timing] = field(default_factory=list)
    no_answers: int = 0
    stopped: str | None = None


def time_models(
    run: Run,
    asked: Mapping[str, tuple[Served, StreamingModel]],
    *,
    cold: ColdStart | None,
    objects: Objects,
    pace: Pace,
) -> LatencyReport:
    """Ask each model the run's `latency_questions`, and write `latency.json`.

    The models take turns, so that the time of day is the same for all, and an early end leaves all with as many
    answers. The first question is asked twice, and its first answers do not count: they open the connection, and wake a
    champion that has not been asked for a while.

    Args:
        run: the run.
        asked: by name: candidate, base, champion.
        cold: the candidate's first answer.
        objects: where the questions are, and where to write the result.
        pace: when to end; what was measured until then is written.
    """
    watched = {name: _Watched(*found, prompt_version_of(run, name)) for name, found in asked.items()}
    questions = list(_questions(run, objects))
    for index, question in enumerate([*questions[:1], *questions]):
        for each in watched.values():
            if each.stopped is None:
                _time(each, prompt_of(question, each.prompt_version), pace, counts=index > 0)
    found = {name: _latency(run, each, cold=cold if name == "candidate" else None) for name, each in watched.items()}
    made = LatencyReport(questions=len(questions), models=found)
    write_json(run.location(LATENCY), made, objects)
    return made


def read_latency(run: Run, objects: Objects) -> LatencyReport | None:
    """What was measured; None if nothing was."""
    target = run.location(LATENCY)
    return LatencyReport.model_validate_json(objects.read(target)) if target in objects.list(target) else None


def _questions(run: Run, objects: Objects) -> Iterator[Question]:
    """Held-out questions, spread over the test set, which may be sorted."""
    lines = objects.read(run.location("dataset/test.jsonl")).splitlines()
    wanted = min(run.latency_questions, len(lines))
    for index in range(wanted):
        yield Question.model_validate_json(lines[index * len(lines) // wanted])


def _time(watched: _Watched, prompt: Prompt, pace: Pace, *, counts: bool) -> None:
    try:
        said = _answer(watched.model, prompt, pace)
    except ModelError:
        watched.no_answers += counts
    except TuneqlError as error:
        watched.stopped = str(error)
    else:
        watched.timings += [Timing.model_validate(said)] if counts else []


def _answer(model: StreamingModel, prompt: Prompt, pace: Pace) -> Streamed:
    """The model's answer; a refused call is retried a few times.

    Raises:
        Throttled, NotReady: it refused every time.
        StillPending: there is no time left.
    """
    pace.rest(_PAUSE)
    for pause in _BACKOFF:
        try:
            return model.stream(prompt)
        except (Throttled, NotReady):
            pace.rest(pause)
    return model.stream(prompt)


def _latency(run: Run, watched: _Watched, *, cold: ColdStart | None) -> ModelLatency:
    return ModelLatency.of(
        watched.timings,
        model=watched.served.model_id,
        billed=billed(run, watched.served),
        no_answers=watched.no_answers,
        cold=cold,
        stopped=watched.stopped,
    )
