"""Makes a dataset of all rows: files to train and measure on, and the card that counts them.

It reads the outcomes twice, one at a time. The first pass enters each row's keys in a ledger, in which all rows are
then decided; the second writes each row to its file.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from tuneql.corpus.card.card import DatasetCard
from tuneql.corpus.card.counting import rows_of, tokens_of
from tuneql.corpus.card.rendering import render_card
from tuneql.corpus.card.summary import Summary
from tuneql.corpus.dataset.writing import CARD, PAGE, DatasetWriter
from tuneql.corpus.decisions.contradictions import mark_contradictions
from tuneql.corpus.decisions.deduplication import mark_duplicates, mark_near_duplicates, mark_statements
from tuneql.corpus.decisions.grouping import Strategy
from tuneql.corpus.decisions.leaks import refuse_leaks
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.decisions.selection import select
from tuneql.corpus.decisions.splitting import split
from tuneql.corpus.execution import runner
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.remedies import remedy_of
from tuneql.corpus.row import Rejection
from tuneql.corpus.synthesis.making import Synthesizer
from tuneql.corpus.transform import Context
from tuneql.errors import InvalidCorpus
from tuneql.limits import TRAINING_RECORDS

_LEDGER: Final = "ledger.sqlite"
_LEAST: Final = int(TRAINING_RECORDS.low)


def assemble(outcomes: Iterable[Outcome], context: Context, folder: Path) -> DatasetCard:
    """Leave out repeated and contradicting rows, split the others without leaks, and write the dataset.

    Args:
        outcomes: of all rows, in the order of the corpus; iterated a few times.
        context: the one of `prepare_rows`.
        folder: an empty one, for the files that `tuneql.corpus.dataset.writing` names.

    Raises:
        InvalidCorpus: there are too few usable rows; `rejected.jsonl` is written nevertheless.
        RunFailed: the split leaks, which no corpus should be able to cause.
    """
    path = folder / _LEDGER
    try:
        with Ledger(path) as ledger:
            return _assemble(outcomes, context, folder, ledger)
    finally:
        with suppress(FileNotFoundError):
            path.unlink()


def _assemble(outcomes: Iterable[Outcome], context: Context, folder: Path, ledger: Ledger) -> DatasetCard:
    reasons, shapes = _enter(outcomes, ledger)
    summary = Summary()
    try:
        strategy = _decide(ledger, outcomes, context, reasons)
    finally:
        # Even if the corpus is refused: this tells what is wrong with its rows.
        files = _write(outcomes, context, folder, ledger, summary)
    card = DatasetCard(
        **rows_of(ledger, reasons),
        **tokens_of(ledger),
        **summary.facts(),
        split=strategy,
        leaks=refuse_leaks(ledger),
        prompt_version=context.options.prompt_version,
        dialect=context.dialect,
        seed=context.options.seed,
        shapes=dict(sorted(shapes.items())),
        options=context.options.model_dump(),
        files=files,
    )
    (folder / PAGE).write_text(render_card(card), encoding="utf-8")
    (folder / CARD).write_text(card.model_dump_json(indent=2) + "\n", encoding="utf-8")
    return card


def _write(
    outcomes: Iterable[Outcome], context: Context, folder: Path, ledger: Ledger, summary: Summary
) -> dict[str, str]:
    """Write the decided rows, and those made from them; returns the digest of each file."""
    decisions, synthesizer = ledger.decisions(), Synthesizer(ledger, context)
    with DatasetWriter(folder, context) as writer:
        for outcome in outcomes:
            if isinstance(outcome, Rejection):
                writer.reject(outcome)
                continue
            decision = next(decisions)
            writer.write(outcome, decision)
            summary.count(outcome, decision)
            if decision.fate == "train":
                synthesizer.learn(outcome)
        for made in synthesizer.make(outcomes):
            writer.add(made)
            summary.synthetic.count(made)
        summary.synthetic.asking = synthesizer.asking()
        writer.finish()
        return writer.digests()


def _enter(outcomes: Iterable[Outcome], ledger: Ledger) -> tuple[Counter[str], Counter[str]]:
    """Enter what is known of each row; returns counts of rejected rows by reason, and of others by shape."""
    reasons, shapes = Counter[str](), Counter[str]()

    def prepared() -> Iterator[tuple[int, Prepared]]:
        for place, outcome in enumerate(outcomes):
            if isinstance(outcome, Rejection):
                reasons[outcome.reason] += 1
            else:
                shapes[outcome.example.shape] += 1
                yield place, outcome

    ledger.add(prepared())
    return reasons, shapes


def _decide(ledger: Ledger, outcomes: Iterable[Outcome], context: Context, reasons: Counter[str]) -> Strategy:
    """Decide the fate of every row."""
    options = context.options
    mark_duplicates(ledger)
    if options.near_duplicates == "drop":
        mark_statements(ledger)
    mark_contradictions(
        ledger,
        outcomes,
        policy=options.contradictions,
        runner=runner(context.databases) if options.execute else None,
        dialect=context.dialect,
    )
    if options.near_duplicates == "drop":
        mark_near_duplicates(ledger)
    _refuse_too_few(ledger, reasons)
    strategy = split(ledger, seed=options.seed)
    select(ledger, limit=options.limit, seed=options.seed)
    return strategy


def _refuse_too_few(ledger: Ledger, reasons: Counter[str]) -> None:
    usable = ledger.undecided()
    if usable > _LEAST:
        return
    rejected = reasons + Counter({"contradiction": ledger.count("contradiction")})
    raise InvalidCorpus(
        field="corpus",
        value=usable,
        rule=f"{'usable row is' if usable == 1 else 'usable rows are'} too few for the {_LEAST} training records "
        "that Bedrock demands, and 1 to test on",
        remedy=_more_rows(rejected),
    )


def _more_rows(rejected: Counter[str]) -> str:
    """Where more usable rows would come from; of what was rejected, the most frequent reason is the one to begin at."""
    if not rejected.total():
        return "add rows"
    counted = ", ".join(f"{count:,} {reason}" for reason, count in rejected.most_common(3) if count)
    ((first, _),) = rejected.most_common(1)
    return f"add rows, or mend those that were rejected ({counted}); for {first}: {remedy_of(first)}"
