"""The report's section on slices: small dot plots of one metric by hardness, by SQL feature and by database."""

from collections.abc import Collection, Mapping, Sequence
from typing import Final

from pydantic import BaseModel

from tuneql.evaluation import formats
from tuneql.evaluation.metrics import Metrics, Shares
from tuneql.evaluation.report.charts import Row, share_marks

DRAWN: Final = 12
"""How many slices of a kind are drawn: those with the most questions, and all that are protected."""

_TITLES: Final = {"hardness": "By hardness", "schema": "By database", "feature": "By SQL feature"}
_NOTES: Final = {
    "hardness": "How much the gold SQL does, the least first.",
    "feature": "What the gold SQL holds, the weakest first; a question counts in each.",
    "schema": "The weakest first.",
}


class Panel(BaseModel, frozen=True):
    """The slices of one kind.

    Attributes:
        title: how the questions are divided.
        note: what is drawn, and of how many.
        rows: one per slice.
    """

    title: str
    note: str
    rows: tuple[Row, ...]


def slice_panels(
    arms: Sequence[Metrics], metric: str, *, protected: Collection[str] = (), broken: Collection[str] = ()
) -> tuple[Panel, ...]:
    """The panels worth showing.

    Args:
        arms: the judged one first.
        metric: whose shares are drawn.
        protected: slices that may not fall, as the gate's thresholds name them: `feature:join`.
        broken: those that did.
    """
    panels = (_panel(kind, [getattr(arm, f"by_{kind}") for arm in arms], metric, protected, broken) for kind in _TITLES)
    return tuple(panel for panel in panels if panel is not None)


def _panel(
    kind: str, arms: Sequence[Mapping[str, Shares]], metric: str, protected: Collection[str], broken: Collection[str]
) -> Panel | None:
    measured = {name: shares for name, shares in arms[0].items() if metric in shares.ci95}
    guarded = {name: f"{kind}:{name}" in broken for name in measured if f"{kind}:{name}" in protected}
    if not measured or (len(measured) == 1 and not guarded):
        return None  # a single slice tells no more than the whole
    kept = _drawn(measured, guarded)
    if kind != "hardness":
        kept.sort(key=lambda name: getattr(measured[name], metric))
    left_out = f"{len(kept)} of {len(measured)}, those with the most questions. " if len(kept) < len(measured) else ""
    rows = (
        Row(
            label=formats.clip(name, 60) if kind == "schema" else formats.words(name),
            note=_note(measured[name].measured[metric], fell=guarded.get(name)),
            marks=share_marks(metric, {index: arm[name] for index, arm in enumerate(arms) if name in arm}),
            is_broken=guarded.get(name, False),
        )
        for name in kept
    )
    return Panel(title=_TITLES[kind], note=left_out + _NOTES[kind], rows=tuple(rows))


def _drawn(measured: Mapping[str, Shares], guarded: Collection[str]) -> list[str]:
    most = set(sorted(measured, key=lambda name: -measured[name].examples)[:DRAWN])
    return [name for name in measured if name in most or name in guarded]


def _note(questions: int, *, fell: bool | None) -> str:
    """How many questions a slice has, and whether it is protected and fell."""
    state = {None: "", False: ", protected", True: ", protected, fell"}[fell]
    return f"{formats.counted(questions, 'question')}{state}"
