"""The dataset card as a page: one HTML file that needs neither network nor script.

The template escapes everything that it prints, and the page's content security policy forbids scripts and requests.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.remedies import remedy_of
from tuneql.page import environment

# How many functions the page shows; `card.json` has all.
_FUNCTIONS: Final = 24


@dataclass(frozen=True)
class Line:
    """A line of a bar chart: `share` is that of the longest bar, from 0 to 1."""

    label: str
    rows: int
    share: float


def render_card(card: DatasetCard) -> str:
    """The page as HTML."""
    template = environment("tuneql.corpus.card").get_template("card.html.j2")
    return template.render(
        card=card,
        options={name: _said(value) for name, value in card.options.items()},
        steps=tuple(_lines((step.step, step.rows) for step in card.steps)),
        rejected=tuple(_lines(sorted(card.rejected.items(), key=lambda item: (-item[1], item[0])))),
        remedies={reason: remedy_of(reason) for reason in card.rejected},
        made=tuple(_lines(card.synthetic.kinds.items())),
        unmade=tuple(_lines(card.synthetic.rejected.items())),
        lengths=tuple(_lines((f"up to {bar.up_to:,}", bar.records) for bar in card.token_histogram)),
        executed=tuple(_lines((_where(where), rows) for where, rows in card.executed.items())),
        functions=tuple(_lines(list(card.functions.items())[:_FUNCTIONS])),
        more_functions=len(card.functions) - _FUNCTIONS,
        more_tables=card.tables.declared - card.tables.used - len(card.tables.unused),
    )


def _where(executed: str) -> str:
    """What SQL was run on, or what was in the way, in words."""
    return executed.replace("not-run-", "not run: ").replace("-", " ")


def _said(value: object) -> str:
    """An option's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return ", ".join(f"{name} = {each}" for name, each in value.items()) or "none"
    return str(value)


def _lines(counts: Iterable[tuple[str, int]]) -> Iterator[Line]:
    listed = list(counts)
    longest = max((rows for _, rows in listed), default=0) or 1
    for label, rows in listed:
        yield Line(label, rows, rows / longest)
