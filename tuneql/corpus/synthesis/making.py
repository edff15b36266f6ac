"""Makes synthetic rows from training rows; each is prepared like a row that was read."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from random import Random
from typing import Final

from sqlglot import exp

from tuneql.corpus.card.card import Asking
from tuneql.corpus.decisions.ledger import Ledger
from tuneql.corpus.keys import digest
from tuneql.corpus.outcomes import Outcome
from tuneql.corpus.preparation import prepare_rows
from tuneql.corpus.prepared import Prepared
from tuneql.corpus.row import Rejection, Row
from tuneql.corpus.shapes.specification import specification
from tuneql.corpus.synthesis.candidate import Candidate
from tuneql.corpus.synthesis.made import Made
from tuneql.corpus.synthesis.paraphrasing import ASKED, Paraphraser, keeps_values
from tuneql.corpus.synthesis.pool import Pool
from tuneql.corpus.synthesis.rewording import reword
from tuneql.corpus.synthesis.substitution import substitute
from tuneql.corpus.transform import Context
from tuneql.sql.parsing import Unparsable, parse
from tuneql.sql.template import masked

# Candidates for each wanted row, since rules may not apply, or make a row that exists already.
_TRIES: Final = 4

_INDEXES: Final = tuple(f"CREATE INDEX rows_by_{key} ON rows ({key})" for key in ("asked", "question", "template"))
_KNOWN: Final = "SELECT count(*) FROM rows WHERE asked = ?"
_HELD_OUT: Final = """
SELECT count(*) FROM rows WHERE fate IN ('validation', 'test') AND (template = ? OR question = ?)
"""
_ADOPT: Final = "UPDATE rows SET fate = 'synthetic' WHERE place = ?"

Maker = Callable[[Prepared, exp.Expr, str, Random], Candidate | None]


class Synthesizer:
    """Makes rows from training rows, once these are known.

    Args:
        ledger: decided; synthetic rows are entered, too.
        context: the one of `prepare_rows`.
    """

    def __init__(self, ledger: Ledger, context: Context) -> None:
        self._ledger, self._pool = ledger, Pool(context.databases)
        self._room, self._asked = 0, 0.0
        options = context.options
        self._paraphraser = Paraphraser(context.model, most=options.synthetic_calls) if context.model else None
        # Synthetic rows have our own fields, whatever the corpus calls its fields.
        self._context = replace(context, options=options.model_copy(update={"map": {}}))

    def learn(self, row: Prepared) -> None:
        """Remember the values that a training row names, if rows are to be made."""
        if self._context.options.synthetic and (tree := _tree(row, self._dialect(row))):
            self._pool.learn(row, tree)

    def asking(self) -> Asking | None:
        """What asking the model took so far; None if there is none."""
        return None if self._paraphraser is None else self._paraphraser.facts()

    def make(self, outcomes: Iterable[Outcome]) -> Iterator[Made]:
        """Rows made from the training rows, as many as the option says and the trainer's limit leaves room for.

        Only its content and the run's seed decide whether a row is a seed and what is made from it; only values come
        from other rows.

        Args:
            outcomes: of all rows, in the order of the corpus.
        """
        places = {place for (place,) in self._ledger.read("SELECT place FROM rows WHERE fate = 'train'")}
        self._room = self._context.options.limit - len(places) - self._ledger.count("validation")
        each = min(self._context.options.synthetic, self._room / len(places)) if places else 0.0
        if not each:
            return
        # If there are more seeds than allowed calls, those that the model is asked about are spread over the corpus.
        self._asked = self._context.options.synthetic_calls / (len(places) * min(each, 1))
        for statement in _INDEXES:
            self._ledger.run(statement)
        for place, outcome in enumerate(outcomes):
            if place in places and isinstance(outcome, Prepared):
                yield from self._of(outcome, each)

    def _of(self, seed: Prepared, each: float) -> Iterator[Made]:
        draw = Random(digest("synthetic", str(self._context.options.seed), str(seed.keys.content)))  # noqa: S311 -- no secrets
        wanted = min(int(each) + (draw.random() < each % 1), self._room)
        tree = _tree(seed, self._dialect(seed)) if wanted else None
        if tree is None or specification(seed.example.question):
            return
        for candidate in self._candidates(seed, tree, draw, wanted):
            by = ASKED if candidate.kind == "paraphrase" else {}
            made = Made(kind=candidate.kind, seed=seed, outcome=self._prepared(candidate, seed), by=by)
            adopted = self._adopt(made.outcome)
            wanted, self._room = wanted - adopted, self._room - adopted
            yield made
            if not wanted:
                return

    def _candidates(self, seed: Prepared, tree: exp.Expr, draw: Random, wanted: int) -> Iterator[Candidate]:
        """Different candidates: first the model's, if it is asked, then those of each rule in turn."""
        is_asked = self._paraphraser is not None and draw.random() < self._asked
        asked = self._paraphraser.paraphrases(seed, count=wanted) if self._paraphraser and is_asked else []
        for question in dict.fromkeys(asked):
            yield Candidate(kind="paraphrase", question=question, sql=seed.example.sql)
        yield from self._by_rules(seed, tree, draw, wanted * _TRIES)

    def _by_rules(self, seed: Prepared, tree: exp.Expr, draw: Random, tries: int) -> Iterator[Candidate]:
        dialect = self._dialect(seed)
        makers: list[Maker] = [reword, lambda row, sql, name, chance: substitute(row, sql, name, self._pool, chance)]
        draw.shuffle(makers)
        seen = set[str]()
        for number in range(tries):
            found = makers[number % len(makers)](seed, tree, dialect, draw)
            if found is not None and found.question not in seen:
                seen.add(found.question)
                yield found

    def _prepared(self, candidate: Candidate, seed: Prepared) -> Outcome:
        """The outcome of a candidate: that of a row that is read, with a few more reasons for rejection."""
        example = seed.example
        fields = example.model_dump(by_alias=True, include={"ddl", "dialect", "db_id"}, exclude_none=True)
        record = {**fields, "question": candidate.question, "sql": candidate.sql}
        (outcome,) = prepare_rows([Row(source=example.source, row=example.row, record=record)], self._context)
        if isinstance(outcome, Rejection):
            return outcome
        values = masked(example.sql, self._dialect(seed))[1]
        if candidate.kind == "paraphrase" and not keeps_values(example.question, candidate.question, values):
            detail = "it names other values than the question that it was made of"
            return example.rejected("synthetic-other-values", detail, record)
        return self._compared(outcome, seed, record)

    def _compared(self, row: Prepared, seed: Prepared, record: dict[str, str]) -> Outcome:
        reason = None
        if row.keys.template != seed.keys.template:
            reason = ("synthetic-other-template", "its SQL is no longer that of the row that it was made of")
        elif self._ledger.one(_HELD_OUT, row.keys.template, row.keys.question):
            reason = ("synthetic-leak", "its question or its SQL is one that a held-out row has")
        elif self._ledger.one(_KNOWN, row.keys.asked):
            reason = ("synthetic-repeated", "another row asks the same of the same schema")
        return row if reason is None else seed.example.rejected(*reason, record)

    def _adopt(self, outcome: Outcome) -> bool:
        """Enter a row to train on; returns False for a rejection."""
        if isinstance(outcome, Rejection):
            return False
        place = self._ledger.one("SELECT max(place) + 1 FROM rows")
        self._ledger.add([(place, outcome)])
        self._ledger.run(_ADOPT, place)
        return True

    def _dialect(self, row: Prepared) -> str:
        return row.example.dialect or self._context.dialect


def _tree(row: Prepared, dialect: str) -> exp.Expr | None:
    try:
        return parse(row.example.sql, dialect)[0]
    except (Unparsable, IndexError):
        return None
